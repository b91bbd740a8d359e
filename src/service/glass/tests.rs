use std::collections::BTreeSet;

use super::*;
use crate::api::{Reply, Viewer};
use crate::service::restricted::tests::{Secret, kind};
use crate::service::testing::{CANARY, Office, today, viewer};

const WHY: &str = "Found alone at the station";

/// An officer who is not named for the restricted case.
fn second() -> Viewer {
    viewer("second", 1010)
}

/// The restricted case of [`Secret`], and one more officer who is not named.
fn secret() -> Secret {
    let mut secret = Secret::new();
    let user = SystemUser { uid: 1010, name: "second".into() };
    let own = Viewer::new("a.shah", today());
    let mut service = secret.office.service.for_viewer(&own);
    service.add_officer(user, "", Role::Officer).expect("added");
    secret
}

fn open(secret: &mut Secret, who: &Viewer) -> Reply {
    let case = secret.office.case;
    secret.office.ask(who, Request::BreakGlass { case, why: WHY.into() })
}

/// Returns what a viewer is told of openings when the session begins, or goes on.
fn told(secret: &mut Secret, who: &Viewer) -> Vec<String> {
    let reply = secret.office.ask(who, Request::Notices);
    let Reply::Notices(all) = reply else { return Vec::new() };
    let words = |notice| if let Notice::Glass(words) = notice { Some(words) } else { None };
    all.into_iter().filter_map(words).collect()
}

fn is_shown(secret: &mut Secret, who: &Viewer) -> bool {
    let case = secret.office.case;
    matches!(secret.office.ask(who, Request::Case(case)), Reply::Case { .. })
}

#[test]
fn restricted_record_opens_for_a_reason_and_those_named_and_the_lead_are_told_once() {
    let mut secret = secret();
    let case = secret.office.case;
    // The officer has a session open already, the lead begins one later.
    assert_eq!(told(&mut secret, &Office::role(Role::Officer)), Vec::<String>::new());
    let officer = Office::role(Role::Officer);
    told(&mut secret, &officer);
    assert!(!is_shown(&mut secret, &second()));
    let short = Request::BreakGlass { case, why: "  for me  ".into() };
    let refused = secret.office.ask(&second(), short);
    assert!(matches!(&refused, Reply::Refused { says, .. } if says.contains("10 characters")));
    let Reply::GlassBroken(opened) = open(&mut secret, &second()) else { panic!("not opened") };
    assert_eq!(
        opened.says,
        "You open a restricted record. officer and the lead are told now. It closes at 04:00. You can read it, and record nothing in it."
    );
    assert_eq!(opened.open_ms, 3 * 60 * 60 * 1000);
    assert!(is_shown(&mut secret, &second()));
    assert!(secret.office.service.has_notices(officer.session), "an open session is rung");
    for who in [officer, Office::role(Role::Lead)] {
        let words = told(&mut secret, &who);
        assert_eq!(words.len(), 1, "{words:?}");
        assert!(words[0].contains("second opened the restricted record OSD-2026-0001"));
        assert!(words[0].contains("until 04:00") && words[0].contains(WHY), "{words:?}");
        // Neither this session nor a later one is told again.
        assert!(told(&mut secret, &who).is_empty());
        let later = Viewer { session: crate::api::SessionId::random(), ..who };
        assert!(told(&mut secret, &later).is_empty());
    }
    for who in [Office::role(Role::Reader), Office::role(Role::Admin), second()] {
        assert!(told(&mut secret, &who).is_empty(), "{who:?}");
    }
}

