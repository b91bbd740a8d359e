//! `offsite export cases`: writes every case as one line of JSON.

use crate::cli::commands::{print, whole};
use crate::documents::jsonl;
use crate::error::Error;
use crate::service::Service;

pub(super) fn export(owner: &mut Service) -> Result<(), Error> {
    for id in owner.cases()? {
        print(&jsonl::write(&whole(owner, id)?))?;
    }
    Ok(())
}
