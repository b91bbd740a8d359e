//! What an officer is told to do about a damaged store.

use std::path::Path;

use crate::store::{backup_head, paths};

/// Returns what to do about a damaged store: which backup to restore, and how.
pub(super) fn advice(dir: &Path) -> String {
    match backup_head::all(dir).first() {
        Some(newest) => format!(
            "Nothing was touched. The newest backup is {}: run offsite restore {} --data NEW-FOLDER, then work with that folder.",
            newest.file_stem().unwrap_or_default().to_string_lossy(),
            newest.display()
        ),
        None => format!(
            "Nothing was touched. There is no backup in {}: take your own latest one and run offsite restore FILE --data NEW-FOLDER.",
            dir.join(paths::BACKUPS).display()
        ),
    }
}
