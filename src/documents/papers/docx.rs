//! Writes a document as Word: A4, a plain typeface, real tables, page numbers in the footer.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, BorderType, BreakType, Docx, Footer, Header, HeightRule, LineSpacing,
    LineSpacingType, NumPages, PageMargin, PageNum, Paragraph, Pic, Run, RunFonts, Shading,
    SpecialIndentType, Style, StyleType, Table, TableBorder, TableBorderPosition, TableBorders,
    TableCell, TableCellBorder, TableCellBorderPosition, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use crate::documents::papers::letterhead::Logo;
use crate::documents::papers::paper::{
    Answer, Block, DRAFT, Filled, Paper, PaperRow, Signature, Span, plain,
};
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

/// Writes a paper as the bytes of a `.docx` file.
///
/// # Errors
/// A sentence where the library refuses, which no content is known to cause.
pub(super) fn write(paper: &Paper) -> Result<Vec<u8>> {
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
    for block in &paper.blocks {
        docx = add(docx, block);
    }
    let mut parts = docx.build();
    parts.doc_props.core = properties(paper);
    parts.document = with_repeated_heads(&parts.document);
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|e| {
        Error::new(ErrorKind::Io, "The Word file could not be put together.")
            .with_source(e)
            .with_hint("Ask for plain text instead.")
    })?;
    Ok(bytes.into_inner())
}

/// Returns the file's properties: its title and language, and no person's name.
fn properties(paper: &Paper) -> Vec<u8> {
    let title =
        quick_xml::escape::escape(plain(&format!("{} {}", paper.title, paper.foot))).into_owned();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:creator>Offsite</dc:creator>\
         <dc:language>en-GB</dc:language></cp:coreProperties>"
    )
    .into_bytes()
}

/// Returns the document with every row of headings marked to be repeated at the top of each page,
/// for which the library has no word. Such a row is the one shaded as a band.
fn with_repeated_heads(document: &[u8]) -> Vec<u8> {
    const SPLIT: &str = "<w:cantSplit />";
    let text = String::from_utf8_lossy(document);
    let band = format!("w:fill=\"{BAND}\"");
    let rows = text.split_inclusive("</w:tr>").map(|row| {
        let own = row.rfind("<w:tr>").unwrap_or(0);
        match row.split_at(own) {
            (before, row) if row.contains(&band) => {
                format!("{before}{}", row.replacen(SPLIT, &format!("{SPLIT}<w:tblHeader />"), 1))
            }
            _ => row.to_owned(),
        }
    });
    rows.collect::<String>().into_bytes()
}

fn styles() -> Vec<Style> {
    let spaced = |before, after| {
        LineSpacing::new().before(before).after(after).line(264).line_rule(LineSpacingType::Auto)
    };
    let of = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name);
    vec![
        of("Normal", "Normal").line_spacing(spaced(0, 110)),
        of("Title", "Title").size(34).bold().color(INK).line_spacing(spaced(200, 80)),
        of("Heading1", "heading 1")
            .based_on("Normal")
            .next("Normal")
            .size(23)
            .bold()
            .color(INK)
            .outline_lvl(0)
            .line_spacing(spaced(170, 60)),
        of("Cell", "Cell").line_spacing(LineSpacing::new().before(20).after(20)),
        of("Draft", "Draft").size(28).bold().color(ALARM).align(AlignmentType::Center),
        of("Foot", "Foot").size(16).color(GREY).align(AlignmentType::Center),
        of("Head", "Head").size(30).bold().color(INK).line_spacing(spaced(0, 0)),
        of("HeadLine", "Head line").size(18).color(GREY).line_spacing(spaced(0, 0)),
        of("Address", "Address").line_spacing(spaced(0, 0)),
        of("Point", "Point").line_spacing(spaced(0, 80)),
    ]
}

fn footer(paper: &Paper) -> Footer {
    let small = |text: String| Run::new().add_text(plain(&text));
    let line = Paragraph::new()
        .style("Foot")
        .add_run(small(format!("{} · {} · Confidential · Page ", paper.foot, paper.title)))
        .add_page_num(PageNum::new())
        .add_run(small(" of ".into()))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}

fn add(docx: Docx, block: &Block) -> Docx {
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

/// Returns a little room below a table, without which two of them would run together.
fn gap() -> Paragraph {
    Paragraph::new().size(8).line_spacing(LineSpacing::new().before(0).after(60))
}

fn with(paragraph: Paragraph, spans: &[Span]) -> Paragraph {
    spans.iter().fold(paragraph, |p, span| match span {
        Span::Text(text) => p.add_run(run(text)),
        Span::Bold(text) => p.add_run(run(text).bold()),
        Span::Missing(words) => {
            p.add_run(run(&format!("Missing: {words}")).bold().shading(Shading::new().fill(WANTED)))
        }
        Span::Line => p.add_run(Run::new().add_break(BreakType::TextWrapping)),
    })
}

/// Returns a run of text; tabs and line breaks in it become Word's own.
fn run(text: &str) -> Run {
    let text = plain(text);
    let mut run = Run::new();
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        for (n, part) in line.split('\t').enumerate() {
            if n > 0 {
                run = run.add_tab();
            }
            run = run.add_text(part);
        }
    }
    run
}

