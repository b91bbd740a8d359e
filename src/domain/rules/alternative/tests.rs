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
        settled: |t| t.set("host.checks_on", on("2026-11-20")),
        not: |t| at(t, "school"),
    },
    RuleTable {
        rule: "alternative-sites",
        raised: |t| at(t, "pru"),
        due: "2026-12-01",
        settled: |t| t.set("host.sites", words("1 Invented Yard")),
        not: |t| at(t, "school"),
    },
];
