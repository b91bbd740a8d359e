//! Brings a store whose record is in clear (formats 1 to 3) to one that is sealed, in one step: the
//! journal is written anew beside the old one and takes its name. The record as it was stays, as a
//! backup in clear, until the officer says that it may go.

use std::io;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::chain::{self, JournalPos, MAGIC};
use crate::store::evidence_name::{evidence_of, file_name};
use crate::store::journal::{EncodedEntry, Journal};
use crate::store::keyring::KeyRing;
use crate::store::records::RECORDS;
use crate::store::system_error::describe;
use crate::store::{Progress, backup, compact, drafts, earlier_sums, evidence, paths};

/// The backup of the record as it was before it was sealed.
const EARLIER: &str = "before-format-4.offsite";

/// Is there while an upgrade is under way.
const UNDER_WAY: &str = "upgrading";

/// Returns whether a store's record is in clear.
pub fn is_in_clear(dir: &Path) -> bool {
    form(dir) == Some(false)
}

/// Returns whether a store's record is sealed.
pub(super) fn is_sealed(dir: &Path) -> bool {
    form(dir) == Some(true)
}

/// Returns whether the journal of a store is sealed; none where there is none that reads.
fn form(dir: &Path) -> Option<bool> {
    use std::io::Read;
    let mut first = [0; MAGIC.len()];
    std::fs::File::open(dir.join("journal")).ok()?.read_exact(&mut first).ok()?;
    chain::is_sealed(&first)
}

/// Returns the backup of the record as it was before it was sealed, while it is kept.
pub fn earlier_record(dir: &Path) -> Option<PathBuf> {
    Some(dir.join(EARLIER)).filter(|file| file.exists())
}

/// Takes away the record as it was before it was sealed, and returns where it lay.
///
/// # Errors
/// It cannot be taken away.
pub fn forget_earlier(dir: &Path) -> Result<Option<PathBuf>> {
    let Some(file) = earlier_record(dir) else { return Ok(None) };
    std::fs::remove_file(&file).and_then(|()| paths::sync_folder(dir)).map_err(|e| {
        Error::io(format!("{} cannot be deleted: {}.", file.display(), describe(&e)), e)
    })?;
    Ok(Some(file))
}

/// Seals a store's record, and returns what is said of it. Until the journal has its name, the
/// store is as it was.
///
/// # Errors
/// The record does not read, or there is no room.
pub(super) fn run(
    dir: &Path,
    plain: &Journal,
    keys: &Arc<KeyRing>,
    progress: Progress<'_>,
) -> Result<Option<String>> {
    let failed = |e: io::Error| {
        let words = format!("The store in {} cannot be upgraded: {}.", dir.display(), describe(&e));
        Error::io(words, e).with_hint("Make room or repair the folder. The store has not changed.")
    };
    let has_entries = plain.mark().seq > 0;
    let kept = dir.join(EARLIER);
    if has_entries && !kept.exists() {
        backup::write(dir, &kept, &backup::BackupOptions::default(), progress)?;
    }
    paths::write_whole(&dir.join(UNDER_WAY), b"").map_err(failed)?;
    let half = dir.join("journal.new");
    let mut out = BufWriter::with_capacity(1 << 20, paths::create(&half).map_err(failed)?);
    out.write_all(MAGIC).map_err(failed)?;
    let (mut mark, mut sums) = (JournalPos::ORIGIN, Vec::new());
    let end = plain.mark().end;
    plain.replay_with_authors(JournalPos::ORIGIN, |old, change, by| {
        sums.push(old.hash);
        progress("Sealing the record for this version", old.end, end);
        for (case, sum) in evidence_of(&change) {
            let key = keys.ensure(case)?;
            keys.sync()?;
            evidence::seal_plain(dir, &key, &file_name(&key, sum), sum).map_err(failed)?;
        }
        let next = EncodedEntry::after(mark, &change, by.as_ref(), None, keys)?;
        out.write_all(next.bytes()).map_err(failed)?;
        mark = next.mark;
        Ok(())
    })?;
    keys.sync()?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all()
        .and_then(|()| earlier_sums::write(dir, &sums))
        .and_then(|()| std::fs::rename(&half, dir.join("journal")))
        .and_then(|()| paths::sync_folder(dir))
        .map_err(failed)?;
    Ok(has_entries.then(|| {
        format!(
            "The record is now encrypted. An unencrypted copy from before is kept in {}. When you have checked that everything is here, run offsite backup --forget-earlier.",
            kept.display()
        )
    }))
}

/// Ends an upgrade whose journal has its name: seals the texts being typed, and takes away what
/// is in clear and sealed elsewhere, or can be made anew.
///
/// # Errors
/// Something cannot be written or taken away; the next start tries again.
pub(super) fn finish(dir: &Path, keys: &KeyRing) -> Result<()> {
    if !dir.join(UNDER_WAY).exists() {
        return Ok(());
    }
    let failed = |e: io::Error| {
        let words =
            format!("Not everything in {} is encrypted yet: {}.", dir.display(), describe(&e));
        Error::io(words, e).with_hint("Make room or mend the folder, then start again.")
    };
    drafts::seal_plain(dir, keys).map_err(failed)?;
    evidence::remove_plain(dir).map_err(failed)?;
    for folder in [RECORDS, compact::NEW, compact::OLD, "quarantine", "verify"] {
        absent(std::fs::remove_dir_all(dir.join(folder))).map_err(failed)?;
    }
    for file in ["glance", "left", "import", "import.new", "journal.new"] {
        absent(std::fs::remove_file(dir.join(file))).map_err(failed)?;
    }
    paths::sync_folder(dir)
        .and_then(|()| std::fs::remove_file(dir.join(UNDER_WAY)))
        .and_then(|()| paths::sync_folder(dir))
        .map_err(failed)
}

fn absent(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
