//! What is counted of a direction that has ended.

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, first_day, last_day, stage};
use crate::domain::forms::choice::{EndHow, Route};
use crate::domain::forms::{field, table};
use crate::domain::statistics::suppress::Split;

/// A direction that has begun and ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCase {
    /// How it ended.
    pub how: EndHow,
    /// How many weeks it ran, a week that was begun counted whole; none where a day is not known.
    pub weeks: Option<u32>,
    /// The year group.
    pub year_group: Option<i64>,
    /// How many interventions the home school had tried before.
    pub interventions: usize,
    /// How far the host is from the home school, in metres as the crow flies.
    pub metres: Option<u32>,
    /// The child had been directed before.
    pub is_repeat: bool,
}

impl EndedCase {
    /// Returns what is counted of a case; none of one that goes on, that never began, or that moved
    /// the child without a direction.
    pub fn of(case: &Case, metres: Option<u32>, has_earlier: bool) -> Option<EndedCase> {
        let Stage::Ended(how) = stage(case) else { return None };
        case.rows(table::EVENT_START).next()?;
        if case.is(field::CASE_ROUTE, Route::ManagedMove) {
            return None;
        }
        let interventions = case.rows("interventions");
        let tried = interventions.filter(|(_, row)| row.date(field::INTERVENTIONS_START).is_some());
        let said = case.is_yes(field::HISTORY_OSD);
        Some(EndedCase {
            how,
            weeks: weeks(case),
            year_group: case.number(field::CHILD_YEAR_GROUP),
            interventions: tried.count(),
            metres,
            is_repeat: has_earlier || said,
        })
    }

    /// Returns whether it is counted as successful: the child returned, moved for good or went on
    /// after Year 11. One that the host ended is not.
    pub fn is_successful(&self) -> bool {
        match self.how {
            EndHow::Returned | EndHow::ManagedMove | EndHow::Post16 => true,
            EndHow::HostEnded => false,
        }
    }

    /// Counts it.
    pub fn count_in(&self, split: &mut Split) {
        if self.is_successful() {
            split.successful += 1;
        } else {
            split.other += 1;
        }
    }
}

fn weeks(case: &Case) -> Option<u32> {
    let (first, last) = (first_day(case)?, last_day(case)?);
    let days = u32::try_from((last - first).num_days() + 1).ok()?;
    Some(days.div_ceil(7))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::value::{RowValues, Value};

    fn day(text: &str) -> Value {
        Value::Date(text.parse().expect("a day"))
    }

    fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) {
        let row = case.next_row();
        let cells: RowValues = cells.iter().map(|(f, v)| ((*f).to_owned(), v.clone())).collect();
        case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    }

    fn ended(how: EndHow) -> Case {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        add(&mut case, table::EVENT_START, &[(field::START_ON.id, day("2026-09-07"))]);
        let cells = [(field::END_ON.id, day("2026-10-25")), (field::END_HOW.id, how.into())];
        add(&mut case, table::EVENT_END, &cells);
        case
    }

    #[test]
    fn seven_weeks_to_the_day_are_seven_and_a_day_more_is_the_eighth() {
        let mut case = ended(EndHow::Returned);
        assert_eq!(EndedCase::of(&case, None, false).and_then(|c| c.weeks), Some(7));
        add(
            &mut case,
            table::EVENT_END,
            &[(field::END_ON.id, day("2026-10-26")), (field::END_HOW.id, EndHow::Returned.into())],
        );
        assert_eq!(EndedCase::of(&case, None, false).and_then(|c| c.weeks), Some(8));
    }

    #[test]
    fn only_a_direction_that_began_and_ended_is_counted_and_one_ended_by_the_host_as_not_successful()
     {
        for how in EndHow::ALL {
            let counted = EndedCase::of(&ended(*how), None, false).expect("counted");
            assert_eq!(counted.is_successful(), *how != EndHow::HostEnded, "{how:?}");
        }
        let mut never = ended(EndHow::Returned);
        never.rows.remove(table::EVENT_START);
        assert_eq!(EndedCase::of(&never, None, false), None, "it never began");
        let mut open = ended(EndHow::Returned);
        open.rows.remove(table::EVENT_END);
        assert_eq!(EndedCase::of(&open, None, false), None, "it goes on");
        let mut direct = ended(EndHow::ManagedMove);
        direct.answers.insert(field::CASE_ROUTE.id.into(), Route::ManagedMove.into());
        assert_eq!(EndedCase::of(&direct, None, false), None, "there was no direction");
    }

    #[test]
    fn an_intervention_counts_once_it_has_begun_and_an_earlier_direction_by_the_record_or_the_answer()
     {
        let mut case = ended(EndHow::Returned);
        add(&mut case, "interventions", &[(field::INTERVENTIONS_NAME.id, Value::Text("a".into()))]);
        add(&mut case, "interventions", &[(field::INTERVENTIONS_START.id, day("2026-01-05"))]);
        let counted = EndedCase::of(&case, Some(3_000), false).expect("counted");
        assert_eq!(
            (counted.interventions, counted.metres, counted.is_repeat),
            (1, Some(3_000), false)
        );
        assert!(EndedCase::of(&case, None, true).expect("counted").is_repeat);
        case.answers.insert(field::HISTORY_OSD.id.into(), Value::YesNo(true));
        assert!(EndedCase::of(&case, None, false).expect("counted").is_repeat);
    }
}
