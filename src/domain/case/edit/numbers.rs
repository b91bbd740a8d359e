//! The numbers of new rows, given when a change is stored: two officers who each fill in an event of
//! one case both saw the same number as the next.

use std::collections::BTreeMap;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, RowId};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;

impl CaseChange {
    /// Gives the rows that this change adds the numbers from `first` on, in their order. What else
    /// it says of those rows, and what of it points to them, follows.
    pub fn number_rows_from(&mut self, first: RowId) {
        let mut given = BTreeMap::<(String, RowId), RowId>::new();
        for edit in &mut self.edits {
            if let Edit::AddRow { table, row, .. } = edit {
                let number = first + given.len() as RowId;
                given.insert((table.clone(), *row), number);
                *row = number;
            }
        }
        let numbered = |table: &str, row: RowId| given.get(&(table.to_owned(), row)).copied();
        for edit in &mut self.edits {
            match edit {
                Edit::Set { path, new, .. } => {
                    if let Some((table, row)) = &mut path.row {
                        *row = numbered(table, *row).unwrap_or(*row);
                    }
                    point(&path.field, new, &numbered);
                }
                Edit::AddRow { cells, .. } => {
                    for (field, value) in cells {
                        point(field, value, &numbered);
                    }
                }
                Edit::Open | Edit::Drop | Edit::RemoveRow { .. } | Edit::Mark { .. } => {}
            }
        }
    }

    /// Returns the number under which a case that was just stored holds a row that this change
    /// added; the number itself where the change added no such row.
    pub fn number_in(&self, case: &Case, table: &str, row: RowId) -> RowId {
        let added: Vec<(&str, RowId)> = self
            .edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::AddRow { table, row, .. } => Some((table.as_str(), *row)),
                _ => None,
            })
            .collect();
        let first = case.next_row().saturating_sub(added.len() as RowId);
        let at = added.iter().position(|one| *one == (table, row));
        at.map_or(row, |at| first + at as RowId)
    }
}

/// Lets an answer that points to a review point to its number.
fn point(field: &str, value: &mut Value, numbered: &impl Fn(&str, RowId) -> Option<RowId>) {
    let is_link = forms::any_field(field).is_some_and(|(_, field)| field.kind == FieldKind::Review);
    if let Value::Number(to) = value
        && is_link
        && let Ok(row) = RowId::try_from(*to)
        && let Some(number) = numbered(forms::table::EVENT_REVIEW, row)
    {
        *to = i64::from(number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::edit::apply_all;
    use crate::domain::case::{CaseRef, FieldPath, RowValues};
    use crate::domain::forms::table;

    const ID: CaseRef = CaseRef { year: 2026, number: 1 };

    #[test]
    fn rows_get_their_numbers_and_what_points_to_them_follows() {
        let add = |table: &str, row, cells: &[(&str, Value)]| Edit::AddRow {
            table: table.into(),
            row,
            cells: cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<RowValues>(),
        };
        let set = Edit::Set {
            path: FieldPath::row(table::EVENT_REVIEW, 4, "review.on"),
            old: Value::Empty,
            new: Value::Text("x".into()),
        };
        let edits = vec![
            add(table::EVENT_REVIEW, 4, &[]),
            add(table::EVENT_APPENDIX, 5, &[("appendix.review", Value::Number(4))]),
            add(table::EVENT_APPENDIX, 6, &[("appendix.review", Value::Number(2))]),
            set,
        ];
        let seen = CaseChange { case: ID, edits };
        let mut stored = seen.clone();
        stored.number_rows_from(9);
        let mut case = Case::new(ID);
        apply_all(&mut case, &stored).expect("fits");
        let links: Vec<_> = case
            .rows(table::EVENT_APPENDIX)
            .map(|(row, cells)| (row, cells["appendix.review"].clone()))
            .collect();
        assert_eq!(links, [(10, Value::Number(9)), (11, Value::Number(2))]);
        assert!(case.row(table::EVENT_REVIEW, 9).is_some_and(|cells| cells.len() == 1));
        assert_eq!(seen.number_in(&case, table::EVENT_APPENDIX, 6), 11);
        assert_eq!(seen.number_in(&case, table::EVENT_REVIEW, 4), 9);
        assert_eq!(seen.number_in(&case, table::EVENT_REVIEW, 2), 2);
    }
}
