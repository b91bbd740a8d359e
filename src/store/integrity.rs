//! Whether all records and the whole journal are as they were written.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::{ChainReader, ChainStep, JournalPos};
use crate::store::guard::RawScan;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;
use crate::store::{codec, index, keys, log, meta};

/// Returns whether every record's checksum and the sums over all of them are right. `should_continue` hears
/// how many were read and may end it; then nothing is said of the rest. Where something is saved
/// meanwhile, it begins again.
///
/// # Errors
/// A record is damaged, or an older one than was saved.
pub(super) fn records_hold(
    db: &sled::Db,
    should_continue: &mut dyn FnMut(u64) -> bool,
) -> Result<()> {
    let wrong = || {
        Error::damaged("The records on disk are damaged.").with_hint(
            "Quit Offsite and start it again: it rebuilds them from the journal, and says up to where.",
        )
    };
    loop {
        let before = (meta::applied(db)?, meta::number(db, keys::INDEX_SUM)?);
        let (mut sum, mut logs, mut lines, mut n) = (0u64, 0u64, 0u64, 0u64);
        for entry in RawScan::of_a_check(db) {
            let (key, value) = entry.map_err(|e| wrong().with_source(e))?;
            if keys::is_record(&key) {
                sum = sum.wrapping_add(codec::digest(&key, &value));
            } else if log::is_log(&key) {
                logs = logs.wrapping_add(codec::digest(&key, &value));
            } else if index::is_index(&key) {
                lines = lines.wrapping_add(codec::digest(&key, &value));
            }
            n += 1;
            if n.is_multiple_of(512) && !should_continue(n) {
                return Ok(());
            }
        }
        let sums = (
            meta::number(db, keys::DIGEST)?,
            meta::number(db, log::SUM)?,
            meta::number(db, keys::INDEX_SUM)?,
        );
        let applied = meta::number(db, keys::APPLIED)?;
        if (meta::applied(db)?, sums.2) != before {
            continue;
        }
        let is_numbered = applied == before.0.map_or(0, |at| at.seq);
        return if is_numbered && sums == (sum, logs, lines) { Ok(()) } else { Err(wrong()) };
    }
}

/// Returns whether the whole journal reads, is chained, and is the one that every witness knows.
pub(super) fn journal_holds(
    dir: &Path,
    mark: JournalPos,
    mut witnesses: Witnesses,
    should_continue: &mut dyn FnMut(u64) -> bool,
) -> Result<()> {
    let unreadable = |e: io::Error| {
        let words = format!("The journal in {} cannot be read: {}.", dir.display(), describe(&e));
        Error::io(words, e)
    };
    let mut file = File::open(dir.join("journal")).map_err(unreadable)?;
    file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).map_err(unreadable)?;
    let mut reader = ChainReader::new(
        BufReader::with_capacity(1 << 18, file.take(mark.end - JournalPos::ORIGIN.end)),
        JournalPos::ORIGIN,
    );
    while reader.mark().seq < mark.seq {
        let damaged = |n: u64| {
            Error::damaged(format!("Entry {n} of the journal is damaged.")).with_hint(advice(dir))
        };
        let next = reader.mark().seq + 1;
        if reader.step().map_err(|e| damaged(next).with_source(e))? != ChainStep::Entry {
            return Err(damaged(next));
        }
        witnesses.meet(reader.mark());
        if !should_continue(reader.mark().seq) {
            return Ok(());
        }
    }
    witnesses.agree(dir, mark, None)?;
    if reader.mark() == mark {
        Ok(())
    } else {
        Err(Error::damaged("The journal is not the one that it was.")
            .with_hint("Run offsite verify."))
    }
}
