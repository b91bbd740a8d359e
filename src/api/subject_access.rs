//! Requests for subject access: what is asked of the service about them, and what it answers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::document::DocumentCopy;
use crate::domain::officers::Right;
use crate::domain::retention::ClassDue;
use crate::domain::subject_access::clock::Clock;
use crate::domain::subject_access::decision::Treatment;
use crate::domain::subject_access::request::{
    AccessDetails, AccessRef, AccessRequest, Capacity, Ending,
};
use crate::domain::subject_access::worklist::{Entry, Worklist};

/// What is told of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessView {
    /// Its log.
    pub request: AccessRequest,
    /// Who asks and what for; none once its first case was disposed of.
    pub details: Option<AccessDetails>,
    /// By when it is due.
    pub month: Clock,
    /// By when the educational record is due; none where none is asked for.
    pub school: Option<Clock>,
    /// How long the log is kept; none while it is open, or where the schedule does not say.
    pub kept: Option<ClassDue>,
}

impl AccessView {
    /// Returns whether the schedule keeps the log no longer than a day; never while it is open.
    pub fn is_log_due(&self, on: NaiveDate) -> bool {
        self.kept.as_ref().and_then(|kept| kept.due).is_some_and(|due| due <= on)
    }

    /// Returns where the request is on a day, in words.
    pub fn state(&self, today: NaiveDate) -> String {
        if let Some(end) = self.request.closed {
            let due = if self.is_log_due(today) { "; its log is due to be deleted" } else { "" };
            return format!("closed {}: {}{due}", dates::format(end.on), end.how.label());
        }
        let said = |clock: &Clock| {
            let late = if clock.is_late(today) { ", overdue" } else { "" };
            format!("{}{late}", clock.due.words())
        };
        let school = self.school.as_ref();
        let school =
            school.map_or_else(String::new, |s| format!("; educational record {}", said(s)));
        format!("{}{school}", said(&self.month))
    }

    /// Returns the first day by which anything is due; none where no day is known, or it is closed.
    pub fn due(&self) -> Option<NaiveDate> {
        let clocks = std::iter::once(&self.month).chain(&self.school);
        clocks.filter(|_| self.request.closed.is_none()).filter_map(|clock| clock.due.day()).min()
    }
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessProgress {
    /// How many items there are.
    pub items: usize,
    /// On how many nothing is decided.
    pub undecided: usize,
    /// Whether another officer has checked the decisions as they now are.
    pub is_checked: bool,
}

impl AccessProgress {
    /// Returns how far a request has come whose details and items are these.
    pub fn of(details: Option<&AccessDetails>, worklist: &Worklist) -> AccessProgress {
        let check = details.and_then(|details| details.check.as_ref());
        AccessProgress {
            items: worklist.entries.len(),
            undecided: worklist.undecided().count(),
            is_checked: check.is_some_and(|check| check.sum == worklist.sum()),
        }
    }

    /// Returns it in a sentence.
    pub fn words(self) -> String {
        match self {
            AccessProgress { is_checked: true, .. } => {
                "Another officer has checked every decision.".to_owned()
            }
            AccessProgress { undecided: 0, .. } => {
                "Every item is decided. Another officer has to check the decisions.".to_owned()
            }
            AccessProgress { undecided, items, .. } => format!("{undecided} of {items} undecided."),
        }
    }
}

/// A request as it is listed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessLine {
    /// The request.
    pub view: AccessView,
    /// The name of the child in the first case; "" where it has none or was disposed of.
    pub child: String,
    /// How far it has come; none where it is closed, or the viewer does not see its items.
    pub progress: Option<AccessProgress>,
}

/// A request with all its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessWork {
    /// What was done; "" where it was only asked for.
    pub says: String,
    /// The request.
    pub view: AccessView,
    /// The name of the child in the first case.
    pub child: String,
    /// The items and what was decided on each.
    pub worklist: Worklist,
}

/// A request as it is entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAccess {
    /// The cases of the child, the first of them that after which it is named.
    pub cases: Vec<CaseRef>,
    /// The day on which it was received.
    pub received: NaiveDate,
    /// In which capacity it was made.
    pub capacity: Capacity,
    /// The name of who asks.
    pub requester: String,
    /// What is asked for; "" for everything.
    pub scope: String,
}

/// What is to be recorded of a request; none of it changes what is not named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccessAmendment {
    /// The day on which proof of identity was asked for.
    pub identity_asked: Option<NaiveDate>,
    /// The day on which it was there.
    pub identity_confirmed: Option<NaiveDate>,
    /// The day on which a clarification was asked for.
    pub clarification_asked: Option<NaiveDate>,
    /// The day on which it was given.
    pub clarification_answered: Option<NaiveDate>,
    /// The day on which who asked was told that it takes longer.
    pub extension_told: Option<NaiveDate>,
    /// Why it takes longer.
    pub extension_reason: Option<String>,
    /// Whether it is also for the educational record.
    pub educational: Option<bool>,
    /// Whether the home school is maintained.
    pub maintained: Option<bool>,
    /// Whether the child's competence was considered.
    pub competence: Option<bool>,
    /// Whether the agent's authority was seen.
    pub authority: Option<bool>,
    /// What is asked for.
    pub scope: Option<String>,
}

