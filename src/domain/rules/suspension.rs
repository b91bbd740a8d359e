//! A suspension by the host: recorded, reported to the home school at once, and followed by an
//! emergency review.

use crate::domain::attendance::{BothSchools, Registers, host_suspensions};
use crate::domain::calendar::dates::show_short;
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::ReviewKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::{CaseContext, sessions};
use crate::domain::rules::finding::{Finding, NextStep};
use crate::domain::rules::rule::{Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "suspension-recorded",
            cites: "P-RV9",
            asks: "A suspension that the host's register shows is recorded, so that what follows is not missed.",
        },
        recorded,
    ),
    Rule::protocol(
        RuleText {
            id: "home-told",
            cites: "P-RV9",
            asks: "The host tells the home school of a suspension immediately.",
        },
        told,
    ),
    Rule::protocol(
        RuleText {
            id: "emergency-review",
            cites: "P-RV9",
            asks: "When the host suspends the pupil, an emergency review is called.",
        },
        emergency_review,
    ),
];

fn recorded(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let registers =
        Registers::new(look.case, BothSchools { home: look.context.home, host: look.context.host });
    let mut open = host_suspensions(look.case).filter(|(day, _)| !registers.is_recorded(*day));
    let Some(first) = open.next().filter(|_| look.is_running()) else { return Vec::new() };
    let found = look.finding_due(
        rule,
        format!("record the host's suspension of {}", show_short(first.0)),
        first.0,
    );
    let line = format!(
        "The host's register shows E in {} without a recorded suspension; the same day.",
        sessions(1 + open.count())
    );
    vec![found.why(line).step(NextStep::Record(table::EVENT_HOST_SUSPENSION))]
}

fn told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let open = look
        .case
        .rows(table::EVENT_HOST_SUSPENSION)
        .filter(|(_, r)| r.lacks(field::HOST_SUSPENSION_TOLD_ON));
    let ask = |(id, r): (RowId, &RowValues)| {
        let on = r.date(field::HOST_SUSPENSION_ON)?;
        let found = look.finding_due(
            rule,
            format!("note when the home school was told of the suspension of {}", show_short(on)),
            on,
        );
        Some(
            found
                .why("The same day: the protocol says immediately.")
                .step(NextStep::Row(table::EVENT_HOST_SUSPENSION, id)),
        )
    };
    open.filter_map(ask).collect()
}

fn emergency_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let days = look
        .case
        .rows(table::EVENT_HOST_SUSPENSION)
        .filter_map(|(_, r)| r.date(field::HOST_SUSPENSION_ON));
    let is_emergency = |r: &RowValues| r.is(field::REVIEW_KIND, ReviewKind::Emergency);
    let called = |on| {
        look.case
            .rows(table::EVENT_REVIEW)
            .any(|(_, r)| is_emergency(r) && r.date(field::REVIEW_ON) >= Some(on))
    };
    let ask = |on| {
        let found = look.finding_due(
            rule,
            format!("call an emergency review: suspended by the host on {}", show_short(on)),
            on,
        );
        found
            .why("The same day: the protocol says immediately.")
            .step(NextStep::Record(table::EVENT_REVIEW))
    };
    days.filter(|on| !called(*on)).map(ask).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::case::value::Value;
    use crate::domain::case::{Half, Side};
    use crate::domain::rules::testing::*;

    pub const TABLES: &[RuleTable] = &[
        RuleTable {
            rule: "suspension-recorded",
            raised: |t| {
                t.running();
                t.mark("2026-11-09", Half::Am, Side::Host, "E");
                t.mark("2026-11-09", Half::Pm, Side::Host, "E");
            },
            due: "2026-11-09",
            settled: |t| {
                t.row(
                    "event.host_suspension",
                    &[("on", on("2026-11-06")), ("days", Value::Number(2))],
                );
            },
            not: |t| {
                t.running();
                t.mark("2026-11-09", Half::Am, Side::Host, "I");
            },
        },
        RuleTable {
            rule: "home-told",
            raised: |t| {
                t.running();
                t.row("event.host_suspension", &[("on", on("2026-11-09"))]);
            },
            due: "2026-11-09",
            settled: |t| {
                let (row, _) = t.case.rows("event.host_suspension").next().expect("a suspension");
                t.cell("event.host_suspension", row, "told_on", on("2026-11-09"));
            },
            not: |t| t.running(),
        },
        RuleTable {
            rule: "emergency-review",
            raised: |t| {
                t.running();
                t.row("event.host_suspension", &[("on", on("2026-11-09"))]);
                t.row("event.review", &[("on", on("2026-11-06")), ("kind", is("emergency"))]);
            },
            due: "2026-11-09",
            settled: |t| {
                t.row("event.review", &[("on", on("2026-11-11")), ("kind", is("emergency"))]);
            },
            not: |t| t.running(),
        },
    ];

    #[test]
    fn what_happened_on_a_day_without_school_is_not_asked_for_on_the_day_before() {
        let mut t = TestCase::new();
        t.running();
        t.row("event.host_suspension", &[("on", on("2026-11-08"))]);
        let found = t.one("emergency-review");
        assert_eq!((found.due, found.task), (Some(day("2026-11-08")), Some(day("2026-11-08"))));
    }
}
