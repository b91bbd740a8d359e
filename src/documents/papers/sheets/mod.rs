//! Data-entry sheets for the Children's Services Portal (P-MM4) and the secure Teams spreadsheet
//! (P-MM5).

mod authority;
mod portal;
mod spreadsheet;

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::PaperKind;
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::span::{Filled, plain};
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::document::Audience;
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::{field, table};
use crate::error::Result;

pub(super) use authority::{AUTHORITY, has_own_form, is_outcome};
pub(super) use portal::PORTAL;
pub(super) use spreadsheet::SPREADSHEET;

fn desk() -> Person {
    Person {
        role: RecipientRole::HomeHead,
        slug: "sheet".into(),
        contact: None,
        name: Filled::Known("your desk".into()),
        address: Vec::new(),
        greeting: Filled::Known("colleague".into()),
        lives_with: false,
        by_law: false,
    }
}

/// Returns a sheet for the officer's own desk.
pub(super) fn sheet(
    facts: &PaperFacts,
    kind: &PaperKind,
    fill: impl Fn(&PaperFacts, &mut LetterDraft) -> Vec<PaperRow>,
) -> Result<Vec<Paper>> {
    let plan = LetterPlan { audience: Audience::Full, ..LetterPlan::new(facts, kind) };
    let person = desk();
    let to = [person.clone()];
    let mut draft = LetterDraft::new(facts, &plan, &person, &[]);
    let stage = stage::stage(facts.case);
    let direct = facts.is_direct_move();
    let started = stage == Stage::Running || stage == Stage::Ended(EndHow::ManagedMove);
    draft.words.flag("is.started", stage == Stage::Running || stage.is_ended());
    draft.words.flag("is.direct", direct);
    draft.words.flag("is.direct_done", direct && started);
    draft
        .words
        .flag("is.returned", matches!(stage, Stage::Ended(EndHow::Returned | EndHow::HostEnded)));
    draft.words.flag("is.moved", stage == Stage::Ended(EndHow::ManagedMove));
    draft.words.flag("is.ended", stage.is_ended());
    draft.words.row(facts, Audience::Full, table::EVENT_END, facts.latest(table::EVENT_END));
    let rows = fill(facts, &mut draft);
    draft.part("fields", vec![Block::Fields(rows)]);
    let mut paper = draft.finish(&to, &[])?;
    // A sheet is for the officer's own desk, so it has no address.
    paper.blocks.retain(|b| !matches!(b, Block::To { .. }));
    Ok(vec![paper])
}

/// Returns a school's name and its URN.
pub(super) fn school_rows(facts: &PaperFacts, label: &str, field: &str) -> Vec<PaperRow> {
    let school = facts.school_of(field);
    let name = Filled::or_missing(&plain(&school.name), &label.to_lowercase(), &[field]);
    // A number that the register does not know says nothing.
    let known =
        !school.name.trim().is_empty() && school.id.starts_with(|c: char| c.is_ascii_digit());
    let number = if known { school.id } else { String::new() };
    let mut rows =
        vec![PaperRow { label: label.to_owned(), answer: Answer::Spans(vec![name.span()]) }];
    if !number.is_empty() {
        rows.push(PaperRow { label: format!("{label}: URN"), answer: Answer::text(&number) });
    }
    rows
}

/// Returns who the pupil is.
pub(super) fn pupil_rows(draft: &LetterDraft) -> Vec<PaperRow> {
    [
        ("Pupil", field::CHILD_FULL_NAME.id),
        ("UPN", field::CHILD_UPN.id),
        ("Date of birth", field::CHILD_DOB.id),
        ("Year group", field::CHILD_YEAR_GROUP.id),
    ]
    .iter()
    .map(|(label, key)| row(&draft.words, label, key))
    .collect()
}
