//! Goes over a journal from its first entry to the last whole one.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read};

use crate::store::chain::{ChainReader, ChainStep, JournalPos};
use crate::store::journal::entry::EntryStart;
use crate::store::witness::Witnesses;

/// Where a walk over a journal ended, and what was met on it.
pub(in crate::store::journal) struct Walk {
    /// The place after the last whole entry.
    pub(in crate::store::journal) mark: JournalPos,
    /// What stands there.
    pub(in crate::store::journal) end: ChainStep,
    /// Whether the entry that the records end with is one of the journal's.
    pub(in crate::store::journal) is_theirs: bool,
}

impl Walk {
    /// Walks over every entry of the first `len` bytes; `witnesses` meet each, and `on_progress` hears how many bytes are
    /// done. `at` is the entry that the records end with.
    pub(in crate::store::journal) fn over(
        file: &File,
        len: u64,
        at: Option<JournalPos>,
        witnesses: &mut Witnesses,
        on_progress: &mut dyn FnMut(u64),
    ) -> io::Result<Walk> {
        let begins = EntryStart { file, offset: JournalPos::ORIGIN.end };
        let from = begins.take(len.saturating_sub(JournalPos::ORIGIN.end));
        let mut reader =
            ChainReader::new(BufReader::with_capacity(1 << 18, from), JournalPos::ORIGIN);
        let mut is_theirs = at.is_none_or(|at| at.seq == 0);
        let mut told = 0;
        loop {
            let step = reader.step()?;
            let mark = reader.mark();
            if step != ChainStep::Entry {
                return Ok(Walk { mark, end: step, is_theirs });
            }
            is_theirs |= at == Some(mark);
            witnesses.meet(mark);
            if mark.end - told > STRIDE {
                told = mark.end;
                on_progress(told);
            }
        }
    }
}

/// How many bytes are read before it is told.
const STRIDE: u64 = 1 << 23;
