use super::*;
use crate::api::{BulkEvent, ImportFile, ImportKind, Reply};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, FieldPath, RowValues};
use crate::domain::value::Value;
use crate::service::testing::{CANARY, Office, letter, list, today, viewer};

/// Returns a request of every kind that could show something of the case.
fn showing(case: CaseRef) -> Vec<Request> {
    let file = ImportFile {
        kind: ImportKind::Cases,
        name: "cases.jsonl".into(),
        bytes: crate::api::Bytes(Vec::new()),
        school: String::new(),
    };
    let order = letter();
    vec![
        Request::List(list()),
        Request::Ids(list()),
        Request::Views { today: today() },
        Request::SearchText { words: CANARY.into(), most: 9 },
        Request::PreviewUndo { undo: true },
        Request::Case(case),
        Request::EarlierCases(case),
        Request::SchoolAnswers(case),
        Request::History(case),
        Request::Drafts,
        Request::Import { file, on: today(), agreed: None },
        Request::PaperList { case, on: today() },
        Request::MakePaper { case: Some(case), order },
    ]
}

#[test]
fn only_those_whose_role_reads_cases_see_anything_of_a_case() {
    let mut office = Office::open();
    let lead = Office::role(Role::Lead);
    let seen = format!("{:?}", office.ask(&lead, Request::Case(office.case)));
    assert!(seen.contains(CANARY), "the case has it");
    let left = viewer("officer", 1009);
    for who in [Office::role(Role::Admin), left, viewer("root", 0), viewer("m.ito", 1050)] {
        for request in showing(office.case) {
            let asked = format!("{request:?}");
            let reply = office.ask(&who, request);
            let shown = format!("{reply:?}");
            assert!(!shown.contains(CANARY) && !shown.contains("OSD-"), "{who:?} {asked}: {shown}");
            let is_refused = matches!(&reply, Reply::Refused { .. } | Reply::NotOpen { .. });
            assert!(is_refused, "{who:?} {asked}: {shown}");
        }
    }
}

#[test]
fn readers_change_nothing_and_make_no_document() {
    let mut office = Office::open();
    let (reader, case) = (Office::role(Role::Reader), office.case);
    assert!(matches!(office.ask(&reader, Request::Case(case)), Reply::Case { .. }));
    let path = FieldPath::case("child.full_name");
    let edits =
        vec![Edit::Set { path, old: Value::Text(CANARY.into()), new: Value::Text("Other".into()) }];
    let change = Request::Change { change: CaseChange { case, edits }, why: None };
    let order = letter();
    for request in
        [change, Request::NewCase { on: today() }, Request::MakePaper { case: Some(case), order }]
    {
        let reply = office.ask(&reader, request);
        assert!(
            matches!(&reply, Reply::Refused { says: words, .. } if words.contains("reader")),
            "{reply:?}"
        );
    }
    let name = office.service.case(case).expect("the case").case.answer("child.full_name").clone();
    assert_eq!(name, Value::Text(CANARY.into()));
}

#[test]
fn leavers_are_shut_out_at_once_and_stay_in_the_record() {
    let mut office = Office::open();
    let officer = Office::role(Role::Officer);
    assert!(matches!(office.ask(&officer, Request::Case(office.case)), Reply::Case { .. }));
    let mut admin = office.service.for_viewer(&Office::role(Role::Admin));
    admin.end_officer("officer").expect("ended");
    assert!(admin.end_officer("officer").is_err(), "ended once");
    let reply = office.ask(&officer, Request::Case(office.case));
    assert!(matches!(reply, Reply::NotOpen { case: None, .. }), "{reply:?}");
    assert!(office.service.officers().iter().any(|o| o.user.name == "officer"));
    // The number that a new user of that name has is not the leaver's.
    let mut admin = office.service.for_viewer(&Office::role(Role::Admin));
    let again = SystemUser { uid: 1009, name: "officer".into() };
    admin.add_officer(again, "", Role::Reader).expect("added");
    assert!(office.service.role_of(&officer).is_err());
    assert_eq!(office.service.role_of(&viewer("officer", 1009)), Ok(Some(Role::Reader)));
}

#[test]
fn nobody_but_an_admin_names_officers() {
    let mut office = Office::open();
    let user = || SystemUser { uid: 1020, name: "n.new".into() };
    for role in Role::all() {
        let mut service = office.service.for_viewer(&Office::role(role));
        let done = service.add_officer(user(), "", Role::Lead);
        assert_eq!(done.is_ok(), role == Role::Admin, "{role:?}: {done:?}");
        assert_eq!(service.set_role("n.new", Role::Reader).is_ok(), role == Role::Admin);
    }
    let mut own = office.service.for_viewer(&Viewer::new("a.shah", today()));
    let root = SystemUser { uid: 0, name: "root".into() };
    assert!(own.add_officer(root, "", Role::Lead).is_err());
}

#[test]
fn officer_gives_one_event_to_fifty_cases_and_no_more() {
    let mut office = Office::open();
    let mut refused = |role, count| {
        let event = BulkEvent {
            cases: vec![office.case; count],
            table: "event.note".into(),
            cells: RowValues::new(),
            agreed: None,
        };
        let reply = office.ask(&Office::role(role), Request::RecordForAll(event));
        matches!(reply, Reply::Refused { says: words, .. } if words.contains("too many"))
    };
    assert!(!refused(Role::Officer, 50) && refused(Role::Officer, 51));
    assert!(!refused(Role::Lead, 500) && refused(Role::Lead, 501));
}
