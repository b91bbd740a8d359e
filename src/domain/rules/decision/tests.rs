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
        settled: |t| t.set("criterion.disruption", yes()),
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

#[test]
fn a_child_back_from_home_education_has_a_panel_a_decision_and_a_roll() {
    let mut t = TestCase::new();
    t.directed();
    t.set("criterion.ehe", yes());
    t.set("history.ehe", no());
    assert!(
        t.one("criterion").phrase.starts_with("Correct the home education answers"),
        "the history says never"
    );
    t.set("history.ehe", yes());
    for (says, field, value) in [
        ("Record the date of the Fair Access Panel", "fap.on", on("2026-12-10")),
        ("Correct the panel's date", "fap.on", on("2026-11-09")),
        ("what the Fair Access Panel decided", "fap.decision", words("Back to the former school")),
        ("back on the previous roll", "fap.roll_on", on("2026-12-09")),
        ("Correct the date back on roll", "fap.roll_on", on("2026-11-16")),
    ] {
        let found = t.one("criterion");
        assert!(found.phrase.contains(says), "{says}: {:?}", found.phrase);
        t.set(field, value);
    }
    assert_eq!(t.found("criterion"), []);
}

#[test]
fn the_body_that_decided_is_held_against_the_kind_of_school() {
    for (kind, capacity, is_right) in [
        ("maintained", "board", true),
        ("maintained", "trust", false),
        ("academy", "trust", true),
        ("academy", "board", false),
        ("pru", "committee", true),
        ("pru", "board", false),
        ("special", "trust", true),
        ("special", "committee", false),
        ("academy", "delegate", true),
    ] {
        let mut t = TestCase::new();
        t.directed();
        t.set("school.home_kind", is(kind));
        let cells = [
            ("on", on("2026-11-12")),
            ("agreed", yes()),
            ("capacity", is(capacity)),
            ("reference", words("Scheme, 4.2")),
        ];
        t.row("event.board_decision", &cells);
        let wrong = t.found("board-decision").iter().any(|f| f.phrase.contains("who decided"));
        assert_eq!(wrong, !is_right, "{kind} by {capacity}");
    }
}
