//! The recorded events of a case, oldest first.

use crate::domain::case::outline::rows::row_words;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::Table;
use crate::domain::value::Value;

/// An event on the timeline.
#[derive(Debug, Clone)]
pub struct TimelineEvent {
    /// The kind of event.
    pub table: &'static Table,
    /// The number of its row.
    pub row: RowId,
    /// The day on which it happened; none where that is not recorded.
    pub date: Option<chrono::NaiveDate>,
    /// What else it says, in a few words; "" where that is nothing.
    pub words: String,
}

/// Returns the recorded events of a case, oldest first.
pub fn events(case: &Case) -> Vec<TimelineEvent> {
    let mut all: Vec<TimelineEvent> = forms::events()
        .flat_map(|table| {
            case.rows(table.id).map(move |(row, cells)| {
                let on = cells.get(table.title).and_then(Value::as_date);
                let rest: RowValues = cells
                    .iter()
                    .filter(|(k, _)| *k != table.title)
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                let words = if rest.is_empty() { String::new() } else { row_words(table, &rest) };
                // A row that says nothing of itself has its name already.
                let words = if words == table.row_label { String::new() } else { words };
                TimelineEvent { table, row, date: on, words }
            })
        })
        .collect();
    all.sort_by_key(|e| (e.date, e.row));
    all
}
