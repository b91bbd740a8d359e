//! Writes a backup.

use std::fs::OpenOptions;
use std::io;
use std::io::BufWriter;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::{Error, Result};
use crate::store::backup::encryption::Encryption;
use crate::store::backup::pack::{Packed, pack};
use crate::store::backup::proved::{Proved, proved};
use crate::store::backup::{BackupOptions, BackupSummary};
use crate::store::evidence::named::missing;
use crate::store::system_error::describe;
use crate::store::witness::Witness;
use crate::store::{Progress, backup_head, format, paths};

/// Writes a backup of the store in `dir` into a new file, which is there whole or not at all.
///
/// # Errors
/// The store is damaged or the file cannot be written.
pub fn write(
    dir: &Path,
    to: &Path,
    options: &BackupOptions,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    write_unless(dir, to, options, progress, &AtomicBool::new(false)).map(|told| told.summary)
}

/// What was written, and which earlier backups hold what the journal does not.
pub(in crate::store) struct Written {
    pub summary: BackupSummary,
    pub disagreeing: Vec<Witness>,
}

/// Writes a backup as `write` does, unless it is told to stop.
pub(in crate::store) fn write_unless(
    dir: &Path,
    to: &Path,
    options: &BackupOptions,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Written> {
    if to.exists() {
        return Err(is_there(to));
    }
    put(dir, to, false, options, progress, stop)
}

/// Writes a backup as `write` does, over one of the same name, which is there until the new one is
/// whole.
pub(in crate::store) fn write_over(
    dir: &Path,
    to: &Path,
    options: &BackupOptions,
    progress: Progress<'_>,
) -> Result<Written> {
    put(dir, to, true, options, progress, &AtomicBool::new(false))
}

fn put(
    dir: &Path,
    to: &Path,
    over: bool,
    options: &BackupOptions,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Written> {
    let BackupOptions { seal, signer, keys } = options;
    let Proved { mark, is_sealed, evidence: named, disagreeing, unreadable } =
        proved(dir, keys.clone(), progress, stop)?;
    // A backup without a signature is worth more than none.
    let signed = signer.as_ref().map(|signer| signer.sign(dir, mark)).transpose();
    let (signature, unsigned) = signed.map_or_else(|e| (None, Some(e)), |signed| (signed, None));
    // One of each kind may be under way at the same time.
    let part = PathBuf::from(format!("{}.{}", to.display(), if over { "new" } else { "part" }));
    let failed = |e: io::Error| {
        let _ = std::fs::remove_file(&part);
        let why =
            if e.kind() == io::ErrorKind::Other { e.to_string() } else { describe(&e).to_owned() };
        Error::io(format!("The backup {} was not written: {why}.", to.display()), e)
            .with_hint("Choose another place, then do it again.")
    };
    let _ = std::fs::remove_file(&part);
    let file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(failed)?;
    let mut packed = Packed::default();
    let out = seal
        .through(BufWriter::with_capacity(1 << 18, file), |out| {
            // What is sealed does not get smaller, and to try takes most of a backup's time.
            let level = if is_sealed { Compression::none() } else { Compression::fast() };
            let mut tar = tar::Builder::new(GzEncoder::new(out, level));
            packed = pack(&mut tar, dir, (mark, is_sealed), signature.as_ref(), progress, stop)?;
            tar.into_inner()?.finish().map(|_| ())
        })
        .map_err(failed)?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    if !over && to.exists() {
        let _ = std::fs::remove_file(&part);
        return Err(is_there(to));
    }
    // A daily one that is encrypted goes on being compared with the store. Its page is there first:
    // where it cannot be written, the backup that it would be of is not either.
    if to.parent() == Some(&dir.join(paths::BACKUPS)) {
        if matches!(seal, Encryption::Open) {
            let _ = std::fs::remove_file(backup_head::page_beside(to));
        } else {
            backup_head::put_beside(to, &part, mark, signature.as_ref()).map_err(failed)?;
        }
    }
    std::fs::rename(&part, to).map_err(failed)?;
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    paths::sync_folder(folder).map_err(failed)?;
    let Packed { evidence, sums, rotten: mut faults } = packed;
    faults.extend(named.difference(&sums).map(|sum| missing(sum)));
    let orphans = sums.difference(&named).count() as u64;
    faults.extend(unreadable);
    let entries = mark.seq;
    let has_items_of_cases = format::has_items_of_cases(dir);
    let summary = BackupSummary {
        entries,
        evidence,
        bytes,
        orphans,
        faults,
        signature,
        unsigned,
        has_items_of_cases,
    };
    Ok(Written { summary, disagreeing })
}

fn is_there(to: &Path) -> Error {
    Error::conflict(format!("{} is there already.", to.display()))
        .with_hint("Choose another name; a backup is never written over.")
}
