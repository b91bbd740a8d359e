//! Notice of the direction: when, containing what, to whom.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::board_decided;
use crate::domain::forms::choice::SessionsADay;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::rule::{
    AppliesTo, EditionDate, Finding, NewRow, NextStep, Rule, RuleText,
};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "notice",
            cites: "P-LE1; SI 2010/1156 reg 3(2)",
            asks: "Written notice is given as soon as practicable, and at least two school days before the first day.",
        },
        "SI 2010/1156 regs 1 to 3(2)",
        notice,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay)
    .unless(guard),
    Rule::statute(
        RuleText {
            id: "notice-promptly",
            cites: "SI 2010/1156 reg 3(2)",
            asks: "The notice is given as soon as practicable after the decision: asked for by the next school day.",
        },
        "SI 2010/1156 regs 1 to 3(2); that the next school day is practicable is our reading",
        promptly,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::protocol(
        RuleText { id: "notice-letter", cites: "P-LE1", asks: "A letter confirms the decision to the parents before the first day." },
        notice,
    )
    .until(2026, 7, 25)
    .binds(AppliesTo::Unbound)
    .by(EditionDate::FirstDay)
    .unless(guard),
    Rule::statute(
        RuleText {
            id: "notice-particulars",
            cites: "P-LE1; P-LE2; SI 2010/1156 reg 3",
            asks: "The notice says where, to whom the pupil reports, how many days, the reasons and objectives, and the times of the sessions.",
        },
        "IPSEA's page on directions off site; regulation 3's list was not seen itself",
        particulars,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::guidance(
        RuleText {
            id: "notice-everyone",
            cites: "SI 2010/1156 reg 2; Education Act 1996 s. 576",
            asks: "The law gives notice to a parent; every parent is told, carers without responsibility among them, or from 18 on the pupil.",
        },
        "SI 2010/1156 reg 2, which says a parent; section 576 was not read (confirm)",
        everyone,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::statute(
        RuleText { id: "notice-la", cites: "P-LE9; SI 2010/1156", asks: "Where the child has an EHCP, the LA that keeps it is given the notice too." },
        "the explanatory note to SI 2010/1156; the regulation still says statement",
        authority,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::protocol(
        RuleText {
            id: "copies",
            cites: "P-LE9",
            asks: "The letter is copied to both schools' heads, School Admissions and, where they apply, social worker, Virtual School and LA.",
        },
        copies,
    ),
];

fn given(look: &CaseContext) -> Option<NaiveDate> {
    look.case.rows(table::EVENT_NOTICE).filter_map(|(_, r)| r.date(field::NOTICE_ON)).min()
}

fn notice(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || !board_decided(look.case) {
        return Vec::new();
    }
    let says = if is_adult(look) {
        "give the pupil written notice of the direction"
    } else {
        "give the parents written notice of the direction"
    };
    let Some(given) = given(look) else {
        return vec![
            look.ask_before_notice(rule, says).step(NextStep::Record(table::EVENT_NOTICE)),
        ];
    };
    let Some(latest) = look.notice_by().filter(|latest| given > latest.day) else {
        return Vec::new();
    };
    if !look.is_before() {
        // The first day has come: the breach stands in the record, for the board to see.
        let line = format!("Notice was given on {}.", show_long(given));
        let found = look.ask_counted(rule, "tell the board: the notice came too late", latest);
        return vec![found.why(line).step(NextStep::Rows(table::EVENT_NOTICE))];
    }
    let clear =
        look.context.profile.notice_school_days + u32::from(!look.context.profile.notice_lenient);
    let earliest = look.context.home.add_school_days(given, clear);
    let line = format!(
        "Notice was given on {}; the first day it allows is {}.",
        show_long(given),
        show_long(earliest)
    );
    let says = format!("move the first day to {}: notice came too late", show_long(earliest));
    vec![
        look.ask_counted(rule, says, latest)
            .why(line)
            .step(NextStep::Answer(field::DIRECTION_START.id)),
    ]
}

/// Says why a first day may not be recorded: no notice was given in time for it.
fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if entry.table != table::EVENT_START || !look.is_direction() {
        return None;
    }
    let Some(given) = given(look) else {
        return Some("No notice of the direction is recorded. Record it first.".into());
    };
    let clear =
        look.context.profile.notice_school_days + u32::from(!look.context.profile.notice_lenient);
    let earliest = look.context.home.add_school_days(given, clear);
    let first = entry.day().or_else(|| look.first())?;
    (first < earliest).then(|| {
        format!(
            "Notice of {} allows no first day before {}.",
            show_long(given),
            show_long(earliest)
        )
    })
}

fn promptly(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let decided = look
        .case
        .rows(table::EVENT_BOARD_DECISION)
        .next_back()
        .and_then(|(_, r)| r.date(field::BOARD_DECISION_ON));
    let asked = look.is_before()
        && look.is_direction()
        && board_decided(look.case)
        && !look.has(table::EVENT_NOTICE);
    let Some(decided) = decided.filter(|_| asked) else { return Vec::new() };
    let home = look.context.home;
    let next = home.add_school_days(decided, 1);
    let line = format!(
        "Decided on {}; the next school day is {}. The law sets no other day than two school days before the first.",
        show_long(decided),
        show_long(next)
    );
    let counted = look.counted(home, decided, next, line).since(decided);
    let found = look.ask_counted(rule, "give the notice now that the decision is made", counted);
    vec![found.step(NextStep::Record(table::EVENT_NOTICE))]
}

/// Returns the notice's particulars that are not answered: the field and its words.
fn unanswered(look: &CaseContext) -> Vec<(&'static str, &'static str)> {
    let two = !look.case.is(field::SESSION_PER_DAY, SessionsADay::One);
    let wanted = [
        (field::SCHOOL_HOST.id, "where", true),
        (field::REPORT_NAME.id, "whom to report to", true),
        (field::DIRECTION_DAYS.id, "the number of days", true),
        (field::INITIAL_REASONS.id, "the reasons", true),
        (field::OBJECTIVES_TEXT.id, "the objectives", true),
        (field::SESSION_START.id, "the start of the sessions", true),
        (field::SESSION_BREAK_START.id, "the start of the break", two),
        (field::SESSION_BREAK_END.id, "the end of the break", two),
        (field::SESSION_FINISH.id, "the finish", true),
    ];
    wanted
        .into_iter()
        .filter(|(id, _, asked)| *asked && look.case.answer(id).is_empty())
        .map(|(id, words, _)| (id, words))
        .collect()
}

fn particulars(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = unanswered(look);
    let is_asked = look.is_open() && look.is_direction() && board_decided(look.case);
    let Some((first, words)) = open.first().filter(|_| is_asked) else { return Vec::new() };
    let all: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = match all.len() {
        1 => format!("complete the notice: {words} missing"),
        n => format!("complete the notice: {words} and {} more missing", n - 1),
    };
    vec![
        look.ask_before_notice(rule, says)
            .why(format!("Missing: {}.", list(&all)))
            .step(NextStep::Answer(first)),
    ]
}

fn everyone(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    // Whoever has care of the child counts too: a foster carer, a grandparent.
    let is_parent =
        |r: &RowValues| r.is_yes(field::CONTACTS_PR) || r.is_yes(field::CONTACTS_LIVES_WITH);
    let responsible = look.case.rows(table::CONTACTS).filter(|(_, r)| is_parent(r)).count();
    let several = responsible > 1 || look.yes(field::NOTIFICATION_OTHER_PR);
    let told = look.case.rows(table::EVENT_NOTICE).any(|(_, r)| r.is_yes(field::NOTICE_EVERYONE));
    let Some((row, _)) = look.case.rows(table::EVENT_NOTICE).next_back() else { return Vec::new() };
    if !look.is_open() || !look.is_direction() || is_adult(look) || !several || told {
        return Vec::new();
    }
    let found = look.ask_before_notice(rule, "give notice to every parent and carer");
    vec![
        found
            .why("More than one has responsibility or care; no notice says that everyone was told.")
            .step(NextStep::Row(table::EVENT_NOTICE, row)),
    ]
}

fn authority(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let copied = look.yes(field::COPIES_LA)
        || look.case.rows(table::EVENT_NOTICE).any(|(_, r)| r.is_yes(field::NOTICE_LA));
    let Some((row, _)) = look.case.rows(table::EVENT_NOTICE).next_back() else { return Vec::new() };
    if !look.is_open() || !look.is_direction() || !look.yes(field::SEND_EHCP) || copied {
        return Vec::new();
    }
    vec![
        look.ask_before_notice(rule, "give the LA the notice too: the child has an EHCP")
            .step(NextStep::Row(table::EVENT_NOTICE, row)),
    ]
}

fn copies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || !look.has(table::EVENT_NOTICE) {
        return Vec::new();
    }
    let (cla, ehcp) = (look.yes(field::CLA_IS), look.yes(field::SEND_EHCP));
    let worker = look.has_social_worker();
    let la_told = look.case.rows(table::EVENT_NOTICE).any(|(_, r)| r.is_yes(field::NOTICE_LA));
    let wanted = [
        ("home", field::COPIES_HOME, "the home school's head teacher", true),
        ("host", field::COPIES_HOST, "the host's head teacher", true),
        ("admissions", field::COPIES_ADMISSIONS, "School Admissions", true),
        ("social_worker", field::COPIES_SOCIAL_WORKER, "the social worker", worker),
        ("virtual_school", field::COPIES_VIRTUAL_SCHOOL, "the Virtual School", cla),
        ("la", field::COPIES_LA, "the LA", ehcp && !la_told),
    ];
    let listed = &look.context.profile.copies;
    let open: Vec<_> = wanted
        .iter()
        .filter(|(id, field, _, applies)| {
            *applies && listed.iter().any(|l| l == id) && !look.yes(*field)
        })
        .collect();
    let Some((_, first, ..)) = open.first() else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, _, words, _)| *words).collect();
    let found =
        look.ask_before_start(rule, format!("send copies of the letter to {}", list(&words)));
    vec![
        found
            .why(format!("Who is copied in: {}.", look.context.profile.words()))
            .step(NextStep::Answer(first.id)),
    ]
}

