//! A folder of the officer that is written whole or not at all: made beside its place, then moved
//! there.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, Mode, OFlags, mkdirat, openat, renameat, unlinkat};
use rustix::io::Errno;

use crate::domain::document::DocumentCopy;
use crate::error::{Error, Result};
use crate::files::access::FileAccess;
use crate::files::folder::Folder;
use crate::files::typed_path;

/// How often a name beside the place is tried.
const ATTEMPTS: u32 = 100;

impl FileAccess {
    /// Writes a new folder with all its files, whose names are paths in it: folders of mode 0700,
    /// files of mode 0600. Returns its path.
    ///
    /// # Errors
    /// There is something at its place that is no empty folder, it may not be named here, or a file
    /// cannot be written. Nothing of it is left then.
    pub(crate) fn write_new_folder(&self, typed: &str, files: &[DocumentCopy]) -> Result<PathBuf> {
        let path = typed_path(typed);
        let name = path.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
            Error::input(format!("{} is not a name for a new folder.", path.display()))
                .with_hint("Name a folder that is not there yet.")
        })?;
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        let above = self.folder(&above.unwrap_or(Path::new(".")).to_string_lossy())?;
        let shown = above.shown.join(name);
        let cannot = |cause: std::io::Error| {
            Error::io(format!("{} cannot be written.", shown.display()), cause)
                .with_hint("Nothing was saved there.")
        };
        let mut half = HalfMade::begin(&above).map_err(cannot)?;
        for file in files {
            half.write(&file.name, &file.bytes).map_err(cannot)?;
        }
        half.place(name).map_err(|cause| match cause {
            Errno::NOTEMPTY | Errno::EXIST => {
                Error::input(format!("{} is there already and is not empty.", shown.display()))
                    .with_hint("Nothing was saved. Name a folder that is not there yet.")
            }
            cause => cannot(cause.into()),
        })?;
        above.sync();
        Ok(shown)
    }
}

/// A folder that is being made; it goes with all that is in it unless it is placed.
struct HalfMade<'a> {
    above: &'a Folder,
    name: String,
    folder: Folder,
    /// What was made in it, in order; `true` for a folder.
    made: Vec<(String, bool)>,
    is_placed: bool,
}

impl Drop for HalfMade<'_> {
    fn drop(&mut self) {
        if self.is_placed {
            return;
        }
        for (path, is_folder) in self.made.iter().rev() {
            let how = if *is_folder { AtFlags::REMOVEDIR } else { AtFlags::empty() };
            let _ = unlinkat(&self.folder.opened, path.as_str(), how);
        }
        let _ = unlinkat(&self.above.opened, self.name.as_str(), AtFlags::REMOVEDIR);
    }
}

impl HalfMade<'_> {
    fn begin(above: &Folder) -> std::io::Result<HalfMade<'_>> {
        let process = std::process::id();
        let mut names = (0..ATTEMPTS).map(|n| format!(".offsite-{process}-{n}.part"));
        let name = loop {
            let Some(name) = names.next() else { return Err(Errno::EXIST.into()) };
            match mkdirat(&above.opened, name.as_str(), Mode::RWXU) {
                Ok(()) => break name,
                Err(Errno::EXIST) => {}
                Err(cause) => return Err(cause.into()),
            }
        };
        let opened = open_below(&above.opened, &name)?;
        let folder = Folder { opened, shown: above.shown.join(&name) };
        Ok(HalfMade { above, name, folder, made: Vec::new(), is_placed: false })
    }

    /// Writes a file under a path of plain names.
    fn write(&mut self, path: &str, bytes: &[u8]) -> std::io::Result<()> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (mut below, mut so_far) = (open_below(&self.folder.opened, ".")?, String::new());
        for part in folders.split('/').filter(|part| !part.is_empty()) {
            if part == ".." {
                return Err(Errno::INVAL.into());
            }
            so_far = if so_far.is_empty() { part.to_owned() } else { format!("{so_far}/{part}") };
            match mkdirat(&below, part, Mode::RWXU) {
                Ok(()) => self.made.push((so_far.clone(), true)),
                Err(Errno::EXIST) => {}
                Err(cause) => return Err(cause.into()),
            }
            below = open_below(&below, part)?;
        }
        let folder = Folder { opened: below, shown: self.folder.shown.join(&so_far) };
        folder.create(name, bytes)?;
        let whole = if so_far.is_empty() { name.to_owned() } else { format!("{so_far}/{name}") };
        self.made.push((whole, false));
        folder.sync();
        Ok(())
    }

    /// Moves the folder to its name, where there is nothing or an empty folder.
    fn place(mut self, name: &str) -> std::result::Result<(), Errno> {
        renameat(&self.above.opened, self.name.as_str(), &self.above.opened, name)?;
        self.is_placed = true;
        Ok(())
    }
}

fn open_below(folder: &OwnedFd, name: &str) -> std::io::Result<OwnedFd> {
    let how = OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(openat(folder, name, how, Mode::empty())?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn file(name: &str) -> DocumentCopy {
        DocumentCopy { name: name.into(), to: String::new(), bytes: b"a".to_vec() }
    }

    fn write(at: &Path, names: &[&str]) -> Result<PathBuf> {
        let files: Vec<DocumentCopy> = names.iter().map(|name| file(name)).collect();
        FileAccess::All.write_new_folder(at.to_str().expect("a path"), &files)
    }

    #[test]
    fn folder_is_private_and_takes_the_place_of_nothing_or_of_an_empty_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let out = dir.path().join("out");
        fs::create_dir(&out).expect("made");
        assert_eq!(write(&out, &["a", "b/c/d", "b/e"]).expect("written"), out);
        for (name, mode) in
            [("", 0o700), ("b", 0o700), ("b/c", 0o700), ("a", 0o600), ("b/c/d", 0o600)]
        {
            let found = fs::metadata(out.join(name)).expect("there").permissions().mode();
            assert_eq!(found & 0o777, mode, "{name}");
        }
        let said = write(&out, &["z"]).expect_err("it is not empty").to_string();
        assert!(said.contains("is not empty"), "{said}");
        assert!(!out.join("z").exists() && out.join("a").exists());
        fs::write(dir.path().join("file"), "x").expect("written");
        assert!(write(&dir.path().join("file"), &["z"]).is_err());
        assert_eq!(fs::read_dir(dir.path()).expect("read").count(), 2, "nothing half-made is left");
    }

    #[test]
    fn file_that_cannot_be_written_leaves_nothing_behind() {
        let dir = tempfile::tempdir().expect("a folder");
        let out = dir.path().join("out");
        let long = "x".repeat(300);
        for bad in [long.as_str(), "b/../../c", "..", "b/..", "", "a"] {
            assert!(write(&out, &["a", "b/c", bad]).is_err(), "{bad}");
            assert_eq!(fs::read_dir(dir.path()).expect("read").count(), 0, "{bad}");
        }
        for typed in ["", "..", "/"] {
            assert!(FileAccess::All.write_new_folder(typed, &[]).is_err(), "{typed}");
        }
    }

    #[test]
    fn confined_session_makes_no_folder_outside_its_own() {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("offsite");
        let access = FileAccess::confined_to(Some(&root));
        let at = access.write_new_folder("packs/one", &[file("a")]).expect("written");
        assert_eq!(at, root.join("packs/one"));
        for typed in ["../one", "packs/../../one", "/tmp/one"] {
            assert!(access.write_new_folder(typed, &[file("a")]).is_err(), "{typed}");
        }
        assert_eq!(fs::read_dir(home.path()).expect("read").count(), 1);
    }
}
