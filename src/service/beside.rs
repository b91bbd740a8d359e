//! A second service on the same records, for long work that only reads: it runs in a thread of its
//! own, so that nobody waits for another's search or export.

use std::path::PathBuf;
use std::sync::Arc;

use crate::domain::system_user::SystemUser;
use crate::error::Result;
use crate::service::Service;
use crate::service::access::Looks;
use crate::service::authority::OwnAuthority;
use crate::store::Store;

/// What a second service is made of; it can be sent to the thread in which it is opened.
pub struct ServiceBeside {
    store: Store,
    own: OwnAuthority,
    own_user: SystemUser,
    clock: fn() -> i64,
    head_key: Option<PathBuf>,
    looks: Arc<Looks>,
}

impl Service {
    /// Returns what another thread opens a second service with, on the records as they stand. It
    /// reads schools, terms and officers anew, so that it never goes by older ones.
    ///
    /// # Errors
    /// The records cannot be opened a second time.
    pub fn beside(&self) -> Result<ServiceBeside> {
        Ok(ServiceBeside {
            store: self.store.second()?,
            own: self.own.clone(),
            own_user: self.own_user.clone(),
            clock: self.clock,
            head_key: self.head_key.clone(),
            looks: Arc::clone(&self.looks),
        })
    }
}

impl ServiceBeside {
    /// Opens the service, which saves nothing.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn open(self) -> Result<Service> {
        let mut service = Service::over(self.store, self.own_user, self.clock, self.own);
        service.head_key = self.head_key;
        service.looks = self.looks;
        service.read_officers()?;
        service.read_restricted()?;
        service.read_glass()?;
        service.read_authority()?;
        service.read_schools()?;
        service.evaluator.read_terms(&service.store)?;
        Ok(service)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Reply, Request, Viewer};
    use crate::domain::case::FieldPath;
    use crate::domain::case::edit::{CaseChange, Edit};
    use crate::domain::profile::Profile;
    use crate::domain::value::Value;

    #[test]
    fn second_service_reads_what_is_saved_meanwhile_and_saves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let opened = Store::open(dir.path(), "a.shah", "09:00").expect("a store");
        let mut service =
            Service::new(opened.store, || 1, Profile::shipped().clone()).expect("a service");
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day");
        let viewer = Viewer::new("a.shah", today);
        let beside = service.beside().expect("a second");
        let Reply::Opened { case, .. } =
            service.for_viewer(&viewer).ask(Request::NewCase { on: today })
        else {
            panic!("not opened");
        };
        let second = std::thread::spawn(move || {
            let mut second = beside.open().expect("opened");
            let seen = second.case(case.id).expect("what was saved meanwhile").case;
            let change = CaseChange {
                case: seen.id,
                edits: vec![Edit::Set {
                    path: FieldPath::case("child.full_name"),
                    old: Value::Empty,
                    new: Value::Text("Nobody".into()),
                }],
            };
            let change = Request::Change { change, why: None };
            matches!(second.for_viewer(&viewer).ask(change), Reply::Refused { .. })
        });
        assert!(second.join().expect("ended"), "a second service saves nothing");
        assert_eq!(service.cases().expect("cases").len(), 1);
        assert!(service.close().is_ok());
    }
}
