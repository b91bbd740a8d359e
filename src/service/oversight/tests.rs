use crate::api::{NewAccess, Reply, Request, Viewer};
use crate::domain::officers::Role;
use crate::domain::subject_access::request::{Capacity, Ending};
use crate::service::testing::{Office, today};

/// Returns the number that a line of the oversight gives to a viewer in its first column.
fn number(office: &mut Office, who: &Viewer, label: &str) -> usize {
    let Reply::Oversight(sections) = office.ask(who, Request::Oversight { today: today() }) else {
        panic!("{label}: not counted")
    };
    let mut rows = sections.iter().flat_map(|section| &section.rows);
    rows.find(|row| row.label.starts_with(label)).map_or(0, |row| row.cells[0].count)
}

#[test]
fn restricted_case_is_counted_for_those_who_see_it_and_for_nobody_else() {
    let mut office = Office::open();
    let (lead, officer) = (Office::role(Role::Lead), Office::role(Role::Officer));
    let label = "Restricted cases that you see";
    assert_eq!(number(&mut office, &lead, label), 0);
    let logins = vec!["lead".to_owned()];
    let reply = office.ask(&lead, Request::Restrict { case: office.case, logins });
    assert!(matches!(reply, Reply::Restricted { .. }), "{reply:?}");
    // The numbers of one are not remembered for the other, in either order.
    for _ in 0..2 {
        assert_eq!(number(&mut office, &lead, label), 1);
        assert_eq!(number(&mut office, &officer, label), 0);
    }
    let why = "A safeguarding call about this child".to_owned();
    office.ask(&officer, Request::BreakGlass { case: office.case, why });
    assert_eq!(number(&mut office, &lead, "Opened for a reason"), 1);
    assert_eq!(number(&mut office, &officer, "Opened for a reason"), 0);
}

#[test]
fn open_request_for_subject_access_is_counted_until_it_is_closed() {
    let mut office = Office::open();
    let lead = Office::role(Role::Lead);
    let label = "A request for subject access";
    assert_eq!(number(&mut office, &lead, label), 0);
    let new = NewAccess {
        cases: vec![office.case],
        received: today(),
        capacity: Capacity::Child,
        requester: "The child".into(),
        scope: String::new(),
    };
    let request = office.service.for_viewer(&lead).open_access_request(new).expect("entered");
    assert_eq!(number(&mut office, &lead, label), 1);
    let mut service = office.service.for_viewer(&lead);
    service.close_access_request(request.id, today(), Ending::Withdrawn).expect("closed");
    assert_eq!(number(&mut office, &lead, label), 0);
}

#[test]
fn case_is_counted_for_the_officer_who_saved_it_last() {
    let mut office = Office::open();
    let lead = Office::role(Role::Lead);
    let open = |office: &mut Office, who: &str| {
        let Reply::Oversight(sections) =
            office.ask(&Office::role(Role::Lead), Request::Oversight { today: today() })
        else {
            panic!("not counted")
        };
        let by = sections.iter().find(|s| s.title.starts_with("By officer")).expect("a section");
        by.rows.iter().find(|row| row.label == who).map_or(0, |row| row.cells[2].count)
    };
    assert_eq!((open(&mut office, "a.shah"), open(&mut office, "lead")), (1, 0));
    let Reply::Opened { .. } = office.ask(&lead, Request::NewCase { on: today() }) else {
        panic!("not opened")
    };
    assert_eq!((open(&mut office, "a.shah"), open(&mut office, "lead")), (1, 1));
}
