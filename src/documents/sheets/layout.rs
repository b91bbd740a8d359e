//! Where the headings of a table stand, and what its columns are.

use std::collections::HashSet;

use crate::documents::clean;
use crate::documents::sheets::column::SheetColumn;
use crate::documents::table::{FileTable, MAX_TITLE};
use crate::domain::sheet::SheetMapping;

/// One column of a sheet.
#[derive(Debug, Clone)]
pub(super) struct ColumnInfo {
    /// Its place, from 0.
    pub at: usize,
    /// Its heading on one line.
    pub heading: String,
    /// What it is.
    pub is: SheetColumn,
    /// How many cells below the heading are filled.
    pub filled: usize,
    /// The first of them.
    pub example: String,
}

/// A table with its headings found.
pub(super) struct SheetLayout {
    /// The place of the row of headings among the rows.
    pub at: usize,
    /// Every column that has a heading or a filled cell.
    pub columns: Vec<ColumnInfo>,
}

/// Finds the row of headings: of the first rows the one with most headings that are known; none
/// where no row names the pupil and something more.
pub(super) fn find(
    table: &FileTable,
    mapping: &SheetMapping,
    of: Option<&str>,
) -> Option<SheetLayout> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in table.rows.iter().enumerate().take(MAX_TITLE) {
        let is: Vec<SheetColumn> = row
            .cells()
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(_, cell)| SheetColumn::of(&clean(cell), mapping, of))
            .collect();
        let known = is.iter().filter(|c| c.is_known()).count();
        let names = is.iter().any(|c| c.names_the_pupil());
        if names && known > 1 && best.is_none_or(|(_, most)| known > most) {
            best = Some((at, known));
        }
    }
    let (at, _) = best?;
    Some(SheetLayout { at, columns: columns(table, at, mapping, of) })
}

fn columns(
    table: &FileTable,
    at: usize,
    mapping: &SheetMapping,
    of: Option<&str>,
) -> Vec<ColumnInfo> {
    let below = table.rows.get(at + 1..).unwrap_or_default();
    let width = table.rows[at..].iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut counts = vec![0usize; width];
    let mut examples = vec![""; width];
    for row in below {
        for (i, cell) in row.cells().filter(|(_, cell)| !cell.is_empty()) {
            counts[i] += 1;
            if examples[i].is_empty() {
                examples[i] = cell;
            }
        }
    }
    let mut used = HashSet::new();
    let mut out = Vec::new();
    for (i, (filled, example)) in counts.into_iter().zip(examples).enumerate() {
        let heading = clean(table.rows[at].cell(i));
        if heading.is_empty() && filled == 0 {
            continue;
        }
        let mut is = if heading.is_empty() {
            SheetColumn::Note
        } else {
            SheetColumn::of(&heading, mapping, of)
        };
        // A second column of the same field in a table is of another row.
        if let SheetColumn::Field(field, number) = &mut is
            && field.table.is_some()
        {
            while !used.insert((field.field.id, *number)) {
                *number += 1;
            }
        }
        let heading =
            if heading.is_empty() { "a column without a heading".to_owned() } else { heading };
        out.push(ColumnInfo { at: i, heading, is, filled, example: example.to_owned() });
    }
    out
}
