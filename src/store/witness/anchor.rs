//! An anchor: a line that names how far a journal goes, kept where the owner cannot write.

use std::fs::File;
use std::io;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::{ChainReader, ChainStep, JournalPos};
use crate::store::hex::{from_hex, to_hex};
use crate::store::system_error::describe;
use crate::store::witness::{Witness, Witnesses};

/// How a line of an anchor begins.
const ANCHOR: &str = "Offsite anchor: entry ";

/// Returns the line by which an anchor names the end of a store's journal, written at a time; a
/// session may have it open meanwhile.
///
/// # Errors
/// The journal cannot be read, or is damaged.
pub fn anchor(dir: &Path, now: &str) -> Result<String> {
    let end = walk(dir, &mut Witnesses::default())?;
    Ok(anchor_line(end, now))
}

fn anchor_line(end: JournalPos, now: &str) -> String {
    format!("{ANCHOR}{}, hash {}, {now}", end.seq, to_hex(&end.hash))
}

/// Walks a journal to the end of its last whole entry.
pub(in crate::store) fn walk(dir: &Path, witnesses: &mut Witnesses) -> Result<JournalPos> {
    let path = dir.join("journal");
    let unreadable = |e: io::Error| {
        let words = format!("{} cannot be read: {}.", path.display(), describe(&e));
        Error::io(words, e)
    };
    let mut file = File::open(&path).map_err(unreadable)?;
    file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).map_err(unreadable)?;
    let from = BufReader::with_capacity(1 << 18, file);
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    loop {
        match reader.step().map_err(unreadable)? {
            ChainStep::Entry => witnesses.meet(reader.mark()),
            // What a session is writing at this moment is not whole yet.
            ChainStep::End | ChainStep::Broken => return Ok(reader.mark()),
            ChainStep::Unchained => {
                let n = reader.mark().seq + 1;
                return Err(Error::damaged(format!(
                    "Entry {n} of the journal does not follow the one before it."
                ))
                .with_hint(advice(dir)));
            }
        }
    }
}

pub(in crate::store) fn parse(line: &str, file: &Path) -> Option<Witness> {
    let (seq, rest) = line.trim().strip_prefix(ANCHOR)?.split_once(", hash ")?;
    Some(Witness {
        name: format!("the anchor {}", file.display()),
        seq: seq.parse().ok()?,
        hash: Some(from_hex(rest.get(..64)?)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_anchor_reads_as_it_was_written() {
        let end = JournalPos { seq: 12, hash: [0xab; 32], ..JournalPos::ORIGIN };
        let line = anchor_line(end, "09:12 on 23/11/2026");
        let read = parse(&line, Path::new("heads.txt")).expect("an anchor");
        assert_eq!((read.seq, read.hash), (12, Some([0xab; 32])));
        for other in ["", "Offsite anchor: entry x, hash 00", "12"] {
            assert_eq!(parse(other, Path::new("heads.txt")), None);
        }
    }
}
