//! Each block of a paper as Word has it.

use docx_rs::{Docx, LineSpacing, Paragraph, Pic, Run, SpecialIndentType};

use crate::documents::papers::docx::grid::grid;
use crate::documents::papers::docx::tables::{fields, rule, sign};
use crate::documents::papers::docx::text::{gap, with};
use crate::documents::papers::logo::Logo;
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;

pub(super) fn add(docx: Docx, block: &Block) -> Docx {
    match block {
        Block::Head { name, lines, logo } => {
            let mut docx = docx;
            if let Some(logo) = logo {
                docx = docx.add_paragraph(
                    Paragraph::new().style("HeadLine").add_run(Run::new().add_image(sign_of(logo))),
                );
            }
            docx = docx.add_paragraph(with(Paragraph::new().style("Head"), &[name.span()]));
            for line in lines {
                docx = docx.add_paragraph(with(
                    Paragraph::new().style("HeadLine"),
                    &[Span::Text(line.clone())],
                ));
            }
            docx.add_table(rule()).add_paragraph(gap())
        }
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
        Block::Para(spans) => {
            let label = matches!(spans.as_slice(), [Span::Bold(_)]);
            docx.add_paragraph(with(Paragraph::new().style("Normal").keep_next(label), spans))
        }
        Block::Item(spans) => {
            let point = Paragraph::new().style("Point").indent(
                Some(360),
                Some(SpecialIndentType::Hanging(240)),
                None,
                None,
            );
            let mut all = vec![Span::Text("•  ".into())];
            all.extend(spans.iter().cloned());
            docx.add_paragraph(with(point, &all))
        }
        Block::Fields(rows) => docx.add_table(fields(rows)).add_paragraph(gap()),
        Block::Grid { head, rows } => docx.add_table(grid(head, rows)).add_paragraph(gap()),
        Block::Close { name, of } => {
            let space = LineSpacing::new().before(200).after(640);
            let line =
                |spans: &[Span]| with(Paragraph::new().style("Address").keep_next(true), spans);
            docx.add_paragraph(with(
                Paragraph::new().style("Address").keep_next(true).line_spacing(space),
                &[Span::Text("Yours sincerely".into())],
            ))
            .add_paragraph(line(&[name.span()]))
            .add_paragraph(with(Paragraph::new().style("Address"), &[Span::Text(of.clone())]))
        }
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

/// Returns a school's sign, 16 mm high and at most 80 mm wide.
fn sign_of(logo: &Logo) -> Pic {
    const HIGH: u64 = 576_000;
    const WIDE_MOST: u64 = 2_880_000;
    let (w, h) = (u64::from(logo.width), u64::from(logo.height.max(1)));
    let wide = (HIGH * w / h).clamp(1, WIDE_MOST);
    let high = (wide * h / w.max(1)).clamp(1, HIGH);
    let size = |n: u64| u32::try_from(n).unwrap_or(1);
    Pic::new_with_dimensions(logo.png.clone(), logo.width, logo.height).size(size(wide), size(high))
}
