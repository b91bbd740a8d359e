//! The letter that confirms a managed move, by either of its routes (P-MM1 to P-MM3).

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::{day, weekday};
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, row, said_spans, to_each};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people;
use crate::documents::papers::placeholders::name_of_label;
use crate::documents::papers::span::{Filled, Span, plain};
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::choice::AgreementParty;
use crate::domain::forms::{field, table};
use crate::domain::rules::{CaseContext, parties_of_a_move};
use crate::error::{Error, Result};

pub(super) const LETTER: PaperKind = PaperKind {
    id: "move-letter",
    label: "Confirmation of a managed move",
    purpose: "to each parent, and copies to both schools, Admissions and who else agreed",
    template: include_str!("../templates/move-letter.txt"),
    form: None,
    settles: SentRecord::Letter("move"),
    announces: Announcement::Move,
    is_of_a_direction: false,
    make: letter,
};

/// Returns a party's label, at the head of its line.
fn label(party: AgreementParty) -> &'static str {
    match party {
        AgreementParty::Parent => "Parents",
        AgreementParty::Pupil => "Pupil",
        AgreementParty::Home => "Home school",
        AgreementParty::Host => "New school",
        AgreementParty::AdmissionAuthority => "Admission authority of the new school",
        AgreementParty::La => "LA",
        AgreementParty::VirtualSchool => "Virtual School",
        AgreementParty::SocialWorker => "Social worker",
    }
}

/// Returns whether the direction is to become a managed move: by its recorded end, else by the
/// latest decision.
fn converts(facts: &PaperFacts) -> bool {
    match facts.latest(table::EVENT_END) {
        Some(end) => cell(end, field::END_HOW.id).as_text() == "managed_move",
        None => facts
            .latest(table::EVENT_DECISION)
            .is_some_and(|d| cell(d, field::DECISION_OUTCOME.id).as_text() == "managed_move"),
    }
}

fn letter(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let direct = facts.is_direct_move();
    if !direct && !converts(facts) {
        return Err(Error::rule(
            "No managed move is decided in this case. Record the decision of the review, or choose the direct managed move as its route.",
        ));
    }
    let plan = LetterPlan {
        must: vec!["host_school.name", "host_school.address", "move.on"],
        ..LetterPlan::new(facts, &LETTER)
    };
    let mut list = people::copies(facts, true);
    list.people.insert(0, people::home_head(facts));
    to_each(facts, list, |person, family, copied| {
        let mut draft = LetterDraft::new(facts, &plan, person, family);
        draft.words.flag("is.direct", direct);
        let table = particulars(facts, &mut draft);
        draft.part("particulars", vec![Block::Fields(table)]);
        let agreed = agreements(facts, &draft);
        draft.part("agreements", vec![Block::Fields(agreed)]);
        draft.close();
        draft.finish(family, copied)
    })
}

/// Returns where and when the child begins at the new school.
fn particulars(facts: &PaperFacts, draft: &mut LetterDraft) -> Vec<PaperRow> {
    let direct = facts.is_direct_move();
    let (on, field) = if direct {
        (facts.case.answer(field::DIRECTION_START.id).as_date(), field::DIRECTION_START.id)
    } else {
        let end = facts.latest(table::EVENT_END);
        (end.and_then(|r| cell(r, field::END_ROLL_ON.id).as_date()), field::END_ROLL_ON.id)
    };
    draft.words.put_day("move.on", on, "first day on the roll of the new school", &[field]);
    let first = on.map_or_else(
        || said_spans(draft.words.peek("move.on")),
        |on| vec![Span::Text(weekday(on))],
    );
    let mut table = vec![
        row(&draft.words, "New school", "host_school.name"),
        row(&draft.words, "Address", "host_school.address"),
        PaperRow { label: "First day".into(), answer: Answer::Spans(first) },
    ];
    // After a direction the child knows the way; before a direct move nobody does.
    if direct {
        for (label, key) in [
            ("Report to", field::REPORT_NAME.id),
            ("Where", field::REPORT_WHERE.id),
            ("At", field::REPORT_TIME.id),
            ("School day starts", field::SESSION_START.id),
            ("School day finishes", field::SESSION_FINISH.id),
        ] {
            table.push(row(&draft.words, label, key));
        }
    }
    table
}

/// Returns who agreed and when: the latest answer of each party, and what is missing where there is
/// none. A refusal is never shown as an agreement.
fn agreements(facts: &PaperFacts, draft: &LetterDraft) -> Vec<PaperRow> {
    let latest = |party: AgreementParty| -> Option<&RowValues> {
        let of = |r: &&RowValues| r.is(field::AGREEMENT_PARTY, party);
        facts.case.rows(table::EVENT_AGREEMENT).map(|(_, r)| r).rfind(of)
    };
    let look = CaseContext { case: facts.case, context: facts.context };
    // Whose agreement the rule asks for is whose agreement the letter shows.
    parties_of_a_move(&look)
        .into_iter()
        .map(|(party, _)| {
            let label = label(party);
            let said = match latest(party).filter(|r| cell(r, field::AGREEMENT_AGREED.id).is_yes())
            {
                Some(r) => {
                    let who = plain(cell(r, field::AGREEMENT_WHO.id).as_text());
                    let on = cell(r, field::AGREEMENT_ON.id).as_date().map(day);
                    let parts: Vec<String> = [Some(who).filter(|w| !w.trim().is_empty()), on]
                        .into_iter()
                        .flatten()
                        .collect();
                    Filled::Known(format!("Agreed: {}", parts.join(", ")))
                }
                None => Filled::or_missing(
                    "",
                    &format!("agreement of the {}", name_of_label(label)),
                    &[field::AGREEMENT_AGREED.id],
                ),
            };
            draft.words.lacks(&said);
            PaperRow { label: label.to_owned(), answer: Answer::Spans(said_spans(said)) }
        })
        .collect()
}
