use crate::domain::calendar::Calendar;
use crate::domain::rules::testing::*;
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "next-review",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        },
        due: "2026-11-18",
        settled: |t| {
            t.row("event.review", &[("on", on("2027-01-13"))]);
        },
        not: |t| {
            t.running();
            t.row("event.decision", &[("outcome", is("return"))]);
        },
    },
    RuleTable {
        rule: "first-review",
        raised: |t| t.running(),
        due: "2026-11-25",
        settled: |t| {
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        },
    },
    RuleTable {
        rule: "review-interval",
        raised: |t| {
            t.running();
            t.set("initial.frequency_weeks", Value::Number(2));
            t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
            t.row("event.review", &[("on", on("2026-12-03"))]);
        },
        due: "2026-12-02",
        settled: |t| t.set("initial.frequency_weeks", Value::Number(3)),
        not: |t| t.running(),
    },
    RuleTable {
        rule: "review-held",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
        due: "2026-11-25",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.cell("event.review", review, "held", yes());
        },
        not: |t| t.directed(),
    },
    RuleTable {
        rule: "review-decision",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
        },
        due: "2026-11-25",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.row(
                "event.decision",
                &[("review", at(review)), ("outcome", is("continue")), ("until", on("2027-02-12"))],
            );
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
    },
    RuleTable {
        rule: "review-decision-protocol",
        raised: |t| {
            t.set("school.home_kind", is("academy"));
            t.set("direction.end", on("2026-07-20"));
            t.row("event.start", &[("on", on("2026-05-04"))]);
            t.row("event.review", &[("on", on("2026-06-12")), ("held", yes())]);
        },
        due: "2026-06-12",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.row("event.decision", &[("review", at(review)), ("outcome", is("return"))]);
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
        },
    },
    RuleTable {
        rule: "monitoring-points",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25")), ("held", yes())]);
        },
        due: "2026-11-25",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.cell("event.review", review, "monitoring", words("Lateness, each Friday"));
        },
        not: |t| {
            t.running();
            t.row(
                "event.review",
                &[("on", on("2026-11-25")), ("held", yes()), ("signed_off", on("2026-11-25"))],
            );
        },
    },
    RuleTable {
        rule: "review-agencies",
        raised: |t| {
            t.running();
            t.set("agency.camhs", yes());
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
        due: "2026-11-25",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.row(
                "attendees",
                &[("review", at(review)), ("role", is("agency")), ("name", words("CAMHS"))],
            );
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-25"))]);
        },
    },
    RuleTable {
        rule: "end-decision",
        raised: |t| t.running(),
        due: "2027-02-12",
        settled: |t| {
            t.row("event.end", &[("on", on("2027-02-12")), ("how", is("returned"))]);
        },
        not: |t| t.directed(),
    },
];

#[test]
fn the_first_review_is_counted_in_school_weeks_and_a_booking_after_it_is_brought_forward() {
    let mut t = TestCase::new();
    t.running();
    let found = t.one("first-review");
    assert!(
        found.why[0]
            .contains("6 school weeks from Wed 7 Oct 2026 is Wed 25 Nov 2026, not counting 1 week"),
        "{found:?}"
    );
    t.row("event.review", &[("on", on("2026-11-26"))]);
    assert!(
        t.one("first-review")
            .phrase
            .starts_with("Move the first review to Wed 25 Nov or earlier (now Thu 26 Nov)")
    );
    t.home = Calendar::default();
    let assumed = t.one("first-review");
    assert_eq!(assumed.due, Some(day("2026-11-18")));
    assert!(assumed.phrase.ends_with("(no term dates)"), "{assumed:?}");
}

#[test]
fn a_review_after_the_last_day_is_not_the_next_one() {
    let mut t = TestCase::new();
    t.running();
    t.row("event.review", &[("on", on("2027-03-01"))]);
    assert_eq!(t.found("next-review").len(), 1);
    t.row("event.review", &[("on", on("2027-02-12"))]);
    assert_eq!(t.found("next-review"), []);
}

#[test]
fn a_decision_to_continue_says_until_when_and_moves_the_last_day() {
    let mut t = TestCase::new();
    t.running();
    let row = t.row("event.decision", &[("on", on("2026-11-25")), ("outcome", is("continue"))]);
    assert_eq!(t.one("review-decision").due, Some(day("2026-11-25")));
    t.cell("event.decision", row, "until", on("2027-03-25"));
    assert_eq!(
        (t.found("review-decision").len(), t.one("end-decision").due),
        (0, Some(day("2027-03-25")))
    );
    t.cell("event.decision", row, "outcome", is("return"));
    assert!(t.one("end-decision").phrase.starts_with("Record how the direction ended"));
}
