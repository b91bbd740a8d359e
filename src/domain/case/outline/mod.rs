//! A form as the lines an editor shows: headings, fields, rows. Pure; a pane only draws it and
//! moves over it.

mod completeness;
mod rows;
mod timeline;

use crate::domain::case::answers::Answers;
pub use crate::domain::case::outline::completeness::{
    Completeness, SectionOutline, completeness, sections,
};
pub use crate::domain::case::outline::rows::{columns, first_cells, row_words, rows_in};
pub use crate::domain::case::outline::timeline::{TimelineEvent, events};
use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms::schema::{Field, Table};
use crate::domain::forms::{field, schema};
use crate::domain::value::{EMPTY, Value};
use crate::domain::{forms, upn};

/// What is open in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorView {
    /// One of the five forms, by its place in `forms::FORMS`; for Form 4 the review that it writes
    /// up.
    Form {
        /// Its place among the forms, from 0.
        form: usize,
        /// The row that it writes up.
        row: Option<RowId>,
    },
    /// One row by itself: an event's short form.
    Row {
        /// The table's id.
        table: String,
        /// The row's number.
        row: RowId,
    },
    /// One table by itself: the timetable.
    Table {
        /// The table's id.
        table: String,
    },
}

/// One line of the editor.
#[derive(Debug, Clone)]
pub enum OutlineLine {
    /// A section's heading.
    Section(&'static str),
    /// A question and its answer.
    Field {
        /// Where the answer stands.
        path: FieldPath,
        /// The question.
        field: &'static Field,
        /// Whether an answer is wanted and missing.
        missing: bool,
    },
    /// A table's heading, on which a row can be added.
    Table {
        /// Which table.
        table: &'static Table,
        /// How many rows are shown here.
        rows: usize,
        /// Whether the table wants more rows, or the answer that there are none.
        missing: bool,
    },
    /// The heading of one row.
    Row {
        /// Which table.
        table: &'static Table,
        /// The number of the row.
        row: RowId,
        /// The row in a few words.
        words: String,
    },
}

impl OutlineLine {
    /// Returns whether another is the same line, whatever is answered there.
    pub fn is_same_line(&self, other: &OutlineLine) -> bool {
        match (self, other) {
            (OutlineLine::Section(a), OutlineLine::Section(b)) => a == b,
            (OutlineLine::Field { path: a, .. }, OutlineLine::Field { path: b, .. }) => a == b,
            (OutlineLine::Table { table: a, .. }, OutlineLine::Table { table: b, .. }) => {
                a.id == b.id
            }
            (
                OutlineLine::Row { table: a, row: x, .. },
                OutlineLine::Row { table: b, row: y, .. },
            ) => (a.id, x) == (b.id, y),
            _ => false,
        }
    }

    /// Returns whether what is wanted here is missing; none where nothing is wanted.
    pub fn is_wanted(&self) -> Option<bool> {
        match self {
            OutlineLine::Field { field, missing, .. } => wanted_field(field, *missing),
            OutlineLine::Table { missing, .. } => wanted_rows(*missing),
            OutlineLine::Section(_) | OutlineLine::Row { .. } => None,
        }
    }

