use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "host-deletion",
        raised: |t| {
            t.ended("returned");
            t.row("event.deletion", &[("on", on("2026-12-11")), ("school", is("host"))]);
        },
        due: "2026-12-11",
        settled: |t| {
            t.row("event.deletion", &[("school", is("host")), ("consent_on", on("2026-12-10"))]);
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
            t.row("event.deletion", &[("school", is("home")), ("consent_on", on("2026-12-10"))]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "post16-deletion",
        raised: |t| t.ended("post16"),
        due: "2026-12-11",
        settled: |t| {
            t.row("event.deletion", &[("school", is("host")), ("consent_on", on("2026-12-10"))]);
        },
        not: |t| {
            t.ended("post16");
            t.set("school.host_kind", is("ap_other"));
        },
    },
    RuleTable {
        rule: "post16-home-deletion",
        raised: |t| {
            t.ended("post16");
            t.row("event.deletion", &[("on", on("2026-12-11")), ("school", is("host"))]);
        },
        due: "2026-12-11",
        settled: |t| {
            t.row("event.deletion", &[("on", on("2026-12-11")), ("school", is("home"))]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "deletion-return",
        raised: |t| {
            t.ended("returned");
            t.row("event.deletion", &[("on", on("2026-12-11")), ("school", is("host"))]);
        },
        due: "2026-12-11",
        settled: |t| {
            let (row, _) = t.case.rows("event.deletion").next().expect("a deletion");
            t.cell("event.deletion", row, "return_on", on("2026-12-11"));
        },
        not: |t| t.ended("returned"),
    },
];
