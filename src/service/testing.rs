//! One office for the tests of who may do and see what: a store with one pupil, and an officer of
//! every role.

use chrono::NaiveDate;

use crate::api::{ListQuery, Reply, Request, Viewer};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::document::{DocumentOrder, FileFormat};
use crate::domain::list::view::Sort;
use crate::domain::officers::Role;
use crate::domain::profile::Profile;
use crate::domain::system_user::SystemUser;
use crate::domain::value::Value;
use crate::service::Service;
use crate::store::Store;

/// A name that nobody has, looked for in everything that is shown.
pub(super) const CANARY: &str = "XYZZY";

pub(super) fn today() -> NaiveDate {
    "2026-11-26".parse().expect("a day")
}

pub(super) fn viewer(name: &str, uid: u32) -> Viewer {
    let system_user = Some(SystemUser { uid, name: name.into() });
    Viewer { system_user, ..Viewer::new(name, today()) }
}

pub(super) fn list() -> ListQuery {
    ListQuery { today: today(), filter: String::new(), sort: Sort::Pressing, from: 0, count: 9 }
}

pub(super) fn letter() -> DocumentOrder {
    DocumentOrder {
        kind: "letter".into(),
        audience: None,
        blank: false,
        review: None,
        format: FileFormat::Text,
        draft: true,
        date: today(),
    }
}

/// A store with one pupil, and an officer of every role, numbered from 1001.
pub(super) struct Office {
    _folder: tempfile::TempDir,
    pub(super) service: Service,
    pub(super) case: CaseRef,
}

impl Office {
    pub(super) fn open() -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(folder.path(), "a.shah", "now").expect("opens").store;
        let mut service = Service::new(store, || 0, Profile::shipped().clone()).expect("a service");
        let mut own = service.for_viewer(&Viewer::new("a.shah", today()));
        let Reply::Opened { case, .. } = own.ask(Request::NewCase { on: today() }) else {
            panic!("not opened")
        };
        let case = case.id;
        let path = FieldPath::case("child.full_name");
        let new = Value::Text(CANARY.into());
        let edits = vec![Edit::Set { path, old: Value::Empty, new }];
        let saved = own.ask(Request::Change { change: CaseChange { case, edits }, why: None });
        assert!(matches!(saved, Reply::Saved { .. }), "{saved:?}");
        for (uid, role) in (1001..).zip(Role::all()) {
            let user = SystemUser { uid, name: role.word().into() };
            own.add_officer(user, "", role).expect("added");
        }
        Office { _folder: folder, service, case }
    }

    pub(super) fn ask(&mut self, who: &Viewer, request: Request) -> Reply {
        self.service.for_viewer(who).ask(request)
    }

    pub(super) fn role(role: Role) -> Viewer {
        let uid = (1001..).zip(Role::all()).find(|(_, r)| *r == role).expect("a role").0;
        viewer(role.word(), uid)
    }
}
