//! The five forms as documents, filled in or blank: the dictionary as one audience may see it.

mod answers;
mod blank;
mod filled;
mod labels;
mod layouts;
mod pieces;
mod reader;
mod sections;
mod sheet;
mod signatures;
mod tables;
mod timetable;

use std::collections::BTreeSet;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::forms::layouts::Part;
use crate::documents::papers::forms::reader::FormReader;
use crate::documents::papers::forms::sheet::FormSheet;
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::span::{Filled, Span};
use crate::documents::papers::{funding, people, sender};
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::document::Audience;
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::schema::{Form, SectionPart};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};

#[cfg(test)]
pub(super) use layouts::{ACKNOWLEDGEMENT, label};
pub(super) use timetable::week;

/// Returns a form's title, with the number and the name that the protocol gives it.
fn title(form: &str, review: &str, blank: bool) -> &'static str {
    match (form, review) {
        ("notification", _) => "Form 1: Off-site Direction Notification Form",
        ("passport", _) => "Form 2: Off-site Direction Pupil Passport",
        ("initial", _) => "Form 3: Off-site Direction Initial Meeting Form",
        ("review", _) if blank => {
            "Form 4: Off-site Direction Review Form (or Emergency Review) Meeting"
        }
        ("review", "emergency") => "Form 4: Off-site Direction Emergency Review Meeting",
        ("review", _) => "Form 4: Off-site Direction Review Form",
        _ => "Form 5: Particulars of the Direction Letter",
    }
}

/// Returns the copies of a form: one, or for parents one each.
///
/// # Errors
/// A sentence where the review that the form writes up is not there.
pub(super) fn make(facts: &PaperFacts, id: &str) -> Result<Vec<Paper>> {
    let Some(form) = forms::form(id) else {
        return Err(Error::rule(format!("There is no form {id}.")));
    };
    let audience = facts.order.audience.unwrap_or(Audience::Full);
    if facts.order.blank {
        return Ok(vec![one(facts, form, None, &FormReader { audience, person: None })]);
    }
    let row = match form.row_of {
        None => None,
        Some(_) => Some(to_write_up(facts)?),
    };
    if audience != Audience::Parent {
        return Ok(vec![one(facts, form, row, &FormReader { audience, person: None })]);
    }
    let (family, unclear) = people::family(facts);
    let mut papers: Vec<Paper> = family
        .iter()
        .map(|p| one(facts, form, row, &FormReader { audience, person: Some(p) }))
        .collect();
    for gap in unclear {
        papers[0].missing.push(gap);
    }
    Ok(papers)
}

/// Returns the review that Form 4 writes up: the one named, else the last that was held, else the
/// next that is booked.
pub(super) fn to_write_up(facts: &PaperFacts) -> Result<RowId> {
    let held = |r: &RowValues| cell(r, field::REVIEW_HELD.id).is_yes();
    let none = "No review is recorded in this case. Book one first.";
    facts
        .review(held, true, none)
        .or_else(|_| facts.review(|_| true, false, none))
        .map(|(row, _)| row)
}

/// Returns one copy of a form.
fn one(facts: &PaperFacts, form: &'static Form, row: Option<RowId>, reader: &FormReader) -> Paper {
    let blank = facts.order.blank;
    let covered = BTreeSet::new();
    let mut sheet = FormSheet {
        facts,
        reader,
        row,
        table: form.row_of,
        blank,
        covered,
        gaps: Vec::new(),
        blocks: Vec::new(),
    };
    fill(&mut sheet, form);
    let kind_of_review = sheet.cell_text(field::REVIEW_KIND.id);
    let (body, mut gaps) = (sheet.blocks, sheet.gaps);
    let mut blocks = Vec::new();
    if !blank {
        let head = sender::block(facts, field::SCHOOL_HOME.id, "home school");
        if let Block::Head { name: Filled::Missing(gap), .. } = &head
            && !gaps.contains(gap)
        {
            gaps.push(gap.clone());
        }
        blocks.push(head);
    }
    blocks.push(Block::Title(title(form.id, &kind_of_review, blank).to_owned()));
    if !blank {
        blocks.push(Block::Para(vec![Span::Text(subtitle(facts, reader, gaps.len()))]));
    }
    blocks.extend(body);
    // Form 5 as a form goes by a name of its own, beside the letter that is made from it.
    let (kind, label) = crate::documents::papers::KINDS
        .iter()
        .find(|k| k.id == facts.order.kind)
        .map_or((form.id, form.label), |k| (k.id, k.label));
    let who = reader.person.map_or_else(|| reader.audience.name().to_owned(), |p| p.slug.clone());
    let to = match reader.person {
        Some(p) => p.to_string(),
        None => audience_words(reader).unwrap_or_default().to_owned(),
    };
    let foot = if blank { "Off-site direction".to_owned() } else { facts.case.id.to_string() };
    let file = if blank { format!("{kind}-blank") } else { format!("{kind}-{who}") };
    let title = label.to_owned();
    Paper { title, file, to, foot, blocks, missing: gaps, ..Paper::default() }
}