/// Returns whether the pupil is 18 by the first day: then the pupil, not a parent, is the relevant
/// person (SI 2010/1156 reg 2).
pub(super) fn is_adult(look: &CaseContext) -> bool {
    let (Some(born), Some(first)) = (look.case.date(field::CHILD_DOB), look.first()) else {
        return false;
    };
    first.years_since(born).is_some_and(|years| years >= 18)
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::calendar::Calendar;
    use crate::domain::rules::testing::*;

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
                t.row("event.notice", &[("on", on("2026-11-20")), ("la", no())]);
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
    fn two_school_days_are_clear_days_unless_the_profile_reads_them_leniently() {
        let mut t = TestCase::new();
        t.directed();
        let strict = t.one("notice");
        assert!(
            strict.why[0].contains("Mon 30 Nov, Tue 1 Dec lie between")
                && !strict.says.contains("no term dates"),
            "{strict:?}"
        );
        t.profile.notice_lenient = true;
        assert_eq!(t.one("notice").due, Some(day("2026-11-30")));
        t.home = Calendar::default();
        let assumed = t.one("notice");
        assert!(
            assumed.says.ends_with("(no term dates)")
                && assumed.why[1].starts_with("No term dates: counted"),
            "{assumed:?}"
        );
    }

    #[test]
    fn from_18_on_the_pupil_is_given_notice() {
        let mut t = TestCase::new();
        t.directed();
        t.set("child.dob", on("2008-12-02"));
        assert!(t.one("notice").says.starts_with("give the pupil"));
        t.set("child.dob", on("2008-12-03"));
        assert!(t.one("notice").says.starts_with("give the parents"));
    }

    #[test]
    fn a_notice_that_came_too_late_moves_the_first_day() {
        let mut t = TestCase::new();
        t.directed();
        t.row("event.notice", &[("on", on("2026-11-30"))]);
        assert!(t.one("notice").says.contains("Thu 3 Dec 2026"));
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
        assert!(late.says.contains("Thu 3 Dec 2026") && late.may_override(), "{late:?}");
        assert!(!t.refused_by("event.start", &[("on", on("2026-12-03"))]).contains(&"notice"));
        t.row("event.start", &[("on", on("2026-12-02"))]);
        let after = t.one("notice");
        assert!(after.says.contains("too late"), "{after:?}");
        assert_eq!(after.due, Some(day("2026-11-27")));
    }

    #[test]
    fn a_carer_without_responsibility_is_told_too() {
        let mut t = TestCase::new();
        t.directed();
        t.row("contacts", &[("pr", yes())]);
        t.row("contacts", &[("pr", no()), ("lives_with", yes())]);
        t.row("event.notice", &[("on", on("2026-11-20"))]);
        assert!(t.one("notice-everyone").says.contains("carer"));
    }
}
