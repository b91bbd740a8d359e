use crate::domain::rules::testing::*;

fn review(t: &mut TestCase) -> u32 {
    t.running();
    t.row("event.review", &[("on", on("2026-11-27"))])
}

fn the_review(t: &TestCase) -> u32 {
    t.case.rows("event.review").next().expect("a review").0
}

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "invitation",
        raised: |t| {
            review(t);
        },
        due: "2026-11-21",
        settled: |t| {
            let review = the_review(t);
            t.row("event.invitation", &[("on", on("2026-11-21")), ("review", at(review))]);
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-27")), ("held", yes())]);
        },
    },
    RuleTable {
        rule: "invitation-protocol",
        raised: |t| {
            t.set("school.home_kind", is("academy"));
            t.set("direction.end", on("2026-07-25"));
            t.row("event.start", &[("on", on("2026-05-04"))]);
            t.row("event.review", &[("on", on("2026-06-12"))]);
        },
        due: "2026-06-06",
        settled: |t| {
            let review = the_review(t);
            t.row("event.invitation", &[("on", on("2026-06-05")), ("review", at(review))]);
        },
        not: |t| {
            review(t);
            t.set("school.home_kind", is("academy"));
        },
    },
    RuleTable {
        rule: "invitation-la",
        raised: |t| {
            review(t);
            t.set("send.ehcp", yes());
        },
        due: "2026-11-21",
        settled: |t| {
            let review = the_review(t);
            t.row("event.invitation", &[("review", at(review)), ("la", yes())]);
        },
        not: |t| {
            review(t);
            t.set("send.ehcp", yes());
            t.set("school.home_kind", is("academy"));
            t.set("direction.end", on("2026-07-25"));
        },
    },
    RuleTable {
        rule: "board-nominee",
        raised: |t| {
            let review = review(t);
            t.row(
                "attendees",
                &[("review", at(review)), ("role", is("nominee")), ("is_head", yes())],
            );
        },
        due: "2026-11-27",
        settled: |t| {
            let review = the_review(t);
            t.row("attendees", &[("review", at(review)), ("role", is("nominee"))]);
        },
        not: |t| t.running(),
    },
];

#[test]
fn the_invitation_names_the_latest_day_and_the_school_day_before_it() {
    let mut t = TestCase::new();
    let row = review(&mut t);
    let found = t.one("invitation");
    assert_eq!((found.due, found.task), (Some(day("2026-11-21")), Some(day("2026-11-20"))));
    assert!(
        found.phrase.contains("by Sat 21 Nov 2026")
            && found.why.iter().any(|w| w.contains("Fri 20 Nov 2026")),
        "{found:?}"
    );
    t.row("event.invitation", &[("on", on("2026-11-23")), ("review", at(row))]);
    assert!(
        t.one("invitation").phrase.starts_with("Move the review to Sun 29 Nov or later"),
        "{:?}",
        t.one("invitation")
    );
    t.cell("event.review", row, "kind", is("emergency"));
    assert_eq!(t.found("invitation"), []);
}

#[test]
fn the_edition_is_chosen_by_the_last_day_of_the_direction() {
    let mut t = TestCase::new();
    (TABLES[1].raised)(&mut t);
    assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (0, 1));
    t.set("direction.end", on("2026-07-26"));
    assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (1, 0));
    t.set("direction.end", on("2026-07-25"));
    t.set("school.home_kind", is("maintained"));
    assert_eq!((t.found("invitation").len(), t.found("invitation-protocol").len()), (1, 0));
}

#[test]
fn a_maintained_school_invites_the_la_long_before_july_2026() {
    let mut t = TestCase::new();
    t.set("school.home_kind", is("maintained"));
    t.set("send.ehcp", yes());
    t.set("direction.end", on("2026-07-10"));
    t.row("event.start", &[("on", on("2026-05-04"))]);
    t.row("event.review", &[("on", on("2026-06-19"))]);
    let found = t.one("invitation-la");
    assert_eq!(found.due, Some(day("2026-06-13")));
    assert!(found.rule.cites.contains("reg 5") && found.rule.from < Some(day("2013-01-01")));
}
