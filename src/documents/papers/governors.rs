//! The governors' report as Word.

use crate::documents::governors::{GovernorReport, TITLE, in_words};
use crate::documents::papers::answer::Answer;
use crate::documents::papers::docx;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::span::Span;
use crate::domain::statistics::governors::NOT_HELD;
use crate::domain::statistics::governors::figure::Figure;
use crate::error::Result;

/// Returns the report as the bytes of a Word file.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn governors_docx(report: &GovernorReport) -> Result<Vec<u8>> {
    docx::write(&paper(report))
}

fn paper(report: &GovernorReport) -> Paper {
    let times = report.times();
    let mut blocks = vec![
        Block::Title(format!("{TITLE}: {}", report.of)),
        Block::Para(vec![Span::Bold(report.notice())]),
        Block::para(report.first.join(" · ")),
        Block::para(
            "Directions count for the home school, which made them, by what was recorded on the day of the report. Each figure is shown for the time, for the year to date, and for the same days of the two years before.",
        ),
    ];
    for section in report.figures.chunk_by(|a, b| a.section == b.section) {
        blocks.push(Block::Heading(section[0].section.to_owned()));
        for figures in section.chunk_by(|a, b| a.label == b.label) {
            if figures[0].label != section[0].section {
                blocks.push(Block::Para(vec![Span::Bold(figures[0].label.to_owned())]));
            }
            blocks.push(grid(figures, &times));
            blocks.push(Block::para(format!("How it is counted: {}", figures[0].how)));
        }
    }
    blocks.push(Block::Heading("What the record does not hold".to_owned()));
    blocks.extend(NOT_HELD.map(Block::item));
    Paper {
        title: TITLE.to_owned(),
        file: "governors".to_owned(),
        foot: report.of.clone(),
        public: report.least.is_some(),
        blocks,
        ..Paper::default()
    }
}

/// Returns the table of figures that have one label: the time, the year to date, and the same time of
/// the two years before.
fn grid(figures: &[Figure], times: &[[String; 2]]) -> Block {
    let unit = format!("In {}", figures[0].unit.label());
    let head = [unit, times[0][0].clone(), "Year to date".to_owned()];
    let earlier = times.iter().skip(1).map(|[time, _]| time.clone());
    let row = |figure: &Figure| {
        let words = figure.part.as_deref().unwrap_or(figure.label);
        let now = figure.values.first().map(|pair| [pair.term, pair.year]);
        let before = figure.values.iter().skip(1).map(|pair| pair.term);
        let values = now.into_iter().flatten().chain(before);
        let values = values.map(|value| in_words(value, figure.unit));
        std::iter::once(words.to_owned()).chain(values).map(|cell| Answer::text(&cell)).collect()
    };
    Block::Grid {
        head: head.into_iter().chain(earlier).collect(),
        rows: figures.iter().map(row).collect(),
    }
}
