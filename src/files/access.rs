//! Which files of this computer a session may name: every file of its user, or those of one folder
//! where Offsite is all that the officer may run.

use std::fs::File;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::path::{Component, Path, PathBuf};

use rustix::fs::{AtFlags, FileType, Mode, OFlags};
use rustix::fs::{mkdirat, open, openat, statat};
use rustix::io::Errno;

use crate::error::{Error, Result};
use crate::files::folder::{Folder, no_folder};
use crate::files::{file_bytes, is_no_file, typed_path, unreadable};

const FOLDER: OFlags = OFlags::PATH.union(OFlags::DIRECTORY).union(OFlags::CLOEXEC);

/// Which files a session may name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum FileAccess {
    /// All that the system lets its user read or write.
    #[default]
    All,
    /// Those below one folder, at which relative paths begin. No link is followed from there on.
    Within(PathBuf),
}

impl FileAccess {
    /// Returns the access of a session that is confined to a folder, or to none.
    pub(crate) fn confined_to(folder: Option<&Path>) -> FileAccess {
        folder.map_or(FileAccess::All, |folder| FileAccess::Within(folder.to_owned()))
    }

    /// Returns the bytes of a file as its path was typed: at most so many, and one more where there
    /// are more.
    ///
    /// # Errors
    /// It is no file, cannot be read, or may not be named here.
    pub(crate) fn read(&self, typed: &str, most: u64) -> Result<Vec<u8>> {
        let FileAccess::Within(root) = self else { return file_bytes(&typed_path(typed), most) };
        let path = typed_path(typed);
        let parts = parts_below(root, &path)?;
        let Some((name, folders)) = parts.split_last() else { return Err(is_no_file(root)) };
        let shown = root.join(parts.join("/"));
        let folder = go_down(root, folders, false)?;
        // A pipe is opened without waiting for whoever writes into it.
        let how = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let opened = openat(&folder, *name, how, Mode::empty())
            .map_err(|cause| link_or(&folder, name, &shown, || unreadable(&shown, cause.into())))?;
        let file = File::from(opened);
        let cannot = |cause| unreadable(&shown, cause);
        if !file.metadata().map_err(cannot)?.is_file() {
            return Err(is_no_file(&shown));
        }
        let mut bytes = Vec::new();
        file.take(most + 1).read_to_end(&mut bytes).map_err(cannot)?;
        Ok(bytes)
    }

    /// Opens the folder whose path was typed, to write into it. Within one folder those that are not
    /// there yet are made, since the officer has no other way to.
    ///
    /// # Errors
    /// There is none, or it may not be named here.
    pub(crate) fn folder(&self, typed: &str) -> Result<Folder> {
        let path = typed_path(typed);
        let FileAccess::Within(root) = self else { return Folder::at(&path) };
        let parts = parts_below(root, &path)?;
        let opened = go_down(root, &parts, true)?;
        Ok(Folder { opened, shown: root.join(parts.join("/")) })
    }
}

/// Returns the names that lead from a folder to a path.
fn parts_below<'p>(root: &Path, path: &'p Path) -> Result<Vec<&'p str>> {
    let below = if path.is_absolute() { path.strip_prefix(root).ok() } else { Some(path) };
    let part = |part: Component<'p>| match part {
        Component::Normal(name) => name.to_str().map(Some),
        Component::CurDir => Some(None),
        Component::ParentDir | Component::RootDir | Component::Prefix(_) => None,
    };
    let parts: Option<Vec<Option<&str>>> = below.and_then(|p| p.components().map(part).collect());
    parts.map(|parts| parts.into_iter().flatten().collect()).ok_or_else(|| {
        Error::input(format!("{} cannot be used here.", path.display())).with_hint(format!(
            "Offsite reads and writes files only in {}. Ask IT how files get there.",
            root.display()
        ))
    })
}

/// Opens the folder at the end of these names, one after another and through no link.
fn go_down(root: &Path, names: &[&str], makes: bool) -> Result<OwnedFd> {
    let private = Mode::RWXU;
    let mut shown = root.to_owned();
    if makes
        && let Err(cause) = rustix::fs::mkdir(root, private)
        && cause != Errno::EXIST
    {
        return Err(no_folder(root, cause));
    }
    let absent = |at: &Path, cause: Errno| {
        if makes { no_folder(at, cause) } else { unreadable(at, cause.into()) }
    };
    let mut folder = open(root, FOLDER | OFlags::NOFOLLOW, Mode::empty())
        .map_err(|cause| absent(root, cause))?;
    for name in names {
        shown.push(name);
        if makes
            && let Err(cause) = mkdirat(&folder, *name, private)
            && cause != Errno::EXIST
        {
            return Err(no_folder(&shown, cause));
        }
        folder = openat(&folder, *name, FOLDER | OFlags::NOFOLLOW, Mode::empty())
            .map_err(|cause| link_or(&folder, name, &shown, || absent(&shown, cause)))?;
    }
    Ok(folder)
}

