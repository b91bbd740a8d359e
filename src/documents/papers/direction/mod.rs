//! The letter that gives notice of a direction (P-LE1 to P-LE9; SI 2010/1156 reg 3), its copies,
//! and the notice to the local authority.

mod la_notice;
mod letter;
mod notes;
mod particulars;

use crate::documents::papers::direction::particulars::{days, particulars};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::forms;
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row};
use crate::documents::papers::paper::Block;
use crate::documents::papers::people::Person;
use crate::documents::papers::span::{Filled, Span, missing, plain};
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{HostKind, SessionsADay};
use crate::domain::forms::{field, table};

pub(super) use la_notice::LA_NOTICE;
pub(super) use letter::LETTER;

/// Every particular that the law or the protocol wants in the letter, whatever its wording.
fn must(facts: &PaperFacts) -> Vec<&'static str> {
    let mut all = vec![
        "host_school.name",
        "host_school.address",
        field::REPORT_NAME.id,
        field::REPORT_WHERE.id,
        field::REPORT_TIME.id,
        field::DIRECTION_DAYS.id,
        field::DIRECTION_START.id,
        field::DIRECTION_END.id,
        field::INITIAL_REASONS.id,
        field::OBJECTIVES_TEXT.id,
        field::SESSION_START.id,
        field::SESSION_FINISH.id,
        field::INITIAL_FIRST_REVIEW.id,
        field::REQUEST_TO.id,
        field::PROMISE_CONTACT.id,
        field::COMPLAINT_ROUTE.id,
    ];
    if facts.case.is(field::SESSION_PER_DAY, SessionsADay::Two) {
        all.extend([field::SESSION_BREAK_START.id, field::SESSION_BREAK_END.id]);
    }
    all
}

/// Begins a letter about the direction, with its tables.
fn drafted<'a>(
    facts: &'a PaperFacts<'a>,
    plan: &'a LetterPlan<'a>,
    person: &'a Person,
    family: &[Person],
) -> LetterDraft<'a> {
    let mut draft = LetterDraft::new(facts, plan, person, family);
    draft.words.row(
        facts,
        plan.audience,
        table::EVENT_BOARD_DECISION,
        facts.latest(table::EVENT_BOARD_DECISION),
    );
    let host = facts.case.choice(field::SCHOOL_HOST_KIND);
    draft.words.flag(
        "is.second_register",
        matches!(host, Some(HostKind::School | HostKind::Pru | HostKind::ApSchool)),
    );
    draft.words.put(field::DIRECTION_DAYS.id, days(facts));
    let host = facts.case.answer(field::SCHOOL_HOST_KIND.id).as_text();
    draft.words.flag("is.second_register", matches!(host, "school" | "pru" | "ap_school"));
    let table = particulars(facts, &draft);
    draft.part("particulars", vec![Block::Fields(table)]);
    let weeks: Vec<Block> =
        facts.case.rows("timetable").map(|(_, r)| forms::week(r, facts)).collect();
    if weeks.is_empty() {
        draft.words.lacks(&Filled::Missing(missing(
            "timetable of the split",
            &[field::TIMETABLE_FROM.id],
        )));
    }
    let lost = Block::Para(vec![Span::Missing("timetable of the split".into())]);
    draft.part("timetable", if weeks.is_empty() { vec![lost] } else { weeks });
    let back = format!("Returning to {}", plain(&facts.school_of(field::SCHOOL_HOME.id).name));
    let aims = [
        ("Support and settling in", field::OBJECTIVES_SUPPORT.id),
        ("Learning, particularly English, maths and science", field::OBJECTIVES_ACADEMIC.id),
        ("Personal and social needs", field::OBJECTIVES_PERSONAL.id),
        ("Motivation, attendance and taking part", field::OBJECTIVES_ENGAGEMENT.id),
        (back.trim_end(), field::OBJECTIVES_REINTEGRATION.id),
        ("How we will check progress", field::OBJECTIVES_MONITORING.id),
    ];
    let aims = aims.iter().map(|(label, key)| row(&draft.words, label, key)).collect();
    draft.part("aims", vec![Block::Fields(aims)]);
    draft
}
