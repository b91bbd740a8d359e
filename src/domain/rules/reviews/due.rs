//! How soon a review is to be held: the next one booked, the first in time, the next not too late.

use chrono::NaiveDate;

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::CountedDay;
use crate::domain::rules::reviews::{booked, held_reviews, is_to_end};
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn next_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running()
        || !look.is_direction()
        || is_to_end(look)
        || booked(look).any(|(_, _, on)| look.last().is_none_or(|last| on <= last))
    {
        // A review booked for a day after the last one reviews nothing that runs.
        return Vec::new();
    }
    let last = held_reviews(look).map(|(_, _, on)| on).max();
    let found = match last {
        Some(on) => look
            .finding_due(rule, "Book the next review", on)
            .why(format!("The last review was on {}. No other is booked.", show_long(on))),
        None => look
            .finding_on(rule, "Book the first review", look.first())
            .why("No review has been held or booked. One must be booked from the first day."),
    };
    vec![found.step(NextStep::Record(table::EVENT_REVIEW))]
}

pub(super) fn first_review(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let stands = look.is_direction() && matches!(look.stage(), Stage::Directed | Stage::Running);
    let Some(first) =
        look.first().filter(|_| stands && !is_to_end(look) && held_reviews(look).next().is_none())
    else {
        return Vec::new();
    };
    let weeks = look.context.profile.first_review_weeks;
    let planned = booked(look)
        .map(|(_, _, on)| on)
        .min()
        .or_else(|| look.case.date(field::INITIAL_FIRST_REVIEW));
    limited(
        rule,
        look,
        Limit {
            from: first,
            weeks,
            source: look.context.profile.citation(),
            planned,
            what: "first review",
        },
    )
}

pub(super) fn interval(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(last) = held_reviews(look)
        .map(|(_, _, on)| on)
        .max()
        .filter(|_| look.is_running() && !is_to_end(look))
    else {
        return Vec::new();
    };
    let agreed = look
        .case
        .number(field::INITIAL_FREQUENCY_WEEKS)
        .and_then(|n| u32::try_from(n).ok())
        .filter(|n| *n > 0);
    let (weeks, source) = match agreed {
        Some(weeks) => (weeks.min(99), "as the initial meeting agreed".to_owned()),
        None => (look.context.profile.review_every_weeks, look.context.profile.citation()),
    };
    let planned = booked(look).map(|(_, _, on)| on).min();
    limited(rule, look, Limit { from: last, weeks, source, planned, what: "next review" })
}

/// So many school weeks from a day, a review is to be held.
struct Limit {
    from: NaiveDate,
    weeks: u32,
    source: String,
    planned: Option<NaiveDate>,
    what: &'static str,
}

/// Raises a review that is not planned, or planned for after its limit.
fn limited(rule: &'static Rule, look: &CaseContext, limit: Limit) -> Vec<Finding> {
    let mut counted = school_weeks(look, limit.from, limit.weeks).since(limit.from);
    let day = counted.day;
    let (says, step) = match limit.planned {
        Some(planned) if planned <= day => return Vec::new(),
        Some(planned) => {
            let row = booked(look).find(|(_, _, on)| *on == planned).map(|(id, ..)| id);
            let step = row.map_or(NextStep::Answer(field::INITIAL_FIRST_REVIEW.id), |row| {
                NextStep::Row(table::EVENT_REVIEW, row)
            });
            (
                format!(
                    "Move the {} to {} or earlier[ (now {})]",
                    limit.what,
                    show_short(day),
                    show_short(planned)
                ),
                step,
            )
        }
        None => (format!("Hold the {}", limit.what), NextStep::Record(table::EVENT_REVIEW)),
    };
    counted.why.push(format!("{}: {}.", pluralize(limit.weeks, "school week"), limit.source));
    vec![look.ask_counted(rule, says, counted).step(step)]
}

/// Counts school weeks of the home school on from a day, week by week in words.
fn school_weeks(look: &CaseContext, from: NaiveDate, weeks: u32) -> CountedDay {
    let home = look.context.home;
    let day = home.school_weeks_after(from, weeks);
    let passed = day.signed_duration_since(from).num_weeks();
    let left_out = passed.saturating_sub(i64::from(weeks));
    let holidays = match left_out {
        0 => String::new(),
        n => format!(", not counting {} without school", pluralize(n, "week")),
    };
    look.counted(
        home,
        from,
        day,
        format!(
            "{} from {} is {}{holidays}.",
            pluralize(weeks, "school week"),
            show_long(from),
            show_long(day)
        ),
    )
}
