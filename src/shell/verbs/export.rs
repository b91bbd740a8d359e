//! `offsite export`.

use crate::documents::jsonl;
use crate::service::Owner;
use crate::shell::Failure;
use crate::shell::verbs::{print, whole};

pub(super) fn export(owner: &mut Owner) -> Result<(), Failure> {
    for id in owner.cases()? {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}
