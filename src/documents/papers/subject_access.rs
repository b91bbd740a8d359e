//! What is given for a request for subject access, as Word.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::docx;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::subject_access::{AccessReport, NOT_IN, RIGHTS, TITLE, grounds, numbers};
use crate::domain::calendar::dates;
use crate::error::Result;

/// Returns the bundle as the bytes of a Word file. Its page numbers are fields, which the word
/// processor fills in.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn access_docx(report: &AccessReport) -> Result<Vec<u8>> {
    docx::write(&paper(report))
}

fn paper(report: &AccessReport) -> Paper {
    let request = &report.request;
    let cases: Vec<String> = request.cases.iter().map(ToString::to_string).collect();
    let mut blocks = vec![
        Block::Title(TITLE.to_owned()),
        Block::para(report.first()[1..].join(" · ")),
        Block::para(format!(
            "Asked by {}, received {}, about {}. Another officer has checked every decision.",
            request.capacity.label(),
            dates::format(request.received),
            cases.join(", ")
        )),
    ];
    let sections = report.sections();
    let mut index: Vec<(String, usize)> = Vec::new();
    for (mark, (heading, items)) in sections.iter().enumerate() {
        index.push((format!("{heading}, {}", numbers(items)), mark));
    }
    let last = sections.len();
    index.push(("What is withheld or redacted".to_owned(), last));
    index.push(("What is not in this copy, and your rights".to_owned(), last + 1));
    blocks.push(Block::Index(index));
    for (mark, (heading, items)) in sections.iter().enumerate() {
        blocks.push(Block::Section { text: heading.clone(), mark });
        let row = |item: &crate::domain::subject_access::bundle::GivenItem| PaperRow {
            label: format!("{}  {}", item.number, item.title),
            answer: Answer::text(&item.text),
        };
        blocks.push(Block::Fields(items.iter().map(row).collect()));
    }
    blocks.push(Block::Section { text: "What is withheld or redacted".to_owned(), mark: last });
    blocks.extend(kept_back(report));
    blocks.push(Block::Section { text: "What is not in this copy".to_owned(), mark: last + 1 });
    blocks.extend(NOT_IN.map(Block::item));
    blocks.push(Block::Heading("Your rights".to_owned()));
    blocks.extend(RIGHTS.map(Block::item));
    Paper {
        title: TITLE.to_owned(),
        file: request.id.to_string(),
        foot: request.id.to_string(),
        blocks,
        ..Paper::default()
    }
}

/// Returns the list of what is not given, and why.
fn kept_back(report: &AccessReport) -> Vec<Block> {
    let all = report.kept_back();
    if all.is_empty() {
        return vec![Block::para("Nothing is withheld or redacted.")];
    }
    let row = |line: crate::documents::subject_access::KeptBack| {
        let cells =
            [line.number.to_string(), line.heading, line.what.to_owned(), grounds(&line.grounds)];
        cells.iter().map(|cell| Answer::text(cell)).collect()
    };
    let head = ["Item", "Part of the record", "What", "Ground"].map(str::to_owned).to_vec();
    vec![
        Block::Grid { head, rows: all.into_iter().map(row).collect() },
        Block::para("A mark in a text has the same length whatever is behind it."),
    ]
}
