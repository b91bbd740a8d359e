//! An anchor: a line that names how far a journal goes, kept where the owner cannot write.

use std::fs::File;
use std::io;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::{ChainReader, ChainStep, HASH, JournalPos};
use crate::store::heads::{HeadSignature, HeadSigner, NamedHead};
use crate::store::hex::{from_hex, to_hex};
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;

/// How a line of an anchor begins.
const ANCHOR: &str = "Offsite anchor: entry ";

/// The line of an anchor, and why it is not signed where it could not be.
#[derive(Debug)]
pub struct AnchorLine {
    /// The line.
    pub text: String,
    /// Why it carries no signature.
    pub unsigned: Option<Error>,
}

/// Returns the line by which an anchor names the end of a store's journal, signed where there is
/// something to sign it with, else with a time as it is given; a session may have it open meanwhile.
///
/// # Errors
/// The journal cannot be read, or is damaged.
pub fn anchor(dir: &Path, now: &str, signer: Option<&HeadSigner>) -> Result<AnchorLine> {
    let end = walk(dir, &mut Witnesses::default())?;
    let (signature, unsigned) = signer
        .map(|signer| signer.sign(dir, end))
        .transpose()
        .map_or_else(|error| (None, Some(error)), |signature| (signature, None));
    Ok(AnchorLine { text: anchor_line(end, now, signature.as_ref()), unsigned })
}

fn anchor_line(end: JournalPos, now: &str, signature: Option<&HeadSignature>) -> String {
    let ends = signature
        .map_or_else(|| now.to_owned(), |signed| format!("{}{}", signed.at, signed.to_line_end()));
    format!("{ANCHOR}{}, hash {}, {ends}", end.seq, to_hex(&end.hash))
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

/// Returns the heads that the lines of an anchor name.
///
/// # Errors
/// It cannot be read.
pub(in crate::store) fn anchor_heads(file: &Path) -> io::Result<Vec<NamedHead>> {
    let text = std::fs::read_to_string(file)?;
    Ok(text.lines().filter_map(|line| parse(line, file)).collect())
}

fn parse(line: &str, file: &Path) -> Option<NamedHead> {
    let (seq, rest) = line.trim().strip_prefix(ANCHOR)?.split_once(", hash ")?;
    let (hash, rest) = rest.split_at_checked(2 * HASH)?;
    Some(NamedHead {
        name: format!("the anchor {}", file.display()),
        file: None,
        entries: seq.parse().ok()?,
        hash: from_hex(hash)?,
        signature: rest.strip_prefix(", ").and_then(HeadSignature::of_line_end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_anchor_reads_as_it_was_written() {
        let end = JournalPos { seq: 12, hash: [0xab; HASH], ..JournalPos::ORIGIN };
        let line = anchor_line(end, "09:12 on 23/11/2026", None);
        let read = parse(&line, Path::new("heads.txt")).expect("an anchor");
        assert_eq!((read.entries, read.hash, read.signature), (12, [0xab; HASH], None));
        for other in ["", "Offsite anchor: entry x, hash 00", "12"] {
            assert!(parse(other, Path::new("heads.txt")).is_none());
        }
        let signed = format!("{line}, key 00, signature 00");
        let signed = parse(&signed, Path::new("heads.txt")).expect("an anchor");
        assert!(signed.signature.is_some_and(|s| !s.holds(12, &[0xab; HASH])));
    }
}
