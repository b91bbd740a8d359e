//! What a column of the list shows of a row, and how two rows stand in an order.

use std::cmp::Ordering;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::list::row::QueryRow;
use crate::domain::list::view::{Column, Sort};

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
    pub fn shown(self, line: &QueryRow) -> String {
        let case = line.sort_key;
        match self {
            Column::When => String::new(),
            Column::Name if line.name.is_empty() => "(no name yet)".into(),
            Column::Name => line.name.into(),
            Column::Year => case.year_group.map(|y| format!("Y{y}")).unwrap_or_default(),
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
