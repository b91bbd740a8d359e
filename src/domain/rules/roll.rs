//! Which roll the pupil leaves at the end, and with whose consent.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{DeletedFrom, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::finding::{Finding, NextStep};
use crate::domain::rules::returns::{ClosingRow, closing};
use crate::domain::rules::rule::{Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "host-deletion",
            cites: "SI 2024/208 reg 9(1)(c)",
            asks: "On return the host takes the pupil off its roll, with the home school's consent.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); that ground (c) is the one for a return is our reading",
        |rule, look| deletion(rule, look, ClosingRow::Return),
    )
    .from(2024, 8, 19),
    Rule::statute(
        RuleText {
            id: "home-deletion",
            cites: "SI 2024/208 reg 9(1)(c); P-MM3",
            asks: "On a managed move the home school takes the pupil off its roll on the agreed day, with the new school's consent.",
        },
        "SI 2024/208 reg 9(1)(a) to (e); ground (a) may be arguable, ask School Admissions",
        |rule, look| deletion(rule, look, ClosingRow::Conversion),
    )
    .from(2024, 8, 19),
];

fn deletion(rule: &'static Rule, look: &CaseContext, on: ClosingRow) -> Vec<Finding> {
    let Some((_, day)) = closing(look).filter(|(how, _)| *how == on) else { return Vec::new() };
    let (from, school, other) = match on {
        ClosingRow::Return => (DeletedFrom::Host, "host", "the home school's"),
        ClosingRow::Conversion => (DeletedFrom::Home, "home", "the new school's"),
    };
    // An alternative provision that is no school keeps no admission register.
    if on == ClosingRow::Return && look.case.is(field::SCHOOL_HOST_KIND, HostKind::ApOther) {
        return Vec::new();
    }
    let row =
        look.case.rows(table::EVENT_DELETION).rfind(|(_, r)| r.is(field::DELETION_SCHOOL, from));
    let (says, step) = match row {
        None => (
            format!("take the pupil off the {school} school's roll, with {other} consent"),
            NextStep::Record(table::EVENT_DELETION),
        ),
        Some((row, r)) if r.lacks(field::DELETION_CONSENT_ON) => (
            format!("record {other} consent to the deletion"),
            NextStep::Row(table::EVENT_DELETION, row),
        ),
        Some(_) => return Vec::new(),
    };
    let line = match on {
        ClosingRow::Return => format!(
            "The direction ended on {}; the pupil is not expected at the host again.",
            show_long(day)
        ),
        ClosingRow::Conversion => format!("On the new school's roll from {}.", show_long(day)),
    };
    vec![look.finding_due(rule, says, day).why(line).step(step)]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "host-deletion",
            raised: |t| {
                t.ended("returned");
                t.row("event.deletion", &[("on", on("2026-12-11")), ("school", is("host"))]);
            },
            due: "2026-12-11",
            settled: |t| {
                t.row(
                    "event.deletion",
                    &[("school", is("host")), ("consent_on", on("2026-12-10"))],
                );
            },
            not: |t| {
                t.ended("returned");
                t.set("school.host_kind", is("ap_other"));
            },
        },
        RuleTable {
            rule: "home-deletion",
            raised: |t| t.ended("managed_move"),
            due: "2027-01-04",
            settled: |t| {
                t.row(
                    "event.deletion",
                    &[("school", is("home")), ("consent_on", on("2026-12-10"))],
                );
            },
            not: |t| t.ended("returned"),
        },
    ];
}
