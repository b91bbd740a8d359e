//! The page: styles, footer and properties.

use docx_rs::{
    AlignmentType, Footer, LineSpacing, LineSpacingType, NumPages, PageNum, Paragraph, Run, Style,
    StyleType,
};

use crate::documents::papers::docx::{ALARM, GREY, INK};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::span::plain;

/// Returns the file's properties: its title and language, and no person's name.
pub(super) fn properties(paper: &Paper) -> Vec<u8> {
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

pub(super) fn styles() -> Vec<Style> {
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

pub(super) fn footer(paper: &Paper) -> Footer {
    let small = |text: String| Run::new().add_text(plain(&text));
    let confidential = if paper.public { "" } else { " · Confidential" };
    let line = Paragraph::new()
        .style("Foot")
        .add_run(small(format!("{} · {}{confidential} · Page ", paper.foot, paper.title)))
        .add_page_num(PageNum::new())
        .add_run(small(" of ".into()))
        .add_num_pages(NumPages::new());
    Footer::new().add_paragraph(line)
}
