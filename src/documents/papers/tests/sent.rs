//! What is recorded once a paper has been sent.

use super::*;

#[test]
fn what_is_recorded_as_sent_settles_its_duty() {
    let case = full(true);
    let table = |kind: &str| match made(&case, &DocumentOrder { review: Some(1), ..order(kind) })
        .expect("made")
        .record
        .first()
    {
        Some(Edit::AddRow { table, cells, .. }) => (table.clone(), cells.clone()),
        other => panic!("{kind}: {other:?}"),
    };
    let (notice, cells) = table("letter");
    assert_eq!(
        (notice.as_str(), cells.get("notice.on")),
        ("event.notice", Some(&Value::Date(today())))
    );
    assert_eq!(cells.get("notice.la"), None, "a copy has its answer among the copies");
    let (invitation, cells) = table("invitation");
    assert_eq!(invitation, "event.invitation");
    assert_eq!(cells.get("invitation.review"), Some(&Value::Number(i64::from(review_row(&case)))));
    for (kind, event) in [
        ("outcome", "event.letter_sent"),
        ("portal", "event.portal_return"),
        ("spreadsheet", "event.spreadsheet_update"),
    ] {
        assert_eq!(table(kind).0, event, "{kind}");
    }
    for kind in KINDS {
        for edit in made(&case, &DocumentOrder { review: Some(1), ..order(kind.id) })
            .map(|m| m.record)
            .unwrap_or_default()
        {
            let Edit::AddRow { table, cells, .. } = edit else { continue };
            let fields = dictionary::table(&table).expect("a table").fields;
            assert!(
                cells.keys().all(|k| fields.iter().any(|f| f.id == k)),
                "{}: {cells:?}",
                kind.id
            );
        }
    }
}

#[test]
fn a_letter_that_is_sent_answers_every_copy_that_goes_with_it() {
    let mut case = full(true);
    for field in dictionary::fields().filter(|f| f.id.starts_with("copies.")) {
        case.answers.remove(field.id);
    }
    let answered = |case: &Case, kind: &str| -> Vec<String> {
        let made = made(case, &order(kind)).expect("made");
        let said = made.record.into_iter().filter_map(|edit| match edit {
            Edit::Set { path, new: Value::YesNo(true), .. } => Some(path.field),
            _ => None,
        });
        said.collect()
    };
    assert_eq!(
        answered(&case, "letter"),
        ["home", "host", "admissions", "social_worker", "virtual_school", "la"]
            .map(|who| format!("copies.{who}"))
    );
    assert_eq!(answered(&case, "la-notice"), ["copies.la"]);
    case.answers.insert("copies.la".into(), Value::YesNo(true));
    assert!(answered(&case, "la-notice").is_empty(), "it is said already");
}

#[test]
fn a_letter_is_known_as_sent_whatever_it_was_called_then() {
    let mut case = full(true);
    case.rows.remove("event.letter_sent");
    let sent = |case: &Case, kind: &str| {
        let all = with(case, &Wording::default(), &order(""), offers);
        all.into_iter().find(|o| o.kind == kind && !o.blank).expect("there").sent
    };
    assert_eq!(sent(&case, "decline"), None);
    for (row, kind, what) in
        [(1, "answer", "Answer declining a review"), (2, "chase", "Chase for host marks")]
    {
        let cells = RowValues::from([
            ("letter_sent.on".into(), Value::Date(today())),
            ("letter_sent.kind".into(), Value::Choice(kind.into())),
            ("letter_sent.what".into(), text(what)),
        ]);
        case.rows.entry("event.letter_sent".into()).or_default().insert(row, cells);
    }
    assert_eq!((sent(&case, "decline"), sent(&case, "chase")), (Some(today()), Some(today())));
    assert_eq!(sent(&case, "la-notice"), None);
}
