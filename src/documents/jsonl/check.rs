//! What of a case this version cannot take in.

use crate::documents::jsonl::CaseFault;
use crate::domain::attendance::codes;
use crate::domain::case::limits;
use crate::domain::case::{Case, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::value;
use crate::domain::value::Value;

/// Returns what this version cannot take in: questions, tables and marks that it does not know,
/// answers of another kind. Text is cleaned.
pub(super) fn wrong(case: &mut Case) -> Vec<CaseFault> {
    let mut faults = Vec::new();
    check(&mut case.answers, |id| forms::field(id), &mut faults);
    for (id, rows) in &mut case.rows {
        let Some(table) = forms::table(id) else {
            faults.push(CaseFault::UnknownTable(short(id)));
            continue;
        };
        for cells in rows.values_mut() {
            check(cells, |id| table.fields.iter().find(|f| f.id == id), &mut faults);
        }
    }
    for ((day, _), marks) in &case.marks {
        for code in
            [&marks.home, &marks.host].into_iter().flatten().filter(|c| codes::find(c).is_none())
        {
            faults.push(CaseFault::UnknownCode(short(code), *day));
        }
    }
    faults
}

fn check(
    cells: &mut RowValues,
    field: impl Fn(&str) -> Option<&'static Field>,
    faults: &mut Vec<CaseFault>,
) {
    for (id, value) in cells.iter_mut() {
        match field(id) {
            None => faults.push(CaseFault::UnknownField(short(id))),
            Some(field) if !parse::is_of(&field.kind, value) => {
                faults.push(CaseFault::WrongKind(field.label));
            }
            Some(field) => {
                if let Value::Text(words) = value {
                    *value = value::text(words);
                }
                let is_one_line = !matches!(field.kind, FieldKind::Long);
                if is_one_line && value.as_text().contains('\n') {
                    faults.push(CaseFault::ManyLines(field.label));
                }
                if let Err(wrong) = limits::answer(id, value) {
                    faults.push(CaseFault::Limit(wrong.to_string()));
                }
            }
        }
    }
    cells.retain(|_, value| !value.is_empty());
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}
