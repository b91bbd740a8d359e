//! Each block of a paper as Word has it.

use docx_rs::{Docx, LineSpacing, Paragraph, Pic, Run, SpecialIndentType};

use crate::documents::papers::docx::grid::grid;
use crate::documents::papers::docx::index;
use crate::documents::papers::docx::tables::{fields, rule, sign};
use crate::documents::papers::docx::text::{gap, with};
use crate::documents::papers::logo::Logo;
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::{Filled, Span};

/// Adds a block at the end; `signed` where the end of a letter follows, so that no signature stands
/// alone on a page.
pub(super) fn add(docx: Docx, block: &Block, signed: bool) -> Docx {
    match block {
        Block::Head { name, lines, logo } => head(docx, name, lines, logo.as_ref()),
        Block::To { lines, date } => {
            let mut docx = docx;
            for line in lines {
                docx = docx.add_paragraph(with(Paragraph::new().style("Address"), &[line.span()]));
            }
            docx.add_paragraph(with(
                Paragraph::new()
                    .style("Address")
                    .line_spacing(LineSpacing::new().before(200).after(200)),
                &[date.span()],
            ))
        }
        Block::Title(text) => {
            docx.add_paragraph(with(Paragraph::new().style("Title"), &[Span::Text(text.clone())]))
        }
        Block::Heading(text) => docx.add_paragraph(with(
            Paragraph::new().style("Heading1").keep_next(true),
            &[Span::Text(text.clone())],
        )),
        Block::Section { text, mark } => docx.add_paragraph(
            with(
                Paragraph::new()
                    .style("Heading1")
                    .keep_next(true)
                    .add_bookmark_start(*mark, index::name(*mark)),
                &[Span::Text(text.clone())],
            )
            .add_bookmark_end(*mark),
        ),
        Block::Index(all) => {
            all.iter().fold(docx, |docx, (text, mark)| docx.add_paragraph(index::line(text, *mark)))
        }
        Block::Annex(text) => docx.add_paragraph(with(
            Paragraph::new().style("Title").page_break_before(true).keep_next(true),
            &[Span::Text(text.clone())],
        )),
        Block::Para(spans) => {
            let kept = signed || matches!(spans.as_slice(), [Span::Bold(_)]);
            let para = Paragraph::new().style("Normal").keep_lines(signed).keep_next(kept);
            docx.add_paragraph(with(para, spans))
        }
        Block::Item(spans) => docx.add_paragraph(point(spans)),
        Block::Fields(rows) => docx.add_table(fields(rows)).add_paragraph(gap()),
        Block::Grid { head, rows } => docx.add_table(grid(head, rows)).add_paragraph(gap()),
        Block::Close { name, of } => close(docx, name, of),
        Block::Sign(lines) => docx.add_paragraph(gap()).add_table(sign(lines)).add_paragraph(gap()),
        Block::Copies(lines) => {
            let spans = [Span::Bold("Copies to: ".into()), Span::Text(lines.join("; "))];
            docx.add_paragraph(with(
                Paragraph::new().style("Address").line_spacing(LineSpacing::new().before(180)),
                &spans,
            ))
        }
    }
}

/// Adds the sender: the logo, the name and what is known of the address, above a line.
fn head(mut docx: Docx, name: &Filled, lines: &[String], logo: Option<&Logo>) -> Docx {
    let line = || Paragraph::new().style("HeadLine");
    if let Some(logo) = logo {
        let space = LineSpacing::new().before(0).after(120);
        let image = Run::new().add_image(sign_of(logo));
        docx = docx.add_paragraph(line().line_spacing(space).add_run(image));
    }
    docx = docx.add_paragraph(with(Paragraph::new().style("Head"), &[name.span()]));
    for text in lines {
        docx = docx.add_paragraph(with(line(), &[Span::Text(text.clone())]));
    }
    docx.add_table(rule()).add_paragraph(gap())
}

/// Returns a point of a list.
fn point(spans: &[Span]) -> Paragraph {
    let hanging = Some(SpecialIndentType::Hanging(240));
    let point = Paragraph::new().style("Point").indent(Some(360), hanging, None, None);
    let mut all = vec![Span::Text("•  ".into())];
    all.extend(spans.iter().cloned());
    with(point, &all)
}

/// Adds the end of a letter: room for a signature, then who signs and for whom.
fn close(docx: Docx, name: &Filled, of: &str) -> Docx {
    let line = || Paragraph::new().style("Address");
    let space = LineSpacing::new().before(200).after(640);
    let sincerely = [Span::Text("Yours sincerely".into())];
    docx.add_paragraph(with(line().keep_next(true).line_spacing(space), &sincerely))
        .add_paragraph(with(line().keep_next(true), &[name.span()]))
        .add_paragraph(with(line(), &[Span::Text(of.to_owned())]))
}

/// Returns a school's logo, 16 mm high and at most 80 mm wide.
fn sign_of(logo: &Logo) -> Pic {
    const HIGH: u64 = 576_000;
    const MAX_WIDE: u64 = 2_880_000;
    let (w, h) = (u64::from(logo.width), u64::from(logo.height.max(1)));
    let wide = (HIGH * w / h).clamp(1, MAX_WIDE);
    let high = (wide * h / w.max(1)).clamp(1, HIGH);
    let size = |n: u64| u32::try_from(n).unwrap_or(1);
    Pic::new_with_dimensions(logo.png.clone(), logo.width, logo.height).size(size(wide), size(high))
}
