use super::*;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::profile::Profile;
use crate::domain::value::Value;
use crate::service::testing::{today, viewer};
use crate::store::Store;

/// A store with open cases.
struct Office {
    _folder: tempfile::TempDir,
    service: Service,
    cases: Vec<CaseRef>,
}

impl Office {
    fn with_cases(count: usize) -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path(), "a.shah", "now").expect("opens").store;
        let mut service = Service::new(store, || 1, Profile::shipped().clone()).expect("a service");
        let mut own = service.for_viewer(&Viewer::new("a.shah", today()));
        let open = |_| match own.ask(Request::NewCase { on: today() }) {
            Reply::Opened { case, .. } => case.id,
            other => panic!("{other:?}"),
        };
        let cases = (0..count).map(open).collect();
        Office { _folder: folder, service, cases }
    }

    /// Has each officer give the name of a child at the same moment, and returns the answers.
    fn name(&mut self, all: &[(&str, CaseRef, &str)]) -> Vec<Reply> {
        let (mut checked, mut refused) = (Vec::new(), Vec::new());
        for (officer, case, name) in all {
            let path = FieldPath::case("child.full_name");
            let edit = Edit::Set { path, old: Value::Empty, new: Value::Text((*name).into()) };
            let change = CaseChange { case: *case, edits: vec![edit] };
            let asks = viewer(officer, 1001);
            let request = Request::Change { change, why: None };
            match self.service.for_viewer(&asks).check_change(request) {
                Ok(change) => checked.push(change),
                Err(reply) => refused.push(*reply),
            }
        }
        let mut replies = self.service.store_together(checked);
        replies.extend(refused);
        replies
    }
}

#[test]
fn officers_who_save_at_the_same_moment_are_each_told_of_their_own_case() {
    let mut office = Office::with_cases(3);
    let [one, two, three] = office.cases[..] else { panic!("three cases") };
    let replies = office.name(&[
        ("a.shah", one, "Amy"),
        ("b.khan", two, "Bee"),
        ("c.moss", three, "\u{1b}[2J"),
        ("d.reed", one, "Somebody else"),
    ]);
    let told = |reply: &Reply| match reply {
        Reply::Saved { says, case, .. } => (case.id, says.clone()),
        other => panic!("{other:?}"),
    };
    let (first, second) = (told(&replies[0]), told(&replies[1]));
    assert!(first.0 == one && first.1.contains("Amy"), "{first:?}");
    assert!(second.0 == two && second.1.contains("Bee"), "{second:?}");
    for reply in &replies[2..] {
        assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
    }
    let mut by = |case| {
        let own = office.service.for_viewer(&Viewer::new("a.shah", today()));
        own.history(case).expect("read")[0].officer.clone()
    };
    assert_eq!([by(one), by(two)], ["a.shah", "b.khan"]);
}

#[test]
fn change_that_is_stored_with_others_tells_every_session_but_its_own() {
    let mut office = Office::with_cases(2);
    let [one, two] = office.cases[..] else { panic!("two cases") };
    let watching = Viewer::new("d.lead", today());
    office.service.for_viewer(&watching).take_notices();
    office.name(&[("a.shah", one, "Amy"), ("b.khan", two, "Bee")]);
    let told = office.service.for_viewer(&watching).take_notices();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(!office.service.has_notices(watching.session), "each is told once");
}
