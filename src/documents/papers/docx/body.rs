//! The XML of a document as the library writes it: taken apart, so that a long one is built in
//! pieces, and mended where the library has no word for what is wanted.

use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::documents::papers::docx::BAND;

/// Before the number that the library gives a paragraph.
const NUMBER: &str = " w14:paraId=\"";

/// Returns what stands before the blocks of a document, the blocks, and what stands after them.
pub(super) fn split(document: &[u8]) -> Option<(&str, &str, &str)> {
    const BODY: &str = "<w:body>";
    let text = std::str::from_utf8(document).ok()?;
    let (begin, end) = (text.find(BODY)? + BODY.len(), text.rfind("<w:sectPr")?);
    Some((&text[..begin], text.get(begin..end)?, &text[end..]))
}

/// Returns blocks with every row of headings marked to be repeated at the top of each page, and
/// without the numbers of paragraphs, which only comments need and which begin anew in each piece.
pub(super) fn mended(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    for row in body.split_inclusive("</w:tr>") {
        let own = row.rfind("<w:tr>").unwrap_or(0);
        add_row(&mut out, row.split_at(own));
    }
    out
}

/// Adds a row with what stands before it; one of headings is shaded as a band.
fn add_row(out: &mut String, (before, row): (&str, &str)) {
    const SPLIT: &str = "<w:cantSplit />";
    add_without_numbers(out, before);
    let heads = row.contains(&format!("w:fill=\"{BAND}\""));
    match row.split_once(SPLIT).filter(|_| heads) {
        Some((begin, rest)) => {
            add_without_numbers(out, begin);
            out.push_str(SPLIT);
            out.push_str("<w:tblHeader />");
            add_without_numbers(out, rest);
        }
        None => add_without_numbers(out, row),
    }
}

fn add_without_numbers(out: &mut String, xml: &str) {
    let mut parts = xml.split(NUMBER);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str(part.split_once('"').map_or(part, |(_, rest)| rest));
    }
}

/// Returns the file with its parts compressed, which the library leaves as they are.
pub(super) fn deflated(stored: Cursor<Vec<u8>>) -> ZipResult<Vec<u8>> {
    let mut from = ZipArchive::new(stored)?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    let mut bytes = Vec::new();
    for number in 0..from.len() {
        let mut part = from.by_index(number)?;
        if part.is_dir() {
            continue;
        }
        bytes.clear();
        part.read_to_end(&mut bytes)?;
        to.start_file(part.name()?, SimpleFileOptions::default())?;
        to.write_all(&bytes)?;
    }
    Ok(to.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_paragraphs_go_and_a_row_of_headings_is_marked_once() {
        let band = format!("<w:shd w:fill=\"{BAND}\" />");
        let row = |shade: &str| {
            format!(
                "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:p w14:paraId=\"00000007\">{shade}</w:p></w:tr>"
            )
        };
        let xml = format!("<w:p w14:paraId=\"00000001\"></w:p>{}{}", row(&band), row(""));
        let mended = mended(&xml);
        assert!(!mended.contains("paraId"), "{mended}");
        assert_eq!(mended.matches("<w:tblHeader />").count(), 1);
        assert_eq!(mended.matches("<w:p>").count(), 3);
        assert_eq!(
            mended.replace("<w:tblHeader />", ""),
            xml.replace(" w14:paraId=\"00000001\"", "").replace(" w14:paraId=\"00000007\"", "")
        );
    }
}
