//! The lines of a file that has text, for reading on screen.

use std::error::Error as StdError;
use std::io::{Cursor, Read};

use crate::documents::media::{DOCX, TEXT, XML, detect};
use crate::documents::{decode, xml};
use crate::domain::value;
use crate::error::{Error, Result};

/// The most bytes of a packed document that are unpacked for a preview.
const UNPACKED: u64 = 10_000_000;

/// The most lines of a preview.
const LINES: usize = 2_000;

/// Returns the lines of a text or a Word document for reading on screen; for any other file, none.
///
/// # Errors
/// Where it should have text and cannot be read.
pub fn preview(bytes: &[u8]) -> Result<Option<Vec<String>>> {
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

fn docx(bytes: &[u8]) -> Result<String> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let part = zip.by_name("word/document.xml").map_err(broken)?;
    let mut text = String::new();
    // One byte more than the most tells a document that is too large from one that just fits.
    part.take(UNPACKED + 1).read_to_string(&mut text).map_err(broken)?;
    if text.len() as u64 > UNPACKED {
        return Err(Error::input("The Word document unpacks to more than 10 MB; it is not shown."));
    }
    let root = xml::parse(&text).map_err(|fault| broken(fault.kind.to_string()))?;
    let mut out = String::new();
    words_of(&root, &mut out);
    Ok(out)
}

fn broken(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
    Error::input("The Word document cannot be read.")
        .with_source(cause)
        .with_hint("Open it in Word to see whether it is whole.")
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
