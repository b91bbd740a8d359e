use super::*;
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::SamePupil;
use crate::domain::prefill::{Standing, compare};

fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn an_earlier_case_offers_the_child_and_not_the_direction() {
    let mut old = Case::new(CaseRef { year: 2025, number: 3 });
    for (field, value) in [
        ("child.full_name", words("Zoë Ashworth")),
        ("child.upn", words("R99999992500A")),
        ("cla.is", Value::YesNo(false)),
        ("direction.purpose", words("Calm")),
        ("school.host", Value::School("1".into())),
    ] {
        old.answers.insert(field.into(), value);
    }
    let day = Value::Date(chrono::NaiveDate::from_ymd_opt(2025, 3, 3).expect("a day"));
    let table = |cells: &[(&str, Value)]| {
        cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect::<RowValues>()
    };
    old.rows
        .entry("event.start".into())
        .or_default()
        .insert(1, table(&[("start.on", day.clone())]));
    let used = table(&[("interventions.name", words("Key worker")), ("interventions.start", day)]);
    old.rows
        .entry("interventions".into())
        .or_default()
        .extend([(2, table(&[("interventions.name", words("Unused"))])), (3, used)]);
    let mut new = Case::new(CaseRef { year: 2026, number: 1 });
    new.answers.insert("child.upn".into(), words("F999999925001"));
    new.rows
        .entry("interventions".into())
        .or_default()
        .insert(4, table(&[("interventions.name", words("Key worker"))]));
    let lines = compare(
        &new,
        &offers(&old, &new, "a former UPN", &|_| "Elm School".into()).offers,
        &|id| id.to_owned(),
    );
    let line =
        |label: &str| lines.iter().find(|l| l.label == label).map(|l| (l.offers.as_str(), l.state));
    assert_eq!(line("Full name"), Some(("Zoë Ashworth", Standing::New)));
    assert_eq!(line("Child Looked After?"), Some(("No", Standing::Check)));
    assert_eq!(line("Former UPN"), Some(("R99999992500A", Standing::New)));
    assert_eq!(line("Key worker: Started"), Some(("03/03/2025", Standing::New)));
    assert_eq!(line("Earlier destination school"), Some(("Elm School", Standing::New)));
    assert!(
        line("UPN").is_none()
            && line("Purpose").is_none()
            && !lines.iter().any(|l| l.offers.contains("Unused"))
    );
}

#[test]
fn the_same_child_is_known_by_three_things() {
    let of = |upn: &str, former: &str, name: &str| Pupil {
        upn: upn.into(),
        former: former.split_whitespace().map(str::to_owned).collect(),
        name: name.into(),
        born: chrono::NaiveDate::from_ymd_opt(2013, 3, 12),
    };
    assert_eq!(of("A", "", "X").same_as(&of("A", "", "Y")), Some(SamePupil::Upn));
    assert_eq!(of("A", "", "X").same_as(&of("B", "A", "Y")), Some(SamePupil::FormerUpn));
    assert_eq!(
        of("", "", "zoë  Ashworth").same_as(&of("B", "", "Zoë ashworth")),
        Some(SamePupil::NameAndBirth)
    );
    assert_eq!(of("", "", "X").same_as(&of("", "", "Y")), None);
    assert_eq!(of("", "", "").same_as(&of("", "", "")), None);
}
