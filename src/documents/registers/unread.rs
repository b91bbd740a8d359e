//! Everything in a table that is not a mark: titles, sums and columns that are not read.

use crate::documents::clean;
use crate::documents::registers::gathered::Gathered;
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::registers::layout::RegisterShape;
use crate::documents::registers::sheet::RegisterPupil;
use crate::documents::registers::table::{FileTable, TableRow};
use crate::domain::plural::pluralize;
use crate::domain::upn;

/// Returns the first words of a row that stands below the marks: sums, and what a printer adds.
pub(super) fn tail_words(row: &TableRow) -> Option<&str> {
    const TAILS: &[&str] = &[
        "total",
        "totals",
        "grand",
        "subtotal",
        "sum",
        "average",
        "mean",
        "count",
        "percentage",
        "%",
        "printed",
        "page",
        "report",
        "produced",
        "generated",
        "exported",
        "end",
        "key",
        "source",
    ];
    let (_, first) = row.cells().find(|(_, cell)| !cell.is_empty())?;
    let word = first.split([' ', ':', '-']).next().unwrap_or_default().to_lowercase();
    TAILS.contains(&word.as_str()).then_some(first)
}

/// Names every column that has a heading or a cell and is not read.
pub(super) fn name_unused(
    table: &FileTable,
    at: usize,
    columns: &[Column],
    shape: RegisterShape,
    out: &mut Gathered,
) {
    let below = table.rows.get(at..).unwrap_or_default();
    let width = below.iter().map(|r| r.cells().count()).max().unwrap_or(0);
    for i in 0..width {
        let column = columns.get(i).copied().unwrap_or(Column::Other);
        let used = shape.uses(column) && columns.iter().position(|c| *c == column) == Some(i)
            || matches!(column, Column::Session(..));
        let heading = table.rows.get(at).map_or("", |r| r.cell(i));
        if used {
            continue;
        }
        let filled = below.iter().skip(1).filter(|r| !r.cell(i).is_empty()).count();
        if filled > 0 || !heading.is_empty() {
            let says = format!("is not read; {}.", pluralize(filled, "filled cell"));
            out.reading.pass(table.column_place(i), heading, says);
        }
    }
}

/// Reads the pupil that stands over the headings, as `UPN, F999…` in the rows before them.
pub(super) fn titled(rows: &[TableRow], table: &FileTable, out: &mut Gathered) -> RegisterPupil {
    let mut pupil = RegisterPupil { line: 1, ..RegisterPupil::default() };
    for row in rows {
        let (label, value) = match row.cell(0).split_once(':') {
            Some((label, value)) if !value.trim().is_empty() => (label, value.trim()),
            _ => (row.cell(0).trim_end_matches(':'), row.cell(1)),
        };
        let place = table.row_place(row.line);
        match headings::column(label, None) {
            Column::Upn => pupil.upn = upn::parse(value).0,
            Column::Name => pupil.name = clean(value),
            Column::Born => pupil.born = headings::day_cell(value),
            _ => {
                let words = row.cells().find(|(_, c)| !c.is_empty()).map_or("", |(_, c)| c);
                out.reading.pass(&place, words, "stands above the headings.");
                continue;
            }
        }
        out.reading.take(&place, label, "of the pupil.");
        pupil.line = row.line;
    }
    pupil
}
