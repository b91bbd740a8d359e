//! The four layouts of a register file, told apart by their headings.

use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::table::MAX_TITLE;
use crate::documents::table::{FileTable, TableRow};
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::case::Half;

/// How a table is laid out: where its headings stand and what they say.
pub(super) struct Layout {
    pub(super) at: usize,
    pub(super) columns: Vec<Column>,
    pub(super) shape: RegisterShape,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum RegisterShape {
    /// A row a date.
    Dates,
    /// A row a session, as interfaces of school systems give them.
    Sessions,
    /// A row a pupil, two columns a day; the halves may stand in a second row of headings.
    Paired { two_rows: bool },
    /// A row a pupil, the marks in one cell.
    Strings,
}

impl RegisterShape {
    pub(super) fn heading_rows(self) -> usize {
        match self {
            RegisterShape::Paired { two_rows: true } => 2,
            RegisterShape::Dates
            | RegisterShape::Sessions
            | RegisterShape::Paired { two_rows: false }
            | RegisterShape::Strings => 1,
        }
    }

    /// Returns whether columns of this kind are read.
    pub(super) fn uses(self, column: Column) -> bool {
        match column {
            Column::Upn | Column::Name | Column::Forename | Column::Surname | Column::Born => true,
            Column::Date => matches!(self, RegisterShape::Dates | RegisterShape::Sessions),
            Column::Half(_) => matches!(self, RegisterShape::Dates),
            Column::Marks => matches!(self, RegisterShape::Sessions | RegisterShape::Strings),
            Column::WhichHalf => matches!(self, RegisterShape::Sessions),
            Column::Start => matches!(self, RegisterShape::Strings),
            Column::Session(..) => matches!(self, RegisterShape::Paired { .. }),
            Column::Day(_) | Column::Other => false,
        }
    }
}

/// Finds the row of headings and what it says.
pub(super) fn find(table: &FileTable, how: &ReadOptions) -> Option<Layout> {
    for (at, row) in table.rows.iter().enumerate().take(MAX_TITLE) {
        let columns: Vec<Column> =
            row.cells().map(|(_, c)| headings::column(c, how.between)).collect();
        let has = |c| columns.contains(&c);
        let shape =
            if has(Column::Date) && has(Column::Half(Half::Am)) && has(Column::Half(Half::Pm)) {
                RegisterShape::Dates
            } else if has(Column::Date) && has(Column::WhichHalf) && has(Column::Marks) {
                RegisterShape::Sessions
            } else if columns.iter().any(|c| matches!(c, Column::Session(..))) {
                RegisterShape::Paired { two_rows: false }
            } else if let Some(both) = two_rows(&columns, table.rows.get(at + 1), how) {
                return Some(Layout {
                    at,
                    columns: both,
                    shape: RegisterShape::Paired { two_rows: true },
                });
            } else if has(Column::Marks)
                && !has(Column::Date)
                && (has(Column::Upn) || has(Column::Name) || has(Column::Surname))
            {
                RegisterShape::Strings
            } else {
                continue;
            };
        return Some(Layout { at, columns, shape });
    }
    None
}

/// Joins a row of days with the row of AM and PM below it; a day stands over both its columns, or
/// in the first of them only.
fn two_rows(above: &[Column], below: Option<&TableRow>, how: &ReadOptions) -> Option<Vec<Column>> {
    let under: Vec<Column> =
        below?.cells().map(|(_, c)| headings::column(c, how.between)).collect();
    let names = |c: &Column| matches!(c, Column::Upn | Column::Name | Column::Surname);
    let is_pair =
        above.iter().any(|c| matches!(c, Column::Day(_))) && above.iter().chain(&under).any(names);
    if !is_pair || under.contains(&Column::Date) {
        return None;
    }
    let (mut day, mut any) = (None, false);
    let width = above.len().max(under.len());
    let joined = (0..width).map(|i| {
        let over = above.get(i).copied().unwrap_or(Column::Other);
        if let Column::Day(d) = over {
            day = Some(d);
        }
        match (over, under.get(i).copied().unwrap_or(Column::Other), day) {
            (Column::Day(_) | Column::Other, Column::Half(half), Some(day)) => {
                any = true;
                Column::Session(day, half)
            }
            (Column::Day(_) | Column::Other, under, _) => under,
            (over, ..) => over,
        }
    });
    let joined = joined.collect();
    any.then_some(joined)
}
