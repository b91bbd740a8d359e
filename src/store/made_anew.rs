//! What is said where the records were not usable and the journal had to give them again.

use std::path::Path;

use crate::domain::calendar::zone;
use crate::store::backup_head;
use crate::store::chain::JournalPos;
use crate::store::journal::Journal;

/// How it begins where the records in the store were replaced.
pub(super) const MADE_ANEW: &str =
    "The records were damaged or missing, and were rebuilt from the journal";

/// How it begins where the store was only read.
pub(super) const READ_INSTEAD: &str = "The records are damaged or missing. The next session rebuilds them; this was read from the journal";

/// Says what became of the records, and of what follows for what was saved only as much as is
/// proved: that nothing came after the journal's end is known only where the store was left in
/// order at that very entry and nobody has opened it since.
pub(super) fn said(
    begins: &str,
    dir: &Path,
    journal: &Journal,
    left: Option<JournalPos>,
) -> String {
    let mark = journal.mark();
    if left == Some(mark) {
        return format!(
            "{begins}, which ends at entry {} as the last session left it: nothing saved is lost.",
            mark.seq
        );
    }
    let day = journal
        .last_at_ms()
        .and_then(chrono::DateTime::from_timestamp_millis)
        .map(|at| format!(" of {}", zone::london(&at).format("%H:%M on %d/%m/%Y")));
    let max = backup_head::heads(dir).into_iter().map(|head| head.entries).max();
    let backup = max.map_or_else(
        || "there is no backup to compare it with".to_owned(),
        |n| format!("the longest backup has {n}"),
    );
    format!(
        "{begins}, which ends at entry {}{}. Whether anything was saved after it cannot be known; {backup}.",
        mark.seq,
        day.unwrap_or_default()
    )
}