/// Returns what is said of a name that is a link, or something else where it is none.
fn link_or(folder: &OwnedFd, name: &str, shown: &Path, other: impl Fn() -> Error) -> Error {
    let found = statat(folder, name, AtFlags::SYMLINK_NOFOLLOW);
    if !found.is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode).is_symlink()) {
        return other();
    }
    Error::input(format!("{} is a link, and Offsite follows none here.", shown.display()))
        .with_hint("Name the file or folder itself.")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder that a session is confined to, with a file in it, and one beside it.
    fn confined() -> (tempfile::TempDir, FileAccess, PathBuf) {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("offsite");
        fs::create_dir_all(root.join("in")).expect("made");
        fs::write(root.join("in/marks.csv"), "marks").expect("written");
        fs::write(home.path().join("secret"), "secret").expect("written");
        let access = FileAccess::confined_to(Some(&root));
        (home, access, root)
    }

    #[test]
    fn confined_session_reads_what_is_in_its_folder_by_either_path() {
        let (_home, access, root) = confined();
        let whole = root.join("in/marks.csv");
        for typed in ["in/marks.csv", "./in/./marks.csv", whole.to_str().expect("a path")] {
            assert_eq!(access.read(typed, 100).expect("read"), b"marks", "{typed}");
        }
        assert_eq!(access.read("in/marks.csv", 2).expect("read").len(), 3, "one more than asked");
    }

    #[test]
    fn confined_session_reads_and_writes_nothing_outside_its_folder() {
        let (home, access, root) = confined();
        symlink(home.path(), root.join("out")).expect("linked");
        symlink(home.path().join("secret"), root.join("link")).expect("linked");
        symlink("in/marks.csv", root.join("near")).expect("linked");
        let beside = home.path().join("secret");
        let named_alike = format!("{}-more/a", root.display());
        for typed in [
            "/etc/passwd",
            "../secret",
            "in/../../secret",
            "in/../in/marks.csv",
            "out/secret",
            "link",
            "near",
            "/proc/self/root/etc/passwd",
            beside.to_str().expect("a path"),
            &named_alike,
            "~/secret",
            "in",
            "",
        ] {
            let said = access.read(typed, 100).expect_err(typed).to_string();
            assert!(!said.contains("secret\n") && said.ends_with('.'), "{typed}: {said}");
        }
        for typed in
            ["/tmp", "..", "in/..", "out", "out/new", "link", home.path().to_str().expect("a path")]
        {
            assert!(access.folder(typed).is_err(), "{typed}");
        }
        let left: Vec<_> = fs::read_dir(home.path()).expect("a folder").flatten().collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn refusal_says_which_folder_is_open_and_what_to_do() {
        let (_home, access, root) = confined();
        let said = access.read("/etc/passwd", 100).expect_err("refused").to_string();
        let open = format!("only in {}", root.display());
        assert!(said.starts_with("/etc/passwd cannot be used"), "{said}");
        assert!(said.contains(&open) && said.contains("Ask IT"), "{said}");
        symlink("marks.csv", root.join("in/link")).expect("linked");
        let said = access.read("in/link", 100).expect_err("refused").to_string();
        assert!(said.contains("is a link") && said.contains("Name the file"), "{said}");
    }

    #[test]
    fn confined_session_makes_the_folders_that_it_writes_into_private() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("offsite");
        let access = FileAccess::confined_to(Some(&root));
        assert!(access.read("letters/a", 9).is_err());
        assert!(!root.exists(), "what only reads makes no folder");
        let at = access.folder("letters/host").expect("made").write_free("a.pdf", b"a");
        assert_eq!(at.expect("written"), root.join("letters/host/a.pdf"));
        for made in [root.clone(), root.join("letters"), root.join("letters/host")] {
            let mode = fs::metadata(&made).expect("made").permissions().mode();
            assert_eq!(mode & 0o777, 0o700, "{}", made.display());
        }
    }

    #[test]
    fn folder_of_a_confined_session_that_is_a_link_itself_is_refused() {
        let home = tempfile::tempdir().expect("a folder");
        let root = home.path().join("offsite");
        symlink("/etc", &root).expect("linked");
        let access = FileAccess::confined_to(Some(&root));
        assert!(access.read("passwd", 100).is_err());
        assert!(access.folder("").is_err() && access.folder("x").is_err());
    }

    #[test]
    fn session_that_is_not_confined_reads_every_file_of_its_user() {
        let (home, _, _) = confined();
        let beside = home.path().join("secret");
        let read = FileAccess::All.read(beside.to_str().expect("a path"), 100);
        assert_eq!(read.expect("read"), b"secret");
    }
}
