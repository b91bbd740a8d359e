use super::*;
use crate::api::{AccessAmendment, AccessAnswer, AccessAsk, NewDecision, Reply, Request, Viewer};
use crate::domain::case::FieldPath;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::officers::Role;
use crate::domain::subject_access::decision::{Ground, Treatment};
use crate::domain::subject_access::request::{Capacity, Ending};
use crate::domain::value::Value;
use crate::service::restricted::tests::Secret;
use crate::service::testing::{CANARY, Office, today};
use crate::store::Store;

const PASSAGE: &str = "Jo Bloggs pushed him";

fn asked(case: CaseRef) -> NewAccess {
    NewAccess {
        cases: vec![case],
        received: "2026-11-02".parse().expect("a day"),
        capacity: Capacity::Child,
        requester: CANARY.into(),
        scope: String::new(),
    }
}

fn own() -> Viewer {
    Viewer::new("a.shah", today())
}

fn set(office: &mut Office, field: &str, new: &str) {
    let (case, path) = (office.case, FieldPath::case(field));
    let edits = vec![Edit::Set { path, old: Value::Empty, new: Value::Text(new.into()) }];
    office.ask(&own(), Request::Change { change: CaseChange { case, edits }, why: None });
}

/// An office whose officer has a request with every item decided on, a passage redacted in these.
fn decided() -> (Office, AccessRef, Vec<String>) {
    let mut office = Office::open();
    set(&mut office, "formulation.text", &format!("On Monday {PASSAGE} at noon."));
    let officer = Office::role(Role::Officer);
    let mut service = office.service.for_viewer(&officer);
    let id = service.open_access_request(asked(service.case_of_test())).expect("entered").id;
    let all = ["*".to_owned()];
    service.decide_access(id, &all, &Wish::Disclose).expect("decided");
    let cut = Wish::Redact(PASSAGE.into(), Ground::OtherChild);
    let one = ["answer:formulation.text".to_owned()];
    let told = service.decide_access(id, &one, &cut).expect("decided");
    // The change that made the answer has the passage too.
    assert_eq!((told.names.len(), told.warnings.len()), (1, 1), "{told:?}");
    assert!(told.warnings[0].contains("change:"), "{told:?}");
    let told = service.decide_access(id, &all, &cut).expect("decided");
    assert_eq!((told.names.len(), told.warnings.len()), (2, 0), "{told:?}");
    (office, id, told.names)
}

impl ViewerService<'_> {
    fn case_of_test(&self) -> CaseRef {
        self.store.cases().expect("read")[0]
    }

    /// Checks a request and returns what may be given.
    fn given(&mut self, id: AccessRef) -> Result<CheckedBundle> {
        self.check_access(id, None)?;
        self.access_bundle(id)
    }
}

#[test]
fn bundle_is_given_once_another_officer_has_checked_every_decision() {
    let (mut office, id, both) = decided();
    let (officer, lead) = (Office::role(Role::Officer), Office::role(Role::Lead));
    let refused = |result: Result<CheckedBundle>, why: &str| {
        let says = result.expect_err("refused").to_string();
        assert!(says.contains(why), "{says}");
    };
    refused(office.service.for_viewer(&lead).access_bundle(id), "Nobody has checked");
    refused(office.service.for_viewer(&officer).given(id), "cannot check");
    let bundle = office.service.for_viewer(&lead).given(id).expect("a bundle").bundle;
    let shown = format!("{bundle:?}");
    assert!(shown.contains("On Monday [redacted: another child] at noon."), "{shown}");
    assert!(!shown.contains("Bloggs") && bundle.withheld.is_empty());

    // Whatever is decided or recorded later voids the check.
    let kept = Wish::Withhold(Ground::SeriousHarm);
    let mut service = office.service.for_viewer(&officer);
    service.decide_access(id, &both[..1], &kept).expect("decided");
    refused(office.service.for_viewer(&lead).access_bundle(id), "also in");
    let mut service = office.service.for_viewer(&officer);
    service.decide_access(id, &both, &kept).expect("decided");
    refused(office.service.for_viewer(&lead).access_bundle(id), "Nobody has checked");
    office.service.for_viewer(&lead).given(id).expect("checked again");
    // Nor does another name make two people of one user.
    let renamed = Viewer { officer: "another name".into(), ..lead.clone() };
    let mut service = office.service.for_viewer(&lead);
    service.decide_access(id, &both, &kept).expect("decided");
    refused(office.service.for_viewer(&renamed).given(id), "cannot check");
    set(&mut office, "child.known_as", "Zed");
    refused(office.service.for_viewer(&lead).access_bundle(id), "undecided");
    refused(office.service.for_viewer(&lead).given(id), "undecided");
}

