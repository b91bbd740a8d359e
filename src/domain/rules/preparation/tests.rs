use crate::domain::rules::testing::*;
use crate::domain::value::Value;

const ALL_SHARED: [&str; 6] =
    ["passport", "behaviour_log", "behaviour_analysis", "strategies", "attendance", "attainment"];

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "in-policy",
        raised: |t| {
            t.directed();
            t.set("settled.policy", no());
        },
        due: "2026-12-01",
        settled: |t| t.set("settled.policy", yes()),
        not: |t| {
            t.directed();
            t.set("case.route", is("managed_move"));
        },
    },
    RuleTable {
        rule: "settled",
        raised: |t| {
            t.directed();
            t.set("initial.date", on("2026-11-24"));
        },
        due: "2026-11-24",
        settled: |t| {
            for f in ["uniform", "transport", "funding"] {
                t.set(&format!("settled.{f}"), yes());
            }
        },
        not: |_| {},
    },
    RuleTable {
        rule: "host-checked",
        raised: |t| {
            t.directed();
            t.set("host.approved", yes());
        },
        due: "2026-12-01",
        settled: |t| t.set("host.checks", yes()),
        not: |_| {},
    },
    RuleTable {
        rule: "evidence",
        raised: |t| t.directed(),
        due: "2026-12-01",
        settled: |t| {
            t.row("event.evidence_shared", &ALL_SHARED.map(|f| (f, yes())));
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "passport",
        raised: |t| t.directed(),
        due: "2026-12-01",
        settled: |t| t.fill("passport"),
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "safeguarding-shared",
        raised: |t| {
            t.directed();
            t.set("safeguarding.concerns", yes());
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("event.safeguarding_shared", &[("on", on("2026-11-30"))]);
        },
        not: |t| {
            t.directed();
            t.set("safeguarding.concerns", no());
        },
    },
    RuleTable {
        rule: "timetable",
        raised: |t| {
            t.directed();
            t.set("session.split", is("split"));
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("timetable", &[("from", on("2026-12-02"))]);
        },
        not: |t| {
            t.directed();
            t.set("session.split", is("full"));
        },
    },
    RuleTable {
        rule: "initial-meeting",
        raised: |t| {
            t.directed();
            t.row("event.meeting", &[("on", on("2026-11-20")), ("kind", is("initial"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            t.set("initial.frequency_weeks", crate::domain::value::Value::Number(6));
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "adjustments",
        raised: |t| {
            t.directed();
            t.set("send.support", yes());
        },
        due: "2026-12-01",
        settled: |t| t.set("send.adjustments", words("A quiet room")),
        not: |t| {
            t.directed();
            t.set("send.support", no());
        },
    },
];

#[test]
fn safeguarding_answers_come_first_and_plans_are_wanted_where_there_are_some() {
    let mut t = TestCase::new();
    t.directed();
    assert!(t.one("passport").phrase.contains("on safeguarding"));
    t.row("event.evidence_shared", &ALL_SHARED.map(|f| (f, yes())));
    t.set("send.iep", yes());
    assert!(t.one("evidence").phrase.ends_with("Share with the host: plans"));
}

#[test]
fn a_school_whose_policy_was_looked_at_is_not_asked_in_each_case() {
    let mut t = TestCase::new();
    t.directed();
    t.set("school.home", Value::School("116992".into()));
    assert_eq!(t.found("in-policy").len(), 1);
    t.profile.in_policy = vec!["116992".into()];
    assert_eq!(t.found("in-policy"), []);
    t.set("settled.policy", no());
    assert!(
        t.one("in-policy").why.join(" ").contains("The answer is no"),
        "a no is heard all the same"
    );
}
