use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::{Half, Side};
use crate::domain::rules::counting::days_after;
use crate::domain::rules::testing::*;
use crate::domain::rules::{CaseContext, RuleContext, Urgency, find};

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
        (Some(day("2026-10-16")), "Chase the host for marks (week of Mon 12 Oct)")
    );
    t.mark("2026-11-02", Half::Am, Side::Host, "/");
    assert!(
        t.one("host-marks").phrase.starts_with("Chase the host for 3 weeks of marks"),
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

/// Home is closed from Thu 22 Oct to Mon 2 Nov, and the host only from Mon 19 to Fri 23 Oct.
fn different_half_terms(t: &mut TestCase) {
    let terms = |closed: Vec<&str>| {
        let reason = "half-term".to_owned();
        let closed = closed.into_iter().map(|d| ClosedSpan { day: day(d), reason: reason.clone() });
        Calendar::new(Terms {
            terms: vec![(day("2026-09-01"), day("2026-12-18"))],
            closed: closed.collect(),
            ..Terms::default()
        })
    };
    t.home = terms(vec![
        "2026-10-22",
        "2026-10-23",
        "2026-10-26",
        "2026-10-27",
        "2026-10-28",
        "2026-10-29",
        "2026-10-30",
        "2026-11-02",
    ]);
    t.host = terms(vec!["2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22", "2026-10-23"]);
}

#[test]
fn an_n_at_the_host_counts_by_the_hosts_days_while_home_has_half_term() {
    let mut t = TestCase::new();
    t.running();
    different_half_terms(&mut t);
    t.mark("2026-10-26", Half::Am, Side::Host, "N");
    let found = t.one("n-resolved");
    assert_eq!((found.due, found.task), (Some(day("2026-11-02")), Some(day("2026-11-02"))));
    assert_eq!(found.urgency(day("2026-10-26")), Urgency::Later);
}

#[test]
fn a_week_that_has_not_begun_is_not_asked_for() {
    let mut t = TestCase::new();
    t.running();
    different_half_terms(&mut t);
    fill_host(&mut t, "2026-10-07", 2);
    for (half, code) in [(Half::Am, "/"), (Half::Pm, "\\")] {
        t.mark("2026-10-22", half, Side::Host, code);
        t.mark("2026-10-23", half, Side::Host, code);
    }
    let found = t.one("host-marks");
    assert_eq!(found.phrase.to_string(), "Chase the host for marks (week of Mon 26 Oct)");
    assert_eq!((found.due, found.task), (Some(day("2026-10-30")), Some(day("2026-10-30"))));
}

#[test]
fn the_school_whose_calendar_speaks_is_named() {
    // A week after the contact is a day of home's half-term, on which the host is open.
    let mut t = TestCase::new();
    t.running();
    different_half_terms(&mut t);
    t.row("event.contact", &[("on", on("2026-10-19"))]);
    let found = t.one("contact");
    let why = found.why.join(" ");
    assert!(why.contains("(half-term at the home school), so do it by Wed 21 Oct 2026"), "{why}");
    // The host acts by its own half-term, and the sentence names it.
    let context = RuleContext { home: &t.home, host: &t.host, profile: &t.profile, register: None };
    let look = CaseContext { case: &t.case, context: &context };
    let rule = find("host-marks").expect("a rule");
    let (since, due) = (day("2026-10-12"), day("2026-10-23"));
    let why = look.due_since(rule, "ask the host", since, due, Side::Host).why.join(" ");
    assert!(why.contains("(half-term at the host), so do it by Fri 16 Oct 2026"), "{why}");
    let weekend = look.due_since(rule, "ask", since, day("2026-10-18"), Side::Host).why.join(" ");
    assert!(weekend.contains("(weekend), so do it by"), "a weekend is everybody's: {weekend}");
}
