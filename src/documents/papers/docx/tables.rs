//! Tables: labels with answers, the parts they share, and the boxes to sign.

use docx_rs::{
    BorderType, HeightRule, Paragraph, Shading, Table, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellBorder, TableCellBorderPosition, TableCellMargins,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

use crate::documents::papers::answer::{Answer, PaperRow, Signature};
use crate::documents::papers::docx::text::{gap, with};
use crate::documents::papers::docx::{BAND, INK, LABEL, LABELS, LINE, RULE, SIGN, WANTED, WIDTH};
use crate::documents::papers::span::{Filled, Span};

fn borders() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |at| TableBorder::new(at).size(4).color(RULE).border_type(BorderType::Single);
    [Top, Bottom, Left, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::with_empty(), |b, at| b.set(line(at)))
}

pub(super) fn table(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    Table::new(rows)
        .set_grid(widths)
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_borders(borders())
        .margins(TableCellMargins::new().margin(40, 100, 40, 100))
}

pub(super) fn filled(cell: TableCell, colour: &str) -> TableCell {
    cell.shading(Shading::new().fill(colour))
}

pub(super) fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

pub(super) fn words(spans: &[Span]) -> Paragraph {
    with(Paragraph::new().style("Cell"), spans)
}

pub(super) fn fields(rows: &[PaperRow]) -> Table {
    let line = |row: &PaperRow| {
        let label =
            filled(cell(LABELS), LABEL).add_paragraph(words(&[Span::Text(row.label.clone())]));
        sized(
            TableRow::new(vec![label, answer(WIDTH - LABELS, &row.answer, false, false)]),
            std::slice::from_ref(&row.answer),
        )
    };
    table(rows.iter().map(line).collect(), vec![LABELS, WIDTH - LABELS])
}

/// Keeps a row of short answers on one page, and leaves room to write where nothing stands.
pub(super) fn sized(row: TableRow, answers: &[Answer]) -> TableRow {
    let lines = answers
        .iter()
        .map(|a| if let Answer::Empty { lines, .. } = a { *lines } else { 1 })
        .max()
        .unwrap_or(1);
    let long =
        answers.iter().any(|a| matches!(a, Answer::Spans(s) if text_of(s).chars().count() > 1_500));
    let row = row.row_height(LINE * lines as f32).height_rule(HeightRule::AtLeast);
    if long { row } else { row.cant_split() }
}

pub(super) fn text_of(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|s| {
            if let Span::Text(t) | Span::Bold(t) | Span::Missing(t) = s { t.as_str() } else { "\n" }
        })
        .collect()
}

/// Returns an answer in a cell; `narrow` where boxes stand one below the other, `kept` where its row
/// stays with the next on one page.
pub(super) fn answer(width: usize, answer: &Answer, narrow: bool, kept: bool) -> TableCell {
    let words = |spans: &[Span]| words(spans).keep_next(kept);
    let cell = if answer.is_wanted() { filled(cell(width), WANTED) } else { cell(width) };
    match answer {
        Answer::Spans(spans) => cell.add_paragraph(words(spans)),
        Answer::Empty { .. } => cell.add_paragraph(words(&[])),
        Answer::Ticks { options, below, .. } => {
            let mut spans = Vec::new();
            let stacked = narrow
                || options.len() > 3
                || options.iter().map(|(w, _)| w.chars().count()).sum::<usize>() > 40;
            for (n, (option, on)) in options.iter().enumerate() {
                if n > 0 {
                    spans.push(if stacked { Span::Line } else { Span::Text("      ".into()) });
                }
                spans.push(Span::Text(format!("{} {option}", if *on { '☒' } else { '☐' })));
            }
            spans.extend((!below.is_empty()).then_some(Span::Line));
            spans.extend(below.iter().cloned());
            cell.add_paragraph(words(&spans))
        }
    }
}

/// Returns the table in which each signs: who, name, signature, date.
pub(super) fn sign(lines: &[Signature]) -> Table {
    let widths = [2500, 2500, 3038, 1600];
    let kept = |spans: &[Span], last: bool| words(spans).keep_next(!last);
    let top = ["", "Name", "Signature", "Date"].iter().zip(widths);
    let top = top
        .map(|(h, w)| filled(cell(w), BAND).add_paragraph(kept(&[Span::Bold((*h).into())], false)))
        .collect();
    let mut rows = vec![TableRow::new(top).cant_split()];
    for (i, line) in lines.iter().enumerate() {
        let last = i + 1 == lines.len();
        let name: Vec<Span> = line.name.iter().map(Filled::span).collect();
        let who = filled(cell(widths[0]), LABEL)
            .add_paragraph(kept(&[Span::Text(line.signatory.clone())], last));
        let name = cell(widths[1]).add_paragraph(kept(&name, last));
        let said =
            |w, text: &str| cell(w).add_paragraph(kept(&[Span::Text(text.to_owned())], last));
        rows.push(
            TableRow::new(vec![
                who,
                name,
                said(widths[2], line.label()),
                said(widths[3], &line.date),
            ])
            .row_height(SIGN)
            .height_rule(HeightRule::AtLeast)
            .cant_split(),
        );
    }
    table(rows, widths.to_vec())
}

/// Returns the line below the sender.
pub(super) fn rule() -> Table {
    let line = TableCellBorder::new(TableCellBorderPosition::Bottom).size(10).color(INK);
    let cell = TableCell::new()
        .width(WIDTH, WidthType::Dxa)
        .clear_all_border()
        .set_border(line)
        .add_paragraph(gap());
    Table::without_borders(vec![TableRow::new(vec![cell])])
        .set_grid(vec![WIDTH])
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
}
