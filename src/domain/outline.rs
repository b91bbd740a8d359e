//! A form as the lines that an editor shows: headings, fields, rows. Pure; a pane only draws and moves over it.

use crate::domain::case::{Case, Cells, EMPTY, Place, RowId};
use crate::domain::forms;
use crate::domain::schema::{Field, Part, Table};
use crate::domain::{dates, typed};

/// What is open in the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// One of the five forms, by its place in `forms::FORMS`; for Form 4 the review that it writes up.
    Form { form: usize, row: Option<RowId> },
    /// One row by itself: an event's short form.
    Row { table: String, row: RowId },
    /// One table by itself: the timetable.
    Table { table: String },
}

/// One line of the editor.
#[derive(Debug, Clone)]
pub enum Line {
    Section(&'static str),
    Field {
        at: Place,
        field: &'static Field,
        missing: bool,
    },
    /// A table's heading, on which a row can be added.
    Table {
        table: &'static Table,
        rows: usize,
    },
    /// The heading of one row.
    Row {
        table: &'static Table,
        row: RowId,
        words: String,
    },
}

impl Line {
    /// Returns whether the cursor may rest here.
    pub fn is_stop(&self) -> bool {
        !matches!(self, Line::Section(_))
    }
}

/// Returns the lines of a view of a case, in the order in which they are asked.
pub fn lines(case: &Case, view: &View) -> Vec<Line> {
    let mut out = Vec::new();
    match view {
        View::Form { form, row } => {
            let Some(form) = forms::FORMS.get(*form) else { return out };
            let of = form.row_of.zip(*row);
            for section in form.sections {
                out.push(Line::Section(section.label));
                for part in section.parts {
                    match part {
                        Part::Table(id) => whole_table(case, id, &mut out),
                        Part::Field(id) => one_field(case, id, of, &mut out),
                    }
                }
            }
        }
        View::Row { table, row } => {
            if let Some(table) = forms::table(table) {
                out.push(Line::Section(table.label));
                row_fields(case, table, *row, &mut out);
            }
        }
        View::Table { table } => whole_table(case, table, &mut out),
    }
    out
}

fn one_field(case: &Case, id: &'static str, of: Option<(&'static str, RowId)>, out: &mut Vec<Line>) {
    if let Some(field) = forms::field(id) {
        let answer = |f: &str| case.answer(f);
        if field.is_asked(answer) {
            out.push(Line::Field { at: Place::case(id), field, missing: field.is_missing(answer) });
        }
        return;
    }
    let (Some((table, row)), Some((_, field))) = (of, forms::any_field(id)) else { return };
    let cells = case.row(table, row);
    let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
    if field.is_asked(answer) {
        out.push(Line::Field { at: Place::row(table, row, id), field, missing: field.is_missing(answer) });
    }
}

fn whole_table(case: &Case, id: &str, out: &mut Vec<Line>) {
    let Some(table) = forms::table(id) else { return };
    out.push(Line::Table { table, rows: case.rows(id).count() });
    for (row, cells) in case.rows(id) {
        out.push(Line::Row { table, row, words: row_words(table, cells) });
        row_fields(case, table, row, out);
    }
}

fn row_fields(case: &Case, table: &'static Table, row: RowId, out: &mut Vec<Line>) {
    let cells = case.row(table.id, row);
    for field in table.fields {
        let answer = |f: &str| cells.and_then(|c| c.get(f)).unwrap_or(&EMPTY);
        if field.is_asked(answer) {
            out.push(Line::Field { at: Place::row(table.id, row, field.id), field, missing: field.is_missing(answer) });
        }
    }
}

/// Returns a row in a few words: its title, then whatever else is short and answered.
pub fn row_words(table: &Table, cells: &Cells) -> String {
    let mut words = Vec::new();
    for field in table.fields {
        let Some(value) = cells.get(field.id) else { continue };
        if matches!(value, crate::domain::value::Value::School(_)) || field.kind == crate::domain::schema::Kind::Review {
            continue;
        }
        let shown = match value.as_date() {
            Some(day) => dates::show_short(day),
            None => typed::show(&field.kind, value),
        };
        let shown = shown.lines().next().unwrap_or_default().to_owned();
        if value.is_yes() || value.is_no() {
            words.push(format!("{}: {shown}", field.label.trim_end_matches('?')));
        } else if !shown.is_empty() {
            words.push(shown);
        }
    }
    if words.is_empty() { table.one.to_owned() } else { words.join(" · ") }
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
pub fn completeness(case: &Case, view: &View) -> Completeness {
    let mut sum = Completeness::default();
    for line in lines(case, view) {
        if let Line::Field { field, missing, .. } = line
            && field.asked != crate::domain::schema::Asked::Optional
        {
            sum.wanted += 1;
            sum.answered += usize::from(!missing);
        }
    }
    sum
}

/// An event on the timeline.
#[derive(Debug, Clone)]
pub struct Event {
    pub table: &'static Table,
    pub row: RowId,
    pub on: Option<chrono::NaiveDate>,
    pub words: String,
}

/// Returns the recorded events of a case, oldest first.
pub fn events(case: &Case) -> Vec<Event> {
    let mut all: Vec<Event> = forms::TABLES
        .iter()
        .flat_map(|t| t.iter())
        .filter(|t| t.event)
        .flat_map(|table| {
            case.rows(table.id).map(move |(row, cells)| {
                let on = cells.get(table.title).and_then(|v| v.as_date());
                let rest: Cells = cells.iter().filter(|(k, _)| *k != table.title).map(|(k, v)| (k.clone(), v.clone())).collect();
                let words = if rest.is_empty() { String::new() } else { row_words(table, &rest) };
                Event { table, row, on, words }
            })
        })
        .collect();
    all.sort_by_key(|e| (e.on, e.row));
    all
}
