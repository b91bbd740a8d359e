//! Everything in a table that is not a mark: titles, sums and columns that are not read.

use crate::documents::clean;
use crate::documents::registers::gathered::Gathered;
use crate::documents::registers::headings;
use crate::documents::registers::headings::Column;
use crate::documents::registers::layout::RegisterShape;
use crate::documents::registers::sheet::RegisterPupil;
use crate::documents::table::{FileTable, TableRow};
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

/// Notes every column that has a heading or a cell: those that are read, and those that are not.
pub(super) fn note_columns(
    table: &FileTable,
    at: usize,
    columns: &[Column],
    shape: RegisterShape,
    out: &mut Gathered,
) {
    let below = table.rows.get(at..).unwrap_or_default();
    let width = below.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    for i in 0..width {
        let column = columns.get(i).copied().unwrap_or(Column::Other);
        // A session may have two columns: each is read, and two marks that differ are a fault.
        let is_first = columns.iter().position(|c| *c == column) == Some(i);
        let used = shape.uses(column) && (is_first || matches!(column, Column::Session(..)));
        let heading = table.rows.get(at).map_or("", |r| r.cell(i));
        if used {
            out.reading.take(table.column_place(i), heading, "is read.");
            continue;
        }
        let filled = below.iter().skip(1).filter(|r| !r.cell(i).is_empty()).count();
        if filled > 0 || !heading.is_empty() {
            let says = format!("is not read; {}.", pluralize(filled, "filled cell"));
            out.reading.pass(table.column_place(i), heading, says);
        }
    }
}

/// Reads the pupil that stands over the headings, as `UPN, F999…` in the rows before them: every
/// label of a row with the cell beside it, or with what follows its colon.
pub(super) fn titled(rows: &[TableRow], table: &FileTable, out: &mut Gathered) -> RegisterPupil {
    let mut pupil = RegisterPupil { line: 1, ..RegisterPupil::default() };
    for row in rows {
        let place = table.row_place(row.line);
        let (mut read, mut rest) = (Vec::new(), Vec::new());
        let mut cells = row.cells().map(|(_, cell)| cell).peekable();
        while let Some(cell) = cells.next() {
            let (label, own) = match cell.split_once(':') {
                Some((label, value)) if !value.trim().is_empty() => (label, Some(value.trim())),
                _ => (cell.trim_end_matches(':'), None),
            };
            let column = headings::column(label, None);
            let is_known = matches!(column, Column::Upn | Column::Name | Column::Born);
            let value = match own {
                _ if !is_known => None,
                Some(value) => Some(value),
                None => cells.next_if(|next| !next.is_empty()),
            };
            match value {
                Some(value) if pupil.learn(column, value) => {
                    read.push(label);
                    pupil.line = row.line;
                }
                _ => rest.extend([cell].into_iter().chain(value.filter(|_| own.is_none()))),
            }
        }
        rest.retain(|cell| !cell.is_empty());
        // A row is one part of the file; what of it is not read stands beside what is.
        let beside = match rest.as_slice() {
            [] => String::new(),
            rest => format!(" {} beside it is not read.", rest.join(", ")),
        };
        match read.as_slice() {
            [] => {
                let words = rest.join(" ");
                let says = if words.is_empty() { "is blank." } else { "is above the headings." };
                out.reading.pass(&place, &words, says);
            }
            read => out.reading.take(&place, &read.join(", "), format!("of the pupil.{beside}")),
        }
    }
    pupil
}

impl RegisterPupil {
    /// Takes what a label above the headings says; returns whether it does and is not known yet.
    fn learn(&mut self, column: Column, value: &str) -> bool {
        match column {
            Column::Upn if self.upn.is_empty() => self.upn = upn::parse(value).0,
            Column::Name if self.name.is_empty() => self.name = clean(value),
            Column::Born if self.born.is_none() => self.born = headings::day_cell(value),
            _ => return false,
        }
        column != Column::Born || self.born.is_some()
    }
}