#[test]
fn bundle_is_refused_while_a_question_about_the_request_is_not_answered() {
    let mut office = Office::open();
    let mut service = office.service.for_viewer(&own());
    let new = NewAccess { capacity: Capacity::Parent, ..asked(service.case_of_test()) };
    let id = service.open_access_request(new).expect("entered").id;
    service.decide_access(id, &["*".to_owned()], &Wish::Disclose).expect("decided");
    let second = Viewer::new("b.jones", today());
    let says = office.service.for_viewer(&second).given(id).expect_err("refused").to_string();
    assert!(says.contains("competence"), "{says}");
    let yes = AccessAmendment { competence: Some(true), ..AccessAmendment::default() };
    office.service.for_viewer(&second).amend_access_request(id, &yes).expect("recorded");
    office.service.for_viewer(&second).access_bundle(id).expect("a bundle");
}

#[test]
fn star_decides_on_nothing_that_was_decided_and_a_passage_has_to_be_there() {
    let (mut office, id, _) = decided();
    let mut service = office.service.for_viewer(&own());
    let all = ["*".to_owned()];
    assert!(service.decide_access(id, &all, &Wish::Disclose).is_err(), "nothing is undecided");
    let cut = |passage: &str| Wish::Redact(passage.into(), Ground::ThirdParty);
    for absent in ["Nobody of this name", "Blog", " "] {
        assert!(service.decide_access(id, &all, &cut(absent)).is_err(), "{absent}");
    }
    assert!(service.decide_access(id, &["answer:none".to_owned()], &Wish::Disclose).is_err());
    // A second passage is redacted beside the first.
    service.decide_access(id, &all, &cut("at noon")).expect("decided");
    let (_, worklist) = service.access_worklist(id).expect("read");
    let shown = format!("{:?}", worklist.entries);
    assert!(shown.contains(PASSAGE) && shown.contains("passage: \"at noon\""), "{shown}");
}

#[test]
fn day_that_does_not_fit_is_refused_and_a_closed_request_is_not_changed() {
    let mut office = Office::open();
    let case = office.case;
    let mut service = office.service.for_viewer(&own());
    let late = NewAccess { received: "2026-11-27".parse().expect("a day"), ..asked(case) };
    assert!(service.open_access_request(late).is_err(), "after today");
    let id = service.open_access_request(asked(case)).expect("entered").id;
    assert_eq!(id.to_string(), "SAR-2026-0001-1");
    let day = |iso: &str| Some(iso.parse().expect("a day"));
    let none = AccessAmendment::default;
    for wrong in [
        AccessAmendment { identity_confirmed: day("2026-11-03"), ..none() },
        AccessAmendment { clarification_answered: day("2026-11-03"), ..none() },
        AccessAmendment { clarification_asked: day("2026-11-01"), ..none() },
        AccessAmendment { clarification_asked: day("2026-11-27"), ..none() },
        AccessAmendment { extension_told: day("2026-11-03"), ..none() },
    ] {
        assert!(service.amend_access_request(id, &wrong).is_err(), "{wrong:?}");
    }
    let waits = AccessAmendment { clarification_asked: day("2026-11-03"), ..none() };
    service.amend_access_request(id, &waits).expect("recorded");
    assert!(service.amend_access_request(id, &waits).is_err(), "one is awaited");
    let on = "2026-11-20".parse().expect("a day");
    service.close_access_request(id, on, Ending::Withdrawn).expect("closed");
    assert!(service.amend_access_request(id, &none()).is_err());
    assert!(service.decide_access(id, &["*".to_owned()], &Wish::Disclose).is_err());
    let next = service.open_access_request(asked(case)).expect("entered").id;
    assert_eq!(next.number, 2);
    // The log is kept for three years.
    let kept = service.access_request(id).expect("there").kept.and_then(|kept| kept.due);
    assert_eq!(kept, day("2029-11-20"));
    assert!(service.forget_access_request(id).is_err());
    let later = Viewer::new("a.shah", "2029-11-20".parse().expect("a day"));
    let mut service = office.service.for_viewer(&later);
    assert!(service.forget_access_request(next).is_err(), "it is open");
    service.forget_access_request(id).expect("deleted");
    assert!(service.access_request(id).is_err());
}

