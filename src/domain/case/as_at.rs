//! A case as at an earlier day: without what the record says happened after it.
//!
//! What the record has no day for stays as it is now. Whoever shows such a case has to say so.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::case::{Case, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::{DayBounds, Table};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// What a review that lies ahead keeps: it was booked, and nothing has been said there.
const BOOKING: [&str; 6] = [
    field::REVIEW_ON.id,
    field::REVIEW_KIND.id,
    field::REVIEW_TIME.id,
    field::REVIEW_PLACE.id,
    field::REVIEW_WHO.id,
    field::REVIEW_HOW.id,
];

/// Returns a case without what happened after a day: rows and marks of a later day, and later days
/// among the answers. A review after it is left as a booking.
pub fn as_at(case: &Case, day: NaiveDate) -> Case {
    let mut then = case.clone();
    then.marks.retain(|(on, _), _| *on <= day);
    then.answers.retain(|id, value| !is_later(id, value, day));
    for (id, rows) in &mut then.rows {
        let known = forms::table(id);
        rows.retain(|_, cells| {
            let is_later = known.and_then(|t| day_of(t, cells)).is_some_and(|on| on > day);
            if is_later && id == table::EVENT_REVIEW {
                cells.retain(|cell, _| BOOKING.contains(&cell.as_str()));
                return true;
            }
            !is_later
        });
        for cells in rows.values_mut() {
            cells.retain(|cell, value| !is_later(cell, value, day));
        }
    }
    then
}

/// Returns the day of a row: of an event its day, else the first day that it names. Whoever is asked
/// to a meeting is so from the day of the meeting on, whenever that was signed.
fn day_of(table: &Table, cells: &RowValues) -> Option<NaiveDate> {
    let day = |id: &str| cells.get(id).and_then(Value::as_date);
    if table.event {
        return day(table.title);
    }
    let is_dated = table.id != table::ATTENDEES;
    table.fields.iter().find_map(|field| day(field.id)).filter(|_| is_dated)
}

/// Returns whether an answer is a day on which something happened, after this one.
fn is_later(id: &str, value: &Value, day: NaiveDate) -> bool {
    let happened = || forms::any_field(id).is_some_and(|(_, f)| f.days == DayBounds::Happened);
    value.as_date().is_some_and(|on| on > day) && happened()
}
