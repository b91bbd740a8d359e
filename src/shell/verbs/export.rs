//! `offsite export`.

use super::{lines, print, whole};
use crate::documents::jsonl;
use crate::domain::case::CaseRef;
use crate::owner::Owner;
use crate::shell::Failure;

pub(super) fn export(owner: &mut Owner) -> Result<(), Failure> {
    let mut ids: Vec<CaseRef> = lines(owner)?.iter().map(|s| s.id).collect();
    ids.sort();
    for id in ids {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}
