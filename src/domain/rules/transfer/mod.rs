//! After a permanent move: transport, funding, the Common Transfer File and the child protection
//! file.

mod files;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::FileKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::returns::{ClosingRow, closing};
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText};
use crate::domain::rules::transfer::files::{file, protection, received};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "transport-redesignated",
            cites: "P-TR2",
            asks: "On conversion, School Admissions redesignates the school for transport.",
        },
        transport,
    ),
    Rule::protocol(
        RuleText {
            id: "funding",
            cites: "P-FU1",
            asks: "On conversion, the schools agree what funding follows the pupil and from which day.",
        },
        funding,
    ),
    Rule::statute(
        RuleText {
            id: "ctf",
            cites: "SI 2005/1437 reg 9(3)",
            asks: "A maintained school sends the common transfer file within fifteen school days of the pupil leaving its roll.",
        },
        "the DfE's page on the common transfer file, a stored copy",
        |rule, look| file(rule, look, FileKind::Ctf, true),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "ctf-practice",
            cites: "Common transfer file; practice",
            asks: "Academies are strongly encouraged to send the common transfer file within the same time.",
        },
        "the DfE's page, and Buckinghamshire's for schools",
        |rule, look| file(rule, look, FileKind::Ctf, false),
    )
    .second_hand(),
    Rule::statute(
        RuleText {
            id: "record",
            cites: "SI 2005/1437 reg 9(3)",
            asks: "A maintained school sends the educational record with the common transfer file.",
        },
        "SI 2005/1437 reg 9(3), a stored copy that is cut",
        |rule, look| file(rule, look, FileKind::Record, true),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "record-practice",
            cites: "practice",
            asks: "The educational record goes with the pupil, whatever kind of school sends it.",
        },
        "what The Key says of schools that are not maintained",
        |rule, look| file(rule, look, FileKind::Record, false),
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "child-protection-file",
            cites: "KCSIE",
            asks: "Send the child protection file to the new school within five days, separately and securely.",
        },
        "local authorities' guides to Keeping children safe in education; the 2026 version was not checked",
        protection,
    )
    .at_stake(Consequence::Safeguarding)
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "file-received",
            cites: "KCSIE; practice",
            asks: "The new school confirms that the child protection file arrived. Chase it after five days.",
        },
        "a local authority's guide (North Northamptonshire)",
        received,
    )
    .at_stake(Consequence::Safeguarding)
    .second_hand(),
];

/// Returns the first day on the new school's roll, where the direction was converted.
fn moved(look: &CaseContext) -> Option<NaiveDate> {
    closing(look).filter(|(how, _)| *how == ClosingRow::Conversion).map(|(_, day)| day)
}

/// Returns the day on which the move was settled: the end of the direction, or the roll date of a
/// direct move.
fn ended(look: &CaseContext, roll: NaiveDate) -> Option<NaiveDate> {
    look.last().filter(|_| look.is_direction()).or(Some(roll)).map(|day| day.min(roll))
}

fn sent(look: &CaseContext, kind: FileKind) -> bool {
    look.case.rows(table::EVENT_FILE_SENT).any(|(_, r)| r.is(field::FILE_SENT_KIND, kind))
}

fn transport(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let done = look
        .case
        .rows(table::EVENT_PORTAL_RETURN)
        .any(|(_, r)| r.has(field::PORTAL_RETURN_TRANSPORT));
    let Some(day) = moved(look).filter(|_| !done) else { return Vec::new() };
    let step = look
        .case
        .rows(table::EVENT_PORTAL_RETURN)
        .next_back()
        .map_or(NextStep::Record(table::EVENT_PORTAL_RETURN), |(row, _)| {
            NextStep::Row(table::EVENT_PORTAL_RETURN, row)
        });
    let found = look.finding_by(
        rule,
        "Ask School Admissions to change the school for transport",
        day,
        ended(look, day),
    );
    vec![
        found
            .why(format!(
                "On the new roll from {}. If there is no transport, answer no.",
                show_long(day)
            ))
            .step(step),
    ]
}

fn funding(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let settled = [field::FUNDING_TERMS.id, field::FUNDING_AMOUNT.id]
        .iter()
        .any(|f| !look.case.answer(f).is_empty());
    let Some(day) = moved(look).filter(|_| !settled) else { return Vec::new() };
    let says = "Agree the funding that follows {child}";
    let found = look.finding_by(rule, says, day, ended(look, day));
    vec![
        found
            .why("Record the terms or an amount, or that no funding follows.")
            .step(NextStep::Answer(field::FUNDING_TERMS.id)),
    ]
}