#[test]
fn opened_record_is_read_and_printed_and_every_other_right_is_as_it_was() {
    let mut secret = secret();
    let (case, lead) = (secret.office.case, Office::role(Role::Lead));
    let Reply::GlassBroken(_) = open(&mut secret, &lead) else { panic!("not opened") };
    let mut read = BTreeSet::new();
    for request in secret.every_request() {
        let asked = kind(&request);
        let only_reads = matches!(request.right(), None | Some(Right::Read | Right::Print));
        let is_of_it = request.cases() == [case];
        let reply = secret.office.ask(&lead, request);
        let shown = format!("{reply:?}");
        if only_reads && is_of_it {
            assert!(!matches!(reply, Reply::NotOpen { .. }), "{asked}: {shown}");
            if shown.contains(CANARY) {
                read.insert(asked);
            }
        } else {
            // Neither list nor count nor search nor draft nor undo has it, and it can be neither
            // changed nor restricted anew.
            assert!(!shown.contains(CANARY), "{asked}: {shown}");
            assert!(!is_of_it || matches!(reply, Reply::Refused { .. }), "{asked}: {shown}");
        }
    }
    let read: Vec<&str> = read.iter().map(String::as_str).collect();
    assert_eq!(read, ["Case", "Evidence", "History", "MakePaper", "Preview"]);
    // Nothing of it is exported, counted or chased either.
    let open = secret.open;
    let service = secret.office.service.for_viewer(&lead);
    let all = service.cases().expect("read");
    assert!(all.contains(&open) && !all.contains(&case), "{all:?}");
    assert!(service.case(case).is_err() && service.spreadsheet_row(case, today()).is_err());
    assert_eq!(service.count_hidden(), 1);
    let shown = format!("{:?}", service.chase(today(), today(), &mut |_, _, _| {}).expect("read"));
    assert!(!shown.contains(CANARY), "{shown}");
    let officer = Office::role(Role::Officer);
    let Reply::Case { case, .. } = secret.office.ask(&officer, Request::Case(case)) else {
        panic!("the officer who is named sees it")
    };
    assert_eq!(case.answer("child.full_name").as_text(), CANARY);
    assert_eq!(case.rows["evidence"].len(), 1);
}

#[test]
fn opened_record_is_open_to_whoever_opened_it_alone_and_for_three_hours() {
    let mut secret = secret();
    let Reply::GlassBroken(_) = open(&mut secret, &second()) else { panic!("not opened") };
    assert!(is_shown(&mut secret, &second()));
    let other_uid = viewer("second", 1011);
    for who in [Office::role(Role::Lead), Office::role(Role::Reader), other_uid] {
        assert!(!is_shown(&mut secret, &who), "{who:?}");
    }
    secret.office.service.clock = || OPEN_MS - 1;
    assert!(is_shown(&mut secret, &second()));
    secret.office.service.clock = || OPEN_MS;
    assert!(!is_shown(&mut secret, &second()));
    secret.office.service.clock = || -1;
    assert!(!is_shown(&mut secret, &second()), "a clock that was put back opens nothing");
}

#[test]
fn whose_role_is_taken_away_reads_no_record_that_was_opened_before() {
    let mut secret = secret();
    let Reply::GlassBroken(_) = open(&mut secret, &second()) else { panic!("not opened") };
    let own = Viewer::new("a.shah", today());
    secret.office.service.for_viewer(&own).set_role("second", Role::Reader).expect("changed");
    assert!(!is_shown(&mut secret, &second()));
}

#[test]
fn readers_admins_and_those_who_are_no_officers_open_no_restricted_record() {
    let mut secret = secret();
    for who in [Office::role(Role::Reader), Office::role(Role::Admin), viewer("nobody", 1099)] {
        let reply = open(&mut secret, &who);
        assert!(
            matches!(reply, Reply::Refused { .. } | Reply::NotOpen { case: None, .. }),
            "{who:?}"
        );
        assert!(!is_shown(&mut secret, &who));
    }
    let own = Viewer::new("a.shah", today());
    let refused = open(&mut secret, &own);
    assert!(
        matches!(&refused, Reply::Refused { says, .. } if says.contains("open to you already"))
    );
    let (all, _) = secret.office.service.for_viewer(&own).accesses(None).expect("read");
    assert!(all.iter().all(|access| access.what != AccessKind::Glass), "{all:?}");
}

