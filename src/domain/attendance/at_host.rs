//! How much of a week is at the host: sessions, and hours by the times of the day.

use crate::domain::attendance::timetable::{self, WeekPlan};
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, Side};
use crate::domain::forms::choice::{DaySplit, SessionsADay};
use crate::domain::forms::field;
use crate::domain::plural::pluralize;

/// Returns the week at the host: the latest timetable of a split, else the whole week.
fn week(case: &Case) -> WeekPlan {
    let split = case.is(field::SESSION_SPLIT, DaySplit::Split);
    match timetable::all(case).last() {
        Some((.., week)) if split => *week,
        _ => WeekPlan::FULL,
    }
}

/// Returns the sessions a week at the host: by the latest timetable, else all ten.
pub fn sessions(case: &Case) -> usize {
    week(case).count(Side::Host)
}

/// Returns the minutes a week at the host, breaks between two sessions left out; none where a time
/// is not answered or they are not in order.
pub fn minutes(case: &Case) -> Option<u32> {
    let (start, finish) = (case.time(field::SESSION_START)?, case.time(field::SESSION_FINISH)?);
    let week = week(case);
    if case.is(field::SESSION_PER_DAY, SessionsADay::One) {
        let days = week.0.iter().filter(|day| day.contains(&Some(Side::Host))).count();
        return Some(u32::from(finish.checked_sub(start)?) * u32::try_from(days).ok()?);
    }
    let pause = case.time(field::SESSION_BREAK_START)?;
    let again = case.time(field::SESSION_BREAK_END)?;
    again.checked_sub(pause)?;
    let (am, pm) = (pause.checked_sub(start)?, finish.checked_sub(again)?);
    let halves = week.0.iter().flat_map(|day| day.iter().zip([am, pm]));
    Some(halves.filter(|(at, _)| **at == Some(Side::Host)).map(|(_, n)| u32::from(n)).sum())
}

/// Returns the hours a week at the host in words: `25 hours`, `12 hours 30 minutes`.
pub fn hours(case: &Case) -> Option<String> {
    let minutes = minutes(case)?;
    let whole = pluralize((minutes / 60) as usize, "hour");
    Some(match minutes % 60 {
        0 => whole,
        rest => format!("{whole} {}", pluralize(rest as usize, "minute")),
    })
}

#[cfg(test)]
mod tests {
    use crate::domain::case::CaseRef;
    use crate::domain::value::Value;

    use super::*;

    #[test]
    fn hours_a_week_leave_out_the_break_and_what_is_at_home() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        assert_eq!((sessions(&case), hours(&case)), (10, None));
        for (field, minutes) in [
            ("session.start", 8 * 60 + 45),
            ("session.break_start", 12 * 60),
            ("session.break_end", 13 * 60),
            ("session.finish", 15 * 60),
        ] {
            case.answers.insert(field.into(), Value::Time(minutes));
        }
        assert_eq!(hours(&case).as_deref(), Some("26 hours 15 minutes"));
        case.answers.insert("session.split".into(), Value::Choice("split".into()));
        let at_home = ["mon_am", "mon_pm", "tue_am", "tue_pm", "wed_pm"]
            .map(|s| (format!("timetable.{s}"), Value::Choice("home".into())));
        case.rows.entry("timetable".into()).or_default().insert(1, at_home.into());
        assert_eq!((sessions(&case), hours(&case).as_deref()), (5, Some("13 hours 45 minutes")));
        case.answers.insert("session.per_day".into(), Value::Choice("one".into()));
        assert_eq!(
            hours(&case).as_deref(),
            Some("18 hours 45 minutes"),
            "three days of one session"
        );
        case.answers.insert("session.finish".into(), Value::Time(8 * 60));
        assert_eq!(hours(&case), None, "a day that ends before it begins has no hours");
    }
}
