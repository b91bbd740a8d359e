//! Days that fall on no school day, at home or at the host, said when they are planned; and the days
//! on which only one of the two schools is open.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::booked;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText {
            id: "start-school-day",
            cites: "SI 2010/1156 reg 2",
            asks: "The first day is a school day. The regulations count from the first school day the pupil must attend.",
        },
        "SI 2010/1156 reg 2",
        start,
    )
    .unless(guard),
    Rule::practice(
        RuleText {
            id: "planned-school-day",
            cites: "practice",
            asks: "The last day and each review are on days when the school is open.",
        },
        "each school's own term dates",
        planned,
    ),
    Rule::practice(
        RuleText {
            id: "one-school-open",
            cites: "practice; P-LE4",
            asks: "Agree before the start where the pupil goes on days when only one school is open.",
        },
        "each school's own term dates; exactly one school expects the pupil in each session",
        one_open,
    ),
];

/// Returns why there is no school on a day, and at which school.
fn closed(look: &CaseContext, day: NaiveDate) -> Option<String> {
    BothSchools { home: look.context.home, host: look.context.host }.closed(day)
}

fn start(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let planned = look.case.date(field::DIRECTION_START).filter(|_| look.is_before());
    let Some((day, why)) = planned.and_then(|day| Some((day, closed(look, day)?))) else {
        return Vec::new();
    };
    let says = format!("Choose another first day (not {})", show_short(day));
    let found = look.ask_before_start(rule, says).step(NextStep::Answer(field::DIRECTION_START.id));
    vec![found.why(format!("{}: {why}.", show_long(day)))]
}

fn guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if entry.table != table::EVENT_START {
        return None;
    }
    let Some(day) = entry.day() else {
        return Some("Record the first school day the pupil was there.".into());
    };
    let why = closed(look, day)?;
    Some(format!("{}: {why}. Record a day when the pupil was there.", show_long(day)))
}

fn planned(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let last = look.case.date(field::DIRECTION_END).filter(|day| look.last() == Some(*day));
    if let Some((day, why)) = last.and_then(|day| Some((day, closed(look, day)?))) {
        let says = format!("Choose another last day (not {})", show_short(day));
        let found = look.finding_due(rule, says, day).why(format!("{}: {why}.", show_long(day)));
        out.push(found.step(NextStep::Answer(field::DIRECTION_END.id)));
    }
    for (row, _, day) in booked(look) {
        // Both schools are at the review, wherever it is held (P-RV5).
        let Some(why) = closed(look, day) else { continue };
        let says = Phrase::from("Move the review to a school day")
            .note(format!("now {}", show_short(day)));
        let why = format!("{}: {why}.", show_long(day));
        let found = look.finding_due(rule, says, day).why(why);
        out.push(found.step(NextStep::Row(table::EVENT_REVIEW, row)));
    }
    out
}

fn one_open(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() || look.case.has(field::DIRECTION_ONE_OPEN) {
        return Vec::new();
    }
    let schools = BothSchools { home: look.context.home, host: look.context.host };
    let days = Registers::new(look.case, schools).one_open();
    let Some(first) = days.first() else { return Vec::new() };
    let says = format!(
        "Agree where {{child}} goes on {} when one school is closed[ (first {})]",
        pluralize(days.count(), "day"),
        show_short(first)
    );
    let mut found =
        look.ask_before_start(rule, says).step(NextStep::Answer(field::DIRECTION_ONE_OPEN.id));
    let named =
        |all: &[NaiveDate]| all.iter().map(|d| show_short(*d)).collect::<Vec<_>>().join(", ");
    if !days.home_only.is_empty() {
        found = found.why(format!("Only the home school is open: {}.", named(&days.home_only)));
    }
    if !days.host_only.is_empty() {
        found = found.why(format!("Only the host is open: {}.", named(&days.host_only)));
    }
    vec![found]
}
