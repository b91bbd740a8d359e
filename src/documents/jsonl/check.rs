//! What of a case this version cannot take in.

use crate::documents::jsonl::CaseFault;
use crate::domain::admit;
use crate::domain::case::limits;
use crate::domain::case::{Case, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::Field;
use crate::domain::text::is_plain;
use crate::domain::value;
use crate::domain::value::Value;

/// Returns what this version cannot take in: questions, tables and marks that it does not know,
/// answers of another kind. Text is cleaned.
pub(super) fn wrong(case: &mut Case) -> Vec<CaseFault> {
    let mut faults = Vec::new();
    check(&mut case.answers, |id| forms::field(id), &mut faults);
    for (id, rows) in &mut case.rows {
        let table = match admit::table(id) {
            Ok(table) => table,
            Err(fault) => {
                faults.push(CaseFault::Unfit(fault));
                continue;
            }
        };
        for cells in rows.values_mut() {
            check(cells, |id| table.fields.iter().find(|f| f.id == id), &mut faults);
        }
    }
    for ((day, _), marks) in &case.marks {
        let all = [&marks.home, &marks.host].into_iter().flatten();
        let unfit = all.filter_map(|code| admit::code(code, *day).err());
        faults.extend(unfit.map(CaseFault::Unfit));
    }
    faults
}

fn check(
    cells: &mut RowValues,
    field: impl Fn(&str) -> Option<&'static Field>,
    faults: &mut Vec<CaseFault>,
) {
    for (id, value) in cells.iter_mut() {
        if let Value::Text(words) = value
            && !is_plain(words)
        {
            *value = value::text(words);
        }
        let field = field(id);
        if let Err(fault) = admit::answer(field, id, value) {
            faults.push(CaseFault::Unfit(fault));
        } else if let Err(wrong) = limits::answer_to(field, id, value) {
            faults.push(CaseFault::Limit(wrong.to_string()));
        }
    }
    cells.retain(|_, value| !value.is_empty());
}
