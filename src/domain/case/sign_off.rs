//! Sign-off (P-RV6): a signed initial meeting or review is frozen and takes corrections only as
//! appendices.

#[cfg(test)]
mod tests;

use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::{field, parse, table};
use crate::domain::value::{EMPTY, Value};

/// Returns the sentence that refuses an edit of something signed off; none where the edit may
/// stand.
pub fn refusal(case: &Case, edit: &Edit) -> Option<String> {
    match edit {
        Edit::Set { path: at, .. } => meeting(case, at).map(|m| m.refusal()),
        Edit::RemoveRow { table, row, .. } => {
            meeting(case, &FieldPath::row(table, *row, "")).map(|m| m.refusal())
        }
        // A late letter from a parent is still received, and a correction is what is asked for.
        Edit::AddRow { table, cells, .. } if table == "attendees" => {
            of_row(case, table, cells).map(|m| m.refusal())
        }
        Edit::Open | Edit::Drop | Edit::AddRow { .. } | Edit::Mark { .. } => None,
    }
}

/// A meeting that was signed off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignOff {
    /// The review's row, or none for the initial meeting.
    pub review: Option<RowId>,
    /// The day it was held or booked for, where that is recorded.
    pub held: Option<chrono::NaiveDate>,
    /// The day of the last signature.
    pub signed_off: chrono::NaiveDate,
}

impl SignOff {
    /// Returns the meeting in words: "the review of Fri 27 Nov 2026".
    pub fn title(&self) -> String {
        let what = if self.review.is_some() { "The review" } else { "The initial meeting" };
        self.held
            .map_or_else(|| what.to_owned(), |day| format!("{what} of {}", dates::show_long(day)))
    }

    fn refusal(&self) -> String {
        let on = dates::format(self.signed_off);
        format!(
            "{} was signed off on {on} and cannot change. Record a correction instead. (P-RV6)",
            self.title()
        )
    }
}

/// Returns the signed-off meeting that a place belongs to.
pub fn meeting(case: &Case, place: &FieldPath) -> Option<SignOff> {
    match &place.row {
        None if place.field.starts_with("initial.") => initial(case),
        None => None,
        Some((table, row)) if table == table::EVENT_REVIEW => review(case, *row),
        Some((table, row)) => of_row(case, table, case.row(table, *row)?),
    }
}

/// Returns the signed-off meeting that a row of another table belongs to.
fn of_row(case: &Case, table: &str, cells: &RowValues) -> Option<SignOff> {
    let kept =
        ["attendees", table::EVENT_DECISION, table::EVENT_PARENT_VIEWS, table::EVENT_APPENDIX];
    if !kept.contains(&table) {
        return None;
    }
    let link = forms::table(table)?.review_link()?;
    match cells.get(link.id).and_then(Value::as_number) {
        Some(row) => review(case, RowId::try_from(row).ok()?),
        None if table == "attendees" || table == table::EVENT_APPENDIX => initial(case),
        None => None,
    }
}

fn initial(case: &Case) -> Option<SignOff> {
    let signed_off = case.date(field::INITIAL_SIGNED_OFF)?;
    Some(SignOff { review: None, held: case.date(field::INITIAL_DATE), signed_off })
}

fn review(case: &Case, row: RowId) -> Option<SignOff> {
    let cells = case.row(table::EVENT_REVIEW, row)?;
    let day = |field: &str| cells.get(field).and_then(Value::as_date);
    Some(SignOff {
        review: Some(row),
        held: day(field::REVIEW_ON.id),
        signed_off: day(field::REVIEW_SIGNED_OFF.id)?,
    })
}

/// Returns the first answers of a correction to a place: which meeting, which question, and what
/// was signed.
pub fn correction(case: &Case, place: &FieldPath) -> Option<RowValues> {
    let signed = meeting(case, place)?;
    let (_, field) = forms::any_field(&place.field)?;
    let old = match case.at(place) {
        Value::Empty => "(nothing)".to_owned(),
        value => parse::format(&field.kind, value),
    };
    let mut cells = RowValues::from([
        (field::APPENDIX_FIELD.id.to_owned(), Value::Text(field.label.to_owned())),
        (field::APPENDIX_OLD.id.to_owned(), Value::Text(old)),
    ]);
    if let Some(row) = signed.review {
        cells.insert(field::APPENDIX_REVIEW.id.to_owned(), Value::Number(i64::from(row)));
    }
    Some(cells)
}

/// Returns the signed-off meeting that a row about to be added would belong to; a place to say so
/// before it is typed.
pub fn takes_row(case: &Case, table: &str, review: Option<RowId>) -> Option<SignOff> {
    let of = review.map_or(EMPTY.clone(), |r| Value::Number(i64::from(r)));
    of_row(case, table, &RowValues::from([(forms::table(table)?.review_link()?.id.to_owned(), of)]))
}
