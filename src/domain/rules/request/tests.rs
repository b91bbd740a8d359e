use crate::domain::rules::testing::*;

fn asked(t: &mut TestCase, date: &str) {
    t.running();
    t.row("event.review", &[("on", on("2026-10-01")), ("held", yes())]);
    t.row(
        "event.review_request",
        &[("on", on(date)), ("requester", is("parent")), ("written", yes())],
    );
}

fn answer(t: &mut TestCase, answer: &str) {
    let (row, _) = t.case.rows("event.review_request").next().expect("a request");
    t.cell("event.review_request", row, "answer", is(answer));
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "review-request",
        raised: |t| asked(t, "2026-11-12"),
        due: "2026-11-13",
        settled: |t| {
            answer(t, "granted");
            t.row("event.review", &[("on", on("2026-11-20"))]);
        },
        not: |t| {
            asked(t, "2026-11-11");
            answer(t, "refused");
        },
    },
    RuleTable {
        rule: "review-request-letter",
        raised: |t| {
            t.set("school.home_kind", is("pru"));
            t.set("direction.end", on("2026-07-20"));
            t.row("event.start", &[("on", on("2026-05-04"))]);
            t.row("event.review_request", &[("on", on("2026-06-12"))]);
        },
        due: "2026-06-15",
        settled: |t| answer(t, "refused"),
        not: |t| asked(t, "2026-11-12"),
    },
];

#[test]
fn forty_one_days_may_be_declined_and_forty_two_are_granted_and_both_dates_are_said() {
    let mut t = TestCase::new();
    asked(&mut t, "2026-11-11");
    let found = t.one("review-request");
    assert!(
        found.phrase.ends_with("(you may decline)")
            && found.why.iter().any(|w| w.contains("41 days before: fewer than 42")),
        "{found:?}"
    );
    let mut t = TestCase::new();
    asked(&mut t, "2026-11-12");
    let found = t.one("review-request");
    assert!(found.phrase.starts_with("Grant the review request"), "{found:?}");
    assert!(
        found.why.iter().any(|w| w.contains("grant a request from Thu 12 Nov 2026")),
        "{found:?}"
    );
    assert!(
        found.why.iter().any(|w| w.contains("70 days") && w.contains("until Thu 10 Dec 2026")),
        "{found:?}"
    );
    t.profile.decline_within_days = 70;
    assert!(t.one("review-request").phrase.ends_with("(you may decline)"));
    answer(&mut t, "granted");
    assert!(t.one("review-request").phrase.starts_with("Book the review"));
}

#[test]
fn a_review_on_the_day_of_the_request_does_not_precede_it() {
    let mut t = TestCase::new();
    t.running();
    t.row("event.review", &[("on", on("2026-11-12")), ("held", yes())]);
    t.row("event.review_request", &[("on", on("2026-11-12")), ("written", yes())]);
    let found = t.one("review-request");
    assert!(found.phrase.starts_with("Grant the review request"), "{found:?}");
    assert!(found.why.iter().any(|w| w == "No review was held before it."), "{found:?}");
}
