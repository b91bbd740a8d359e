//! The data-entry sheet for the Children's Services Portal (P-MM4).

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, row};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::sheets::{pupil_rows, school_rows, sheet};
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::{field, table};
use crate::error::Result;

pub(in crate::documents::papers) const PORTAL: PaperKind = PaperKind {
    id: "portal",
    label: "Sheet for the portal",
    purpose: "what to type in the Children's Services Portal",
    template: include_str!("../../templates/portal.txt"),
    form: None,
    settles: SentRecord::Portal,
    announces: Announcement::Nothing,
    is_of_a_direction: false,
    make: portal,
};

fn portal(facts: &PaperFacts) -> Result<Vec<Paper>> {
    sheet(facts, &PORTAL, |facts, draft| {
        let mut rows = pupil_rows(draft);
        rows.push(row(&draft.words, "Gender", field::CHILD_GENDER.id));
        rows.push(row(&draft.words, "Home address", field::CHILD_ADDRESS.id));
        rows.extend(parents(facts, draft));
        rows.extend(school_rows(facts, "Home school", field::SCHOOL_HOME.id));
        rows.extend(school_rows(facts, "Host school", field::SCHOOL_HOST.id));
        let first = if facts.is_direct_move() {
            "On the roll of the new school from"
        } else {
            "On the roll of the host from"
        };
        rows.push(row(&draft.words, first, field::DIRECTION_START.id));
        let ended = stage::stage(facts.case);
        if ended.is_ended() && !facts.is_direct_move() {
            rows.push(row(&draft.words, "Last day of the direction", field::END_ON.id));
        }
        if ended == Stage::Ended(EndHow::ManagedMove) && !facts.is_direct_move() {
            rows.push(row(
                &draft.words,
                "On the roll of the new school from",
                field::END_ROLL_ON.id,
            ));
        }
        rows
    })
}

/// Returns each parent with whom the child normally lives: name, address and a telephone number for
/// emergencies (SI 2024/208 reg 13).
fn parents(facts: &PaperFacts, draft: &mut LetterDraft) -> Vec<PaperRow> {
    let mut rows = Vec::new();
    for (_, r) in
        facts.case.rows(table::CONTACTS).filter(|(_, r)| r.is_yes(field::CONTACTS_LIVES_WITH))
    {
        let name = plain(r.text(field::CONTACTS_NAME));
        let phone = Filled::or_missing(
            &plain(r.text(field::CONTACTS_PHONE)),
            &format!("telephone of {name} for emergencies"),
            &[field::CONTACTS_PHONE.id],
        );
        draft.words.lacks(&phone);
        rows.push(PaperRow {
            label: "Parent the child lives with".into(),
            answer: Answer::text(&name),
        });
        rows.push(PaperRow {
            label: "Their telephone for emergencies".into(),
            answer: Answer::Spans(vec![phone.span()]),
        });
    }
    if rows.is_empty() {
        let nobody = Filled::Missing(missing(
            "a parent with whom the child lives",
            &[field::CONTACTS_NAME.id, field::CONTACTS_LIVES_WITH.id],
        ));
        draft.words.lacks(&nobody);
        rows.push(PaperRow {
            label: "Parent the child lives with".into(),
            answer: Answer::Spans(vec![nobody.span()]),
        });
    }
    rows
}
