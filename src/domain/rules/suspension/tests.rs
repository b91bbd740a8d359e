use crate::domain::case::{Half, Side};
use crate::domain::rules::testing::*;
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "suspension-recorded",
        raised: |t| {
            t.running();
            t.mark("2026-11-09", Half::Am, Side::Host, "E");
            t.mark("2026-11-09", Half::Pm, Side::Host, "E");
        },
        due: "2026-11-09",
        settled: |t| {
            t.row("event.host_suspension", &[("on", on("2026-11-06")), ("days", Value::Number(2))]);
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
        rule: "suspension-told",
        raised: |t| {
            t.running();
            t.set("cla.is", yes());
            t.row(
                "event.host_suspension",
                &[("on", on("2026-11-09")), ("la_told_on", on("2026-11-09"))],
            );
        },
        due: "2026-11-09",
        settled: |t| {
            let (row, _) = t.case.rows("event.host_suspension").next().expect("a suspension");
            for field in ["social_worker_told_on", "virtual_school_told_on"] {
                t.cell("event.host_suspension", row, field, on("2026-11-09"));
            }
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "sixth-day-provision",
        raised: |t| {
            t.running();
            t.row("event.host_suspension", &[("on", on("2026-11-09")), ("days", Value::Number(7))]);
        },
        due: "2026-11-16",
        settled: |t| {
            let (row, _) = t.case.rows("event.host_suspension").next().expect("a suspension");
            t.cell("event.host_suspension", row, "provision", words("At the home school"));
        },
        not: |t| {
            t.running();
            t.row("event.host_suspension", &[("on", on("2026-11-09")), ("days", Value::Number(5))]);
        },
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
fn an_emergency_review_in_fourteen_weeks_is_none() {
    let mut t = TestCase::new();
    t.running();
    t.row("event.host_suspension", &[("on", on("2026-11-24"))]);
    let emergency = |t: &mut TestCase, date: &str| {
        t.row("event.review", &[("on", on(date)), ("kind", is("emergency"))]);
    };
    emergency(&mut t, "2027-03-01");
    emergency(&mut t, "2026-12-02");
    assert_eq!(t.found("emergency-review").len(), 1);
    emergency(&mut t, "2026-12-01");
    assert_eq!(t.found("emergency-review"), []);
}

#[test]
fn what_happened_on_a_day_without_school_is_not_asked_for_on_the_day_before() {
    let mut t = TestCase::new();
    t.running();
    t.row("event.host_suspension", &[("on", on("2026-11-08"))]);
    let found = t.one("emergency-review");
    assert_eq!((found.due, found.task), (Some(day("2026-11-08")), Some(day("2026-11-08"))));
}