#[test]
fn undo_takes_no_decision_back() {
    let (mut office, id, _) = decided();
    let officer = Office::role(Role::Officer);
    let undo = Request::PreviewUndo { undo: true };
    let shown = format!("{:?}", office.ask(&officer, undo));
    assert!(shown.contains("Refused") || shown.contains("nothing to undo"), "{shown}");
    let service = office.service.for_viewer(&officer);
    assert_eq!(service.access_worklist(id).expect("read").1.undecided().count(), 0);
    assert!(service.history(service.case_of_test()).expect("read").iter().any(|entry| {
        entry.message.contains("subject access") && !entry.message.contains(CANARY)
    }));
}

/// Takes back everything that the officer of an office did and still can; returns the last refusal.
fn undo_all(office: &mut Office) -> String {
    loop {
        match office.ask(&own(), Request::PreviewUndo { undo: true }) {
            Reply::PreviewUndo(next) => {
                office.ask(&own(), Request::Undo { seq: next.seq });
            }
            other => return format!("{other:?}"),
        }
    }
}

#[test]
fn opening_of_a_case_is_not_undone_where_a_request_is_about_it() {
    let mut office = Office::open();
    let case = office.case;
    let is_there = |office: &Office| office.service.store.case(case).expect("read").is_some();
    undo_all(&mut office);
    assert!(!is_there(&office), "without a request it is undone");

    let mut office = Office::open();
    let mut service = office.service.for_viewer(&own());
    let id = service.open_access_request(asked(case)).expect("entered").id;
    for is_closed in [false, true] {
        if is_closed {
            let mut service = office.service.for_viewer(&own());
            service.close_access_request(id, today(), Ending::Given).expect("closed");
        }
        let says = undo_all(&mut office);
        assert!(says.contains("a request for subject access is about it"), "{says}");
        let opened = (1..9).find(|seq| {
            let change = office.service.store.change_of("a.shah", *seq);
            change.is_some_and(|change| format!("{change:?}").contains("Open"))
        });
        let undo = Request::Undo { seq: opened.expect("the case was opened") };
        let says = format!("{:?}", office.ask(&own(), undo));
        assert!(says.contains("a request for subject access is about it"), "{says}");
        assert!(is_there(&office));
        assert_eq!(office.service.access_requests().expect("read").len(), 1);
    }
}

#[test]
fn nobody_sees_a_request_about_a_hidden_case_or_that_there_is_one() {
    let mut secret = Secret::new();
    let hidden = secret.office.case;
    let (officer, lead) = (Office::role(Role::Officer), Office::role(Role::Lead));
    let mut service = secret.office.service.for_viewer(&officer);
    let id = service.open_access_request(asked(hidden)).expect("entered").id;
    service.decide_access(id, &["*".to_owned()], &Wish::Disclose).expect("decided");
    assert_eq!(service.access_requests().expect("read").len(), 1);

    let mut service = secret.office.service.for_viewer(&lead);
    assert_eq!(service.access_requests().expect("read"), []);
    let none = AccessRef { case: CaseRef { year: 2025, number: 9 }, number: 1 };
    let no_change = AccessAmendment::default();
    let mut said = |id: AccessRef| {
        let on = today();
        let all = [
            service.access_request(id).map(|_| ()),
            service.amend_access_request(id, &no_change).map(|_| ()),
            service.access_worklist(id).map(|_| ()),
            service.decide_access(id, &["*".to_owned()], &Wish::Disclose).map(|_| ()),
            service.check_access(id, None),
            service.access_bundle(id).map(|_| ()),
            service.close_access_request(id, on, Ending::Given).map(|_| ()),
            service.forget_access_request(id),
            service.open_access_request(asked(id.case)).map(|_| ()),
        ];
        let words = all.map(|refused| refused.expect_err("refused").report());
        words.join("\n").replace(&id.case.to_string(), "CASE").replace(&id.to_string(), "ID")
    };
    assert_eq!(said(id), said(none));
    // A case that is seen does not tell of it either.
    let open = service.open_access_request(asked(secret.open)).expect("entered").id;
    assert_eq!(open.number, 1);
    assert_eq!(service.access_requests().expect("read").len(), 1);
}

