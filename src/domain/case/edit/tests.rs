use proptest::prelude::*;

use super::*;
use crate::domain::case::Half;

/// A random edit that fits the case as it stands.
fn fitting(case: &Case, (kind, which, word): (u8, u8, String)) -> Edit {
    let field = format!("child.f{}", which % 3);
    let new = if word.is_empty() { Value::Empty } else { Value::Text(word) };
    match kind % 4 {
        0 => Edit::Set { old: case.answer(&field).clone(), path: FieldPath::case(&field), new },
        1 => Edit::AddRow {
            table: "contacts".into(),
            row: case.next_row(),
            cells: RowValues::from([(field, Value::YesNo(true))]),
        },
        2 => match case.rows("contacts").next() {
            Some((row, cells)) => {
                Edit::RemoveRow { table: "contacts".into(), row, cells: cells.clone() }
            }
            None => {
                Edit::Set { old: case.answer(&field).clone(), path: FieldPath::case(&field), new }
            }
        },
        _ => {
            let on = (
                chrono::NaiveDate::from_ymd_opt(2026, 11, 2 + u32::from(which % 5)).expect("a day"),
                Half::Am,
            );
            let old = case.marks.get(&on).and_then(|m| m.side(Side::Host)).map(str::to_owned);
            Edit::Mark {
                session: on,
                side: Side::Host,
                old,
                new: (which % 2 == 0).then(|| "L".to_owned()),
            }
        }
    }
}

proptest! {
    #[test]
    fn edits_and_their_inverses_give_the_record_back(steps in prop::collection::vec((any::<u8>(), any::<u8>(), "[a-z]{0,4}"), 0..40)) {
        let id = CaseRef { year: 2026, number: 1 };
        let mut case = Case::new(id);
        for step in steps {
            let before = case.clone();
            let change = CaseChange { case: id, edits: vec![fitting(&case, step)] };
            prop_assert_eq!(apply_all(&mut case, &change), Ok(()));
            let after = case.clone();
            prop_assert_eq!(apply_all(&mut case, &change.inverse()), Ok(()));
            prop_assert_eq!(&case, &before);
            prop_assert_eq!(apply_all(&mut case, &change), Ok(()));
            prop_assert_eq!(&case, &after);
        }
    }
}
