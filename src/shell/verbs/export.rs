//! `offsite export`.

use super::{print, whole};
use crate::documents::jsonl;
use crate::owner::Owner;
use crate::shell::Failure;

pub(super) fn export(owner: &mut Owner) -> Result<(), Failure> {
    for id in owner.cases()? {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}
