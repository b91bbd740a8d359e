//! What two officers may have recorded twice: one call that each has noted, or two reviews booked for
//! the same week. Both stand, and whoever saves second is asked to look.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_short;
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::answer_type::{Date, Text};
use crate::domain::forms::field::FieldId;
use crate::domain::forms::{self, field, table};
use crate::error::Result;
use crate::service::Service;
use crate::store::{ChangeHead, ChangeKind, StoredChange, Wanted};

/// What is recorded of a talk, with its day and the person it was with.
const TALKS: [(&str, FieldId<Date>, FieldId<Text>); 2] = [
    (table::EVENT_CONTACT, field::CONTACT_ON, field::CONTACT_WHO),
    (table::EVENT_NOTE, field::NOTE_ON, field::NOTE_WHO),
];
/// How long after a colleague's the same talk is noted, in milliseconds.
const SAME: i64 = 30 * 60 * 1000;
/// What changes more cases at once is an import, and no call that an officer has noted.
const MOST_AT_ONCE: u64 = 100;
/// The most changes that are gone back over.
const MOST: usize = 12;
/// Two reviews within so many days are hardly ever both meant.
const REVIEW_DAYS: i64 = 3;

impl Service {
    /// Returns what is to be minded of a change that has recorded a talk, or booked a review, that
    /// seems to be there already; none where none is.
    ///
    /// # Errors
    /// The history of the case cannot be read.
    pub(super) fn recorded_twice(
        &self,
        stored: &StoredChange,
        case: &Case,
    ) -> Result<Option<String>> {
        if stored.change.act != ChangeKind::Do {
            return Ok(None);
        }
        for edit in stored.change.edits_of(case.id) {
            let said = match edit {
                Edit::AddRow { table, row, .. } if table == table::EVENT_REVIEW => {
                    reviews_booked_close(case, *row)
                }
                Edit::Set { path, .. } if path.field == field::REVIEW_ON.id => {
                    path.row.as_ref().and_then(|(_, row)| reviews_booked_close(case, *row))
                }
                Edit::AddRow { table, cells, .. } => self.same_talk(stored, case, table, cells)?,
                _ => None,
            };
            if said.is_some() {
                return Ok(said);
            }
        }
        Ok(None)
    }

    fn same_talk(
        &self,
        stored: &StoredChange,
        case: &Case,
        table: &str,
        cells: &RowValues,
    ) -> Result<Option<String>> {
        let Some((table, on, who)) = TALKS.into_iter().find(|(talk, ..)| *talk == table) else {
            return Ok(None);
        };
        let is_same = |other: &RowValues| {
            let person = |cells: &RowValues| cells.text(who).trim().to_lowercase();
            other.date(on) == cells.date(on) && person(other) == person(cells)
        };
        let colleagues = |head: &ChangeHead| {
            if stored.change.saved_ms - head.saved_ms > SAME {
                return Wanted::NoMore;
            }
            let is_call = head.officer != stored.change.officer && head.parts <= MOST_AT_ONCE;
            if is_call { Wanted::Read } else { Wanted::Skip }
        };
        for earlier in self.store.history_where(case.id, colleagues).take(MOST) {
            let earlier = earlier?;
            let is_other =
                earlier.seq < stored.seq && earlier.change.officer != stored.change.officer;
            let mut rows = earlier.change.edits_of(case.id).filter_map(|edit| match edit {
                Edit::AddRow { table: of, row, .. } if of == table => case.row(of, *row),
                _ => None,
            });
            if is_other && rows.any(is_same) {
                let one = forms::table(table).map_or("row", |table| table.row_label);
                let (who, when) = (earlier.author(), self.when(&earlier));
                return Ok(Some(format!(
                    "{who} added a {one} of the same day {when}: is it the same call? If so, undo yours."
                )));
            }
        }
        Ok(None)
    }
}

/// Returns what is said of a review that is booked within days of another one.
fn reviews_booked_close(case: &Case, row: RowId) -> Option<String> {
    let booked = |cells: &RowValues| {
        cells.date(field::REVIEW_ON).filter(|_| !cells.is_yes(field::REVIEW_HELD))
    };
    let own = booked(case.row(table::EVENT_REVIEW, row)?)?;
    let others = case.rows(table::EVENT_REVIEW).filter(|(other, _)| *other != row);
    let days = |day: &NaiveDate| (*day - own).num_days().abs();
    let near = others.filter_map(|(_, cells)| booked(cells)).filter(|day| days(day) <= REVIEW_DAYS);
    let other = near.min_by_key(days)?;
    let (first, second) = (show_short(own.min(other)), show_short(own.max(other)));
    Some(if own == other {
        format!("Two reviews are booked for {first}. If one is too many, undo yours.")
    } else {
        format!(
            "Two reviews are booked within {REVIEW_DAYS} days, for {first} and {second}. If one is too many, undo yours."
        )
    })
}
