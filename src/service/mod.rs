//! The service: the one owner of the store. It takes a request at a time, decides whether it is
//! allowed, and keeps the list's index current.

mod access;
mod authority;
mod backend;
mod backup;
mod beside;
mod bulk;
mod census;
mod certificate;
mod change;
mod chase;
mod clash;
mod describe;
mod dispose;
mod documents;
mod drafts;
mod evaluator;
mod evidence;
mod file_import;
mod first_cases;
mod found_cases;
mod full_text;
mod glass;
mod governors;
mod history;
mod holds;
mod import;
mod inspection;
mod kinds;
mod last_items;
mod list;
mod new_case;
mod notices;
mod officers;
mod overrides;
mod oversight;
mod overtaken;
mod panel;
mod prefill;
mod pupils_file;
mod queue;
mod registers;
mod resent;
mod restricted;
mod retention;
mod same_child;
mod school_moves;
mod schools;
mod schools_file;
mod search_index;
mod sheet;
mod since;
mod startup_cache;
mod statistics;
mod subject_access;
mod terms;
#[cfg(test)]
mod testing;
mod together;
mod twice;
mod undo;
mod undo_import;
mod verify;
mod viewer;
mod views;

pub use crate::service::authority::{backups_kept, keeps_authority_files};
pub use crate::service::beside::ServiceBeside;
pub use crate::service::certificate::Certificate;
pub use crate::service::history::CLOCK_MAY_DIFFER;
pub use crate::service::inspection::MAX_SENT;
pub use crate::service::pupils_file::{PupilsPlan, PupilsTake};
pub use crate::service::retention::RetentionLine;
pub use crate::service::school_moves::{SchoolMove, SchoolMoves};
pub use crate::service::schools_file::MAX_SCHOOLS;
pub use crate::service::startup_cache::read_startup_cache;
pub use crate::service::subject_access::{CheckedBundle, Decided, Wish};
pub use crate::service::viewer::ViewerService;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use crate::api::{CaseView, SchoolsStamp, SessionId, SetupStatus};
use crate::documents::papers::Wording;
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, CaseRef};
use crate::domain::officers::Officer;
use crate::domain::profile::Profile;
use crate::domain::school::{School, SchoolList};
use crate::domain::system_user::SystemUser;
use crate::error::Result;
use crate::service::authority::OwnAuthority;
use crate::service::evaluator::Evaluator;
use crate::store::{Store, Subject};

/// Holds the store. What depends on who asks is asked of [`Service::for_viewer`].
pub struct Service {
    store: Store,
    /// The sessions that have not ended, and when each asked last.
    sessions: BTreeMap<SessionId, Instant>,
    /// The user of the system whose process this is.
    own_user: SystemUser,
    clock: fn() -> i64,
    /// Those who may connect; empty where the records name none.
    officers: Vec<Officer>,
    restricted: restricted::Restricted,
    glass: glass::Glass,
    /// Shared with the service that reads for long in a thread of its own.
    looks: Arc<access::Looks>,
    list: list::CaseList,
    notices: notices::Notices,
    last_items: last_items::LastItems,
    schools: Rc<SchoolList>,
    schools_stamp: SchoolsStamp,
    evaluator: Evaluator,
    wording: Wording,
    own: OwnAuthority,
    /// The file of the key with which the heads of backups are signed.
    head_key: Option<PathBuf>,
}

impl Service {
    /// Takes an open store; `clock` gives milliseconds since 1970, `profile` what is counted with
    /// where the store keeps no profile of the authority.
    ///
    /// # Errors
    /// A sentence where a record cannot be read.
    pub fn new(store: Store, clock: fn() -> i64, profile: Profile) -> Result<Service> {
        let own = OwnAuthority { profile, wording: Wording::default() };
        let own_user = store.author().clone();
        let mut owner = Service::over(store, own_user, clock, own);
        owner.read_officers()?;
        owner.read_restricted()?;
        owner.read_glass()?;
        owner.read_authority()?;
        owner.read_items()?;
        Ok(owner)
    }

    /// Returns a service that has not read anything yet.
    fn over(store: Store, own_user: SystemUser, clock: fn() -> i64, own: OwnAuthority) -> Service {
        Service {
            own_user,
            store,
            sessions: BTreeMap::new(),
            clock,
            officers: Vec::new(),
            restricted: restricted::Restricted::default(),
            glass: glass::Glass::default(),
            looks: Arc::default(),
            list: list::CaseList::default(),
            notices: notices::Notices::default(),
            last_items: last_items::LastItems::default(),
            schools: Rc::default(),
            schools_stamp: SchoolsStamp::random(),
            evaluator: Evaluator::new(own.profile.clone()),
            wording: Wording::default(),
            own,
            head_key: None,
        }
    }

