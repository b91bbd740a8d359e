use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "host-nearest",
        raised: |t| {
            t.directed();
            let (row, _) = t.case.rows("event.host_approach").next().expect("an approach");
            t.cell("event.host_approach", row, "nearest", no());
        },
        due: "2026-12-01",
        settled: |t| {
            let (row, _) = t.case.rows("event.host_approach").next().expect("an approach");
            t.cell("event.host_approach", row, "why_not_nearest", words("It is full."));
        },
        not: |t| {
            t.row("event.host_approach", &[("nearest", yes())]);
        },
    },
    RuleTable {
        rule: "parents-first",
        raised: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-10"))]);
        },
        due: "2026-11-10",
        settled: |t| {
            t.row("event.parent_discussion", &[("on", on("2026-11-10")), ("attempted", yes())]);
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "parents-understand",
        raised: |t| t.directed(),
        due: "2026-12-01",
        settled: |t| {
            t.row(
                "event.parent_discussion",
                &["process", "uniform", "attendance", "transport"].map(|f| (f, yes())),
            );
        },
        not: |t| {
            t.row("event.parent_discussion", &[("attempted", yes())]);
        },
    },
    RuleTable {
        rule: "send-team",
        raised: |t| {
            t.directed();
            t.set("send.ehcp", yes());
            t.row("event.send_consideration", &[("considered", no())]);
        },
        due: "2026-11-27",
        settled: |t| {
            t.row("event.send_consideration", &[("considered", yes())]);
        },
        not: |t| {
            t.directed();
            t.set("send.ehcp", no());
        },
    },
    RuleTable {
        rule: "looked-after",
        raised: |t| {
            t.directed();
            t.set("cla.is", yes());
        },
        due: "2026-11-27",
        settled: |t| {
            t.row("event.virtual_school", &[("supports", yes())]);
            t.row("event.social_worker", &[("supports", yes())]);
        },
        not: |t| {
            t.directed();
            t.set("cla.is", no());
        },
    },
    RuleTable {
        rule: "host-approach",
        raised: |t| {
            t.row("event.parent_discussion", &[("on", on("2026-11-02"))]);
            t.set("direction.start", on("2026-12-02"));
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("asked"))]);
        },
        not: |_| {},
    },
    RuleTable {
        rule: "host-agreed",
        raised: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("declined"))]);
            t.set("direction.start", on("2026-12-02"));
        },
        due: "2026-11-27",
        settled: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-09")), ("answer", is("agreed"))]);
        },
        not: |_| {},
    },
];
