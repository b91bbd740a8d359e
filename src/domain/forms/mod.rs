//! The data dictionary: every field, table and form, one definition each.

use crate::domain::schema::{Field, Form, Table};

/// Every field that stands once in a case, a file a section.
pub static FIELDS: &[&[Field]] = &[];
/// Every table of rows, events among them.
pub static TABLES: &[&[Table]] = &[];
/// The five forms in the order of the protocol.
pub static FORMS: &[Form] = &[];

/// Returns the field of the case itself with this id.
pub fn field(id: &str) -> Option<&'static Field> {
    FIELDS.iter().flat_map(|s| s.iter()).find(|f| f.id == id)
}

/// Returns the table with this id.
pub fn table(id: &str) -> Option<&'static Table> {
    TABLES.iter().flat_map(|s| s.iter()).find(|t| t.id == id)
}

/// Returns the field with this id, with its table where it stands in rows.
pub fn any_field(id: &str) -> Option<(Option<&'static Table>, &'static Field)> {
    let in_rows = || TABLES.iter().flat_map(|s| s.iter()).find_map(|t| t.fields.iter().find(|f| f.id == id).map(|f| (Some(t), f)));
    field(id).map(|f| (None, f)).or_else(in_rows)
}
