use super::*;
use crate::api::{ListQuery, Reply, Request, Viewer};
use crate::domain::case::FieldPath;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::value::Value;
use crate::service::testing::{CANARY, Office, letter, list, today};

fn words(office: &mut Office, who: &Viewer, case: Option<CaseRef>) -> Vec<String> {
    let (all, faults) = office.service.for_viewer(who).accesses(case).expect("may know");
    assert_eq!(faults, Vec::<String>::new());
    all.iter().map(|a| format!("{} {} {} {}", a.login, a.what.word(), a.rows, a.made)).collect()
}

fn letter_of(case: CaseRef) -> Request {
    Request::MakePaper { case: Some(case), order: letter() }
}

#[test]
fn openings_searches_and_papers_are_noted_without_a_name_or_a_word() {
    let mut office = Office::open();
    let (officer, case) = (Office::role(Role::Officer), office.case);
    for _ in 0..3 {
        office.ask(&officer, Request::Case(case));
        office.ask(&officer, Request::Here { case: Some(case), at: None });
        office.ask(&officer, Request::SearchText { words: CANARY.into(), most: 9 });
    }
    for _ in 0..2 {
        let made = office.ask(&officer, letter_of(case));
        assert!(matches!(made, Reply::PaperMade(_)), "{made:?}");
    }
    office.ask(&officer, Request::List(ListQuery { filter: CANARY.into(), ..list() }));
    let lead = Office::role(Role::Lead);
    let all = words(&mut office, &lead, None);
    let expected = [
        "officer glanced 1 ",
        "officer opened 1 ",
        "officer searched 1 ",
        "officer printed 4 letter",
        "officer printed 4 letter",
    ];
    assert_eq!(all, expected, "looks are folded, papers never");
    let (raw, _) = office.service.for_viewer(&lead).accesses(None).expect("read");
    assert!(!format!("{raw:?}").contains(CANARY));
    assert_eq!((raw[0].uid, raw[0].case), (1001, Some(case)));
}

#[test]
fn no_paper_is_made_and_nothing_exported_that_cannot_be_noted_while_reading_goes_on() {
    let mut office = Office::open();
    let (officer, case) = (Office::role(Role::Officer), office.case);
    let folder = office.service.folder().join("seen");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::write(&folder, b"in the way").expect("written");
    let refused = office.ask(&officer, letter_of(case));
    assert!(
        matches!(&refused, Reply::Refused { says: words, .. } if words.contains("Nothing was given out"))
    );
    let own = Viewer::new("a.shah", today());
    let mut service = office.service.for_viewer(&own);
    assert!(service.make_paper(Some(case), &letter()).is_err(), "in the own process too");
    assert!(service.note_first(AccessKind::Exported, None, 1, "cases").is_err());
    assert!(matches!(service.ask(Request::Case(case)), Reply::Case { .. }));
    assert!(matches!(office.ask(&officer, Request::Case(case)), Reply::Case { .. }));
    // Once it can be noted again, the record says that a look is missing.
    std::fs::remove_file(&folder).expect("removed");
    office.ask(&officer, Request::SearchText { words: "lane".into(), most: 9 });
    let lead = Office::role(Role::Lead);
    let all = words(&mut office, &lead, None);
    assert_eq!(all, ["officer searched 0 ", "officer missed 1 "]);
}

#[test]
fn who_looked_is_known_to_the_lead_the_reader_and_the_officer_of_the_case() {
    let mut office = Office::open();
    let (case, officer) = (office.case, Office::role(Role::Officer));
    office.ask(&Office::role(Role::Reader), Request::Case(case));
    let mut known = |role, case| {
        office.service.for_viewer(&Office::role(role)).accesses(case).map(|(all, _)| all.len()).ok()
    };
    assert_eq!((known(Role::Lead, None), known(Role::Reader, None)), (Some(1), Some(1)));
    assert_eq!((known(Role::Admin, None), known(Role::Admin, Some(case))), (None, None));
    assert_eq!((known(Role::Officer, None), known(Role::Officer, Some(case))), (None, None));
    let path = FieldPath::case("child.known_as");
    let new = Value::Text("Amy".into());
    let edits = vec![Edit::Set { path, old: Value::Empty, new }];
    let change = CaseChange { case, edits };
    office.ask(&officer, Request::Change { change, why: None });
    assert_eq!(words(&mut office, &officer, Some(case)), ["reader glanced 1 "]);
    assert!(office.service.for_viewer(&officer).accesses(None).is_err());
}