/// A decision on an item as the officer saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDecision {
    /// The case that the item is of.
    pub case: CaseRef,
    /// The item's key.
    pub key: String,
    /// The sum of the item and of what was decided on it, as it was seen.
    pub seen: String,
    /// What becomes of it; none where it is undecided again.
    pub treatment: Option<Treatment>,
}

impl NewDecision {
    /// Returns a decision on an item that is seen as it is here.
    pub fn on(entry: &Entry, treatment: Option<Treatment>) -> NewDecision {
        NewDecision { case: entry.case, key: entry.item.key.clone(), seen: entry.sum(), treatment }
    }
}

/// One thing asked about requests for subject access.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the line above each variant says what its fields are")]
pub enum AccessAsk {
    /// Every request that the viewer sees. Answered by [`AccessAnswer::List`].
    List,
    /// One request with its items. Answered by [`AccessAnswer::Work`].
    Work(AccessRef),
    /// Enters a request. Answered by [`AccessAnswer::Work`].
    Enter(NewAccess),
    /// Records what became known of a request. Answered by [`AccessAnswer::Work`].
    Amend { id: AccessRef, amendment: Box<AccessAmendment> },
    /// Closes a request on a day. Answered by [`AccessAnswer::Work`].
    Close { id: AccessRef, on: NaiveDate, how: Ending },
    /// Decides on items, all or none of them. Answered by [`AccessAnswer::Work`].
    Decide { id: AccessRef, decisions: Vec<NewDecision> },
    /// Notes that the viewer has checked all decisions, as the sum of the worklist says that they
    /// were seen. Answered by [`AccessAnswer::Work`].
    Check { id: AccessRef, seen: String },
    /// The files of what may be given; that they leave the records is noted first. Answered by
    /// [`AccessAnswer::Files`].
    Files(AccessRef),
    /// Deletes the log of a request that the schedule keeps no longer. Answered by
    /// [`AccessAnswer::List`].
    Forget(AccessRef),
}

impl AccessAsk {
    /// Returns whether it may change what is stored.
    pub fn changes(&self) -> bool {
        match self {
            AccessAsk::Enter(_)
            | AccessAsk::Amend { .. }
            | AccessAsk::Close { .. }
            | AccessAsk::Decide { .. }
            | AccessAsk::Check { .. }
            | AccessAsk::Forget(_) => true,
            AccessAsk::List | AccessAsk::Work(_) | AccessAsk::Files(_) => false,
        }
    }

    /// Returns the cases that it names. Whether the viewer sees those of a request is what the others
    /// are about: one that is hidden is answered as one that is not there.
    pub fn cases(&self) -> Vec<CaseRef> {
        match self {
            AccessAsk::Enter(new) => new.cases.clone(),
            AccessAsk::List
            | AccessAsk::Work(_)
            | AccessAsk::Amend { .. }
            | AccessAsk::Close { .. }
            | AccessAsk::Decide { .. }
            | AccessAsk::Check { .. }
            | AccessAsk::Files(_)
            | AccessAsk::Forget(_) => Vec::new(),
        }
    }

    /// Returns what the officer's role must allow.
    pub fn right(&self) -> Right {
        match self {
            AccessAsk::List => Right::Read,
            AccessAsk::Files(_) | AccessAsk::Forget(_) => Right::Export,
            AccessAsk::Work(_)
            | AccessAsk::Enter(_)
            | AccessAsk::Amend { .. }
            | AccessAsk::Close { .. }
            | AccessAsk::Decide { .. }
            | AccessAsk::Check { .. } => Right::Record,
        }
    }

    /// Returns what is said while the officer waits, where it may take long.
    pub fn takes_long(&self) -> Option<&'static str> {
        match self {
            AccessAsk::List => Some("Reading the requests …"),
            AccessAsk::Work(_) => Some("Reading the items …"),
            AccessAsk::Files(_) => Some("Making the copy …"),
            _ => None,
        }
    }
}

/// What is answered about requests for subject access.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the line above each variant says what its fields are")]
pub enum AccessAnswer {
    /// The requests by reference, and what was done; "" where nothing was.
    List { says: String, all: Vec<AccessLine> },
    /// A request with its items.
    Work(Box<AccessWork>),
    /// The files of what is given.
    Files { id: AccessRef, copies: Vec<DocumentCopy> },
}
