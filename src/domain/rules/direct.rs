//! The direct managed move (P-MM2, second route): no direction is noticed or reviewed on it, what
//! came before is shown, the way over is supported, and the move is confirmed in writing. Its first
//! day is the roll date (P-MM3).

#[cfg(test)]
pub(super) mod tests;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::LetterKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "direct-route",
            cites: "P-MM2; P-MM3",
            asks: "A direct managed move is not a direction: it has no notice, review or review decision.",
        },
        strayed,
    )
    .always(guard),
    Rule::protocol(
        RuleText {
            id: "move-evidence",
            cites: "P-MM2",
            asks: "A direct managed move is a planned intervention. Show what was tried before, and which agencies were involved.",
        },
        evidence,
    )
    .unless(evidence_guard),
    Rule::protocol(
        RuleText {
            id: "move-confirmed",
            cites: "P-MM2; P-LE9",
            asks: "Confirm a direct managed move in writing to the parents, the new school and School Admissions.",
        },
        confirmed,
    ),
];

/// The events of a direction that a direct managed move does not have.
const OF_A_DIRECTION: [(&str, &str); 4] = [
    (table::EVENT_NOTICE, "notice of a direction"),
    (table::EVENT_REVIEW, "review"),
    (table::EVENT_INVITATION, "invitation to a review"),
    (table::EVENT_DECISION, "decision after a review"),
];

fn strayed(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if look.is_direction() || !look.is_open() {
        return Vec::new();
    }
    let found = OF_A_DIRECTION.into_iter().find(|(table, _)| look.has(table));
    let Some((table, words)) = found else { return Vec::new() };
    let says = format!("Remove the {words}, or correct the route");
    let found = look.finding(rule, says).why("The case is a direct managed move.");
    vec![found.step(NextStep::Rows(table))]
}

fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let (_, words) = OF_A_DIRECTION.iter().find(|(table, _)| *table == entry.table)?;
    (!look.is_direction()).then(|| {
        format!("This case is a direct managed move, so it has no {words}. If it is a direction, correct the route.")
    })
}

/// Returns what is not shown yet: the field and its words.
fn unshown(look: &CaseContext) -> Vec<(&'static str, &'static str)> {
    let agencies = !look.case.is_no(field::MOVE_MULTI_AGENCY);
    let wanted = [
        (field::MOVE_EVIDENCE.id, "what was tried before", true),
        (field::MOVE_MULTI_AGENCY.id, "whether other agencies were involved", true),
        (field::MOVE_AGENCIES.id, "which agencies", agencies),
        (field::MOVE_ASSESSMENT.id, "whether an assessment was done or explored", true),
        (field::MOVE_TRANSITION.id, "how the transition is supported", true),
    ];
    wanted
        .into_iter()
        .filter(|(id, _, asked)| *asked && look.case.value(id).is_empty())
        .map(|(id, words, _)| (id, words))
        .collect()
}

fn evidence(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = unshown(look);
    let asked = !look.is_direction() && look.is_open();
    let Some((first, _)) = open.first().filter(|_| asked) else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = match words.as_slice() {
        [] => return Vec::new(),
        [one] => format!("Record {one}"),
        [one, rest @ ..] => format!("Record {one} and {} more", rest.len()),
    };
    let found = look.ask_before_start(rule, says).why(format!("Missing: {}.", list(&words)));
    vec![found.step(NextStep::Answer(first))]
}

fn evidence_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let open = unshown(look);
    let starts = entry.table == table::EVENT_START && !look.is_direction();
    (starts && !open.is_empty()).then(|| {
        let words: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
        format!("Record {} before a direct managed move.", list(&words))
    })
}

fn confirmed(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let sent = look
        .case
        .rows(table::EVENT_LETTER_SENT)
        .any(|(_, r)| r.is(field::LETTER_SENT_KIND, LetterKind::Move));
    let asked = !look.is_direction() && !look.is_considering() && !sent;
    let Some(first) = look.first().filter(|_| asked) else { return Vec::new() };
    let says = "Confirm the move in writing[ to the parents, the new school and School Admissions]";
    let found = look.ask_before_start(rule, says).step(NextStep::Record(table::EVENT_LETTER_SENT));
    vec![found.why(format!("On the new roll from {}.", show_long(first)))]
}
