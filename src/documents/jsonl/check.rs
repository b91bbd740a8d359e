//! What of a case this version cannot take in.

use crate::domain::attendance::codes;
use crate::domain::calendar::dates;
use crate::domain::case::value::Value;
use crate::domain::case::{Case, RowValues, value};
use crate::domain::forms;
use crate::domain::forms::schema::Field;
use crate::domain::forms::{limits, parse};

/// Returns what this version cannot take in: questions, tables and marks that it does not know,
/// answers of another kind. Text is cleaned.
pub(super) fn wrong(case: &mut Case) -> Vec<String> {
    let mut faults = Vec::new();
    check(&mut case.answers, |id| forms::field(id), &mut faults);
    for (id, rows) in &mut case.rows {
        let Some(table) = forms::table(id) else {
            faults.push(format!(
                "there is no table \"{}\". Take it out, or use the version that wrote it.",
                short(id)
            ));
            continue;
        };
        rows.values_mut().for_each(|cells| {
            check(cells, |id| table.fields.iter().find(|f| f.id == id), &mut faults);
        });
    }
    for ((day, _), marks) in &case.marks {
        for code in
            [&marks.home, &marks.host].into_iter().flatten().filter(|c| codes::find(c).is_none())
        {
            faults.push(format!(
                "\"{}\" on {} is no attendance code.",
                short(code),
                dates::format(*day)
            ));
        }
    }
    faults
}

fn check(
    cells: &mut RowValues,
    field: impl Fn(&str) -> Option<&'static Field>,
    faults: &mut Vec<String>,
) {
    for (id, value) in cells.iter_mut() {
        match field(id) {
            None => faults.push(format!(
                "there is no question \"{}\". Take it out, or use the version that wrote it.",
                short(id)
            )),
            Some(field) if !parse::is_of(&field.kind, value) => {
                faults.push(format!("the answer to \"{}\" is of another kind.", field.label));
            }
            Some(_) => {
                if let Value::Text(words) = value {
                    *value = value::text(words);
                }
                faults.extend(limits::answer(id, value).err());
            }
        }
    }
    cells.retain(|_, value| !value.is_empty());
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
