//! Reads the pupils of a table, row by row.

use crate::documents::registers::gathered::Gathered;
use crate::documents::registers::layout::{Layout, RegisterShape};
use crate::documents::registers::rows::ShapeReader;
use crate::documents::registers::unread::{note_columns, tail_words, titled};
use crate::documents::table::{FileTable, TableRow};
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::plural::pluralize;

/// How many faults are gathered before reading ends: one wrong column gives one in each row.
const MAX_FAULTS: usize = 2_000;

/// Reads the pupils of a table, the `place`-th of its file.
pub(super) fn parse_pupils(
    table: &FileTable,
    place: usize,
    layout: Layout,
    how: &ReadOptions,
    out: &mut Gathered,
) {
    let Layout { at, columns, shape } = layout;
    if out.reading.unit.is_empty() {
        "part".clone_into(&mut out.reading.unit);
    }
    note_columns(table, at, &columns, shape, out);
    let headings: Vec<&TableRow> = table.rows.iter().skip(at).take(shape.heading_rows()).collect();
    let first = titled(&table.rows[..at], table, out);
    let mut reading = ShapeReader { table, place, how, columns, first, out };
    for row in table.rows.iter().skip(at + shape.heading_rows()) {
        let line = table.row_place(row.line);
        if row.is_blank() {
            reading.out.reading.pass(&line, "", "is blank.");
            continue;
        }
        if headings.iter().any(|h| h.cells().eq(row.cells())) {
            reading.out.reading.pass(&line, "", "repeats the headings.");
            continue;
        }
        if let Some(words) = tail_words(row) {
            reading.out.reading.pass(&line, words, "is no row of marks.");
            continue;
        }
        let before = (reading.marks(), reading.out.faults.len());
        match shape {
            RegisterShape::Dates => reading.date(row),
            RegisterShape::Sessions => reading.session(row),
            RegisterShape::Paired { .. } => reading.paired(row),
            RegisterShape::Strings => reading.string(row),
        }
        let marks = reading.marks() - before.0;
        match (reading.out.faults.len() > before.1, marks) {
            (true, _) => {}
            (false, 0) => reading.out.reading.pass(&line, "", "has no mark."),
            (false, n) => reading.out.reading.take(&line, "", pluralize(n, "mark")),
        }
        if reading.out.faults.len() > MAX_FAULTS {
            break;
        }
    }
}
