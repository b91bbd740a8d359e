//! Writes a document as Word: A4, a plain typeface, real tables, page numbers in the footer.

mod blocks;
mod body;
mod grid;
mod index;
mod page;
mod tables;
mod text;

use std::io::Cursor;

use docx_rs::{Docx, Header, PageMargin, Paragraph, RunFonts};

use crate::documents::papers::docx::blocks::add;
use crate::documents::papers::docx::page::{footer, properties, styles};
use crate::documents::papers::docx::text::run;
use crate::documents::papers::paper::{Block, DRAFT, Paper};
use crate::error::{Error, ErrorKind, Result};

/// The width between the margins of A4, in twentieths of a point.
const WIDTH: usize = 9638;

/// The width of the column of labels.
const LABELS: usize = 3500;

const FONT: &str = "Arial";
const INK: &str = "1F2A44";
const GREY: &str = "5A6270";

/// The colour of what may not be overlooked.
const ALARM: &str = "A61B1B";

const RULE: &str = "B8BEC9";
const BAND: &str = "E4E9F2";
const LABEL: &str = "F4F6FA";

/// Behind what is still missing.
const WANTED: &str = "FFF3C4";

/// The room for one line of writing, in twentieths of a point.
const LINE: f32 = 310.0;

/// The room to sign, in twentieths of a point.
const SIGN: f32 = 560.0;

/// How many blocks are built at once: the library's form of a block takes some fifty times as much
/// memory as its XML.
const AT_ONCE: usize = 32;

/// Writes a paper as the bytes of a `.docx` file.
///
/// # Errors
/// A sentence where the library refuses, which no content is known to cause.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>> {
    let failed = || {
        Error::new(ErrorKind::Io, "The Word file could not be put together.")
            .with_hint("Ask for plain text instead.")
    };
    let built = |docx: Docx, from: usize| {
        let blocks = paper.blocks.iter().enumerate().skip(from).take(AT_ONCE);
        let all = blocks.fold(docx, |docx, (i, block)| {
            let signed = matches!(paper.blocks.get(i + 1), Some(Block::Close { .. }));
            add(docx, block, signed)
        });
        all.build()
    };
    let mut parts = built(empty(paper), 0);
    let (head, body, end) = body::split(&parts.document).ok_or_else(failed)?;
    let mut document = [head, &body::mended(body)].concat();
    for from in (AT_ONCE..paper.blocks.len()).step_by(AT_ONCE) {
        let more = built(Docx::new(), from);
        let (_, body, _) = body::split(&more.document).ok_or_else(failed)?;
        document.push_str(&body::mended(body));
    }
    document.push_str(end);
    parts.document = document.into_bytes();
    parts.doc_props.core = properties(paper);
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|e| failed().with_source(e))?;
    body::deflated(bytes).map_err(|e| failed().with_source(e))
}

/// Returns the document without its blocks: the page, its styles, its footer.
fn empty(paper: &Paper) -> Docx {
    let margin = PageMargin {
        top: 1020,
        right: 1134,
        bottom: 1020,
        left: 1134,
        header: 510,
        footer: 510,
        gutter: 0,
    };
    let fonts = RunFonts::new().ascii(FONT).hi_ansi(FONT).cs(FONT).east_asia(FONT);
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts)
        .default_size(21);
    for style in styles() {
        docx = docx.add_style(style);
    }
    docx = docx.footer(footer(paper));
    if paper.draft {
        let line = Paragraph::new().style("Draft").add_run(run(DRAFT));
        docx = docx.header(Header::new().add_paragraph(line));
    }
    docx
}
