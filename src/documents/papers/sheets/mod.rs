//! Data-entry sheets for the Children's Services Portal (P-MM4) and the secure Teams spreadsheet
//! (P-MM5).

mod authority;
mod portal;
mod spreadsheet;

use chrono::NaiveDate;

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::PaperKind;
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people::{Person, RecipientRole};
use crate::documents::papers::span::{Filled, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::document::Audience;
use crate::domain::forms::choice::{DeletedFrom, EndHow};
use crate::domain::forms::{field, table};
use crate::error::Result;

pub(super) use authority::{AUTHORITY, has_own_form, is_outcome};
pub(super) use portal::PORTAL;
pub(super) use spreadsheet::SPREADSHEET;
pub use spreadsheet::{spreadsheet_headings, spreadsheet_reference, spreadsheet_row};

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
    let (plan, person) = (plan(facts, kind), desk());
    let to = [person.clone()];
    let mut draft = begin(facts, &plan, &person);
    let rows = fill(facts, &mut draft);
    draft.part("fields", vec![Block::Fields(rows)]);
    let mut paper = draft.finish(&to, &[])?;
    // A sheet is for the officer's own desk, so it has no address.
    paper.blocks.retain(|b| !matches!(b, Block::To { .. }));
    Ok(vec![paper])
}

fn plan(facts: &PaperFacts, kind: &PaperKind) -> LetterPlan<'static> {
    LetterPlan { audience: Audience::Full, ..LetterPlan::new(facts, kind) }
}

/// Begins a sheet: every answer, the ending, and how far the case has come.
fn begin<'a>(
    facts: &'a PaperFacts<'a>,
    plan: &'a LetterPlan<'a>,
    person: &'a Person,
) -> LetterDraft<'a> {
    let mut draft = LetterDraft::new(facts, plan, person, &[]);
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
    draft
}

/// Returns a school's name; one that the register does not have is missing.
fn school_name(facts: &PaperFacts, draft: &LetterDraft, which: &str, field: &str) -> Answer {
    let name = Filled::or_missing(&plain(&facts.school_of(field).name), which, &[field]);
    draft.words.lacks(&name);
    Answer::Spans(vec![name.span()])
}

/// Returns a school's URN. A number that the register does not know says nothing.
fn school_number(facts: &PaperFacts, field: &str) -> Option<Answer> {
    let school = facts.school_of(field);
    let known =
        !school.name.trim().is_empty() && school.id.starts_with(|c: char| c.is_ascii_digit());
    known.then(|| Answer::text(&school.id))
}

/// Returns a school's name and its URN.
pub(super) fn school_rows(
    facts: &PaperFacts,
    draft: &LetterDraft,
    label: &str,
    field: &str,
) -> Vec<PaperRow> {
    let name = school_name(facts, draft, &label.to_lowercase(), field);
    let mut rows = vec![PaperRow { label: label.to_owned(), answer: name }];
    rows.extend(
        school_number(facts, field)
            .map(|answer| PaperRow { label: format!("{label}: URN"), answer }),
    );
    rows
}

/// Returns the day on which a name is recorded as taken off one school's roll.
fn off_roll(facts: &PaperFacts, school: DeletedFrom) -> Option<NaiveDate> {
    facts
        .case
        .rows(table::EVENT_DELETION)
        .filter(|(_, r)| r.is(field::DELETION_SCHOOL, school))
        .find_map(|(_, r)| r.date(field::DELETION_ON))
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