#[test]
fn looks_at_a_restricted_case_are_known_to_those_who_see_it_alone() {
    let mut office = Office::open();
    let (case, officer) = (office.case, Office::role(Role::Officer));
    let lead = Office::role(Role::Lead);
    office.ask(&lead, Request::Case(case));
    let own = Viewer::new("a.shah", today());
    let named = ["officer".to_owned()];
    office.service.for_viewer(&own).restrict(case, &named).expect("restricted");
    assert_eq!(words(&mut office, &lead, None), Vec::<String>::new());
    assert!(office.service.for_viewer(&lead).accesses(Some(case)).is_err());
    office.ask(&officer, Request::Case(case));
    assert_eq!(words(&mut office, &own, Some(case)).len(), 2);
}

#[test]
fn look_of_the_thread_that_reads_for_long_is_noted_and_folded_with_the_others() {
    let mut office = Office::open();
    let officer = Office::role(Role::Officer);
    let search = || Request::SearchText { words: "lane".into(), most: 9 };
    for _ in 0..2 {
        let beside = office.service.beside().expect("a second service");
        let who = officer.clone();
        let asked = std::thread::spawn(move || {
            let mut second = beside.open().expect("opened");
            matches!(second.for_viewer(&who).ask(search()), Reply::Hits { .. })
        });
        assert!(asked.join().expect("ended"));
    }
    office.ask(&officer, search());
    assert_eq!(words(&mut office, &Office::role(Role::Lead), None), ["officer searched 0 "]);
}

#[test]
fn every_request_that_only_reads_a_case_is_a_look_at_it() {
    let mut office = Office::open();
    let (case, reader) = (office.case, Office::role(Role::Reader));
    let quiet = Office::role(Role::Lead);
    for request in [Request::History(case), Request::EarlierCases(case), Request::Case(case)] {
        let expected = look_of(&request).expect("a look");
        assert_eq!(expected, (AccessKind::Glanced, case), "{request:?}");
        office.ask(&reader, request);
    }
    // Those of one quarter of an hour are one entry, of each officer.
    office.ask(&quiet, Request::History(case));
    assert_eq!(words(&mut office, &quiet, None), ["reader glanced 1 ", "lead glanced 1 "]);
    // What is refused was not seen.
    let root = crate::service::testing::viewer("root", 0);
    office.ask(&root, Request::Case(case));
    assert_eq!(words(&mut office, &quiet, None).len(), 2);
}

#[test]
fn admin_knows_how_much_was_looked_at_and_nothing_of_what() {
    let mut office = Office::open();
    let (case, admin) = (office.case, Office::role(Role::Admin));
    office.ask(&Office::role(Role::Reader), Request::Case(case));
    let counts = office.service.for_viewer(&admin).access_counts(&|_| true).expect("may know");
    let counts: Vec<_> = counts.into_iter().collect();
    assert_eq!(counts, [(("reader".to_owned(), "glanced"), 1)]);
    assert!(office.service.for_viewer(&admin).accesses(None).is_err());
    let officer = Office::role(Role::Officer);
    assert!(office.service.for_viewer(&officer).access_counts(&|_| true).is_err());
}

#[test]
fn looks_of_years_that_the_profile_does_not_keep_are_deleted_with_the_next_one() {
    let mut office = Office::open();
    let own = Viewer::new("a.shah", today());
    // 1 July of 2019, 2020 and 2026: six whole years are kept.
    let clocks: [fn() -> i64; 3] =
        [|| 1_561_939_200_000, || 1_593_561_600_000, || 1_782_864_000_000];
    for clock in clocks {
        office.service.clock = clock;
        let service = office.service.for_viewer(&own);
        service.note_first(AccessKind::Exported, None, 1, "cases").expect("noted");
    }
    let (all, faults) = office.service.for_viewer(&own).accesses(None).expect("read");
    let years: Vec<String> = all.iter().map(|look| look.at().format("%Y").to_string()).collect();
    assert_eq!((years, faults.len()), (vec!["2020".to_owned(), "2026".into()], 0));
}
