use crate::domain::case::{Half, Side};
use crate::domain::rules::marks::tests::fill_host;
use crate::domain::rules::testing::*;

/// So many school days from Mon 2 Nov 2026 on with this mark at the host.
fn away(t: &mut TestCase, days: usize, code: &str) {
    t.running();
    fill_host(t, "2026-11-02", 5);
    let all: Vec<_> =
        day("2026-11-02").iter_days().filter(|d| t.home.is_school_day(*d)).take(days).collect();
    for date in all {
        t.mark(&date.to_string(), Half::Am, Side::Host, code);
        t.mark(&date.to_string(), Half::Pm, Side::Host, code);
    }
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "absence-return",
        raised: |t| away(t, 10, "O"),
        due: "2026-11-13",
        settled: |t| {
            t.row(
                "event.attendance_return",
                &[("kind", is("absence")), ("from", on("2026-11-02"))],
            );
        },
        not: |t| away(t, 9, "O"),
    },
    RuleTable {
        rule: "sickness-return",
        raised: |t| away(t, 15, "I"),
        due: "2026-11-20",
        settled: |t| {
            t.row(
                "event.attendance_return",
                &[("kind", is("sickness")), ("from", on("2026-11-02"))],
            );
        },
        not: |t| away(t, 14, "I"),
    },
];

#[test]
fn every_unauthorised_code_counts_for_the_return_and_sickness_is_i_alone() {
    let mut t = TestCase::new();
    away(&mut t, 10, "O");
    for (date, code) in [("2026-11-03", "N"), ("2026-11-05", "U"), ("2026-11-10", "G")] {
        t.mark(date, Half::Am, Side::Host, code);
        t.mark(date, Half::Pm, Side::Host, code);
    }
    assert_eq!(t.one("absence-return").due, Some(day("2026-11-13")));
    let mut t = TestCase::new();
    away(&mut t, 15, "M");
    assert_eq!(t.found("sickness-return"), []);
}

#[test]
fn a_provision_that_is_no_school_proves_an_absence_too() {
    let mut t = TestCase::new();
    away(&mut t, 10, "O");
    t.set("school.host_kind", is("ap_other"));
    assert_eq!(t.found("absence-return").len(), 1);
}

#[test]
fn a_run_is_broken_by_one_attended_or_unmarked_session() {
    let mut t = TestCase::new();
    away(&mut t, 13, "O");
    assert_eq!(t.found("absence-return").len(), 1, "one run, one return");
    t.mark("2026-11-09", Half::Pm, Side::Host, "\\");
    assert_eq!(t.found("absence-return"), []);
    let mut t = TestCase::new();
    away(&mut t, 10, "O");
    t.case.marks.remove(&(day("2026-11-05"), Half::Am));
    t.case.marks.remove(&(day("2026-11-05"), Half::Pm));
    assert_eq!(t.found("absence-return"), [], "a day without marks proves nothing");
}
