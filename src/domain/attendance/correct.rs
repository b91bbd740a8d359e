//! Corrections of a register keep the old mark, the new one, reason, date, and the officer's name
//! and position (SI 2024/208).

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, Half, RowId, RowValues, Session, Side};
use crate::domain::forms::{field, table};
use crate::domain::value;
use crate::domain::value::Value;
use crate::error::Error;

/// Why a mark is corrected, and by whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionReason {
    /// Why, as the officer typed it.
    pub words: String,
    /// The officer's name.
    pub officer: String,
    /// The officer's post: the regulations ask for it beside the name.
    pub position: String,
    /// The day on which the correction is made.
    pub date: NaiveDate,
}

/// What a correction lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectionError {
    /// The reason.
    NoReason,
    /// The officer's name or position.
    NoPosition,
}

impl fmt::Display for CorrectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CorrectionError::NoReason => "Correcting a mark needs a reason. Type it.",
            CorrectionError::NoPosition => {
                "A correction names who made it and their position. Type your position."
            }
        })
    }
}

impl std::error::Error for CorrectionError {}

impl From<CorrectionError> for Error {
    fn from(error: CorrectionError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

/// Returns the edit that sets one mark, or none where it stands already.
pub fn mark(case: &Case, on: Session, side: Side, new: Option<&str>) -> Option<Edit> {
    let old = case.marks.get(&on).and_then(|m| m.side(side));
    (old != new).then(|| Edit::Mark {
        session: on,
        side,
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
    })
}

/// Returns how many edits change or clear a mark that stands: each asks for a reason.
pub fn corrections(edits: &[Edit]) -> usize {
    edits.iter().filter(|e| matches!(e, Edit::Mark { old: Some(_), .. })).count()
}

/// Returns the edits with a row of `event.correction` for each mark that is changed or cleared,
/// numbered from `row`.
///
/// # Errors
/// [`CorrectionError`] where a correction has no reason, name or position.
pub fn with_reason(
    edits: Vec<Edit>,
    first: RowId,
    reason: &CorrectionReason,
) -> Result<Vec<Edit>, CorrectionError> {
    if corrections(&edits) == 0 {
        return Ok(edits);
    }
    if value::text(&reason.words).is_empty() {
        return Err(CorrectionError::NoReason);
    }
    if value::text(&reason.position).is_empty() || value::text(&reason.officer).is_empty() {
        return Err(CorrectionError::NoPosition);
    }
    let mut out = Vec::with_capacity(edits.len() * 2);
    let mut row = first;
    for edit in edits {
        if let Edit::Mark { session: on, side, old: Some(old), new } = &edit {
            let cells = cells(*on, *side, old, new.as_deref(), reason);
            out.push(Edit::AddRow { table: table::EVENT_CORRECTION.into(), row, cells });
            row += 1;
        }
        out.push(edit);
    }
    Ok(out)
}

fn cells(
    (day, half): Session,
    side: Side,
    old: &str,
    new: Option<&str>,
    reason: &CorrectionReason,
) -> RowValues {
    let half = if half == Half::Am { "am" } else { "pm" };
    let side = if side == Side::Home { "home" } else { "host" };
    let cells = [
        (field::CORRECTION_ON.id, Value::Date(reason.date)),
        (field::CORRECTION_DAY.id, Value::Date(day)),
        (field::CORRECTION_HALF.id, Value::Choice(half.into())),
        (field::CORRECTION_REGISTER.id, Value::Choice(side.into())),
        (field::CORRECTION_OLD.id, Value::Text(old.to_owned())),
        (field::CORRECTION_NEW.id, Value::Text(new.unwrap_or("no mark").to_owned())),
        (field::CORRECTION_REASON.id, value::text(&reason.words)),
        (field::CORRECTION_NAME.id, value::text(&reason.officer)),
        (field::CORRECTION_POSITION.id, value::text(&reason.position)),
    ];
    cells.into_iter().map(|(id, value)| (id.to_owned(), value)).collect()
}
