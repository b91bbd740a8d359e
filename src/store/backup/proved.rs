//! The part of a journal that goes into a backup.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, ErrorKind, Result};
use crate::store::backup::entry_keys::EntryKeys;
use crate::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC};
use crate::store::evidence::named::NamedFiles;
use crate::store::system_error::describe;
use crate::store::witness::{Witness, Witnesses};
use crate::store::{Progress, chain};

/// What is said of a journal that is not to be backed up.
const VERIFY: &str = "Nothing was written; run offsite verify.";

/// The part of a journal that is proved: where it ends, the evidence that it names, and the backups
/// that know more or other of it.
pub(in crate::store) struct Proved {
    pub(in crate::store) mark: JournalPos,
    /// Whether its entries are sealed.
    pub(in crate::store) is_sealed: bool,
    pub(in crate::store) evidence: BTreeSet<String>,
    pub(in crate::store) disagreeing: Vec<Witness>,
    /// A sentence for each of the first entries that are whole and do not open with their keys.
    pub(in crate::store) unreadable: Vec<String>,
}

/// How many entries that do not open are named.
const MAX_UNREADABLE: usize = 5;

/// Returns the end of the last whole entry: what another session is writing at this moment is not
/// in the backup.
///
/// # Errors
/// There is no journal, it is damaged, or the backup was given up. An entry that is whole and does
/// not open with its key is no error: it is named in what is returned.
pub(in crate::store) fn proved(
    dir: &Path,
    mut keys: Option<EntryKeys>,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Proved> {
    let path = dir.join("journal");
    let unreadable = |e: io::Error| {
        let (at, why) = (dir.display(), describe(&e));
        Error::io(
            format!("There is no store in {at} to back up: the journal cannot be read ({why})."),
            e,
        )
    };
    let mut file = BufReader::with_capacity(1 << 18, File::open(&path).map_err(unreadable)?);
    let len = file.get_ref().metadata().map_err(unreadable)?.len();
    let mut magic = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut magic).map_err(unreadable)?;
    let is_sealed = chain::is_sealed(&magic).ok_or_else(|| {
        Error::damaged(format!("{} is no journal of this version of Offsite.", path.display()))
            .with_hint("Nothing created.")
    })?;
    let mut reader = ChainReader::new(file, JournalPos::ORIGIN);
    let (mut witnesses, mut evidence) = (Witnesses::of_backups(dir), NamedFiles::default());
    let mut unreadable_entries = Vec::new();
    let end = loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::new(ErrorKind::Io, "The backup was given up."));
        }
        let step = reader.step().map_err(unreadable)?;
        if step != ChainStep::Entry {
            break step;
        }
        progress("Reading the journal", reader.mark().end, len);
        witnesses.meet(reader.mark());
        evidence
            .take(reader.payload(), is_sealed)
            .map_err(|e| refused(reader.mark().seq, "does not read").with_source(e))?;
        if let Some(keys) = &mut keys
            && is_sealed
            && unreadable_entries.len() < MAX_UNREADABLE
            && let Err(error) = keys.read(reader.payload())
        {
            unreadable_entries.push(format!("Entry {} of the journal: {error}", reader.mark().seq));
        }
    };
    let mark = reader.mark();
    match end {
        ChainStep::Unchained => Err(refused(mark.seq + 1, "does not follow the one before it")),
        // A write that another session is about to end looks the same as one that was cut off;
        // damage further up does not.
        ChainStep::Broken if !is_last(&path, mark.end) => Err(refused(mark.seq + 1, "is damaged")),
        ChainStep::Broken | ChainStep::End | ChainStep::Entry => {
            let disagreeing = witnesses.disagreeing(mark.seq);
            let evidence = evidence.into_names();
            let unreadable = unreadable_entries;
            Ok(Proved { mark, is_sealed, evidence, disagreeing, unreadable })
        }
    }
}

/// Returns the error of an entry for which nothing is backed up.
fn refused(n: u64, what: &str) -> Error {
    Error::damaged(format!("Entry {n} of the journal {what}.")).with_hint(VERIFY)
}

/// Returns whether no whole entry lies behind an offset.
fn is_last(path: &Path, at: u64) -> bool {
    let rest = File::open(path).and_then(|mut f| {
        f.seek(SeekFrom::Start(at))?;
        let mut rest = Vec::new();
        f.read_to_end(&mut rest)?;
        Ok(rest)
    });
    rest.is_ok_and(|rest| !chain::holds_an_entry(&rest))
}
