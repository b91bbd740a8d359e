use crate::domain::rules::testing::*;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "portal-return",
        raised: |t| {
            t.ended("managed_move");
            t.row("event.portal_return", &[("kind", is("off"))]);
        },
        due: "2027-01-04",
        settled: |t| {
            t.row("event.portal_return", &[("kind", is("on"))]);
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "spreadsheet",
        raised: |t| {
            t.ended("returned");
            t.row("event.spreadsheet_update", &[("on", on("2026-10-08"))]);
        },
        due: "2026-12-11",
        settled: |t| {
            t.row("event.spreadsheet_update", &[("on", on("2026-12-11"))]);
        },
        not: |t| t.running(),
    },
    RuleTable {
        rule: "reintegration",
        raised: |t| t.ended("returned"),
        due: "2026-12-14",
        settled: |t| {
            t.row("event.meeting", &[("kind", is("reintegration"))]);
        },
        not: |t| t.ended("managed_move"),
    },
    RuleTable {
        rule: "host-ended-review",
        raised: |t| t.ended("host_ended"),
        due: "2026-12-11",
        settled: |t| {
            t.row("event.review", &[("on", on("2026-12-15"))]);
        },
        not: |t| t.ended("returned"),
    },
];

#[test]
fn what_was_entered_when_it_began_reports_no_ending() {
    let mut t = TestCase::new();
    t.ended("returned");
    t.row("event.portal_return", &[("kind", is("on")), ("on", on("2026-10-08"))]);
    assert_eq!(t.found("portal-return").len(), 1);
    t.row("event.portal_return", &[("kind", is("off")), ("on", on("2026-12-14"))]);
    assert_eq!(t.found("portal-return"), []);
    // After a move each school enters its own.
    let mut t = TestCase::new();
    t.ended("managed_move");
    t.row("event.portal_return", &[("kind", is("on")), ("on", on("2027-01-05"))]);
    assert!(t.one("portal-return").phrase.contains("off-roll"));
}
