//! Overriding a rule that allows it: the change it held back, stored together with the reason.

use chrono::NaiveDate;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::{field, table};
use crate::domain::rules::Rule;
use crate::domain::value::Value;

/// The table of the reasons.
pub const TABLE: &str = table::EVENT_OVERRIDE;

/// Who goes on, why and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideReason {
    /// The officer who goes on.
    pub officer: String,
    /// Why it is right to go on, in the officer's words.
    pub words: Value,
    /// The day on which they do.
    pub date: NaiveDate,
}

/// Returns the number of the row after those of the case, `stored`, and of a change that is not
/// stored yet.
pub fn next_row(change: &CaseChange, stored: RowId) -> RowId {
    let added = change
        .edits
        .iter()
        .filter_map(|e| if let Edit::AddRow { row, .. } = e { Some(row + 1) } else { None });
    added.max().unwrap_or(1).max(stored)
}

/// Returns the change with the reason beside it, which lets it through the rule. `stored` is the
/// next free row of the case.
pub fn override_rule(
    mut change: CaseChange,
    stored: RowId,
    rule: &Rule,
    reason: OverrideReason,
) -> CaseChange {
    let cells = RowValues::from([
        (field::OVERRIDE_ON.id.to_owned(), Value::Date(reason.date)),
        (field::OVERRIDE_RULE.id.to_owned(), Value::Text(rule.id.to_owned())),
        (field::OVERRIDE_WHO.id.to_owned(), Value::Text(reason.officer)),
        (field::OVERRIDE_REASON.id.to_owned(), reason.words),
    ]);
    let row = next_row(&change, stored);
    change.edits.push(Edit::AddRow { table: TABLE.to_owned(), row, cells });
    change
}
