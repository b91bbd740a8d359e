use crate::domain::calendar::Calendar;
use crate::domain::rules::testing::*;
use crate::domain::value::Value;

pub(crate) const TABLES: &[RuleTable] = &[
    RuleTable {
        rule: "notice",
        raised: |t| t.directed(),
        due: "2026-11-27",
        settled: |t| {
            t.row("event.notice", &[("on", on("2026-11-27"))]);
        },
        not: |t| {
            t.directed();
            t.set("case.route", is("managed_move"));
        },
    },
    RuleTable {
        rule: "notice-promptly",
        raised: |t| t.directed(),
        due: "2026-11-13",
        settled: |t| {
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        not: |t| {
            t.row("event.host_approach", &[("on", on("2026-11-05")), ("answer", is("agreed"))]);
        },
    },
    RuleTable {
        rule: "notice-letter",
        raised: |t| {
            t.directed();
            t.set("direction.start", on("2026-07-01"));
            t.set("school.home_kind", is("academy"));
        },
        due: "2026-06-26",
        settled: |t| {
            t.row("event.notice", &[("on", on("2026-06-26"))]);
        },
        not: |t| {
            t.directed();
            t.set("school.home_kind", is("academy"));
        },
    },
    RuleTable {
        rule: "notice-particulars",
        raised: |t| {
            t.directed();
            t.set("session.per_day", is("one"));
        },
        due: "2026-11-27",
        settled: |t| {
            t.set("case.route", is("direction"));
            t.fill("letter");
            t.fill("initial");
            t.set("direction.start", on("2026-12-02"));
            // Thirteen days before Christmas and six weeks after it.
            t.set("direction.days", Value::Number(43));
        },
        not: |t| t.ended("returned"),
    },
    RuleTable {
        rule: "notice-everyone",
        raised: |t| {
            t.directed();
            t.row("contacts", &[("pr", yes())]);
            t.row("contacts", &[("pr", yes())]);
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        due: "2026-11-27",
        settled: |t| {
            t.row("event.notice", &[("on", on("2026-11-20")), ("everyone", yes())]);
        },
        not: |t| {
            t.directed();
            t.row("contacts", &[("pr", yes())]);
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
    },
    RuleTable {
        rule: "notice-la",
        raised: |t| {
            t.directed();
            t.set("send.ehcp", yes());
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        due: "2026-11-27",
        settled: |t| t.set("copies.la", yes()),
        not: |t| {
            t.directed();
            t.set("send.ehcp", no());
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
    },
    RuleTable {
        rule: "copies",
        raised: |t| {
            t.directed();
            t.set("cla.is", yes());
            t.set("plan.cin", yes());
            t.set("copies.home", yes());
            t.set("copies.host", yes());
            t.row("event.notice", &[("on", on("2026-11-20"))]);
        },
        due: "2026-12-01",
        settled: |t| {
            for f in ["admissions", "social_worker", "virtual_school"] {
                t.set(&format!("copies.{f}"), yes());
            }
        },
        not: |t| t.directed(),
    },
];

#[test]
fn the_copy_of_the_la_has_one_home_and_an_older_answer_still_counts() {
    let mut t = TestCase::new();
    t.directed();
    t.set("send.ehcp", yes());
    t.row("event.notice", &[("on", on("2026-11-20")), ("la", no())]);
    assert_eq!(t.one("notice-la").step, crate::domain::rules::NextStep::Answer("copies.la"));
    let older = crate::domain::forms::any_field("notice.la").expect("a field").1;
    let (said, unsaid) = (no(), Value::Empty);
    assert!(
        older.is_asked(|_| &said) && !older.is_asked(|_| &unsaid) && !older.is_missing(|_| &unsaid)
    );
    t.row("event.notice", &[("on", on("2026-11-20")), ("la", yes())]);
    assert!(t.found("notice-la").is_empty());
}

#[test]
fn two_school_days_are_clear_days_unless_the_profile_reads_them_leniently() {
    let mut t = TestCase::new();
    t.directed();
    let strict = t.one("notice");
    assert!(
        strict.why[0].contains("between: Mon 30 Nov, Tue 1 Dec")
            && !strict.phrase.contains("no term dates"),
        "{strict:?}"
    );
    t.profile.notice_lenient = true;
    assert_eq!(t.one("notice").due, Some(day("2026-11-30")));
    t.home = Calendar::default();
    let assumed = t.one("notice");
    assert!(
        assumed.phrase.ends_with("(no term dates)")
            && assumed.why[1].starts_with("No term dates: counted"),
        "{assumed:?}"
    );
}

#[test]
fn from_18_on_the_pupil_is_given_notice() {
    let mut t = TestCase::new();
    t.directed();
    t.set("child.dob", on("2008-12-02"));
    assert!(t.one("notice").phrase.starts_with("Send the pupil"));
    t.set("child.dob", on("2008-12-03"));
    assert!(t.one("notice").phrase.starts_with("Send the parents"));
}

#[test]
fn a_notice_that_came_too_late_moves_the_first_day() {
    let mut t = TestCase::new();
    t.directed();
    t.row("event.notice", &[("on", on("2026-11-30"))]);
    assert!(t.one("notice").phrase.contains("Thu 3 Dec 2026"));
    t.set("direction.start", on("2026-12-03"));
    assert_eq!(t.found("notice"), []);
}

#[test]
fn a_late_notice_is_not_forgotten_when_the_pupil_starts() {
    let mut t = TestCase::new();
    t.directed();
    assert!(t.refused_by("event.start", &[("on", on("2026-12-02"))]).contains(&"notice"));
    t.row("event.notice", &[("on", on("2026-11-30"))]);
    let refused = t.refused("event.start", &[("on", on("2026-12-02"))]);
    let late = refused.iter().find(|r| r.rule.id == "notice").expect("a refusal");
    assert!(late.message.contains("Thu 3 Dec 2026") && late.may_override(), "{late:?}");
    assert!(!t.refused_by("event.start", &[("on", on("2026-12-03"))]).contains(&"notice"));
    t.row("event.start", &[("on", on("2026-12-02"))]);
    let after = t.one("notice");
    assert!(after.phrase.contains("late"), "{after:?}");
    // The board is told of it from the day of the late notice on; why says what day the law had.
    assert_eq!(after.due, Some(day("2026-11-30")));
    assert!(after.why.iter().any(|line| line.contains("by Fri 27 Nov 2026")), "{after:?}");
}

#[test]
fn a_carer_without_responsibility_is_told_too() {
    let mut t = TestCase::new();
    t.directed();
    t.row("contacts", &[("pr", yes())]);
    t.row("contacts", &[("pr", no()), ("lives_with", yes())]);
    t.row("event.notice", &[("on", on("2026-11-20"))]);
    assert!(t.one("notice-everyone").phrase.contains("carer"));
}

#[test]
fn the_number_of_days_is_offered_and_a_wrong_one_is_said() {
    let mut t = TestCase::new();
    t.directed();
    let why = t.one("notice-particulars").why.join(" ");
    assert!(why.contains("give 43 days"), "{why}");
    (TABLES.iter().find(|table| table.rule == "notice-particulars").expect("a table").settled)(
        &mut t,
    );
    t.set("direction.days", Value::Number(47));
    let found = t.one("notice-particulars");
    assert!(found.phrase.contains("43 counted, 47 recorded"), "{:?}", found.phrase);
}