#[test]
fn only_who_may_record_decides_and_only_who_may_export_gives() {
    let (mut office, id, _) = decided();
    let reader = Office::role(Role::Reader);
    let mut service = office.service.for_viewer(&reader);
    assert!(service.open_access_request(asked(service.case_of_test())).is_err());
    assert!(service.access_worklist(id).is_err() && service.check_access(id, None).is_err());
    let officer = Office::role(Role::Officer);
    assert!(office.service.for_viewer(&officer).access_bundle(id).is_err());
}

#[test]
fn case_of_another_child_is_not_in_a_request() {
    let mut office = Office::open();
    let first = office.case;
    let Reply::Opened { case, .. } = office.ask(&own(), Request::NewCase { on: today() }) else {
        panic!("not opened")
    };
    let both = NewAccess { cases: vec![first, case.id], ..asked(first) };
    let says = office.service.for_viewer(&own()).open_access_request(both).expect_err("refused");
    assert!(says.to_string().contains("same child"), "{says}");
}

#[test]
fn disposal_leaves_the_log_and_nothing_that_was_asked_or_decided() {
    let (mut office, id, _) = decided();
    let case = office.case;
    let open = office.service.for_viewer(&own()).dispose(case, "B Jones", "Due");
    assert!(open.expect_err("refused").to_string().contains("open request"));
    let mut service = office.service.for_viewer(&own());
    service.close_access_request(id, today(), Ending::Given).expect("closed");
    let all = |store: &Store| {
        let changes = (1..=store.saved()).flat_map(|seq| {
            ["officer", "a.shah"].map(|who| format!("{:?}", store.change_of(who, seq)))
        });
        changes.collect::<String>()
    };
    assert!(all(&service.store).contains("Bloggs"), "the journal has it so far");
    let before = service.store.holdings(case).expect("read").entries;
    service.dispose(case, "B Jones", "Due").expect("disposed of");
    assert!(before.count > 6, "entries of the request are counted: {before:?}");

    let view = service.access_request(id).expect("the log is there");
    assert_eq!((view.details, view.request.cases), (None, vec![case]));
    assert!(service.access_worklist(id).is_err());
    let folder = office.service.folder().to_owned();
    office.service.close().expect("in order");
    for is_rebuilt in [false, true] {
        if is_rebuilt {
            std::fs::remove_dir_all(folder.join("sled")).expect("removed");
        }
        let mut store = Store::open(&folder, "a.shah", "now").expect("opens").store;
        for kind in [kinds::ACCESS_DETAILS, kinds::ACCESS_DECISIONS] {
            assert_eq!(store.items(kind).expect("read"), []);
        }
        let log = format!("{:?}", store.items(kinds::SUBJECT_ACCESS).expect("read"));
        assert!(log.contains("2026-11-02") && !log.contains(CANARY), "{log}");
        let journal = all(&store);
        assert!(!journal.contains("Bloggs") && !journal.contains(CANARY), "{journal}");
        assert_eq!(store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
        store.close().expect("in order");
    }
}

/// Returns everything that may be asked about a request, with the day of the tests.
fn every_ask(id: AccessRef) -> Vec<AccessAsk> {
    let decision = NewDecision {
        case: id.case,
        key: "answer:child.upn".into(),
        seen: String::new(),
        treatment: None,
    };
    vec![
        AccessAsk::List,
        AccessAsk::Work(id),
        AccessAsk::Enter(asked(id.case)),
        AccessAsk::Amend { id, amendment: Box::default() },
        AccessAsk::Close { id, on: today(), how: Ending::Given },
        AccessAsk::Decide { id, decisions: vec![decision] },
        AccessAsk::Check { id, seen: String::new() },
        AccessAsk::Files(id),
        AccessAsk::Forget(id),
    ]
}

#[test]
fn session_learns_nothing_of_a_request_about_a_case_that_is_hidden_from_it() {
    let mut secret = Secret::new();
    let (hidden, open) = (secret.office.case, secret.open);
    let (officer, lead) = (Office::role(Role::Officer), Office::role(Role::Lead));
    // One is about the hidden case, another about both cases of the child.
    let mut service = secret.office.service.for_viewer(&officer);
    let alone = service.open_access_request(asked(hidden)).expect("entered").id;
    let both = NewAccess { cases: vec![open, hidden], ..asked(open) };
    let both = service.open_access_request(both).expect("entered").id;
    let none = AccessRef { case: CaseRef { year: 2025, number: 9 }, number: 1 };
    let mut said = |id: AccessRef| {
        let mut all = String::new();
        for ask in every_ask(id) {
            // A case that is seen may have a request entered about it.
            if id == both && matches!(ask, AccessAsk::Enter(_)) {
                continue;
            }
            let reply = secret.office.ask(&lead, Request::Access(ask));
            let shown = format!("{reply:?}");
            assert!(!shown.contains(CANARY) && !shown.contains("Work("), "{shown}");
            all += &shown;
        }
        let case = format!("{:?}", id.case);
        all.replace(&case, "CASE")
            .replace(&id.case.to_string(), "CASE")
            .replace(&id.to_string(), "ID")
    };
    assert_eq!(said(alone), said(none));
    let list = said(both);
    assert!(list.contains("List { says: \"\", all: [] }") && !list.contains("SAR-"), "{list}");
    // Who is named sees both, with what is still to be decided.
    let Reply::Access(AccessAnswer::List { all, .. }) =
        secret.office.ask(&officer, Request::Access(AccessAsk::List))
    else {
        panic!("no list")
    };
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|line| line.progress.is_some_and(|far| far.undecided > 0)), "{all:?}");
}

