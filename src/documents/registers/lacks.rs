//! What a table looks like, and what it lacks to be a register.

use crate::documents::registers::fault::LackingPart;
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::table::FileTable;
use crate::documents::table::MAX_TITLE;
use crate::domain::case::Half;

/// Returns what a table lacks to be a register, by what it looks like.
pub(super) fn lacks(table: &FileTable) -> LackingPart {
    if table.rows.is_empty() {
        return LackingPart::Cells;
    }
    for row in table.rows.iter().take(MAX_TITLE) {
        let columns: Vec<Column> = row.cells().map(|(_, c)| headings::column(c, None)).collect();
        let has = |c| columns.contains(&c);
        if has(Column::Date) && has(Column::Marks) {
            return LackingPart::Session;
        }
        for (half, other) in [(Half::Am, "PM"), (Half::Pm, "AM")] {
            if has(Column::Date) && has(Column::Half(half)) {
                return LackingPart::Half(other);
            }
        }
        let who = has(Column::Upn) || has(Column::Name) || has(Column::Surname);
        if columns.iter().any(|c| matches!(c, Column::Day(_))) {
            return if who { LackingPart::HalfOfDays } else { LackingPart::Pupil };
        }
        if row.cells().any(|(_, cell)| headings::is_yearless(cell)) {
            return LackingPart::Year;
        }
    }
    LackingPart::Headings
}
