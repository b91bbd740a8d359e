use super::*;
use crate::domain::case::CaseRef;
use crate::domain::case::RowValues;
use crate::domain::case::edit::apply_all;
use crate::domain::value::Value;

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn offers_stand_against_the_case_and_are_one_change() {
    use Standing::{Check, Differs, Kept, New, Same};
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("child.full_name".into(), words("zoë  ashworth"));
    case.answers.insert("child.gender".into(), Value::Choice("non_binary".into()));
    case.answers.insert("child.address".into(), words("1 Old Lane"));
    let contact = RowValues::from([("contacts.name".to_owned(), words("Ann Ashworth"))]);
    case.rows.entry("contacts".into()).or_default().insert(7, contact);
    let sex = Suggestion {
        never_over: Some(Value::Choice("non_binary".into())),
        ..Suggestion::answer("child.gender", Value::Choice("female".into()))
    };
    let offers = [
        Suggestion::answer("child.full_name", words("Zoë Ashworth")),
        sex,
        Suggestion::answer("child.address", words("2 New Lane")),
        Suggestion::answer("child.upn", words("F999999925001")),
        Suggestion::answer("cla.is", Value::YesNo(true)).check("Ask."),
        Suggestion::row(
            "contacts",
            [("contacts.name", words("ann ashworth")), ("contacts.phone", words("01905 1"))],
        ),
        Suggestion::row(
            "contacts",
            [("contacts.name", words("Bob")), ("contacts.phone", Value::Empty)],
        ),
    ];
    let all = compare(&case, &offers, &|id| id.to_owned());
    let states: Vec<Standing> = all.iter().map(|c| c.state).collect();
    assert_eq!(states, [Same, Kept, Differs, New, Check, Same, New, New]);
    assert_eq!(
        (all[6].label.as_str(), all[6].offers.as_str()),
        ("Ann Ashworth: Telephone", "01905 1")
    );
    let taken: Vec<&Compared> = all.iter().filter(|c| c.state != Check).collect();
    let change = change(&case, &taken).expect("something to take");
    let before = case.clone();
    apply_all(&mut case, &change).expect("applied");
    assert_eq!(case.answer("child.gender"), &Value::Choice("non_binary".into()));
    assert_eq!(case.answer("child.upn"), &words("F999999925001"));
    assert_eq!(case.rows("contacts").count(), 2);
    assert!(case.answer("cla.is").is_empty());
    apply_all(&mut case, &change.inverse()).expect("undone");
    assert_eq!(case, before);
}
