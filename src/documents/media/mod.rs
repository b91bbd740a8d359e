//! Tells a file's type from its first bytes, and extracts text where there is some to show.
//!
//! Files may be hostile: sizes are capped before anything is unpacked, and nothing in a file is
//! ever run.

mod preview;
#[cfg(test)]
mod tests;

use std::io::Cursor;

use crate::documents::clean;

pub use preview::preview;

/// A kind of file that is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Media {
    /// As it is stored: `application/pdf`.
    pub id: &'static str,
    /// As an officer says it: "PDF".
    pub words: &'static str,
    endings: &'static [&'static str],
}

const fn media(id: &'static str, words: &'static str, endings: &'static [&'static str]) -> Media {
    Media { id, words, endings }
}

const PDF: Media = media("application/pdf", "PDF", &["pdf"]);
const DOCX: Media = media(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "Word document",
    &["docx"],
);

const XLSX: Media = media(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Excel workbook",
    &["xlsx"],
);

const PNG: Media = media("image/png", "picture (PNG)", &["png"]);
const JPEG: Media = media("image/jpeg", "picture (JPEG)", &["jpg", "jpeg"]);
const TIFF: Media = media("image/tiff", "picture (TIFF)", &["tif", "tiff"]);
const XML: Media = media("application/xml", "XML", &["xml"]);
const TEXT: Media = media("text/plain", "text", &["txt", "md", "csv", "log", "eml", "text"]);
const OTHER: Media = media("application/octet-stream", "unknown kind", &[]);
const ALL: &[Media] = &[PDF, DOCX, XLSX, PNG, JPEG, TIFF, XML, TEXT, OTHER];

/// Returns the words of a stored type.
pub fn label(id: &str) -> &'static str {
    ALL.iter().find(|m| m.id == id).map_or(OTHER.words, |m| m.words)
}

/// Returns what a file is, by its first bytes. What an archive holds is looked up in its own list:
/// its first bytes say only that it is one.
pub fn detect(bytes: &[u8]) -> Media {
    let known = infer::get(bytes).map(|kind| kind.mime_type());
    match ALL.iter().find(|m| Some(m.id) == known) {
        Some(media) if ![DOCX, XLSX].contains(media) && ![XML, TEXT].contains(media) => *media,
        _ if bytes.starts_with(b"PK\x03\x04") => packed(bytes),
        _ if bytes.contains(&0) => OTHER,
        _ if is_xml(bytes) => XML,
        _ if looks_like_text(bytes) => TEXT,
        _ => OTHER,
    }
}

/// Returns a sentence where a file is not what the end of its name says; none where they fit or the
/// name says nothing.
pub fn misfit(name: &str, bytes: &[u8]) -> Option<String> {
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase())?;
    let is = detect(bytes);
    let says = ALL.iter().find(|m| m.endings.contains(&ending.as_str()));
    let fits = says
        .is_none_or(|m| *m == is || (m.id == XML.id && is == TEXT) || (*m == TEXT && is == XML));
    (!fits).then(|| {
        format!(
            "The name ends in .{ending}, but by its first bytes the file is of another kind: {}.",
            is.words
        )
    })
}

fn is_xml(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    start.starts_with(b"<?xml")
}

fn looks_like_text(bytes: &[u8]) -> bool {
    let odd = bytes
        .iter()
        .take(4_096)
        .filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b))
        .count();
    odd == 0
}

fn packed(bytes: &[u8]) -> Media {
    let Ok(zip) = zip::ZipArchive::new(Cursor::new(bytes)) else { return OTHER };
    let has = |name: &str| zip.index_for_name(name).is_some();
    match () {
        () if has("word/document.xml") => DOCX,
        () if has("xl/workbook.xml") => XLSX,
        () => OTHER,
    }
}

/// Returns a file's name as it may be stored and shown: the last part of a path, on one line,
/// without what a folder could trip over.
pub fn safe_name(raw: &str) -> String {
    let last = raw.rsplit(['/', '\\']).next().unwrap_or(raw);
    let name: String = clean(last)
        .chars()
        .filter(|c| !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|'))
        .take(120)
        .collect();
    let name =
        name.trim_start_matches(|c: char| c == '.' || c.is_whitespace()).trim_end().to_owned();
    if name.is_empty() { "evidence".into() } else { name }
}
