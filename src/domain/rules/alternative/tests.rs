use crate::domain::rules::NextStep;
use crate::domain::rules::testing::*;

fn at(t: &mut TestCase, kind: &str) {
    t.directed();
    t.set("school.host_kind", is(kind));
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "alternative-la-told",
        raised: |t| {
            at(t, "ap_other");
            t.row("event.authority_step", &[("answer", is("notified"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("event.authority_step", &[("kind", is("alternative"))]);
        },
        not: |t| at(t, "school"),
    },
    RuleTable {
        rule: "alternative-review",
        raised: |t| {
            t.running();
            t.set("school.host_kind", is("ap_school"));
        },
        due: "2026-11-25",
        settled: |t| {
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
        not: |t| {
            t.running();
            t.set("school.host_kind", is("school"));
        },
    },
    RuleTable {
        rule: "alternative-checks",
        raised: |t| {
            at(t, "ap_other");
            t.set("host.checks", yes());
            t.set("host.checks_by", words("The provision's head"));
        },
        due: "2026-12-01",
        settled: |t| {
            t.set("host.checks_on", on("2026-11-20"));
            t.row("evidence", &[("kind", is("host_checks"))]);
        },
        not: |t| at(t, "school"),
    },
    RuleTable {
        rule: "alternative-plan",
        raised: |t| {
            at(t, "pru");
            t.set("host.plan", yes());
            t.set("host.exchange", no());
        },
        due: "2026-12-01",
        settled: |t| t.set("host.exchange", yes()),
        not: |t| at(t, "school"),
    },
    RuleTable {
        rule: "alternative-changes",
        raised: |t| {
            t.running();
            t.set("school.host_kind", is("ap_other"));
            t.set("host.checks_on", on("2026-09-30"));
        },
        // Six school weeks from Wed 7 Oct, half-term between.
        due: "2026-11-25",
        settled: |t| t.set("host.changes_on", on("2027-01-20")),
        not: |t| at(t, "ap_other"),
    },
    RuleTable {
        rule: "alternative-sites",
        raised: |t| at(t, "pru"),
        due: "2026-12-01",
        settled: |t| t.set("host.sites", words("1 Invented Yard")),
        not: |t| at(t, "school"),
    },
];

#[test]
fn checks_without_the_written_confirmation_are_not_settled() {
    let mut t = TestCase::new();
    at(&mut t, "ap_other");
    for field in ["host.checks_on", "host.checks_by"] {
        let value = if field.ends_with("on") { on("2026-11-20") } else { words("The head") };
        t.set(field, value);
    }
    let found = t.one("alternative-checks");
    assert_eq!(found.step, NextStep::Rows("evidence"));
    t.row("evidence", &[("kind", is("other"))]);
    assert_eq!(t.found("alternative-checks").len(), 1, "another paper is not the confirmation");
    t.row("evidence", &[("kind", is("host_checks"))]);
    assert_eq!(t.found("alternative-checks"), []);
}

#[test]
fn an_unsafe_place_is_said_to_end_at_once() {
    let mut t = TestCase::new();
    t.running();
    t.set("school.host_kind", is("pru"));
    for rule in ["alternative-review", "alternative-changes"] {
        let why = t.one(rule).why.join(" ");
        assert!(why.contains("If the place is not safe, end it at once."), "{rule}: {why}");
    }
}
