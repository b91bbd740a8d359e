//! A folder of a session's own, out of everybody's reach, that goes with the session.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::paths;
use crate::store::records::ROOM;

/// How the private folders begin; the number of the process follows.
const NAME: &str = "offsite-read-";

/// How often a folder is made anew that was taken away before it was held.
const ATTEMPTS: usize = 8;

/// A private folder that is removed when dropped. It is held by a lock meanwhile: in another
/// container this process has no number, and its folder would be taken for one left behind.
pub(super) struct PrivateFolder {
    path: PathBuf,
    _held: File,
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

impl PrivateFolder {
    /// Returns where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
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
            match PrivateFolder::make(&place) {
                Ok(folder) => return Ok(folder),
                Err(e) => refusal = Some(e),
            }
        }
        Err(match refusal {
            Some(e) => Error::io("There is no place for a private copy of the records.", e),
            None => Error::no_space("There is no room for a private copy of the records."),
        }
        .with_hint("Make room in /tmp, then do it again."))
    }

    /// Makes a folder and holds it; one that was taken away between the two is made again.
    fn make(place: &Path) -> io::Result<PrivateFolder> {
        let mut refusal = io::Error::from(io::ErrorKind::AlreadyExists);
        for _ in 0..ATTEMPTS {
            let path = paths::free(place, &format!("{NAME}{}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&path).and_then(|()| hold(&path)) {
                Ok(held) if path.is_dir() => return Ok(PrivateFolder { path, _held: held }),
                Ok(_) => {}
                Err(e) => refusal = e,
            }
        }
        Err(refusal)
    }
}

/// Holds a folder for as long as the file is open.
fn hold(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    file.lock()?;
    Ok(file)
}

/// Takes the folders away that nobody holds, of processes that were killed.
fn clear(place: &Path) {
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(NAME) else { continue };
        let process = rest.split('-').next().unwrap_or_default();
        if Path::new("/proc").join(process).exists() {
            continue;
        }
        // Held by this one while it goes: nobody begins to use it meanwhile.
        if let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_of_a_session_in_another_container_stays_and_one_left_behind_goes() {
        let place = tempfile::tempdir().expect("a folder");
        // A number that no process has here, as that of one in another container.
        let folder = place.path().join(format!("{NAME}4294967295"));
        std::fs::create_dir(&folder).expect("made");
        let held = hold(&folder).expect("held");
        std::fs::write(folder.join("records"), "x").expect("written");
        clear(place.path());
        assert!(folder.join("records").exists(), "taken from a session that is reading");
        drop(held);
        clear(place.path());
        assert!(!folder.exists(), "left behind for ever");
        let own = PrivateFolder::make(place.path()).expect("made");
        clear(place.path());
        assert!(own.path().is_dir());
        let path = own.path().to_owned();
        drop(own);
        assert!(!path.exists());
    }
}
