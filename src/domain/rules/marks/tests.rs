use crate::domain::case::{Half, Side};
use crate::domain::rules::counting::days_after;
use crate::domain::rules::testing::*;

/// Marks every school day from the first on for some weeks at the host.
pub(crate) fn fill_host(t: &mut TestCase, from: &str, weeks: u64) {
    for date in day(from)
        .iter_days()
        .take_while(|d| *d < days_after(day(from), weeks * 7))
        .filter(|d| t.home.is_school_day(*d))
        .collect::<Vec<_>>()
    {
        for (half, code) in [(Half::Am, "/"), (Half::Pm, "\\")] {
            t.mark(&date.to_string(), half, Side::Host, code);
        }
    }
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "host-marks",
        raised: |t| {
            t.running();
            t.set("direction.end", on("2026-10-14"));
        },
        due: "2026-10-09",
        settled: |t| fill_host(t, "2026-10-05", 2),
        not: |t| {
            t.directed();
            t.set("direction.end", on("2026-12-04"));
        },
    },
    RuleTable {
        rule: "home-d",
        raised: |t| {
            t.running();
            t.mark("2026-10-08", Half::Am, Side::Home, "/");
        },
        due: "2026-10-08",
        settled: |t| t.mark("2026-10-08", Half::Am, Side::Home, "D"),
        not: |t| t.running(),
    },
    RuleTable {
        rule: "nobody-expected",
        raised: |t| {
            t.running();
            t.mark("2026-10-08", Half::Am, Side::Home, "D");
            t.mark("2026-10-08", Half::Am, Side::Host, "D");
        },
        due: "2026-10-08",
        settled: |t| t.mark("2026-10-08", Half::Am, Side::Host, "O"),
        not: |t| {
            t.running();
            t.mark("2026-10-08", Half::Am, Side::Home, "D");
        },
    },
    RuleTable {
        rule: "n-resolved",
        raised: |t| {
            t.running();
            t.mark("2026-11-09", Half::Am, Side::Host, "N");
        },
        due: "2026-11-16",
        settled: |t| t.mark("2026-11-09", Half::Am, Side::Host, "I"),
        not: |t| t.running(),
    },
];

#[test]
fn gaps_are_counted_by_weeks_and_end_with_the_direction() {
    let mut t = TestCase::new();
    t.running();
    fill_host(&mut t, "2026-10-05", 1);
    let next = t.one("host-marks");
    assert_eq!(
        (next.due, next.phrase.to_string().as_str()),
        (Some(day("2026-10-16")), "get the host's marks of the week of Mon 12 Oct")
    );
    t.mark("2026-11-02", Half::Am, Side::Host, "/");
    assert!(
        t.one("host-marks").phrase.starts_with("get the host's marks of 3 weeks"),
        "{:?}",
        t.one("host-marks")
    );
    t.set("direction.end", on("2026-10-13"));
    assert_eq!(t.one("host-marks").due, Some(day("2026-10-13")));
    t.set("direction.end", on("2026-10-09"));
    assert_eq!(t.found("host-marks"), []);
}

#[test]
fn d_is_no_mark_for_a_host_that_is_no_school() {
    let mut t = TestCase::new();
    t.running();
    t.mark("2026-10-08", Half::Am, Side::Home, "D");
    assert_eq!(t.found("home-d"), []);
    t.set("school.host_kind", is("ap_other"));
    assert!(t.one("home-d").why[0].contains("no school"));
}
