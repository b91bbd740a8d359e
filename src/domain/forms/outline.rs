//! A form as the lines an editor shows: headings, fields, rows. Pure; a pane only draws it and
//! moves over it.

use crate::domain::calendar::dates;
use crate::domain::case::value::Value;
use crate::domain::case::{Case, EMPTY, FieldPath, RowId, RowValues, upn};
use crate::domain::forms;
use crate::domain::forms::schema::{Condition, Field, FieldKind, Table};
use crate::domain::forms::{parse, schema};

/// What is open in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorView {
    /// One of the five forms, by its place in `forms::FORMS`; for Form 4 the review that it writes
    /// up.
    Form { form: usize, row: Option<RowId> },
    /// One row by itself: an event's short form.
    Row { table: String, row: RowId },
    /// One table by itself: the timetable.
    Table { table: String },
}

/// One line of the editor.
#[derive(Debug, Clone)]
pub enum OutlineLine {
    Section(&'static str),
    Field {
        at: FieldPath,
        field: &'static Field,
        missing: bool,
    },
    /// A table's heading, on which a row can be added.
    Table {
        table: &'static Table,
        rows: usize,
        /// Whether the table wants more rows, or the answer that there are none.
        missing: bool,
    },
    /// The heading of one row.
    Row {
        table: &'static Table,
        row: RowId,
        words: String,
    },
}

impl OutlineLine {
    /// Returns whether what is wanted here is missing; none where nothing is wanted.
    pub fn is_wanted(&self) -> Option<bool> {
        match self {
            OutlineLine::Field { field, missing, .. } => {
                (field.asked != Condition::Optional).then_some(*missing)
            }
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
            && (id == "child.upn_reason" && !upn::is_wrong(case.answer("child.upn").as_text())
                || is_none_of_full(case, id));
        if field.is_asked(answer) && !idle {
            out.push(OutlineLine::Field {
                at: FieldPath::case(id),
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
            at: FieldPath::row(table, row, id),
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

/// Returns the field of a table that says to which review a row belongs.
pub fn link_of(table: &Table) -> Option<&'static Field> {
    table.fields.iter().find(|f| f.kind == FieldKind::Review)
}

/// Returns the rows of a table that a form shows: those of its own review, or of none in a form
/// that writes up no row.
pub fn rows_in<'a>(
    case: &'a Case,
    table: &'static Table,
    of: Option<RowId>,
) -> impl Iterator<Item = (RowId, &'a RowValues)> {
    let link = link_of(table);
    let of = of.map(i64::from);
    case.rows(table.id).filter(move |(_, cells)| {
        link.is_none_or(|l| cells.get(l.id).and_then(Value::as_number) == of)
    })
}

/// Returns the first cells of a row that a form adds: the review that the form writes up, where
/// rows say to which they belong.
pub fn first_cells(table: &'static Table, of: Option<RowId>) -> RowValues {
    link_of(table)
        .zip(of)
        .map(|(link, row)| (link.id.to_owned(), Value::Number(i64::from(row))))
        .into_iter()
        .collect()
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

/// Returns the fields of a table that are shown in its rows: within a form the review is plain from
/// where the row stands, and what the program writes itself is shown elsewhere.
pub fn columns(table: &'static Table, in_form: bool) -> impl Iterator<Item = &'static Field> {
    table
        .fields
        .iter()
        .filter(move |f| !in_form || !matches!(f.kind, FieldKind::Review | FieldKind::ReadOnly))
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
                at: FieldPath::row(table.id, row, field.id),
                field,
                missing: field.is_missing(answer),
            });
        }
    }
}

/// Returns a row in a few words: its title, then whatever else is short and answered.
pub fn row_words(table: &Table, cells: &RowValues) -> String {
    let mut words = Vec::new();
    for field in table.fields {
        let Some(value) = cells.get(field.id) else { continue };
        if matches!(value, Value::School(_))
            || matches!(field.kind, FieldKind::Review | FieldKind::ReadOnly)
        {
            continue;
        }
        let shown = match value.as_date() {
            Some(day) => dates::show_short(day),
            None => parse::format(&field.kind, value),
        };
        let shown = shown.lines().next().unwrap_or_default().to_owned();
        if value.is_yes() || value.is_no() || value.as_number().is_some() {
            words.push(format!("{}: {shown}", field.label.trim_end_matches('?')));
        } else if !shown.is_empty() {
            words.push(shown);
        }
    }
    if words.is_empty() { table.row_label.to_owned() } else { words.join(" · ") }
}

/// How many answers a form wants, and how many of them stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Completeness {
    pub answered: usize,
    pub wanted: usize,
}

impl Completeness {
    /// Returns whole per cent, rounded down, so that 100 means complete.
    pub fn percent(self) -> usize {
        (self.answered * 100).checked_div(self.wanted).unwrap_or(100)
    }
}

/// Returns the completeness of a view; optional fields count on neither side.
pub fn completeness(case: &Case, view: &EditorView) -> Completeness {
    let mut sum = Completeness::default();
    for line in lines(case, view) {
        if let Some(missing) = line.is_wanted() {
            sum.wanted += 1;
            sum.answered += usize::from(!missing);
        }
    }
    sum
}

/// A section of a form with what it wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionOutline {
    pub label: &'static str,
    /// Where its heading stands among the lines.
    pub head: usize,
    pub done: Completeness,
    /// Safeguarding answers that are missing.
    pub safeguarding: usize,
}

/// Returns the sections among these lines, in order.
pub fn sections(lines: &[OutlineLine]) -> Vec<SectionOutline> {
    let mut out: Vec<SectionOutline> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match line {
            OutlineLine::Section(label) => out.push(SectionOutline {
                label,
                head: i,
                done: Completeness::default(),
                safeguarding: 0,
            }),
            OutlineLine::Field { field, missing, .. } if field.asked != Condition::Optional => {
                let Some(part) = out.last_mut() else { continue };
                part.done.wanted += 1;
                part.done.answered += usize::from(!missing);
                part.safeguarding += usize::from(*missing && field.safeguarding);
            }
            OutlineLine::Table { missing: true, .. } => {
                let Some(part) = out.last_mut() else { continue };
                part.done.wanted += 1;
            }
            OutlineLine::Field { .. } | OutlineLine::Table { .. } | OutlineLine::Row { .. } => {}
        }
    }
    out
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
            OutlineLine::Field { at, .. } => {
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

/// An event on the timeline.
#[derive(Debug, Clone)]
pub struct TimelineEvent {
    pub table: &'static Table,
    pub row: RowId,
    pub on: Option<chrono::NaiveDate>,
    pub words: String,
}

/// Returns the recorded events of a case, oldest first.
pub fn events(case: &Case) -> Vec<TimelineEvent> {
    let mut all: Vec<TimelineEvent> = forms::TABLES
        .iter()
        .flat_map(|t| t.iter())
        .filter(|t| t.event)
        .flat_map(|table| {
            case.rows(table.id).map(move |(row, cells)| {
                let on = cells.get(table.title).and_then(super::super::case::value::Value::as_date);
                let rest: RowValues = cells
                    .iter()
                    .filter(|(k, _)| *k != table.title)
                    .map(|(k, v)| (k.clone(), v.clone()))
                    .collect();
                let words = if rest.is_empty() { String::new() } else { row_words(table, &rest) };
                // A row that says nothing of itself has its name already.
                let words = if words == table.row_label { String::new() } else { words };
                TimelineEvent { table, row, on, words }
            })
        })
        .collect();
    all.sort_by_key(|e| (e.on, e.row));
    all
}
