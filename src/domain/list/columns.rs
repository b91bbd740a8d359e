//! What a column of the list shows of a row, and how two rows stand in an order.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::case::stage::Stage;
use crate::domain::list::row::QueryRow;
use crate::domain::list::sort_key::SortKey;
use crate::domain::list::view::{Column, Sort};
use crate::domain::school::shortened_pair;

impl Sort {
    /// Compares two rows; ties are broken by urgency.
    pub fn order(self, a: &QueryRow, b: &QueryRow, today: NaiveDate) -> Ordering {
        let text = |x: &str, y: &str| {
            (x.is_empty(), x.to_lowercase()).cmp(&(y.is_empty(), y.to_lowercase()))
        };
        let (x, y) = (a.sort_key, b.sort_key);
        let first = match self {
            Sort::Pressing => Ordering::Equal,
            Sort::Name => text(a.name, b.name),
            Sort::Year => x.year_group.unwrap_or(i64::MAX).cmp(&y.year_group.unwrap_or(i64::MAX)),
            Sort::Home => text(a.home.name, b.home.name),
            Sort::Host => text(a.host.name, b.host.name),
            Sort::Attendance => {
                x.attendance().unwrap_or(u32::MAX).cmp(&y.attendance().unwrap_or(u32::MAX))
            }
            Sort::Untouched => x.modified_ms.cmp(&y.modified_ms),
        };
        first.then_with(|| x.rank(today).cmp(&y.rank(today)))
    }
}

impl Column {
    /// Returns what the column says of a line; the day is the list's own to say.
    pub fn shown(self, line: &QueryRow, today: NaiveDate) -> String {
        let case = line.sort_key;
        match self {
            Column::When => String::new(),
            Column::Name if line.name.is_empty() => "(no name yet)".into(),
            Column::Name => line.name.into(),
            Column::Year => case.year_group.map(|y| format!("Y{y}")).unwrap_or_default(),
            Column::Schools => schools(line, usize::MAX),
            Column::Placement => placement(case, today),
            Column::Stage => case.stage.label().into(),
            Column::Attendance => {
                case.attendance().map(|share| format!("{}%", share / 1000)).unwrap_or_default()
            }
            Column::Home => line.home.name.into(),
            Column::Host => line.host.name.into(),
            Column::Born => case.born.map(dates::format).unwrap_or_default(),
            Column::Upn => line.upn.into(),
            Column::Reference => case.id.to_string(),
        }
    }
}

/// Returns the home school and the host within so many letters; their towns, which stand after a
/// comma, are left out.
pub fn schools(line: &QueryRow, room: usize) -> String {
    let [home, host] =
        [line.home.name, line.host.name].map(|name| name.split(", ").next().unwrap_or_default());
    shortened_pair(home, host, room)
}

/// Returns which week of how many a direction is in, else how far the case has come.
fn placement(case: &SortKey, today: NaiveDate) -> String {
    match case.stage {
        Stage::Considering => "planned".into(),
        Stage::HostApproached => "asked".into(),
        Stage::AgreedInPrinciple => "agreed".into(),
        Stage::Directed => "directed".into(),
        Stage::Running => match case.facts.week(today) {
            Some((week, Some(weeks))) => format!("{week}/{weeks}"),
            Some((week, None)) => format!("week {week}"),
            None => "running".into(),
        },
        Stage::Ended(_) => "ended".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseRef};
    use crate::domain::list::summary::Summary;
    use crate::domain::rules::RuleContext;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_line_says_both_schools_shortly_and_the_week_of_the_placement() {
        let case = Case::new(CaseRef { year: 2026, number: 1 });
        let line = Summary::from_case(&case, &RuleContext::default(), 0);
        let mut key = line.sort_key();
        key.stage = Stage::Running;
        key.facts.start = Some(day("2026-10-07"));
        for (end, today, wanted) in [
            (Some("2026-11-27"), "2026-10-07", "1/8"),
            (Some("2026-11-27"), "2026-11-26", "8/8"),
            (Some("2026-11-27"), "2026-12-01", "9/8"),
            (None, "2026-10-12", "week 2"),
            (None, "2026-10-06", "running"),
        ] {
            key.facts.end = end.map(day);
            let row =
                QueryRow::new(&line, &key, "Prince Henry's High School, Evesham", "The Chase");
            assert_eq!(Column::Placement.shown(&row, day(today)), wanted, "{today}");
            assert_eq!(Column::Schools.shown(&row, day(today)), "Prince Henry's → The Chase");
        }
        let row = QueryRow::new(&line, &key, "The Chase", "");
        assert_eq!(Column::Schools.shown(&row, day("2026-10-06")), "The Chase");
    }
}
