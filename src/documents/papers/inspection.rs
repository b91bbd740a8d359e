//! The inspection pack as Word: the index, and the page of a provider.

use crate::documents::inspection::{
    InspectionPack, LINE, PackFile, PackProvider, TITLE, provider_facts, pupil_facts,
};
use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::docx;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::span::Span;
use crate::domain::calendar::dates;
use crate::domain::case::evidence::size;
use crate::domain::inspection::{HOW_READ, NOT_HELD};
use crate::error::Result;

/// What is said of who may read it.
const NOTICE: &str = "Confidential. It names pupils. Give it to the inspectors only.";

/// Returns the index as the bytes of a Word file.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn inspection_index_docx(pack: &InspectionPack) -> Result<Vec<u8>> {
    let mut blocks = head(format!("{TITLE}: {}", pack.of), &pack.first_line());
    blocks.extend(how_read());
    blocks.push(Block::Heading("Providers".to_owned()));
    let row = |(number, one): (usize, &PackProvider)| {
        let kind =
            provider_facts(one).into_iter().find(|(heading, _)| *heading == "Kind of provider");
        let cells = [
            one.school.name.clone(),
            one.inspected.urn().to_owned(),
            kind.map(|(_, words)| words).unwrap_or_default(),
            one.inspected.pupils.len().to_string(),
            pack.page(number),
        ];
        cells.iter().map(|cell| Answer::text(cell)).collect()
    };
    blocks.push(match pack.providers.len() {
        0 => Block::para("No pupil attended a provider by an off-site direction on this day."),
        _ => Block::Grid {
            head: ["Provider", "URN", "Kind", "Pupils", "Page"].map(str::to_owned).to_vec(),
            rows: pack.providers.iter().enumerate().map(row).collect(),
        },
    });
    blocks.push(Block::Heading("Files".to_owned()));
    blocks.push(Block::para(
        "Evidence is byte for byte what was added to the case, checked against its sum. Papers that were sent are made again from the record as at the day. They are no copies of what was sent.",
    ));
    for files in pack.files.all().chunk_by(|a, b| a.case == b.case) {
        blocks.push(Block::Para(vec![Span::Bold(files[0].case.to_string())]));
        blocks.push(Block::Fields(files.iter().map(listed).collect()));
    }
    for one in &pack.not_made {
        let sent = dates::format(one.sent);
        let words =
            format!("{}: {}, sent on {sent}, is not here. {}", one.case, one.label, one.why);
        blocks.push(Block::item(words));
    }
    docx::write(&paper(pack, "index".to_owned(), blocks))
}

/// Returns the page of a provider, by its number from 0, as the bytes of a Word file.
///
/// # Errors
/// As [`inspection_index_docx`].
pub fn inspection_provider_docx(pack: &InspectionPack, number: usize) -> Result<Vec<u8>> {
    let mut blocks = Vec::new();
    if let Some(one) = pack.providers.get(number) {
        let facts = provider_facts(one);
        let name = facts.first().map(|(_, name)| name.clone()).unwrap_or_default();
        blocks = head(name, &pack.first_line_of(None, one.inspected.pupils.len()));
        blocks.push(Block::Fields(facts.iter().skip(1).map(fact).collect()));
        let pupils: Vec<_> = one.inspected.pupils.iter().map(|p| pupil_facts(pack, p)).collect();
        let line = |facts: &Vec<(&'static str, String)>| {
            let cell = |heading: &&str| facts.iter().find(|(h, _)| h == heading);
            LINE.iter().filter_map(cell).map(|(_, words)| Answer::text(words)).collect()
        };
        blocks.push(Block::Heading("Pupils".to_owned()));
        blocks.push(Block::Grid {
            head: LINE.map(str::to_owned).to_vec(),
            rows: pupils.iter().map(line).collect(),
        });
        for facts in &pupils {
            let name = facts.first().map(|(_, name)| name.clone()).unwrap_or_default();
            blocks.push(Block::Heading(name));
            let rest = facts.iter().filter(|(heading, _)| !LINE.contains(heading));
            blocks.push(Block::Fields(rest.map(fact).collect()));
        }
        blocks.extend(how_read());
    }
    docx::write(&paper(pack, format!("provider-{}", number + 1), blocks))
}

/// Returns the title, who may read it, and what it is.
fn head(title: String, first_line: &[String]) -> Vec<Block> {
    vec![
        Block::Title(title),
        Block::Para(vec![Span::Bold(NOTICE.to_owned())]),
        Block::para(first_line.join(" · ")),
    ]
}

/// Returns how the pack is read, and what the record does not have: every page says so of itself.
fn how_read() -> Vec<Block> {
    let mut blocks = vec![Block::Heading("How it is read".to_owned())];
    blocks.extend(HOW_READ.map(Block::item));
    blocks.push(Block::Heading("What the record does not have".to_owned()));
    blocks.extend(NOT_HELD.map(Block::item));
    blocks
}

fn paper(pack: &InspectionPack, file: String, blocks: Vec<Block>) -> Paper {
    let foot = format!("As at {}", dates::format(pack.on));
    Paper { title: TITLE.to_owned(), file, foot, blocks, ..Paper::default() }
}

fn fact((heading, words): &(&'static str, String)) -> PaperRow {
    PaperRow { label: (*heading).to_owned(), answer: Answer::text(words) }
}

/// Returns a file with what it is, its size and its sum.
fn listed(file: &PackFile) -> PaperRow {
    let bytes = size(file.bytes.len() as u64);
    let words = format!("{}, {bytes}\nSHA-256 {}", file.what, file.sha256);
    PaperRow { label: file.path.clone(), answer: Answer::text(&words) }
}
