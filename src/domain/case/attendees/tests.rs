use super::*;
use crate::domain::case::CaseRef;

#[test]
fn schools_parents_and_agencies_are_proposed_once() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    for (field, value) in [
        ("child.full_name", Value::Text("Zoë Ashworth".into())),
        ("agency.camhs", Value::YesNo(true)),
        ("agency.camhs_details", Value::Text("Dr Lund, 01905 1\nweekly".into())),
        ("agency.yos", Value::YesNo(false)),
        ("cla.is", Value::YesNo(true)),
    ] {
        case.answers.insert(field.into(), value);
    }
    let contact =
        RowValues::from([("contacts.name".to_owned(), Value::Text("Ann Ashworth".into()))]);
    case.rows.entry("contacts".into()).or_default().insert(1, contact);
    let first = proposed(&case, Some(7));
    let names: Vec<&str> = first.iter().map(|c| c["attendees.name"].as_text()).collect();
    assert_eq!(
        names,
        [
            "Zoë Ashworth",
            "Ann Ashworth",
            "Home school",
            "Host school",
            "Nominee of the board, not the head",
            "Social worker",
            "Virtual School",
            "CAMHS: Dr Lund, 01905 1"
        ]
    );
    assert!(first.iter().all(|c| c["attendees.review"] == Value::Number(7)));
    for (i, cells) in first.into_iter().enumerate() {
        case.rows.entry("attendees".into()).or_default().insert(10 + i as u32, cells);
    }
    assert!(proposed(&case, Some(7)).is_empty());
    assert_eq!(proposed(&case, None).len(), 8, "the initial meeting has a list of its own");
}
