//! A managed move needs the agreement of all parties.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{AgreementParty, RefusalFollows, ReviewOutcome};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::{is_before, list};
use crate::domain::rules::refusal::Refusal;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText, Trigger};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "all-agreed",
            cites: "P-MM1",
            asks: "A managed move is permanent. Everyone agrees to it: parents, both schools and the new school's admission authority.",
        },
        all_agreed,
    )
    .always(guard),
];

/// Returns every party whose agreement the move needs: the LA where there is an EHCP, Virtual School
/// and social worker for a child looked after. An unanswered question is not a no.
pub fn parties_of_a_move(look: &CaseContext) -> Vec<(AgreementParty, &'static str)> {
    let mut all = vec![
        (AgreementParty::Parent, "the parent"),
        (AgreementParty::Home, "the home school"),
        (AgreementParty::Host, "the new school"),
        (AgreementParty::AdmissionAuthority, "its admission authority"),
    ];
    if !look.case.is_no(field::SEND_EHCP) {
        all.push((AgreementParty::La, "the LA"));
    }
    if !look.case.is_no(field::CLA_IS) {
        all.push((AgreementParty::VirtualSchool, "the Virtual School"));
        all.push((AgreementParty::SocialWorker, "the social worker"));
    }
    all
}

/// Returns the latest answer of a party.
fn latest<'a>(look: &'a CaseContext, party: AgreementParty) -> Option<(RowId, &'a RowValues)> {
    look.case.rows(table::EVENT_AGREEMENT).rfind(|(_, r)| r.is(field::AGREEMENT_PARTY, party))
}

/// Returns who has not agreed by a day; the latest answer of each party counts, and one no is
/// enough.
fn missing(look: &CaseContext, day: Option<NaiveDate>) -> Vec<&'static str> {
    let agreed = |party: AgreementParty| {
        latest(look, party).is_some_and(|(_, r)| {
            r.is_yes(field::AGREEMENT_AGREED) && is_before(r.date(field::AGREEMENT_ON), day)
        })
    };
    parties_of_a_move(look)
        .into_iter()
        .filter(|(party, _)| !agreed(*party))
        .map(|(_, words)| words)
        .collect()
}

fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let moves = entry.is_move(look);
    // From the day on the new roll the move is made, whenever the direction before it ended.
    let missing = missing(look, entry.cells.date(field::END_ROLL_ON).or(entry.day()));
    (moves && !missing.is_empty()).then(|| {
        format!(
            "Everyone must agree before a managed move. Record the agreement of {} first.",
            list(&missing)
        )
    })
}

fn all_agreed(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let decided = look
        .case
        .rows(table::EVENT_DECISION)
        .next_back()
        .is_some_and(|(_, r)| r.is(field::DECISION_OUTCOME, ReviewOutcome::ManagedMove));
    let missing = missing(look, None);
    let moves = decided || !look.is_direction();
    if !look.is_open() || !moves || missing.is_empty() {
        return Vec::new();
    }
    let day = if look.is_direction() { look.last() } else { look.first() };
    let refused: Vec<Finding> = parties_of_a_move(look)
        .into_iter()
        .filter_map(|(party, words)| heard(rule, look, (party, words), day))
        .collect();
    if !refused.is_empty() {
        return refused;
    }
    let says = format!("Get agreement from {}", list(&missing));
    let found = match day {
        // On the direct route nothing has to happen before everybody is asked.
        Some(day) if look.is_direction() => {
            let decided = look.latest(table::EVENT_DECISION, field::DECISION_ON);
            look.finding_by(rule, says, day, decided)
        }
        Some(day) => look.finding_by(rule, says, day, Trigger::Planned),
        None => look.finding(rule, says),
    };
    vec![
        found
            .why("Everyone must agree before the move. The latest answer of each counts.")
            .step(NextStep::Record(table::EVENT_AGREEMENT)),
    ]
}

/// Returns what follows a party's no: it is heard, and not asked for again as if nobody had spoken.
fn heard(
    rule: &'static Rule,
    look: &CaseContext,
    (party, words): (AgreementParty, &'static str),
    day: Option<NaiveDate>,
) -> Option<Finding> {
    let (row, r) = latest(look, party).filter(|(_, r)| r.is_no(field::AGREEMENT_AGREED))?;
    let (says, step) = match r.choice(field::AGREEMENT_FOLLOWS) {
        None => ("decide what happens next", NextStep::Row(table::EVENT_AGREEMENT, row)),
        Some(RefusalFollows::Return) => {
            ("record the return to {home}", NextStep::Record(table::EVENT_END))
        }
        Some(RefusalFollows::Continue) => {
            ("record that the direction continues", NextStep::Record(table::EVENT_DECISION))
        }
        Some(RefusalFollows::AnotherHost) => {
            ("approach another host", NextStep::Record(table::EVENT_HOST_APPROACH))
        }
        Some(RefusalFollows::Talk) => {
            ("talk again and record the answer", NextStep::Record(table::EVENT_AGREEMENT))
        }
    };
    let no = Refusal {
        party: words,
        on: r.date(field::AGREEMENT_ON),
        who: r.text(field::AGREEMENT_WHO),
    };
    let says = no.says(says);
    let found = match day {
        Some(day) => look.finding_by(rule, says, day, no.on),
        None => look.finding(rule, says),
    };
    let mut found = no.heard(found.about(row)).step(step);
    if party == AgreementParty::Host {
        found = found.why("If the host will not admit the pupil permanently, the home school must take the pupil back (P-RV7).");
    }
    Some(found)
}
