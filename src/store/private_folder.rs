//! A folder of a session's own, out of everybody's reach, that goes with the session.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::paths;
use crate::store::records::ROOM;

/// How the private folders begin; the number of the process follows.
const NAME: &str = "offsite-read-";

/// A private folder that is removed when dropped.
pub(super) struct PrivateFolder(PathBuf);

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl PrivateFolder {
    /// Returns where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Makes a folder where so many bytes and some more fit, in memory where there is room.
    pub(super) fn with_room(bytes: u64) -> Result<PrivateFolder> {
        let places = crate::places::runtime().into_iter().chain([
            PathBuf::from("/dev/shm"),
            std::env::temp_dir(),
            PathBuf::from("/var/tmp"),
        ]);
        let mut refusal = None;
        for place in places.filter(|place| place.is_dir()) {
            clear(&place);
            if paths::room(&place).is_some_and(|free| free < bytes.saturating_mul(2) + ROOM) {
                continue;
            }
            let folder = paths::free(&place, &format!("{NAME}{}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&folder) {
                Ok(()) => return Ok(PrivateFolder(folder)),
                Err(e) => refusal = Some(e),
            }
        }
        Err(match refusal {
            Some(e) => Error::io("There is no place for a private copy of the records.", e),
            None => Error::no_space("There is no room for a private copy of the records."),
        }
        .with_hint("Make room in /tmp, then do it again."))
    }
}

/// Takes the folders away of processes that were killed.
fn clear(place: &Path) {
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(NAME) else { continue };
        let process = rest.split('-').next().unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
