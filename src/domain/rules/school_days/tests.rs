use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::rules::testing::*;

/// The terms of the tests, with an INSET day at the host.
fn inset(date: &str) -> Calendar {
    let closed = vec![ClosedSpan { day: day(date), reason: "INSET".into() }];
    let terms =
        vec![(day("2026-09-01"), day("2026-12-18")), (day("2027-01-04"), day("2027-03-25"))];
    Calendar::new(Terms { school: "L-host".into(), terms, closed })
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "start-school-day",
        raised: |t| {
            t.directed();
            t.set("direction.start", on("2026-12-06"));
        },
        due: "2026-12-04",
        settled: |t| t.set("direction.start", on("2026-12-07")),
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "planned-school-day",
        raised: |t| {
            t.running();
            t.set("direction.end", on("2026-12-25"));
        },
        due: "2026-12-25",
        settled: |t| t.set("direction.end", on("2026-12-18")),
        not: |t| t.running(),
    },
    RuleTable {
        rule: "one-school-open",
        raised: |t| {
            t.directed();
            t.set("direction.end", on("2026-12-18"));
            t.host = inset("2026-12-04");
        },
        due: "2026-12-01",
        settled: |t| t.set("direction.one_open", words("At the home school")),
        not: |t| t.directed(),
    },
];

#[test]
fn a_first_day_without_school_is_asked_about_and_not_recorded() {
    let mut t = TestCase::new();
    t.directed();
    t.host = inset("2026-12-04");
    for (date, says) in [
        ("2026-12-06", "weekend"),
        ("2026-12-04", "at the host: INSET"),
        ("2027-03-26", "Good Friday"),
    ] {
        t.set("direction.start", on(date));
        assert!(t.one("start-school-day").why.iter().any(|w| w.contains(says)), "{date}");
        let refused = t.refused("event.start", &[("on", on(date))]);
        assert!(
            refused.iter().any(|r| r.rule.id == "start-school-day" && r.message.contains(says)),
            "{refused:?}"
        );
    }
    let mut t = TestCase::new();
    t.running();
    t.row("event.review", &[("on", on("2026-12-25"))]);
    assert!(t.one("planned-school-day").why[0].contains("Christmas Day"));
}

#[test]
fn a_day_without_school_has_its_sentence_while_it_is_typed() {
    let (home, host) = (terms(), inset("2026-12-04"));
    let schools = crate::domain::attendance::BothSchools { home: &home, host: &host };
    for (field, date, says) in [
        ("direction.start", "2027-03-26", "Fri 26 Mar 2027: no school at the host: Good Friday"),
        ("direction.start", "2026-12-06", "no school at the host: weekend"),
        ("direction.start", "2026-12-04", "no school at the host: INSET"),
        ("direction.end", "2026-12-24", "no school"),
        ("review.on", "2026-12-25", "no school at the home school: Christmas Day"),
    ] {
        let said = schools.said_of_typed(field, day(date));
        assert!(said.as_ref().is_some_and(|s| s.contains(says)), "{field} {date}: {said:?}");
    }
    // A review is held at home while the host is closed, and a letter may be dated on a Sunday.
    assert_eq!(schools.said_of_typed("review.on", day("2026-12-04")), None);
    assert_eq!(schools.said_of_typed("letter.date", day("2026-12-06")), None);
    assert_eq!(schools.said_of_typed("direction.start", day("2026-12-02")), None);
}
