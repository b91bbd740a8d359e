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
use crate::domain::case::{Case, FieldPath, RowId};
use crate::domain::forms::schema::{Field, Table};
use crate::domain::forms::{field, schema};
use crate::domain::value::EMPTY;
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
            OutlineLine::Field { field, missing, .. } => (!field.is_optional()).then_some(*missing),
            // A table that has its rows is counted by their answers.
            OutlineLine::Table { missing, .. } => missing.then_some(true),
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
    match view {
        EditorView::Form { form, row } => {
            let Some(form) = forms::FORMS.get(*form) else { return out };
            let of = form.row_of.zip(*row);
            for section in form.sections {
                out.push(OutlineLine::Section(section.label));
                for part in section.parts {
                    match part {
                        schema::SectionPart::Table(id) => {
                            whole_table(case, id, Some(*row), &mut out);
                        }
                        schema::SectionPart::Field(id) => one_field(case, id, of, &mut out),
                    }
                }
            }
        }
        EditorView::Row { table, row } => {
            if let Some(table) = forms::table(table) {
                out.push(OutlineLine::Section(table.label));
                row_fields(case, table, *row, false, &mut out);
            }
        }
        EditorView::Table { table } => whole_table(case, table, None, &mut out),
    }
    out
}

fn one_field(
    case: &Case,
    id: &'static str,
    of: Option<(&'static str, RowId)>,
    out: &mut Vec<OutlineLine>,
) {
    if let Some(field) = forms::field(id) {
        let answer = |f: &str| case.answer(f);
        // Why a wrong UPN stays is asked only where the UPN is wrong, and whether a table has no
        // rows only while it lacks some.
        let idle = case.answer(id).is_empty()
            && (id == field::CHILD_UPN_REASON.id && !upn::is_wrong(case.text(field::CHILD_UPN))
                || is_none_of_full(case, id));
        if field.is_asked(answer) && !idle {
            out.push(OutlineLine::Field {
                path: FieldPath::case(id),
                field,
                missing: field.is_missing(answer),
            });
        }
        return;
    }
    let (Some((table, row)), Some((_, field))) = (of, forms::any_field(id)) else { return };
    let cells = case.row(table, row);
    let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
    if field.is_asked(answer) {
        out.push(OutlineLine::Field {
            path: FieldPath::row(table, row, id),
            field,
            missing: field.is_missing(answer),
        });
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
fn whole_table(case: &Case, id: &str, form: Option<Option<RowId>>, out: &mut Vec<OutlineLine>) {
    let Some(table) = forms::table(id) else { return };
    let rows: Vec<_> = match form {
        Some(of) => rows_in(case, table, of).collect(),
        None => case.rows(id).collect(),
    };
    let missing = form.is_some() && table.is_missing(rows.len(), |f| case.answer(f));
    out.push(OutlineLine::Table { table, rows: rows.len(), missing });
    for (row, cells) in rows {
        out.push(OutlineLine::Row { table, row, words: row_words(table, cells) });
        row_fields(case, table, row, form.is_some(), out);
    }
}

/// Shows the fields of a row; within a form the review it belongs to is plain from where it stands.
fn row_fields(
    case: &Case,
    table: &'static Table,
    row: RowId,
    in_form: bool,
    out: &mut Vec<OutlineLine>,
) {
    let cells = case.row(table.id, row);
    for field in columns(table, in_form) {
        let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
        if field.is_asked(answer) {
            out.push(OutlineLine::Field {
                path: FieldPath::row(table.id, row, field.id),
                field,
                missing: field.is_missing(answer),
            });
        }
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