    /// Signs the heads of the backups that this session is asked for with the key of a file.
    pub fn set_head_key(&mut self, file: Option<PathBuf>) {
        self.head_key = file;
    }

    /// Reads schools and terms again, and judges every case by them.
    fn read_items(&mut self) -> Result<()> {
        self.read_schools()?;
        self.evaluator.read_terms(&self.store)?;
        self.read_lines(&mut |_, _| {})
    }

    /// Reads again what a change of schools or terms has changed. Where it was terms alone, only the
    /// cases of their schools are judged anew.
    fn reread_items(&mut self, edits: &[Subject]) -> Result<()> {
        if edits.iter().any(restricted::is_access) {
            self.read_officers()?;
            self.read_restricted()?;
            self.read_glass()?;
            self.forget_found();
        }
        if edits.iter().all(restricted::is_access) {
            return Ok(());
        }
        let is_authority =
            |part: &Subject| matches!(part, Subject::Item { kind, .. } if kind == kinds::AUTHORITY);
        if edits.iter().any(is_authority) {
            self.read_authority()?;
        }
        let schools: Option<Vec<&str>> = edits
            .iter()
            .map(|part| match part {
                Subject::Item { kind, id, .. } if kind == kinds::TERMS => Some(id.as_str()),
                _ => None,
            })
            .collect();
        let Some(schools) = schools else { return self.read_items() };
        let before = self.evaluator.ruleset_hash();
        self.evaluator.read_terms(&self.store)?;
        self.store.carry_lines_over(&before, &self.evaluator.ruleset_hash(), &|line| {
            [&line.home, &line.host].iter().any(|id| schools.contains(&id.as_str()))
        })?;
        self.read_lines(&mut |_, _| {})
    }

    /// Leaves the store in order.
    ///
    /// # Errors
    /// A sentence where the store was found damaged beside the session.
    pub fn close(self) -> Result<()> {
        self.store.close()
    }

    /// Waits for the check of the records that runs beside a quick start.
    ///
    /// # Errors
    /// A sentence where it found them damaged.
    pub fn wait_for_check(&self) -> Result<()> {
        self.store.wait_for_check()
    }

    /// Returns the folder of the store, for what has to lie beside it for a while.
    pub fn folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// Returns a case with its line and its findings.
    ///
    /// Answers [`Request::Case`](crate::api::Request::Case).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::error::ErrorKind::NotFound) where there is no such case.
    pub fn case(&self, id: CaseRef) -> Result<CaseView> {
        let case = self.load(id)?;
        Ok(CaseView {
            findings: self.evaluator.findings(&case),
            case: Box::new(case),
            line: Box::new(self.line(id)?),
        })
    }

    /// Returns how many schools and how many schools' terms were read in.
    ///
    /// Answers [`Request::SetupStatus`](crate::api::Request::SetupStatus).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn setup_status(&self) -> Result<SetupStatus> {
        Ok(SetupStatus {
            schools: self.store.items(kinds::SCHOOLS)?.len(),
            terms: self.store.items(kinds::TERMS)?.len(),
        })
    }

    /// Returns the schools whose name, town or number holds every word, at most `max`.
    ///
    /// Answers [`Request::Schools`](crate::api::Request::Schools).
    pub fn find_schools(&self, words: &str, max: usize) -> Vec<School> {
        self.schools.find(words, max)
    }

    /// Returns every school, with the stamp of this reading; one list is enough for everybody.
    ///
    /// Answers [`Request::AllSchools`](crate::api::Request::AllSchools).
    pub fn all_schools(&self) -> (SchoolsStamp, Rc<SchoolList>) {
        (self.schools_stamp, Rc::clone(&self.schools))
    }

    /// Returns the calendar of every school whose terms are stored, by its id.
    ///
    /// Answers [`Request::Calendars`](crate::api::Request::Calendars).
    pub fn calendars(&self) -> &BTreeMap<String, Calendar> {
        self.evaluator.calendars()
    }

    /// Returns a case as it is stored; one that is hidden from the viewer is not there.
    fn load(&self, id: CaseRef) -> Result<Case> {
        self.refuse_hidden(id)?;
        if let Some(case) = self.store.case(id)? {
            return Ok(case);
        }
        Err(self.store.disposed(id)?.map_or_else(|| restricted::no_case(id), |gone| gone.refusal()))
    }
}
