//! What a session is told without having asked: what others have changed, and where they are at
//! work.

use serde::{Deserialize, Serialize};

use crate::api::viewer::SessionId;
use crate::domain::case::{CaseRef, FieldPath};

/// One thing that a session is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Another session's change of cases is on disk.
    Changed(CasesChanged),
    /// What every case is judged by has changed.
    Items(ItemKind),
    /// Another session has gone somewhere, or away.
    Here(Presence),
    /// The disk of the records is full, so that nobody can save; or there is room again.
    DiskIsFull(bool),
    /// A restricted case was opened by one who is not named: who, when and why, as a sentence.
    Glass(String),
    /// A case is open to this session no more.
    Hidden(CaseRef),
    /// More has happened than is told one by one: everything that is shown is to be asked for anew.
    Resync,
}

/// A change of cases that another session stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasesChanged {
    /// Its number.
    pub seq: u64,
    /// Every case that it touches.
    pub cases: Vec<CaseRef>,
    /// The officer.
    pub who: String,
    /// When it was stored, as said beside it: `at 10:04`.
    pub when: String,
    /// What was done to the first case, with a full stop.
    pub says: String,
}

/// A kind of what every case is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ItemKind {
    /// The register of schools.
    Schools,
    /// Terms and closures.
    Terms,
    /// The authority's profile and wording.
    Authority,
}

/// Where another session is at work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The session.
    pub session: SessionId,
    /// Its officer.
    pub who: String,
    /// The case that it has open; none where it has none, or has ended.
    pub case: Option<CaseRef>,
    /// The answer that is being typed there, if one is.
    pub at: Option<FieldPath>,
}

/// Why a server has gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum WhyGone {
    /// It was stopped.
    Stopped,
    /// It was stopped, and another version is installed.
    Upgraded,
    /// It has not said why.
    Unsaid,
}

/// What came from whoever holds the store without having been asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing.
    Nothing,
    /// There is something to be told: it is asked for with
    /// [`Request::Notices`](crate::api::Request::Notices).
    News,
    /// The server has gone.
    Gone(WhyGone),
    /// A server that had gone is there again, and knows nothing of this session.
    Back,
}
