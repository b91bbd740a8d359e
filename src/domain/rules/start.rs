//! The first day, and what the host reports about it.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText { id: "first-day", cites: "P-BG4; P-AT1", asks: "Record the first day at the host once the pupil has been there." },
        first_day,
    )
    .unless(guard),
    Rule::statute(
        RuleText {
            id: "pupil-return",
            cites: "SI 2024/208 reg 13",
            asks: "A school tells the LA about a pupil it adds to its register, by the end of the fifth day after.",
        },
        "SI 2024/208 reg 13(1) to (4)(e)",
        pupil_return,
    )
    .from(2024, 8, 19),
];

fn first_day(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let ready =
        look.is_direction() && look.stage() == Stage::Directed && look.has(table::EVENT_NOTICE);
    let Some(first) = look.first().filter(|_| ready) else { return Vec::new() };
    let given = look.latest(table::EVENT_NOTICE, field::NOTICE_ON);
    vec![
        look.finding_by(rule, "Record the first day at {host}", first, given)
            .why("The first day is planned for this date.")
            .step(NextStep::Record(table::EVENT_START)),
    ]
}

/// Says why a first day may not be recorded as it stands: it has no day, none is planned, or it lies
/// before the planned day, to which the notice was counted.
fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if entry.table != table::EVENT_START {
        return None;
    }
    if entry.day().is_none() {
        return Some("Enter the first day the pupil was there.".into());
    }
    if !look.is_direction() {
        return None;
    }
    let Some(planned) = look.case.date(field::DIRECTION_START) else {
        return Some(
            "No first day is planned. Answer the start date of the direction first.".into(),
        );
    };
    let day = entry.day().filter(|day| *day < planned)?;
    Some(format!(
        "The direction starts on {}, but {} is earlier. Correct one of the dates.",
        show_long(planned),
        show_long(day)
    ))
}

fn pupil_return(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let started = look.has(table::EVENT_START);
    if !started || !look.host_registers() || look.has(table::EVENT_PUPIL_RETURN) {
        return Vec::new();
    }
    let Some(first) = look.first() else { return Vec::new() };
    let due = days_after(first, 5);
    let mut found = look
        .due_since(rule, "Check {host} has sent its new-pupil return", first, due, Side::Host)
        .step(NextStep::Record(table::EVENT_PUPIL_RETURN));
    let mut lines = vec![format!(
        "On the host's register from {}. The fifth day after is {}.",
        show_long(first),
        show_long(due)
    )];
    if look.is_direction() {
        lines.push("The regulation's wording covers a subsidiary registration too. Ask the LA whether it wants a return for a direction.".into());
    }
    found.why.splice(0..0, lines);
    vec![found]
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "first-day",
            raised: |t| {
                t.directed();
                t.row("event.notice", &[("on", on("2026-11-20"))]);
            },
            due: "2026-12-02",
            settled: |t| {
                t.row("event.start", &[("on", on("2026-12-02"))]);
            },
            not: |t| t.directed(),
        },
        RuleTable {
            rule: "pupil-return",
            raised: |t| t.running(),
            due: "2026-10-12",
            settled: |t| {
                t.row("event.pupil_return", &[("on", on("2026-10-09"))]);
            },
            not: |t| {
                t.running();
                t.set("school.host_kind", is("ap_other"));
            },
        },
    ];
}
