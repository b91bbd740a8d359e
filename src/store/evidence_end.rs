//! How far the journal went when a session last had to do with the evidence: files of evidence
//! outlive a journal that is put back to an earlier day, and so does this.

use std::io;
use std::path::Path;

use crate::store::chain::JournalPos;
use crate::store::{codec, paths};

/// The file of it, in the folder of evidence. It is no evidence, and goes into no backup.
pub(super) const NAME: &str = "end";

/// Returns the end of the journal that the folder of evidence knows.
pub(super) fn read(dir: &Path) -> Option<JournalPos> {
    let bytes = std::fs::read(paths::evidence(dir).join(NAME)).ok()?;
    codec::decode(&bytes).ok()
}

/// Writes down the end of the journal, where there is any evidence.
///
/// # Errors
/// What the system says.
pub(super) fn write(dir: &Path, mark: JournalPos) -> io::Result<()> {
    let folder = paths::evidence(dir);
    if !folder.is_dir() || read(dir) == Some(mark) {
        return Ok(());
    }
    let half = folder.join("end.new");
    paths::write_whole(&half, &codec::write(&mark)?)?;
    std::fs::rename(&half, folder.join(NAME))?;
    paths::sync_folder(&folder)
}
