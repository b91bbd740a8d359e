//! Who asks.

use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::request_id::RequestId;
use crate::domain::system_user::SystemUser;

/// Who asks, in which session and on which day; given with everything that is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The officer's name, as it stands in the record.
    pub officer: String,
    /// The session, since an officer may have several open.
    pub session: SessionId,
    /// The day that the session goes by.
    pub today: NaiveDate,
    /// The user of the system at the other end of a connection; none where it is that of the
    /// service's own process.
    pub system_user: Option<SystemUser>,
    /// The id of a request that changes something; none in the service's own process, where an
    /// answer cannot be lost.
    pub request: Option<RequestId>,
}

impl Viewer {
    /// Returns an officer in a session that has just begun, in the service's own process.
    pub fn new(officer: &str, today: NaiveDate) -> Viewer {
        let (officer, session) = (officer.to_owned(), SessionId::random());
        Viewer { officer, session, today, system_user: None, request: None }
    }
}

/// Tells a session from every other, earlier ones too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SessionId(pub u64);

impl SessionId {
    /// Returns an id that no other session has.
    pub fn random() -> SessionId {
        // The keys of a random state come from the system.
        SessionId(RandomState::new().build_hasher().finish())
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}
