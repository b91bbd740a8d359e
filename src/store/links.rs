//! Parts of a store that are links to elsewhere. What is locked, synced, moved aside and backed up
//! must be what lies in the folder: through a link it is another place, with another owner and
//! perhaps another disk.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::backup::BESIDE;
use crate::store::records::RECORDS;
use crate::store::{compact, keyring, seen};

/// What may not be a link, with what is packed beside the journal. `backups` may: whoever keeps them
/// on another disk does well.
const OWN: [&str; 10] = [
    "journal",
    RECORDS,
    compact::NEW,
    compact::OLD,
    "evidence",
    "drafts",
    seen::FOLDER,
    "lock",
    "editing",
    keyring::COPY,
];

/// Returns the part of a store that is a symbolic link, as a sentence.
pub(super) fn found(dir: &Path) -> Option<String> {
    let is_link =
        |name: &str| std::fs::symlink_metadata(dir.join(name)).is_ok_and(|m| m.is_symlink());
    let name = OWN.iter().chain(BESIDE).find(|name| is_link(name))?;
    Some(format!("{} is a link to elsewhere.", dir.join(name).display()))
}

/// Refuses to write through a link.
///
/// # Errors
/// A part of the store is one; nothing was touched.
pub(super) fn refuse(dir: &Path) -> Result<()> {
    found(dir).map_or(Ok(()), |words| {
        Err(Error::input(words).with_hint(
            "Nothing was touched. Put what it leads to in its place, or name the whole folder with --data.",
        ))
    })
}

/// Says that the journal has another name: what is saved changes there too, and what is written
/// there is in this store.
pub(super) fn second_name(dir: &Path) -> Option<String> {
    let journal = dir.join("journal");
    let names = std::fs::metadata(&journal).ok()?.nlink();
    (names > 1).then(|| {
        format!(
            "{} is linked under {names} names: a change to one of them changes this record. Copy the others, and remove the links.",
            journal.display()
        )
    })
}
