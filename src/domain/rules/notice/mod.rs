//! Notice of the direction: when, containing what, to whom.

mod particulars;
mod recipients;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::board_decided;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::notice::particulars::particulars;
use crate::domain::rules::notice::recipients::{authority, copies, everyone};
use crate::domain::rules::rule::{
    AppliesTo, EditionDate, Finding, NewRow, NextStep, Rule, RuleText,
};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "notice",
            cites: "P-LE1; SI 2010/1156 reg 3(2)",
            asks: "Give written notice as soon as practicable, and at least two school days before the first day.",
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
            asks: "Give the notice as soon as practicable after the decision: due by the next school day.",
        },
        "SI 2010/1156 regs 1 to 3(2); that the next school day is practicable is our reading",
        promptly,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::protocol(
        RuleText { id: "notice-letter", cites: "P-LE1", asks: "Confirm the decision to the parents by letter before the first day." },
        notice,
    )
    .until(2026, 7, 25)
    .binds(AppliesTo::Unbound)
    .by(EditionDate::FirstDay)
    .unless(guard),
    Rule::statute(
        RuleText {
            id: "notice-particulars",
            cites: "P-LE1; P-LE2; P-LE6; SI 2010/1156 reg 3",
            asks: "The notice says where, who to report to, how many days, the reasons and objectives, and session times.",
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
            asks: "Tell every parent and carer, including carers without parental responsibility. From 18, tell the pupil.",
        },
        "SI 2010/1156 reg 2, which says a parent; section 576 was not read (confirm)",
        everyone,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound)
    .by(EditionDate::FirstDay),
    Rule::statute(
        RuleText { id: "notice-la", cites: "P-LE9; SI 2010/1156", asks: "Send the LA the notice too if the child has an EHCP." },
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
            asks: "Copy the letter to both head teachers and School Admissions. Where relevant, copy in the social worker, Virtual School and LA.",
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
        "Send [{child} ]the[ written] notice[ of the direction]"
    } else {
        "Send [the parents ]the[ written] notice[ of the direction]"
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
        let found =
            look.ask_counted(rule, "Tell the board the notice was late", latest.since(given));
        return vec![found.why(line).step(NextStep::Rows(table::EVENT_NOTICE))];
    }
    let clear =
        look.context.profile.notice_school_days + u32::from(!look.context.profile.notice_lenient);
    let earliest = look.context.home.add_school_days(given, clear);
    let line = format!(
        "Notice was given on {}. The earliest first day is {}.",
        show_long(given),
        show_long(earliest)
    );
    let says = format!("Move the first day to {}[: the notice was late]", show_long(earliest));
    vec![
        look.ask_counted(rule, says, latest.since(given))
            .why(line)
            .step(NextStep::Answer(field::DIRECTION_START.id)),
    ]
}

/// Says why a first day may not be recorded: no notice was given in time for it.
fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if entry.table == table::EVENT_NOTICE && entry.day().is_none() {
        return Some("Enter the date the notice was given.".into());
    }
    if entry.table != table::EVENT_START || !look.is_direction() {
        return None;
    }
    let Some(given) = given(look) else {
        return Some("No notice is recorded. Record the notice first.".into());
    };
    let clear =
        look.context.profile.notice_school_days + u32::from(!look.context.profile.notice_lenient);
    let earliest = look.context.home.add_school_days(given, clear);
    let first = entry.day().or_else(|| look.first())?;
    (first < earliest).then(|| {
        format!(
            "With notice given on {}, the first day cannot be before {}.",
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
        "Decided on {}. The next school day is {}. The only date in law is two school days before the first day.",
        show_long(decided),
        show_long(next)
    );
    let counted = look.counted(home, decided, next, line).since(decided);
    let found = look.ask_counted(rule, "Send the notice[ now the decision is made]", counted);
    vec![found.step(NextStep::Record(table::EVENT_NOTICE))]
}

/// Returns whether the pupil is 18 by the first day: then the pupil, not a parent, is the relevant
/// person (SI 2010/1156 reg 2).
pub(super) fn is_adult(look: &CaseContext) -> bool {
    let (Some(born), Some(first)) = (look.case.date(field::CHILD_DOB), look.first()) else {
        return false;
    };
    first.years_since(born).is_some_and(|years| years >= 18)
}
