//! The life of a case in steps: what lies behind it, where it is, and what is ahead.

use chrono::{NaiveDate, Weekday};

use crate::domain::calendar::dates::show_day_month;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, first_day, last_day, stage};
use crate::domain::forms::choice::Route;
use crate::domain::forms::{field, table};

/// Where a step lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepState {
    /// It is over.
    Done,
    /// The case is there now.
    Now,
    /// It is to come.
    Ahead,
}

/// One step in the life of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LifeStep {
    /// Where it lies.
    pub state: StepState,
    /// What it is, in two or three words.
    pub words: String,
}

/// Returns the steps of a case in their order: considering, agreed, directed, running with its week,
/// the next review, the end. A direct managed move is not directed and has no reviews (P-MM2).
pub fn life(case: &Case, today: NaiveDate) -> Vec<LifeStep> {
    let now = stage(case);
    let is_direct = case.is(field::CASE_ROUTE, Route::ManagedMove);
    let mut out = vec![
        step(now, 0, ["considered", considering(now), "considering"]),
        step(now, 2, ["agreed", "agreed", "agreed"]),
    ];
    if !is_direct {
        out.push(step(now, 3, ["directed", "directed", "directed"]));
        out.push(running(case, now, today));
        out.extend(next_review(case).filter(|_| !now.is_ended()).map(|on| LifeStep {
            state: StepState::Ahead,
            words: format!("review {}", show_day_month(on)),
        }));
    }
    out.push(end(case, now));
    out
}

/// Returns in which week of how many a running direction is; none before it and once it has ended.
pub fn week(case: &Case, today: NaiveDate) -> Option<(i64, Option<i64>)> {
    let first = first_day(case).filter(|_| stage(case) == Stage::Running)?;
    week_between(first, last_day(case), today)
}

/// Returns in which week of how many a day lies, counted from the Monday of the first week; none
/// before the first day, and no count of weeks without a last day.
pub fn week_between(
    first: NaiveDate,
    last: Option<NaiveDate>,
    day: NaiveDate,
) -> Option<(i64, Option<i64>)> {
    let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
    let of = |day: NaiveDate| (monday(day) - monday(first)).num_weeks() + 1;
    (first <= day).then(|| (of(day), last.filter(|last| *last >= first).map(of)))
}

/// Returns the day of the next review that is booked and not held.
pub fn next_review(case: &Case) -> Option<NaiveDate> {
    let open = case.rows(table::EVENT_REVIEW).filter(|(_, r)| !r.is_yes(field::REVIEW_HELD));
    open.filter_map(|(_, r)| r.date(field::REVIEW_ON)).min()
}

/// Returns the place of a stage among the steps.
fn place(stage: Stage) -> u8 {
    match stage {
        Stage::Considering => 0,
        Stage::HostApproached => 1,
        Stage::AgreedInPrinciple => 2,
        Stage::Directed => 3,
        Stage::Running => 4,
        Stage::Ended(_) => 5,
    }
}

fn considering(now: Stage) -> &'static str {
    if now == Stage::HostApproached { "host asked" } else { "considering" }
}

/// Returns a step that is reached with the stage of a place, in its words behind, now and ahead.
fn step(now: Stage, reached: u8, [done, here, ahead]: [&str; 3]) -> LifeStep {
    let is_first = reached == 0 && place(now) <= 1;
    let (state, words) = match place(now).cmp(&reached) {
        _ if is_first => (StepState::Now, here),
        std::cmp::Ordering::Greater => (StepState::Done, done),
        std::cmp::Ordering::Equal => (StepState::Now, here),
        std::cmp::Ordering::Less => (StepState::Ahead, ahead),
    };
    LifeStep { state, words: words.to_owned() }
}

fn running(case: &Case, now: Stage, today: NaiveDate) -> LifeStep {
    if let Some((at, of)) = week(case, today) {
        let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
        return LifeStep { state: StepState::Now, words: format!("running, week {at}{of}") };
    }
    let ahead = match first_day(case) {
        Some(first) if !now.is_ended() => format!("starts {}", show_day_month(first)),
        _ => "running".to_owned(),
    };
    let has_run = case.rows(table::EVENT_START).next().is_some();
    if now.is_ended() && !has_run {
        return LifeStep { state: StepState::Ahead, words: "never started".into() };
    }
    step(now, 4, ["ran", &ahead, &ahead])
}

fn end(case: &Case, now: Stage) -> LifeStep {
    let words = match (now, last_day(case)) {
        (Stage::Ended(_), _) => now.label().to_owned(),
        (_, Some(last)) => format!("ends {}", show_day_month(last)),
        (_, None) => "no last day".to_owned(),
    };
    LifeStep { state: if now.is_ended() { StepState::Now } else { StepState::Ahead }, words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::value::{RowValues, Value};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) {
        let row = case.next_row();
        let cells: RowValues = cells.iter().map(|(f, v)| ((*f).to_owned(), v.clone())).collect();
        case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    }

    fn told(case: &Case, today: &str) -> String {
        let sign = |s: &LifeStep| match s.state {
            StepState::Done => "=",
            StepState::Now => ">",
            StepState::Ahead => ".",
        };
        let all = life(case, day(today));
        all.iter().map(|s| format!("{} {}", sign(s), s.words)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_stage_says_what_is_behind_and_what_is_ahead() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        assert_eq!(
            told(&case, "2026-10-01"),
            "> considering . agreed . directed . running . no last day"
        );
        add(&mut case, table::EVENT_HOST_APPROACH, &[]);
        assert!(told(&case, "2026-10-01").starts_with("> host asked . agreed"));
        let agreed = Value::Choice("agreed".into());
        add(&mut case, table::EVENT_HOST_APPROACH, &[(field::HOST_APPROACH_ANSWER.id, agreed)]);
        assert!(told(&case, "2026-10-01").starts_with("= considered > agreed . directed"));
        let yes = Value::YesNo(true);
        add(&mut case, table::EVENT_BOARD_DECISION, &[(field::BOARD_DECISION_AGREED.id, yes)]);
        case.answers.insert(field::DIRECTION_START.id.into(), Value::Date(day("2026-10-19")));
        case.answers.insert(field::DIRECTION_END.id.into(), Value::Date(day("2026-12-11")));
        assert_eq!(
            told(&case, "2026-10-08"),
            "= considered = agreed > directed . starts 19 Oct . ends 11 Dec"
        );
        let on = Value::Date(day("2026-10-19"));
        add(&mut case, table::EVENT_START, &[(field::START_ON.id, on)]);
        let on = Value::Date(day("2026-12-03"));
        add(&mut case, table::EVENT_REVIEW, &[(field::REVIEW_ON.id, on)]);
        assert_eq!(
            told(&case, "2026-11-16"),
            "= considered = agreed = directed > running, week 5 of 8 . review 3 Dec . ends 11 Dec"
        );
        add(&mut case, table::EVENT_END, &[(field::END_HOW.id, Value::Choice("returned".into()))]);
        assert_eq!(
            told(&case, "2026-12-12"),
            "= considered = agreed = directed = ran > ended: returned"
        );
    }
}
