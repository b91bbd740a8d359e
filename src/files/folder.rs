//! A folder of the officer that files are written into: private, whole or not at all, and never
//! over an existing one.

use std::fs::File;
use std::io::{Error as SystemError, ErrorKind, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, RenameFlags};
use rustix::fs::{linkat, open, openat, renameat_with, unlinkat};
use rustix::io::Errno;

use crate::domain::document::DocumentCopy;
use crate::error::{Error, Result};

/// How many names are tried before giving up: `letter.docx`, `letter-2.docx`, ..
const MAX_NAMES: usize = 1_000;

/// A folder that is open: what is written goes into this one, whatever its path names meanwhile.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(super) opened: OwnedFd,
    /// Its path, as it is shown.
    pub(super) shown: PathBuf,
}

impl Folder {
    /// Opens the folder at a path.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn at(path: &Path) -> Result<Folder> {
        let opened = open(path, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())
            .map_err(|cause| no_folder(path, cause))?;
        Ok(Folder { opened, shown: path.to_owned() })
    }

    /// Writes the copies of a paper, all of them or none; returns their paths.
    ///
    /// # Errors
    /// A sentence that says what could not be written where; what was written before is taken away
    /// again.
    pub(crate) fn write_copies(&self, copies: &[DocumentCopy]) -> Result<Vec<PathBuf>> {
        let mut written = Vec::new();
        for copy in copies {
            match self.write_new(&copy.name, &copy.bytes) {
                Ok(name) => written.push(name),
                Err(e) => {
                    for name in &written {
                        self.remove(name);
                    }
                    let (name, at) = (&copy.name, self.shown.display());
                    return Err(Error::io(format!("{name} cannot be written into {at}: {e}."), e)
                        .with_hint("Nothing was saved there."));
                }
            }
        }
        self.sync();
        Ok(written.iter().map(|name| self.shown.join(name)).collect())
    }

    /// Writes a file of mode 0600 under a name that is free there, and returns where it is.
    ///
    /// # Errors
    /// It cannot be written there; nothing of it is left.
    pub(crate) fn write_free(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let (stem, ending) =
            name.rsplit_once('.').map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
        let names = std::iter::once(name.to_owned())
            .chain((2..MAX_NAMES).map(|n| format!("{stem} ({n}){ending}")));
        for name in names {
            match self.create(&name, bytes) {
                Ok(()) => {
                    self.sync();
                    return Ok(self.shown.join(name));
                }
                Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
                Err(e) => {
                    let path = self.shown.join(name);
                    return Err(Error::io(format!("{} cannot be written.", path.display()), e)
                        .with_hint("Check the folder and your permissions."));
                }
            }
        }
        Err(Error::input(format!(
            "{} has too many files with that name. Choose another folder.",
            self.shown.display()
        )))
    }

    /// Writes one file under its name, or the next that is free; it appears whole. Returns the name.
    fn write_new(&self, name: &str, bytes: &[u8]) -> std::io::Result<String> {
        let temp = format!(".offsite-{}.part", std::process::id());
        self.remove(&temp);
        is_plain(name)?;
        self.create(&temp, bytes)?;
        let placed = self.place(&temp, name);
        if placed.is_err() {
            self.remove(&temp);
        }
        placed
    }

    /// Writes a new file of mode 0600; nothing of it is left where that fails.
    pub(super) fn create(&self, name: &str, bytes: &[u8]) -> std::io::Result<()> {
        is_plain(name)?;
        let new = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mut file = File::from(openat(&self.opened, name, new, Mode::RUSR | Mode::WUSR)?);
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            self.remove(name);
        }
        written
    }

    /// Moves a file to the first free name.
    fn place(&self, temp: &str, name: &str) -> std::io::Result<String> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let folder = &self.opened;
        for n in 1..MAX_NAMES {
            let name = if n == 1 { name.to_owned() } else { format!("{stem}-{n}.{ending}") };
            match renameat_with(folder, temp, folder, &name, RenameFlags::NOREPLACE) {
                Ok(()) => return Ok(name),
                Err(Errno::EXIST) => {}
                // Some file systems cannot rename without replacing; a second link does not replace
                // either.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                    match linkat(folder, temp, folder, &name, AtFlags::empty()) {
                        Ok(()) => {
                            unlinkat(folder, temp, AtFlags::empty())?;
                            return Ok(name);
                        }
                        Err(Errno::EXIST) => {}
                        Err(e) => return Err(e.into()),
                    }
                }
                Err(e) => return Err(e.into()),
            }
        }
        Err(SystemError::new(ErrorKind::AlreadyExists, "too many files of that name stand there"))
    }

    fn remove(&self, name: &str) {
        let _ = unlinkat(&self.opened, name, AtFlags::empty());
    }

    /// Has the names in the folder on the disk, where the system lets it be read.
    pub(super) fn sync(&self) {
        let read = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        if let Ok(folder) = openat(&self.opened, ".", read, Mode::empty()) {
            let _ = rustix::fs::fsync(folder);
        }
    }
}

/// Returns what is said where a folder is named and there is none.
pub(super) fn no_folder(path: &Path, cause: Errno) -> Error {
    Error::io(format!("{} is not a folder.", path.display()), cause)
        .with_hint("Create it first, or choose another folder.")
}

/// Lets a name through that leads to no other folder.
fn is_plain(name: &str) -> std::io::Result<()> {
    let is_plain = Path::new(name).file_name().is_some_and(|plain| plain == name);
    let named = || SystemError::new(ErrorKind::InvalidInput, "that is no name of a file");
    if is_plain { Ok(()) } else { Err(named()) }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn copy(name: &str, bytes: &[u8]) -> DocumentCopy {
        DocumentCopy { name: name.into(), to: String::new(), bytes: bytes.to_vec() }
    }

    #[test]
    fn files_are_private_and_never_written_over() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = Folder::at(dir.path()).expect("opened");
        for n in 0..3u8 {
            folder.write_copies(&[copy("letter.docx", &[n])]).expect("written");
        }
        for (name, n) in [("letter.docx", 0u8), ("letter-2.docx", 1), ("letter-3.docx", 2)] {
            let path = dir.path().join(name);
            assert_eq!(std::fs::read(&path).expect("read"), [n]);
            assert_eq!(
                std::fs::metadata(&path).expect("there").permissions().mode() & 0o777,
                0o600
            );
        }
        assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), 3);
    }

    #[test]
    fn copies_are_written_all_or_none() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = Folder::at(dir.path()).expect("opened");
        let got = folder.write_copies(&[copy("a.txt", b"a"), copy("no/such.txt", b"b")]);
        let said = got.expect_err("no such folder").to_string();
        assert!(said.contains("no/such.txt") && said.ends_with('.'), "{said}");
        assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), 0);
        let none = Folder::at(&dir.path().join("none"));
        assert!(none.is_err_and(|e| e.to_string().contains("is not a folder")));
    }

    #[test]
    fn name_that_leads_to_another_folder_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let inner = dir.path().join("inner");
        std::fs::create_dir(&inner).expect("made");
        let folder = Folder::at(&inner).expect("opened");
        for name in ["../a.pdf", "..", ".", "", "/tmp/a.pdf", "b/../../a.pdf"] {
            assert!(folder.write_free(name, b"a").is_err(), "{name}");
            assert!(folder.write_copies(&[copy(name, b"a")]).is_err(), "{name}");
        }
        assert_eq!(std::fs::read_dir(&inner).expect("read").count(), 0);
        assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), 1);
    }
}
