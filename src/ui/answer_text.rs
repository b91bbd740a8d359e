//! An answer as the screen shows it.

use crate::domain::calendar::dates;
use crate::domain::case::{Case, RowId};
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// Returns an answer as the screen shows it: a school by its name, a review by its day.
pub(crate) fn answer_text(
    case: &Case,
    kind: &FieldKind,
    value: &Value,
    school: &dyn Fn(&str) -> String,
) -> String {
    match (kind, value) {
        (FieldKind::School, Value::School(id)) => school(id),
        (FieldKind::Review, Value::Number(row)) => {
            let review = case.row(table::EVENT_REVIEW, *row as RowId);
            match review.and_then(|r| r.get(field::REVIEW_ON.id)?.as_date()) {
                Some(day) => format!("review of {}", dates::show_long(day)),
                None => "a removed review".into(),
            }
        }
        _ => parse::format(kind, value),
    }
}
