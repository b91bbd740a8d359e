use super::*;
use crate::domain::case::CaseRef;

#[test]
fn the_list_says_what_is_missing_and_what_is_not_known_yet() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let of = |case: &Case, kind: &str| {
        checklist(case).into_iter().find(|i| i.kind == kind).map(|i| i.state)
    };
    assert_eq!(of(&case, "behaviour_log"), Some(ItemState::Missing));
    assert_eq!(of(&case, "pep"), Some(ItemState::Open));
    case.answers.insert("cla.is".into(), Value::YesNo(false));
    assert_eq!(of(&case, "pep"), Some(ItemState::NotAsked));
    case.answers.insert("send.iep".into(), Value::YesNo(true));
    assert_eq!(of(&case, "plans"), Some(ItemState::Missing));
    let cells = RowValues::from([
        ("evidence.kind".to_owned(), Value::Choice("plans".into())),
        ("evidence.bytes".to_owned(), Value::Number(2_150_000)),
    ]);
    case.rows.entry("evidence".into()).or_default().insert(1, cells);
    assert_eq!(of(&case, "plans"), Some(ItemState::Held(1)));
    assert_eq!(size(held(&case)[0].bytes), "2.1 MB");
    // Every kind of the dictionary stands on the list, in its order.
    assert!(checklist(&case).iter().map(|i| i.kind).eq(KINDS.iter().map(|(k, _)| *k)));
}
