//! Bytes from outside as text: encodings, delimiters and clean cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::text;
use crate::domain::text::is_plain;

/// Returns the text of a file: as its first bytes say (UTF-8 or UTF-16, as Excel's "Unicode text"
/// is), else UTF-8, else Windows-1252, which always reads.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let encoding = match bytes {
        // Text in Latin letters without its mark: every other byte is nought.
        [b, 0, c, 0, ..] if *b > 0 && *c > 0 => UTF_16LE,
        [0, b, 0, c, ..] if *b > 0 && *c > 0 => UTF_16BE,
        _ => return mixed(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Reads UTF-8, and by itself each byte that is none as Windows-1252: one odd byte in a download of
/// a whole country must not spoil every accent in it.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// Returns what stands between the cells of a file, by its row of headings: of comma, semicolon and
/// tab the one that gives most headings of which `is_known` holds, among the first `rows` lines;
/// the rows below may be full of the others. None where no heading is known.
pub(crate) fn delimiter(text: &str, rows: usize, is_known: &dyn Fn(&str) -> bool) -> Option<u8> {
    let known = |line: &str, by: char| {
        line.split(by).filter(|cell| is_known(cell.trim_matches(['"', ' ', '\r']))).count()
    };
    let lines = text.lines().take(rows);
    let best = lines.flat_map(|line| [',', ';', '\t'].map(|by| (known(line, by), by)));
    let best = best.filter(|(count, _)| *count > 0);
    best.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, by)| by as u8)
}

/// Returns a cell from outside on one line, without control characters.
pub(crate) fn clean(cell: &str) -> String {
    cleaned(cell).into_owned()
}

/// Returns the same without a copy of a cell that is clean: nearly every cell of a file is.
pub(crate) fn cleaned(cell: &str) -> Cow<'_, str> {
    let bytes = cell.as_bytes();
    if is_plain(cell) && !cell.starts_with(' ') && !bytes.windows(2).any(|two| two == b"  ") {
        return Cow::Borrowed(cell);
    }
    let words = text::clean(cell);
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}
