//! Tells a file's type from its first bytes, and extracts text where there is some to show.
//!
//! Files may be hostile: sizes are capped before anything is unpacked, and nothing in a file is
//! ever run.

use std::io::{Cursor, Read};

use crate::documents::{clean, decode, xml};
use crate::domain::value;

/// The most bytes of a packed document that are unpacked for a preview.
const UNPACKED: u64 = 10_000_000;
/// The most lines of a preview.
const LINES: usize = 2_000;

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

/// Returns what a file is, by its first bytes.
pub fn detect(bytes: &[u8]) -> Media {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => PDF,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => PNG,
        [0xff, 0xd8, 0xff, ..] => JPEG,
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => TIFF,
        [b'P', b'K', 3, 4, ..] => packed(bytes),
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

/// Returns the lines of a text or a Word document for reading on screen; for any other file, none.
///
/// # Errors
/// A sentence where it should have text and cannot be read.
pub fn preview(bytes: &[u8]) -> Result<Option<Vec<String>>, String> {
    let media = detect(bytes);
    let text = match media {
        m if m == TEXT || m == XML => decode(bytes),
        m if m == DOCX => docx(bytes)?,
        _ => return Ok(None),
    };
    let safe = value::text(&text);
    let mut lines: Vec<String> =
        safe.as_text().lines().take(LINES).map(|l| l.replace('\t', "    ")).collect();
    if safe.as_text().lines().count() > LINES {
        lines.push(format!("(The rest is not shown: a preview has {LINES} lines.)"));
    }
    Ok(Some(lines))
}

fn docx(bytes: &[u8]) -> Result<String, String> {
    let broken = || {
        "The Word document cannot be read. Open it in Word to see whether it is whole.".to_owned()
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let part = zip.by_name("word/document.xml").map_err(|_| broken())?;
    let mut text = String::new();
    // One byte more than the most tells a document that is too large from one that just fits.
    part.take(UNPACKED + 1).read_to_string(&mut text).map_err(|_| broken())?;
    if text.len() as u64 > UNPACKED {
        return Err("The Word document unpacks to more than 10 MB; it is not shown.".into());
    }
    let root = xml::parse(&text).map_err(|_| broken())?;
    let mut out = String::new();
    words_of(&root, &mut out);
    Ok(out)
}

fn words_of(node: &xml::XmlNode, out: &mut String) {
    match node.name.as_str() {
        "t" => out.push_str(&node.text),
        "tab" => out.push('\t'),
        "br" | "cr" => out.push('\n'),
        _ => node.children.iter().for_each(|child| words_of(child, out)),
    }
    match node.name.as_str() {
        "p" => out.push('\n'),
        "tc" if out.ends_with('\n') => {
            out.pop();
            out.push_str(" | ");
        }
        "tr" => out.push('\n'),
        _ => {}
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(part: &str, text: &[u8]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(part, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(text).expect("written");
        zip.finish().expect("closed").into_inner()
    }

    #[test]
    fn kinds_by_their_first_bytes() {
        for (bytes, words) in [
            (b"%PDF-1.7\n\0".as_slice(), "PDF"),
            (b"\x89PNG\r\n\x1a\n", "picture (PNG)"),
            (b"\xff\xd8\xff\xe0", "picture (JPEG)"),
            (b"MZ\x90\0", "unknown kind"),
            (b"Zo\xeb was late.", "text"),
            (b"<?xml version=\"1.0\"?>", "XML"),
            (b"PK\x03\x04rubbish", "unknown kind"),
        ] {
            assert_eq!(detect(bytes).words, words);
        }
        assert_eq!(detect(&packed("xl/workbook.xml", b"")).words, "Excel workbook");
        assert!(
            misfit("log.pdf", b"MZ\x90\0")
                .is_some_and(|w| w.contains(".pdf") && w.contains("unknown kind"))
        );
        assert_eq!(
            (misfit("log.PDF", b"%PDF-"), misfit("README", b"x"), misfit("a.csv", b"a,b")),
            (None, None, None)
        );
    }

    #[test]
    fn texts_and_word_documents_are_shown_as_text() {
        assert_eq!(preview(b"one\x1b[31m\r\ntwo"), Ok(Some(vec!["one[31m".into(), "two".into()])));
        let body = "<w:document><w:body><w:p><w:r><w:t>Zo\u{eb} &amp; co</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>\
                    <w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
        let shown =
            preview(&packed("word/document.xml", body.as_bytes())).expect("read").expect("text");
        assert_eq!(shown, ["Zo\u{eb} & co", "a | b |"]);
        // A small file that unpacks to a very large one is left packed.
        let bomb = packed("word/document.xml", &vec![b' '; 30_000_000]);
        assert!(
            bomb.len() < 100_000 && preview(&bomb).is_err_and(|e| e.contains("more than 10 MB"))
        );
        let dtd = packed("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>");
        assert!(preview(&dtd).is_err());
        assert_eq!(preview(b"%PDF-1.4"), Ok(None));
        assert_eq!(safe_name("../..\\C:\\a\u{202e}b\n.pdf"), "ab .pdf");
        assert_eq!(safe_name("..."), "evidence");
    }
}
