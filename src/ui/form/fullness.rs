//! How full each form of the open case is, kept from frame to frame: what has changed since is
//! counted again, and nothing else.

use std::cell::RefCell;

use crate::domain::case::outline::{Completeness, EditorView, completeness};
use crate::domain::case::reads::Kept;
use crate::domain::case::{Case, RowId};

/// A form by its number, and the row that it writes up.
type FormOf = (usize, Option<RowId>);

/// How full the forms of a case are.
#[derive(Debug, Default)]
pub(super) struct Fullness(RefCell<Option<Kept<FormOf, Completeness>>>);

impl Fullness {
    /// Returns what gives how full a form of a case is.
    pub(super) fn of<'c>(
        &'c self,
        case: &'c Case,
    ) -> impl Fn(usize, Option<RowId>) -> Completeness {
        self.0.borrow_mut().get_or_insert_with(|| Kept::new(case)).turn_to(case);
        move |form, row| {
            let count = || completeness(case, &EditorView::Form { form, row });
            self.0.borrow_mut().as_mut().map_or_else(count, |kept| *kept.piece((form, row), count))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::forms;
    use crate::domain::forms::schema::FieldKind;
    use crate::domain::value::Value;

    #[test]
    fn what_is_kept_of_each_form_is_what_a_count_anew_gives() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        let kept = Fullness::default();
        let hold = |case: &Case, of: &str| {
            let full = kept.of(case);
            for (form, known) in forms::FORMS.iter().enumerate() {
                let row = known.row_of.and_then(|table| case.rows(table).next_back());
                let row = row.map(|(row, _)| row);
                let anew = completeness(case, &EditorView::Form { form, row });
                assert_eq!(full(form, row), anew, "{} after {of}", known.label);
            }
        };
        for table in forms::tables() {
            let row = case.next_row();
            case.rows.entry(table.id.to_owned()).or_default().insert(row, [].into());
            hold(&case, table.id);
            let field = &table.fields[0];
            let cells = [(field.id.to_owned(), Value::Text("x".into()))].into();
            case.rows.entry(table.id.to_owned()).or_default().insert(row, cells);
            hold(&case, field.id);
        }
        for field in forms::fields() {
            let value = match field.kind {
                FieldKind::YesNo => Value::YesNo(true),
                FieldKind::Choice(options) => Value::Choice(options[0].0.into()),
                _ => Value::Text("x".into()),
            };
            case.answers.insert(field.id.to_owned(), value);
            hold(&case, field.id);
        }
        for field in forms::fields() {
            case.answers.remove(field.id);
            hold(&case, field.id);
        }
    }
}