#[test]
fn decision_counts_for_what_was_seen_and_for_nothing_else() {
    let (mut office, id, _) = decided();
    let officer = Office::role(Role::Officer);
    let (_, seen) = office.service.for_viewer(&officer).access_worklist(id).expect("read");
    let at = |key: &str| seen.entries.iter().find(|entry| entry.item.key == key).expect("there");
    let entry = at("answer:formulation.text");
    let mut decide = |decisions: Vec<NewDecision>| {
        let mut service = office.service.for_viewer(&officer);
        service.decide_as_seen(id, decisions).map(|(_, all)| all)
    };
    let no_passage = entry.without("Nobody of this name", Ground::ThirdParty);
    assert!(decide(vec![NewDecision::on(entry, Some(no_passage))]).is_err());
    assert!(decide(vec![NewDecision::on(entry, Some(Treatment::Redact(Vec::new())))]).is_err());
    // All or none are decided on.
    let of_none = NewDecision { key: "answer:none".into(), ..NewDecision::on(entry, None) };
    assert!(decide(vec![NewDecision::on(entry, None), of_none]).is_err());
    // A second passage beside the first, then back to undecided, and to what it was.
    let more = entry.without("at noon", Ground::ThirdParty);
    let now = decide(vec![NewDecision::on(entry, Some(more.clone()))]).expect("decided");
    let now = now.entries.iter().find(|e| e.item.key == entry.item.key).expect("there").clone();
    assert!(matches!(now.treatment(), Some(Treatment::Redact(parts)) if parts.len() == 2));
    // Who saw the decision before it does not decide on it now.
    let late = decide(vec![NewDecision::on(entry, Some(Treatment::Disclose))]);
    assert!(late.expect_err("refused").to_string().contains("changed since"));
    let back = decide(vec![NewDecision::on(&now, None)]).expect("undecided");
    assert_eq!(back.undecided().count(), 1);
    // A check is of what was seen.
    let lead = Office::role(Role::Lead);
    let mut service = office.service.for_viewer(&lead);
    let says = service.check_access(id, Some(&seen.sum())).expect_err("refused").to_string();
    assert!(says.contains("changed since"), "{says}");
    assert!(service.check_access(id, Some(&back.sum())).is_err(), "one is undecided");
}