    /// Returns whether the cursor may rest here.
    pub fn is_stop(&self) -> bool {
        !matches!(self, OutlineLine::Section(_) | OutlineLine::Row { .. })
    }
}

/// Returns the lines of a view of a case, in the order in which they are asked.
pub fn lines(case: &Case, view: &EditorView) -> Vec<OutlineLine> {
    let mut out = Vec::new();
    walk(case, view, &mut |part| out.push(part.line()));
    out
}

/// One line of the editor as it is come upon: nothing is written out yet, since counting needs no
/// words.
#[derive(Clone, Copy)]
enum Part<'a> {
    Section(&'static str),
    Field { row: Option<(&'static str, RowId)>, field: &'static Field, missing: bool },
    Table { table: &'static Table, rows: usize, missing: bool },
    Row { table: &'static Table, row: RowId, cells: &'a RowValues },
}

impl Part<'_> {
    fn line(self) -> OutlineLine {
        match self {
            Part::Section(label) => OutlineLine::Section(label),
            Part::Field { row, field, missing } => {
                let path = match row {
                    Some((table, row)) => FieldPath::row(table, row, field.id),
                    None => FieldPath::case(field.id),
                };
                OutlineLine::Field { path, field, missing }
            }
            Part::Table { table, rows, missing } => OutlineLine::Table { table, rows, missing },
            Part::Row { table, row, cells } => {
                OutlineLine::Row { table, row, words: row_words(table, cells) }
            }
        }
    }

    /// Returns whether what is wanted here is missing; none where nothing is wanted.
    fn is_wanted(self) -> Option<bool> {
        match self {
            Part::Field { field, missing, .. } => wanted_field(field, missing),
            Part::Table { missing, .. } => wanted_rows(missing),
            Part::Section(_) | Part::Row { .. } => None,
        }
    }
}

/// Returns whether an answer is missing; none where it is optional.
fn wanted_field(field: &Field, missing: bool) -> Option<bool> {
    (!field.is_optional()).then_some(missing)
}

/// Returns whether rows are missing; a table that has its rows is counted by their answers.
fn wanted_rows(missing: bool) -> Option<bool> {
    missing.then_some(true)
}

/// Goes through the lines of a view of a case, in the order in which they are asked.
fn walk<'a>(case: &'a Case, view: &EditorView, each: &mut dyn FnMut(Part<'a>)) {
    match view {
        EditorView::Form { form, row } => {
            let Some(form) = forms::FORMS.get(*form) else { return };
            let of = form.row_of.zip(*row);
            for section in form.sections {
                each(Part::Section(section.label));
                for part in section.parts {
                    match part {
                        schema::SectionPart::Table(id) => {
                            whole_table(case, id, Some(*row), each);
                        }
                        schema::SectionPart::Field(id) => one_field(case, id, of, each),
                    }
                }
            }
        }
        EditorView::Row { table, row } => {
            if let Some(table) = forms::table(table) {
                each(Part::Section(table.label));
                row_fields(case, table, *row, false, each);
            }
        }
        EditorView::Table { table } => whole_table(case, table, None, each),
    }
}

fn one_field<'a>(
    case: &'a Case,
    id: &'static str,
    of: Option<(&'static str, RowId)>,
    each: &mut dyn FnMut(Part<'a>),
) {
    let Some((table, field)) = forms::any_field(id) else { return };
    if table.is_none() {
        // Why a wrong UPN stays is asked only where the UPN is wrong, and whether a table has no
        // rows only while it lacks some.
        let idle = case.answer(id).is_empty()
            && (id == field::CHILD_UPN_REASON.id && !upn::is_wrong(case.text(field::CHILD_UPN))
                || is_none_of_full(case, id));
        if !idle {
            asked(field, None, |f| case.answer(f), each);
        }
        return;
    }
    let Some((table, row)) = of else { return };
    let cells = case.row(table, row);
    let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
    asked(field, Some((table, row)), answer, each);
}

/// Gives a field where it is asked.
fn asked<'a, 'c>(
    field: &'static Field,
    row: Option<(&'static str, RowId)>,
    answer: impl Fn(&str) -> &'c Value,
    each: &mut dyn FnMut(Part<'a>),
) {
    if field.is_asked(&answer) {
        let missing = !field.is_optional() && answer(field.id).is_empty();
        each(Part::Field { row, field, missing });
    }
}

/// Returns whether a field says that a table has no rows, and the table has all that it wants.
fn is_none_of_full(case: &Case, id: &str) -> bool {
    let answer = |f: &str| case.answer(f);
    forms::tables()
        .filter(|t| t.none_field() == Some(id))
        .any(|t| !t.is_missing(case.rows(t.id).count(), answer))
}

/// Shows a table whole, or, within a form, the rows that belong there.
#[expect(clippy::option_option, reason = "outside forms, in a form, in a form of one review")]
fn whole_table<'a>(
    case: &'a Case,
    id: &str,
    form: Option<Option<RowId>>,
    each: &mut dyn FnMut(Part<'a>),
) {
    let Some(table) = forms::table(id) else { return };
    let rows: Vec<_> = match form {
        Some(of) => rows_in(case, table, of).collect(),
        None => case.rows(id).collect(),
    };
    let missing = form.is_some() && table.is_missing(rows.len(), |f| case.answer(f));
    each(Part::Table { table, rows: rows.len(), missing });
    for (row, cells) in rows {
        each(Part::Row { table, row, cells });
        row_fields(case, table, row, form.is_some(), each);
    }
}

/// Shows the fields of a row; within a form the review it belongs to is plain from where it stands.
fn row_fields<'a>(
    case: &'a Case,
    table: &'static Table,
    row: RowId,
    in_form: bool,
    each: &mut dyn FnMut(Part<'a>),
) {
    let cells = case.row(table.id, row);
    let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
    for field in columns(table, in_form) {
        asked(field, Some((table.id, row)), answer, each);
    }
}

/// Returns the lines of a view as rows on the screen: a field or a table's heading by itself, the
/// answers of one row side by side.
pub fn stops(lines: &[OutlineLine]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    let mut row: Option<(&str, RowId)> = None;
    for (i, line) in lines.iter().enumerate() {
        match line {
            OutlineLine::Section(_) => row = None,
            OutlineLine::Row { table, row: id, .. } => row = Some((table.id, *id)),
            OutlineLine::Table { .. } => {
                row = None;
                out.push(i..i + 1);
            }
            OutlineLine::Field { path: at, .. } => {
                let beside = row.is_some() && at.row.as_ref().map(|(t, r)| (t.as_str(), *r)) == row;
                match out.last_mut() {
                    Some(last)
                        if beside
                            && last.end == i
                            && matches!(lines[last.start], OutlineLine::Field { .. }) =>
                    {
                        last.end = i + 1;
                    }
                    _ => out.push(i..i + 1),
                }
                if !beside {
                    row = None;
                }
            }
        }
    }
    out
}