/// Fills in what stands below the title: the protocol's own layout where it prints the form, and
/// below it on a filled one what else is recorded with it; else the sections of the dictionary.
fn fill(sheet: &mut FormSheet, form: &'static Form) {
    let Some(parts) = layouts::layout(form.id) else {
        for section in form.sections {
            sheet.section(section.label, section.parts);
        }
        return;
    };
    if sheet.blank {
        sheet.blocks.extend(parts.iter().map(blank::block));
    } else {
        // The dictionary says what is missing, in its own order.
        let mut whole = sheet.beside(BTreeSet::new());
        form.sections.iter().for_each(|s| whole.section(s.label, s.parts));
        sheet.gaps = whole.gaps;
        sheet.lay(form.id, parts);
    }
    if form.id == "review" {
        let profile = sheet.facts.context.profile;
        sheet.blocks.push(Block::Para(vec![Span::Text(format!(
            "If the child returns to the home school or the direction becomes a managed move, complete the return on the {} and update the {}.",
            profile.portal, profile.spreadsheet
        ))]));
    }
    if !sheet.blank {
        let besides = besides(sheet, form, parts);
        if !besides.is_empty() {
            sheet.blocks.push(Block::Annex("Other information recorded".to_owned()));
            sheet.blocks.extend(besides);
        }
    }
}

/// Returns what the dictionary asks for with a form and the protocol's layout has no place for.
fn besides(sheet: &FormSheet, form: &'static Form, parts: &'static [Part]) -> Vec<Block> {
    let facts = sheet.facts;
    let mut rest = sheet.beside(layouts::covered(parts));
    for section in form.sections {
        rest.section(section.label, section.parts);
        // The schools agree on the funding at the initial meeting, line by line.
        let asks = |part: &SectionPart| matches!(part, SectionPart::Field(id) if *id == field::FUNDING_AWPU.id);
        if form.id == "initial" && section.parts.iter().any(asks) {
            let sees = forms::field(field::FUNDING_AWPU).is_some_and(|f| rest.reader.sees(f, None));
            rest.blocks.extend(sees.then(|| funding::reckoning(facts)).into_iter().flatten());
        }
        // How attendance went speaks for or against an outcome.
        if form.id == "review" && section.label == "Progress" {
            rest.blocks.extend(crate::documents::papers::attendance::page(facts));
        }
    }
    rest.blocks
}

/// Returns who reads a form, in words.
fn audience_words(reader: &FormReader) -> Option<&'static str> {
    Audience::ALL.iter().find(|(a, _, _)| *a == reader.audience).map(|(_, _, words)| *words)
}

fn subtitle(facts: &PaperFacts, reader: &FormReader, gaps: usize) -> String {
    let copy = match reader.person {
        Some(p) => format!("Copy for {p}"),
        None => audience_words(reader).map_or(String::new(), |w| format!("Copy for the {w}")),
    };
    let state = match gaps {
        0 => String::new(),
        1 => " One answer is still missing; its box is shaded.".to_owned(),
        n => format!(" {} are still missing; their boxes are shaded.", pluralize(n, "answer")),
    };
    format!("{copy}, as at {}.{state}", crate::documents::papers::format::day(facts.order.date))
}
