//! What of a store that was sealed still lies beside it in clear: backups of before, ends of a
//! journal and texts that were set aside then.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::store::backup::with_journal;
use crate::store::chain::{self, MAGIC};
use crate::store::{drafts, earlier_sums, paths};

/// Returns the files in a store's folder that somebody without the store key can read something of
/// a case in.
pub fn left_in_clear(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = paths::backups(dir)
        .into_iter()
        .filter(|file| is_plain_backup(file) == Some(true))
        .collect();
    // One that does not say that it is sealed may be in clear and damaged.
    let is_sealed = |file: &PathBuf| File::open(file).is_ok_and(|mut f| drafts::is_sealed(&mut f));
    found.extend(files(&dir.join(drafts::ASIDE)).into_iter().filter(|file| !is_sealed(file)));
    // The end of a journal that was cut off tells by its age alone whether it was sealed.
    let written = |file: &Path| file.metadata().and_then(|about| about.modified()).ok();
    if let Some(sealed_at) = written(&dir.join(earlier_sums::NAME)) {
        let is_of_before = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("journal-cut-")
                && written(file).unwrap_or(SystemTime::UNIX_EPOCH) <= sealed_at
        };
        found.extend(files(dir).into_iter().filter(is_of_before));
    }
    found.sort();
    found
}

fn files(dir: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// Returns whether the journal in a backup is in clear; none where it is encrypted or does not read.
fn is_plain_backup(file: &Path) -> Option<bool> {
    let mut magic = [0; MAGIC.len()];
    with_journal(file, |journal| journal.read_exact(&mut magic)).ok()?;
    chain::is_sealed(&magic).map(|is_sealed| !is_sealed)
}
