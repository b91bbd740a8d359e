//! File layout of the store's folder, and how its files are written.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// The folder of backups within a store.
pub(super) const BACKUPS: &str = "backups";

/// Returns the folder of evidence within a store.
pub(super) fn evidence(dir: &Path) -> PathBuf {
    dir.join("evidence")
}

/// Returns the folder of texts that are being typed within a store.
pub(super) fn drafts(dir: &Path) -> PathBuf {
    dir.join("drafts")
}

/// Returns the first of `name`, `name-2`, `name-3` … that is not there yet.
pub(super) fn free(dir: &Path, name: &str) -> PathBuf {
    let first = dir.join(name);
    if !first.exists() {
        return first;
    }
    (2..u64::MAX).map(|n| dir.join(format!("{name}-{n}"))).find(|p| !p.exists()).unwrap_or(first)
}

/// Writes a folder's list of files through to the disk.
///
/// # Errors
/// What the system says.
pub(super) fn sync_folder(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Returns how many bytes a file has; none where there is none.
pub(super) fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |about| about.len())
}

/// Opens a file that nobody else may read to be written anew.
///
/// # Errors
/// What the system says.
pub(super) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)
}

/// Opens a file that nobody else may read to be read and written as it stands; an empty one where
/// there is none.
///
/// # Errors
/// What the system says.
pub(super) fn open_or_create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// Writes a file that nobody else may read, and through to the disk.
///
/// # Errors
/// What the system says.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Writes a folder's list through to the disk, and those of the folders above it, which may be as
/// new as it is: a power cut takes a folder whose name is not on the disk with all that lies in it.
///
/// # Errors
/// What the system says of the folder itself; one above that refuses was there before.
pub(super) fn sync_way(dir: &Path) -> io::Result<()> {
    sync_folder(dir)?;
    for above in dir.canonicalize()?.ancestors().skip(1) {
        let _ = sync_folder(above);
    }
    Ok(())
}

/// Returns the backups of a store, the newest first. Their names hold day and time, so that names
/// sort as times do.
pub(super) fn backups(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir.join(BACKUPS)) else { return Vec::new() };
    let is_backup = |p: &PathBuf| p.extension().is_some_and(|e| e == "offsite");
    let mut all: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(is_backup).collect();
    all.sort();
    all.reverse();
    all
}

/// Returns how many bytes are free for this user on the disk of a folder.
pub fn room(dir: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(dir).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Returns whether a folder lies on a network drive (NFS, SMB, 9p and the like), where a lock or a
/// sync may mean nothing.
pub fn is_on_network(dir: &Path) -> bool {
    // The numbers are the system's own, from linux/magic.h and fs/smb.
    const NETWORK: [u64; 6] = [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546];
    rustix::fs::statfs(dir)
        .is_ok_and(|fs| NETWORK.contains(&(u64::try_from(fs.f_type).unwrap_or(0) & 0xffff_ffff)))
}