fn borders() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let line = |at| TableBorder::new(at).size(4).color(RULE).border_type(BorderType::Single);
    [Top, Bottom, Left, Right, InsideH, InsideV]
        .into_iter()
        .fold(TableBorders::with_empty(), |b, at| b.set(line(at)))
}

fn table(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    Table::new(rows)
        .set_grid(widths)
        .width(WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_borders(borders())
        .margins(TableCellMargins::new().margin(40, 100, 40, 100))
}

fn filled(cell: TableCell, colour: &str) -> TableCell {
    cell.shading(Shading::new().fill(colour))
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

fn words(spans: &[Span]) -> Paragraph {
    with(Paragraph::new().style("Cell"), spans)
}

fn fields(rows: &[PaperRow]) -> Table {
    let line = |row: &PaperRow| {
        let label =
            filled(cell(LABELS), LABEL).add_paragraph(words(&[Span::Text(row.label.clone())]));
        sized(
            TableRow::new(vec![label, answer(WIDTH - LABELS, &row.answer, false)]),
            std::slice::from_ref(&row.answer),
        )
    };
    table(rows.iter().map(line).collect(), vec![LABELS, WIDTH - LABELS])
}

/// Keeps a row of short answers on one page, and leaves room to write where nothing stands.
fn sized(row: TableRow, answers: &[Answer]) -> TableRow {
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

fn text_of(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|s| {
            if let Span::Text(t) | Span::Bold(t) | Span::Missing(t) = s { t.as_str() } else { "\n" }
        })
        .collect()
}

fn answer(width: usize, answer: &Answer, narrow: bool) -> TableCell {
    let cell = if answer.is_wanted() { filled(cell(width), WANTED) } else { cell(width) };
    match answer {
        Answer::Spans(spans) => cell.add_paragraph(words(spans)),
        Answer::Empty { .. } => cell.add_paragraph(words(&[])),
        Answer::Ticks { options, .. } => {
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
            cell.add_paragraph(words(&spans))
        }
    }
}

fn grid(head: &[String], rows: &[Vec<Answer>]) -> Table {
    let widths = widths(head, rows);
    let top = head.iter().zip(&widths).map(|(h, w)| {
        filled(cell(*w), BAND).add_paragraph(words(&[Span::Bold(h.clone())]).keep_next(true))
    });
    let mut all = vec![TableRow::new(top.collect()).cant_split()];
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(a, w)| answer(*w, a, true)).collect();
        all.push(sized(TableRow::new(cells), row));
    }
    table(all, widths)
}

/// Shares the width out by what the columns hold: each has room for its longest word, and the rest
/// goes by its longest text.
fn widths(head: &[String], rows: &[Vec<Answer>]) -> Vec<usize> {
    let lines = |i: usize| -> Vec<String> {
        let of = |a: &Answer| match a {
            Answer::Spans(s) => text_of(s),
            Answer::Ticks { options, .. } => {
                options.iter().map(|(w, _)| format!("☐_{w}")).collect::<Vec<_>>().join("\n")
            }
            Answer::Empty { .. } => String::new(),
        };
        let cells = rows.iter().filter_map(|r| r.get(i)).map(of);
        let all: Vec<String> = cells.chain(head.get(i).cloned()).collect();
        all.iter().flat_map(|t| t.lines().map(str::to_owned)).collect()
    };
    let longest = |texts: &[String], split: bool| {
        let words = texts
            .iter()
            .flat_map(|t| if split { t.split_whitespace().collect() } else { vec![t.as_str()] });
        words.map(|w| w.chars().count()).max().unwrap_or(0)
    };
    let columns: Vec<Vec<String>> = (0..head.len()).map(lines).collect();
    // About the width of a letter of the text, in twentieths of a point, and the margins of a cell.
    let least: Vec<usize> =
        columns.iter().map(|c| longest(c, true).clamp(4, 16) * 118 + 240).collect();
    let weights: Vec<usize> = columns.iter().map(|c| longest(c, false).clamp(1, 60)).collect();
    let (sum, spare) =
        (weights.iter().sum::<usize>().max(1), WIDTH.saturating_sub(least.iter().sum()));
    let mut widths: Vec<usize> =
        least.iter().zip(&weights).map(|(l, w)| l + spare * w / sum).collect();
    let (used, last) = (widths.iter().sum::<usize>(), widths.len().saturating_sub(1));
    if let Some(width) = widths.get_mut(last) {
        *width = (*width + WIDTH).saturating_sub(used).max(400);
    }
    widths
}

/// Returns the table in which each signs: who, name, signature, date.
fn sign(lines: &[Signature]) -> Table {
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
            .add_paragraph(kept(&[Span::Text(line.who.clone())], last));
        let name = cell(widths[1]).add_paragraph(kept(&name, last));
        let said =
            |w, text: &str| cell(w).add_paragraph(kept(&[Span::Text(text.to_owned())], last));
        rows.push(
            TableRow::new(vec![
                who,
                name,
                said(widths[2], line.words()),
                said(widths[3], &line.on),
            ])
            .row_height(SIGN)
            .height_rule(HeightRule::AtLeast)
            .cant_split(),
        );
    }
    table(rows, widths.to_vec())
}

/// Returns the line below the sender.
fn rule() -> Table {
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
