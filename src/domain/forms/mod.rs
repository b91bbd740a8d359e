//! The data dictionary: every field, table and form, each defined once.
//!
//! - [`attendees`]: Attendance at meetings: who was invited, who came and who signed, for the
//!   initial meeting and each review.
//! - [`answer_type`]: What kinds of answer there are, and which kinds of field hold each.
//! - [`choice`]: The options of choice fields that the program itself decides by.
//! - [`evidence`]: The evidence that the schools share (P-ME2): files beside the store, each
//!   identified by its SHA-256.
//! - [`mod@field`]: Typed handles of the dictionary's fields: code names a field by a constant such as
//!   `CHILD_DOB`, never by its id.
//! - [`headings`]: Which field the heading of somebody else's table means.
//! - [`parse`]: Converts typed text to a value and back, by the kind of field.
//! - [`schema`]: The dictionary's own types: what a field, a table, a section and a form are.
//! - [`mod@table`]: The id of every table, by a name that the compiler checks: a constant here cannot
//!   name a table that is not in the dictionary.

mod academic;
mod additional;
mod agencies;
pub mod answer_type;
pub mod attendees;
mod build;
mod child;
pub mod choice;
pub mod days;
mod events;
pub mod evidence;
pub mod field;
mod formulation;
pub mod headings;
mod history;
mod initial;
mod interventions;
mod letter;
mod notification;
pub mod parse;
mod passport;
mod placement;
mod review;
pub mod schema;
mod send;
pub mod table;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

pub use crate::domain::forms::additional::SOCIAL_WORKER;
pub use crate::domain::forms::events::{EVENT_GROUPS, EventGroup};
use crate::domain::forms::schema::{Field, Form, Table};
use crate::domain::value::{RowValues, Value};

/// Every field that stands once in a case, a file a section.
pub const FIELDS: &[&[Field]] = &[
    child::FIELDS,
    additional::FIELDS,
    send::FIELDS,
    interventions::FIELDS,
    agencies::FIELDS,
    academic::FIELDS,
    history::FIELDS,
    formulation::FIELDS,
    notification::FIELDS,
    initial::FIELDS,
    placement::FIELDS[0],
    placement::FIELDS[1],
    placement::FIELDS[2],
    placement::FIELDS[3],
    placement::FIELDS[4],
    placement::FIELDS[5],
    letter::FIELDS,
];

/// The tables of rows that are no events.
const PLAIN: &[&[Table]] = &[
    child::TABLES,
    additional::TABLES,
    interventions::TABLES,
    academic::TABLES,
    history::TABLES,
    placement::TABLES,
    evidence::TABLES,
    attendees::TABLES,
];

/// Every table of rows, events among them.
pub const TABLES: &[&[Table]] = &{
    let mut all = [PLAIN[0]; PLAIN.len() + events::slices()];
    let (mut at, mut group) = (0, 0);
    while at < PLAIN.len() {
        all[at] = PLAIN[at];
        at += 1;
    }
    while group < EVENT_GROUPS.len() {
        let mut slice = 0;
        while slice < EVENT_GROUPS[group].tables.len() {
            all[at] = EVENT_GROUPS[group].tables[slice];
            (at, slice) = (at + 1, slice + 1);
        }
        group += 1;
    }
    all
};

/// The five forms in the order of the protocol.
pub static FORMS: &[Form] =
    &[notification::FORM, passport::FORM, initial::FORM, review::FORM, letter::FORM];

/// Returns every field of the case itself.
pub fn fields() -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().flat_map(|s| s.iter())
}

/// Returns every table, events among them.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().flat_map(|s| s.iter())
}

/// Returns the tables whose rows are events of the case's life.
pub fn events() -> impl Iterator<Item = &'static Table> {
    tables().filter(|t| t.event)
}

/// Returns the rows that every new case starts with, each with its table.
pub fn preset_rows() -> impl Iterator<Item = (&'static Table, RowValues)> {
    tables().flat_map(|table| {
        table.preset_rows.iter().map(move |given| {
            let title = Value::Text((*given).to_owned());
            (table, RowValues::from([(table.title.to_owned(), title)]))
        })
    })
}

/// Returns the events that an officer may record; the rest are written by the program, with what
/// they belong to.
pub fn recordable_events() -> impl Iterator<Item = &'static Table> {
    events().filter(|t| !t.by_program)
}

/// Returns whether rows of a table come only with the file that they name.
pub fn comes_with_a_file(table: &str) -> bool {
    table == "evidence"
}

/// Returns whether a new row names the file that it comes with, where its table asks for one.
pub fn names_its_file(table: &str, cells: &RowValues) -> bool {
    !comes_with_a_file(table) || cells.contains_key("evidence.sha256")
}

/// Returns the field of the case itself with this id.
pub fn field(id: impl AsRef<str>) -> Option<&'static Field> {
    any_field(id).filter(|(table, _)| table.is_none()).map(|(_, field)| field)
}

/// Returns the table with this id.
pub fn table(id: &str) -> Option<&'static Table> {
    tables().find(|t| t.id == id)
}

/// Returns the form with this id.
pub fn form(id: &str) -> Option<&'static Form> {
    FORMS.iter().find(|f| f.id == id)
}

/// Returns the field with this id, of the case itself or of a table, and the table that it stands
/// in.
pub fn any_field(id: impl AsRef<str>) -> Option<(Option<&'static Table>, &'static Field)> {
    BY_ID.get(id.as_ref()).copied()
}

/// Every field by its id: conditions are looked up through their whole chain, many times a case.
static BY_ID: LazyLock<HashMap<&'static str, (Option<&'static Table>, &'static Field)>> =
    LazyLock::new(|| {
        let in_tables = tables().flat_map(|t| t.fields.iter().map(move |f| (f.id, (Some(t), f))));
        in_tables.chain(fields().map(|f| (f.id, (None, f)))).collect()
    });
