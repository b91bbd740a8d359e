use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "purpose",
        raised: |t| {
            t.directed();
            t.set("direction.purpose", words("To learn calm"));
            t.set("direction.not_sanction", no());
        },
        due: "2026-11-27",
        settled: |t| t.set("direction.not_sanction", yes()),
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "interventions",
        raised: |t| {
            t.directed();
            t.row("interventions", &[("name", words("Key worker"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            t.row("interventions", &[("name", words("Key worker")), ("start", on("2026-09-07"))]);
        },
        not: |t| t.set("interventions.inappropriate", words("A court order forbids it.")),
    },
    RuleTable {
        rule: "criterion",
        raised: |t| {
            t.directed();
            t.set("criterion.ehe", no());
        },
        due: "2026-12-01",
        settled: |t| t.set("criterion.ehe", yes()),
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "host-different",
        raised: |t| t.directed(),
        due: "2026-12-01",
        settled: |t| t.set("direction.different", words("Small groups")),
        not: |_| {},
    },
    RuleTable {
        rule: "board-decision",
        raised: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
            t.set("direction.start", on("2026-12-02"));
        },
        due: "2026-11-27",
        settled: |t| {
            t.row(
                "event.board_decision",
                &[
                    ("agreed", yes()),
                    ("capacity", is("delegate")),
                    ("reference", words("Scheme, 4.2")),
                ],
            );
        },
        not: |t| t.set("case.route", is("managed_move")),
    },
    RuleTable {
        rule: "period",
        raised: |t| {
            t.directed();
            t.set("direction.end", on("2026-12-01"));
        },
        due: "2026-12-01",
        settled: |t| t.set("direction.end", on("2026-12-02")),
        not: |_| {},
    },
    RuleTable {
        rule: "length",
        raised: |t| {
            t.directed();
            t.profile.max_length_weeks = Some(6);
        },
        // Weeks of 9 and 16 Dec, then 6, 13, 20 and 27 Jan: the holiday does not count.
        due: "2027-01-27",
        settled: |t| t.set("direction.end", on("2027-01-27")),
        not: |t| t.directed(),
    },
];

#[test]
fn a_decision_by_delegation_names_its_reference() {
    let mut t = TestCase::new();
    t.directed();
    t.row("event.board_decision", &[("agreed", yes()), ("capacity", is("delegate"))]);
    assert!(t.one("board-decision").phrase.contains("scheme of delegation"));
    assert!(t.refused_by("event.start", &[]).iter().all(|r| *r != "board-decision"));
}
