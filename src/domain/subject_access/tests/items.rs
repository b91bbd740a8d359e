use std::collections::BTreeSet;

use super::day;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, CaseRef, FieldPath, Half, Marks};
use crate::domain::retention::hold::{Hold, HoldCause};
use crate::domain::retention::{Retention, RetentionDue};
use crate::domain::subject_access::item::{Item, PastChange, WholeRecord, items};
use crate::domain::value::{RowValues, Value};

/// Returns the items of a case with one of everything.
fn whole() -> Vec<Item> {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let text = |words: &str| Value::Text(words.into());
    case.answers.insert("child.full_name".into(), text("Amy Other"));
    case.answers.insert("school.host".into(), Value::School("1".into()));
    case.answers.insert("send.ehcp".into(), Value::Empty);
    case.answers.insert("of.a.later.version".into(), text("Kept"));
    let note =
        RowValues::from([("note.text".into(), text("Rang home")), ("x.y".into(), text("Odd"))]);
    case.rows.entry("event.note".into()).or_default().insert(3, note);
    case.rows
        .entry("later.table".into())
        .or_default()
        .insert(1, [("a.b".into(), text("Z"))].into());
    for iso in ["2026-11-02", "2026-11-06", "2026-11-09"] {
        let marks = Marks { home: Some("D".into()), host: Some("/".into()) };
        case.marks.insert((day(iso), Half::Am), marks);
    }
    let long = "He told us in confidence, and at length, that somebody had followed him home.";
    let path = FieldPath::case("child.full_name");
    let change = PastChange {
        seq: 7,
        at: day("2026-11-03").and_hms_opt(9, 5, 0).expect("a time"),
        by: "a.shah".into(),
        why: Some("Asked".into()),
        edits: vec![Edit::Set { path, old: text(long), new: text("Amy Other") }],
    };
    let retention = Retention { due: RetentionDue::Open, classes: Vec::new() };
    items(&WholeRecord {
        case: &case,
        changes: &[change],
        looks: &[],
        retention: &retention,
        hold: Some(&Hold {
            because: HoldCause::Claim,
            reason: "Letter of 3 May".into(),
            officer: "a.shah".into(),
            at_ms: 0,
        }),
        school: &|id| format!("School {id}"),
    })
}

#[test]
fn everything_recorded_is_an_item_once_under_a_key_of_its_own() {
    let all = whole();
    let keys: BTreeSet<&str> = all.iter().map(|item| item.key.as_str()).collect();
    assert_eq!(keys.len(), all.len());
    let wanted = [
        "about:hold",
        "about:recipients",
        "about:retention",
        "about:sources",
        "answer:child.full_name",
        "answer:of.a.later.version",
        "answer:school.host",
        "change:7",
        "marks:2026-11-08",
        "marks:2026-11-15",
        "row:event.note:3",
        "row:later.table:1",
    ];
    assert_eq!(keys.into_iter().collect::<Vec<_>>(), wanted);
    let text = |key: &str| &all.iter().find(|item| item.key == key).expect("there").text;
    assert_eq!(text("answer:school.host"), "School 1");
    assert!(
        text("row:event.note:3").contains("Rang home") && text("row:event.note:3").contains("Odd")
    );
    assert_eq!(text("marks:2026-11-08").lines().count(), 2);
}

#[test]
fn change_tells_the_whole_of_what_was_answered_before_and_names_the_answer() {
    let all = whole();
    let change = all.iter().find(|item| item.key == "change:7").expect("there");
    assert!(change.text.contains("had followed him home.") && change.text.contains("Amy Other"));
    let repeat = &change.repeats[0];
    assert_eq!((change.repeats.len(), &*repeat.key), (1, "answer:child.full_name"));
    let told = &change.text[repeat.place.clone()];
    assert!(told.starts_with("Amy Other (before: He told us"), "{told}");
    assert_eq!(change.typed.len(), 3, "the reason, the old and the new: {:?}", change.typed);
}

#[test]
fn title_and_heading_are_words_of_the_program_and_the_sum_covers_the_text() {
    for item in whole() {
        for word in ["Amy", "Rang", "followed"] {
            assert!(!item.title.contains(word) && !item.section.contains(word), "{item:?}");
        }
        let other = Item { text: format!("{}.", item.text), ..item.clone() };
        assert_ne!(item.sum(), other.sum());
    }
}
