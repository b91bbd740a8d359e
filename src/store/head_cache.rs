//! The heads of the backups as they were read last, in one small file, so that a start need not open
//! and unpack each of them. A backup that is not the very file that was read is read anew.
//!
//! `offsite verify`, rotation and every backup read the backups themselves.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::chain::HASH;
use crate::store::{backup_head, codec, paths};

/// The file within the store.
const NAME: &str = "heads";

/// What tells a file from every other one, and from itself before it was changed: nobody sets the
/// time of the last change of an inode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct FileStamp {
    bytes: u64,
    inode: u64,
    written: (i64, i64),
    changed: (i64, i64),
}

impl FileStamp {
    fn of(file: &Path) -> Option<FileStamp> {
        let about = std::fs::metadata(file).ok()?;
        Some(FileStamp {
            bytes: about.len(),
            inode: about.ino(),
            written: (about.mtime(), about.mtime_nsec()),
            changed: (about.ctime(), about.ctime_nsec()),
        })
    }
}

/// The number of entries that a backup names, and the hash of the last; none where it does not read.
type KnownHead = Option<(u64, [u8; HASH])>;

/// The heads of all backups of a store.
#[derive(Debug, Clone, Default)]
pub(super) struct CachedHeads {
    all: Vec<(PathBuf, FileStamp, KnownHead)>,
    /// Some had to be read.
    is_new: bool,
}

impl CachedHeads {
    /// Returns the heads of a store's backups. Only those that are not known are read.
    pub(super) fn read(dir: &Path) -> CachedHeads {
        let kept = std::fs::read(dir.join(NAME)).ok();
        let kept: Option<Vec<(String, FileStamp, KnownHead)>> =
            kept.and_then(|bytes| codec::decode(&bytes).ok());
        let mut out = CachedHeads::default();
        for file in paths::backups(dir) {
            let Some(stamp) = FileStamp::of(&file) else { continue };
            let known = kept.iter().flatten().find(|(name, was, _)| {
                *was == stamp && file.file_name().is_some_and(|own| own == name.as_str())
            });
            let head = known.map(|(_, _, head)| *head);
            out.is_new |= head.is_none();
            let read = || backup_head::read(&file).map(|head| (head.entries, head.hash));
            let head = head.unwrap_or_else(read);
            out.all.push((file, stamp, head));
        }
        out
    }

    /// Returns each backup whose head reads, with the number of entries and the hash of the last.
    pub(super) fn heads(&self) -> impl Iterator<Item = (&Path, u64, [u8; HASH])> {
        self.all.iter().filter_map(|(file, _, head)| {
            head.map(|(entries, hash)| (file.as_path(), entries, hash))
        })
    }

    /// Keeps them for the next start, where any is new. It is no record: where it cannot be written
    /// the next start reads the backups.
    pub(super) fn keep(&self, dir: &Path) {
        if !self.is_new {
            return;
        }
        let all: Vec<_> = self
            .all
            .iter()
            .filter_map(|(file, stamp, head)| Some((file.file_name()?.to_str()?, stamp, head)))
            .collect();
        let path = dir.join("heads.new");
        let written = codec::write(&all)
            .map_err(std::io::Error::from)
            .and_then(|bytes| std::io::Write::write_all(&mut paths::create(&path)?, &bytes))
            .and_then(|()| std::fs::rename(&path, dir.join(NAME)));
        if written.is_err() {
            let _ = std::fs::remove_file(&path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Store, backup};

    fn known(dir: &Path) -> (usize, bool) {
        let heads = CachedHeads::read(dir);
        (heads.heads().count(), heads.is_new)
    }

    #[test]
    fn a_backup_is_read_once_and_again_only_where_it_is_another_file() {
        let dir = tempfile::tempdir().expect("a folder");
        let open = || Store::open(dir.path(), "a.shah", "now").expect("opens").store;
        open().close().expect("in order");
        let (first, _) =
            backup::now(dir.path(), "2026-11-22", &backup::Rotation::keeping(14)).expect("written");
        let (second, _) =
            backup::now(dir.path(), "2026-11-23", &backup::Rotation::keeping(14)).expect("written");
        assert_eq!(known(dir.path()), (2, true));
        open().close().expect("in order");
        assert_eq!(known(dir.path()), (2, false), "the opening keeps them");
        // The same length, the same time of writing, and other bytes.
        let was = std::fs::metadata(&second).expect("there").modified().expect("a time");
        let mut bytes = std::fs::read(&second).expect("read");
        let len = bytes.len();
        bytes[20..len.min(60)].fill(0);
        let file = std::fs::OpenOptions::new().write(true).open(&second).expect("opens");
        std::io::Write::write_all(&mut &file, &bytes).expect("written");
        file.set_modified(was).expect("set");
        assert_eq!(known(dir.path()), (1, true), "the changed one does not read");
        std::fs::rename(&first, &second).expect("renamed");
        assert_eq!(known(dir.path()), (1, true), "a name alone proves nothing");
        CachedHeads::read(dir.path()).keep(dir.path());
        assert_eq!(known(dir.path()), (1, false));
        let kept = dir.path().join(NAME);
        let mut bytes = std::fs::read(&kept).expect("read");
        bytes[9] ^= 1;
        std::fs::write(&kept, bytes).expect("written");
        assert_eq!(known(dir.path()), (1, true), "a damaged list is not believed");
    }
}
