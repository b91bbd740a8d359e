//! Which field the heading of somebody else's table means: by what its own file in the dictionary
//! says it is called, else by its label where no other field has the same.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::domain::fold;
use crate::domain::forms;
use crate::domain::forms::schema::{Condition, Field, FieldKind, Table};

/// The highest number that may stand in a heading, as in `Review 2`.
const MAX_NUMBER: u32 = 20;

/// A field of the dictionary that a column may fill, and the table that it stands in.
#[derive(Debug, Clone, Copy)]
pub struct HeadedField {
    /// The table; none for an answer of the case itself.
    pub table: Option<&'static Table>,
    /// The field.
    pub field: &'static Field,
}

impl HeadedField {
    /// Returns the field in words that tell it from others: `Review: Date`.
    pub fn label(&self) -> String {
        let Some(table) = self.table else { return self.field.label.to_owned() };
        let mut letters = table.row_label.chars();
        let first = letters.next().map_or_else(String::new, |c| c.to_uppercase().collect());
        format!("{first}{}: {}", letters.as_str(), self.field.label)
    }
}

/// Returns a heading as headings are compared: its letters and digits alone, small and without
/// accents.
pub fn key(heading: &str) -> String {
    fold::search(heading).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns every field that a column may fill, in the order of the dictionary.
pub fn fields() -> impl Iterator<Item = HeadedField> {
    let own = forms::fields().map(|field| HeadedField { table: None, field });
    let tables = forms::tables().filter(|t| !t.by_program && !forms::comes_with_a_file(t.id));
    let in_rows = tables
        .flat_map(|t| t.fields.iter().map(move |field| HeadedField { table: Some(t), field }));
    own.chain(in_rows).filter(|f| {
        let is_typed_in = !matches!(f.field.kind, FieldKind::ReadOnly | FieldKind::Review);
        is_typed_in && f.field.asked != Condition::Former
    })
}

/// Returns the field of an id, where a column may fill it.
pub fn field(id: &str) -> Option<HeadedField> {
    let (table, field) = forms::any_field(id)?;
    fields().any(|f| f.field.id == field.id).then_some(HeadedField { table, field })
}

/// Returns which field a heading means, and which of several rows: `Review 2` is the second review.
/// Fields of the table `of` come first, under their bare labels too.
pub fn find(heading: &str, of: Option<&str>) -> Option<(HeadedField, u32)> {
    if let Some(field) = field(heading.trim()) {
        return Some((field, 1));
    }
    let whole = key(heading);
    if let Some(field) = named(&whole, of) {
        return Some((field, 1));
    }
    let (rest, number) = without_number(&whole)?;
    named(&rest, of).filter(|f| f.table.is_some()).map(|f| (f, number))
}

fn named(key: &str, of: Option<&str>) -> Option<HeadedField> {
    let in_table = || {
        let table = forms::table(of?)?;
        let is_it = |f: &&Field| self::key(f.label) == key;
        table.fields.iter().find(is_it).map(|field| HeadedField { table: Some(table), field })
    };
    in_table().or_else(|| KNOWN.get(key).copied())
}

/// Takes the one number out of a heading: `1streview` and `review1date` are of the first.
fn without_number(key: &str) -> Option<(String, u32)> {
    let start = key.find(|c: char| c.is_ascii_digit())?;
    let digits = key[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = key[start..start + digits].parse().ok()?;
    let after = &key[start + digits..];
    let after = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|end| after.strip_prefix(end).filter(|_| start == 0))
        .unwrap_or(after);
    let rest = format!("{}{after}", &key[..start]);
    ((1..=MAX_NUMBER).contains(&number) && !rest.contains(|c: char| c.is_ascii_digit()))
        .then_some((rest, number))
}

/// Every heading that means one field: what the field's own file says first, and labels that no
/// other field has.
static KNOWN: LazyLock<HashMap<String, HeadedField>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    let mut labels: HashMap<String, Vec<HeadedField>> = HashMap::new();
    for field in fields() {
        labels.entry(key(field.field.label)).or_default().push(field);
        labels.entry(key(&field.label())).or_default().push(field);
        for heading in field.field.headings {
            known.entry(key(heading)).or_insert(field);
        }
    }
    for (label, all) in labels {
        let first = all[0];
        if all.iter().all(|f| f.field.id == first.field.id) {
            known.entry(label).or_insert(first);
        }
    }
    known
});
