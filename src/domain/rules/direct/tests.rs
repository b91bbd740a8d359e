use crate::domain::rules::testing::*;

fn direct(t: &mut TestCase) {
    t.set("case.route", is("managed_move"));
    t.set("direction.start", on("2027-01-04"));
    t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
}

fn shown(t: &mut TestCase) {
    t.set("move.evidence", words("A key worker and a plan"));
    t.set("move.multi_agency", no());
    t.set("move.assessment", is("explored"));
    t.set("move.transition", words("Two visits, then a week with a mentor"));
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "direct-route",
        raised: |t| {
            direct(t);
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        due: "",
        settled: |t| t.set("case.route", is("direction")),
        not: |t| {
            t.directed();
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
    },
    RuleTable {
        rule: "move-evidence",
        raised: direct,
        due: "2026-12-18",
        settled: shown,
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "move-confirmed",
        raised: direct,
        due: "2026-12-18",
        settled: |t| {
            t.row("event.letter_sent", &[("kind", is("move"))]);
        },
        not: |t| t.directed(),
    },
];

#[test]
fn a_yes_to_agencies_asks_who_they_were_and_unanswered_does_too() {
    let mut t = TestCase::new();
    direct(&mut t);
    shown(&mut t);
    assert_eq!(t.found("move-evidence"), []);
    t.set("move.multi_agency", yes());
    assert!(t.one("move-evidence").phrase.contains("which agencies"));
    let start = [("on", on("2027-01-04"))];
    assert!(t.refused_by("event.start", &start).contains(&"move-evidence"));
    t.set("move.agencies", words("Early Help"));
    assert!(!t.refused_by("event.start", &start).contains(&"move-evidence"));
}

#[test]
fn the_start_is_the_roll_date_and_every_closing_duty_follows() {
    let mut t = TestCase::new();
    direct(&mut t);
    shown(&mut t);
    t.set("plan.cp", yes());
    t.row("event.start", &[("on", on("2027-01-04"))]);
    let ids: Vec<_> = t.findings().iter().map(|f| f.rule.id).collect();
    for id in [
        "home-deletion",
        "ctf",
        "record",
        "child-protection-file",
        "portal-return",
        "spreadsheet",
        "transport-redesignated",
        "funding",
        "move-confirmed",
        "pupil-return",
    ] {
        assert!(ids.contains(&id), "{id} of {ids:?}");
    }
    assert_eq!(t.one("home-deletion").due, Some(day("2027-01-04")));
    let text = t.one("pupil-return").why.join(" ");
    assert!(!text.contains("subsidiary") && !text.contains("direction"), "{text}");
}
