use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "transport-redesignated",
        raised: |t| {
            t.ended("managed_move");
            t.row("event.portal_return", &[("kind", is("off"))]);
        },
        due: "2027-01-04",
        settled: |t| {
            t.row("event.portal_return", &[("kind", is("on")), ("transport", no())]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "funding",
        raised: |t| t.ended("managed_move"),
        due: "2027-01-04",
        settled: |t| t.set("funding.terms", words("None follows.")),
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "ctf",
        raised: |t| t.ended("managed_move"),
        // Mon 4 Jan is the first school day off the roll, Fri 22 Jan the fifteenth.
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
        },
        not: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
    },
    RuleTable {
        rule: "ctf-practice",
        raised: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("ctf"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "record",
        raised: |t| {
            t.ended("managed_move");
            // Sent when the direction began: the leaving asks for it again.
            t.row("event.file_sent", &[("on", on("2026-10-14")), ("kind", is("record"))]);
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "record-practice",
        raised: |t| {
            t.ended("managed_move");
            t.set("school.home_kind", is("academy"));
        },
        due: "2027-01-22",
        settled: |t| {
            t.row("event.file_sent", &[("on", on("2026-12-14")), ("kind", is("record"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "child-protection-file",
        raised: |t| {
            t.ended("managed_move");
            t.set("plan.cp", yes());
        },
        due: "2027-01-09",
        settled: |t| {
            t.row("event.file_sent", &[("kind", is("child_protection"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "file-received",
        raised: |t| {
            t.ended("managed_move");
            t.row("event.file_sent", &[("on", on("2027-01-05")), ("kind", is("child_protection"))]);
        },
        due: "2027-01-10",
        settled: |t| {
            let (row, _) = t.case.rows("event.file_sent").next().expect("a file");
            t.cell("event.file_sent", row, "received_on", on("2027-01-08"));
        },
        not: |t| {
            t.ended("managed_move");
            t.row("event.file_sent", &[("on", on("2027-01-05")), ("kind", is("ctf"))]);
        },
    },
];
