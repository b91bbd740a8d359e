//! `offsite export`.

use crate::cli::commands::{print, whole};
use crate::documents::jsonl;
use crate::error::Failure;
use crate::service::Owner;

pub(super) fn export(owner: &mut Owner) -> Result<(), Failure> {
    for id in owner.cases()? {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}
