//! What a table looks like, and what it lacks to be a register.

use crate::documents::registers::headings;
use crate::documents::registers::headings::{Column, TITLE_MOST};
use crate::documents::registers::table::FileTable;
use crate::domain::case::Half;

/// Says what a table looks like, and what it lacks to be a register.
pub(super) fn lacks(table: &FileTable) -> String {
    if table.rows.is_empty() {
        return "It is empty.".to_owned();
    }
    for row in table.rows.iter().take(TITLE_MOST) {
        let columns: Vec<Column> = row.cells().map(|(_, c)| headings::column(c, None)).collect();
        let has = |c| columns.contains(&c);
        if has(Column::Date) && has(Column::Marks) {
            return "It looks like a row for each session, with Date and Mark, but no column says AM or PM. Give it a column Session.".to_owned();
        }
        for (half, other) in [(Half::Am, "PM"), (Half::Pm, "AM")] {
            if has(Column::Date) && has(Column::Half(half)) {
                return format!("It looks like a row for each day, but has no column {other}.");
            }
        }
        let who = has(Column::Upn) || has(Column::Name) || has(Column::Surname);
        if columns.iter().any(|c| matches!(c, Column::Day(_))) {
            return if who {
                "It looks like a row for each pupil with a column for each day, but nothing says AM or PM. Write it beside each day, or in the row below.".to_owned()
            } else {
                "It looks like a row for each pupil with a column for each day, but no column says whose marks they are. Give it a column UPN.".to_owned()
            };
        }
        if row.cells().any(|(_, cell)| headings::is_yearless(cell)) {
            return "Its headings are days without a year, which cannot be told here. Write them like 23/11/2026.".to_owned();
        }
    }
    "No headings of a register were found. It needs columns Date, AM and PM; Date, Session and Mark; UPN (or Name and Date of birth) with columns like \"2026-11-23 AM\"; or UPN with Start and Marks."
        .to_owned()
}