#[test]
fn record_stays_closed_where_its_opening_cannot_be_noted() {
    let mut secret = secret();
    let folder = secret.office.service.folder().join("seen");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::write(&folder, b"in the way").expect("written");
    let refused = open(&mut secret, &second());
    assert!(
        matches!(&refused, Reply::Refused { says, .. } if says.contains("Nothing was given out"))
    );
    assert!(!is_shown(&mut secret, &second()));
    assert!(told(&mut secret, &Office::role(Role::Lead)).is_empty());
}

#[test]
fn opening_is_in_the_record_of_looks_with_its_reason_for_those_who_were_told() {
    let mut secret = secret();
    let Reply::GlassBroken(_) = open(&mut secret, &second()) else { panic!("not opened") };
    let mut glass = |who: &Viewer| {
        let (all, _) = secret.office.service.for_viewer(who).accesses(None).expect("read");
        let shown = format!("{all:?}");
        assert!(!shown.contains(CANARY), "{shown}");
        let all = all.into_iter().filter(|access| access.what == AccessKind::Glass);
        all.map(|access| (access.login, access.why)).collect::<Vec<_>>()
    };
    let with_reason = [("second".to_owned(), WHY.to_owned())];
    assert_eq!(glass(&Office::role(Role::Lead)), with_reason);
    assert_eq!(glass(&Viewer::new("a.shah", today())), with_reason);
    assert_eq!(glass(&Office::role(Role::Reader)), [("second".to_owned(), String::new())]);
}

#[test]
fn reason_of_an_opening_goes_with_the_case_and_the_opening_stays() {
    let mut secret = secret();
    let Reply::GlassBroken(_) = open(&mut secret, &second()) else { panic!("not opened") };
    let own = Viewer::new("a.shah", today());
    let case = secret.office.case;
    let mut service = secret.office.service.for_viewer(&own);
    service.dispose(case, "B Jones", "Due").expect("disposed of");
    let (all, faults) = service.accesses(None).expect("read");
    let glass = all.iter().find(|access| access.what == AccessKind::Glass).expect("it stays");
    assert_eq!((glass.why.as_str(), faults), ("disposed of with the case", Vec::new()));
    // There is nothing left to be told of, and an opening is no way in any more.
    assert!(told(&mut secret, &Office::role(Role::Lead)).is_empty());
    assert!(!is_shown(&mut secret, &second()));
}

#[test]
fn opening_and_who_was_not_told_outlive_the_server() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = || {
        let store = crate::store::Store::open(folder.path(), "a.shah", "now").expect("opens").store;
        let profile = crate::domain::profile::Profile::shipped().clone();
        Service::new(store, || 0, profile).expect("a service")
    };
    let mut service = start();
    let mut own = service.for_viewer(&Viewer::new("a.shah", today()));
    let case = own.new_case(today(), &[]).expect("opened").view.case.id;
    for (uid, name, role) in [
        (1001, "officer", Role::Officer),
        (1010, "second", Role::Officer),
        (1002, "lead", Role::Lead),
    ] {
        own.add_officer(SystemUser { uid, name: name.into() }, "", role).expect("added");
    }
    own.restrict(case, &["officer".to_owned()]).expect("restricted");
    let why = WHY.to_owned();
    let reply = service.for_viewer(&second()).ask(Request::BreakGlass { case, why });
    assert!(matches!(reply, Reply::GlassBroken(_)), "{reply:?}");
    drop(service);
    let mut service = start();
    let reply = service.for_viewer(&second()).ask(Request::Case(case));
    assert!(matches!(reply, Reply::Case { .. }), "{reply:?}");
    let Reply::Notices(all) = service.for_viewer(&viewer("lead", 1002)).ask(Request::Notices)
    else {
        panic!("nothing told")
    };
    assert!(matches!(&all[..], [Notice::Glass(words)] if words.contains(WHY)), "{all:?}");
}
