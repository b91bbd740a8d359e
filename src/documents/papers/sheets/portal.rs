//! The data-entry sheet for the Children's Services Portal (P-MM4).

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::day;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, row};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::sheets::{off_roll, pupil_rows, school_rows, sheet};
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::forms::choice::{DeletedFrom, EndHow};
use crate::domain::forms::{field, table};
use crate::domain::text::postcode_in;
use crate::error::Result;

pub(in crate::documents::papers) const PORTAL: PaperKind = PaperKind {
    id: "portal",
    label: "Portal entry sheet",
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
        rows.push(postcode(facts, draft));
        rows.extend(parents(facts, draft));
        rows.extend(school_rows(facts, draft, "Home school", field::SCHOOL_HOME.id));
        rows.extend(school_rows(facts, draft, "Host school", field::SCHOOL_HOST.id));
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
        if let Some((label, school)) = leaves(ended) {
            let on = off_roll(facts, school).map(day);
            let words = on.unwrap_or_else(|| "not recorded yet".to_owned());
            rows.push(PaperRow { label: label.to_owned(), answer: Answer::text(&words) });
        }
        rows
    })
}

/// Returns whose roll the pupil leaves by an ending, with the label of that day.
fn leaves(stage: Stage) -> Option<(&'static str, DeletedFrom)> {
    match stage {
        Stage::Ended(EndHow::ManagedMove) => {
            Some(("Off the roll of the home school from", DeletedFrom::Home))
        }
        Stage::Ended(EndHow::Returned | EndHow::HostEnded | EndHow::Post16) => {
            Some(("Off the roll of the host from", DeletedFrom::Host))
        }
        Stage::Considering
        | Stage::HostApproached
        | Stage::AgreedInPrinciple
        | Stage::Directed
        | Stage::Running => None,
    }
}

/// Returns the postcode by itself, for the portal's own box.
fn postcode(facts: &PaperFacts, draft: &LetterDraft) -> PaperRow {
    let address = facts.text(field::CHILD_ADDRESS);
    let found = postcode_in(&address).unwrap_or_default();
    let words = "postcode of the home address";
    let postcode = Filled::or_missing(&found, words, &[field::CHILD_ADDRESS.id]);
    draft.words.lacks(&postcode);
    PaperRow { label: "Postcode".into(), answer: Answer::Spans(vec![postcode.span()]) }
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
