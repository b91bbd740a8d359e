//! A request for subject access: the log of it, which names nobody, and its details, which do.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::system_user::SystemUser;
use crate::error::Error;

/// The reference of a request, shown as `SAR-2026-0001-1`: the first one about the case
/// `OSD-2026-0001`. It is counted within its case, so that no gap tells of a request that is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct AccessRef {
    /// The first case that is asked about.
    pub case: CaseRef,
    /// Its number among the requests about that case, from 1.
    pub number: u32,
}

impl fmt::Display for AccessRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AccessRef { case, number } = self;
        write!(f, "SAR-{:04}-{:04}-{number}", case.year, case.number)
    }
}

impl FromStr for AccessRef {
    type Err = Error;

    fn from_str(typed: &str) -> Result<AccessRef, Error> {
        let parse = || {
            let (head, rest) = typed.trim().split_once('-')?;
            let (case, number) = rest.rsplit_once('-')?;
            let case = format!("OSD-{case}").parse().ok()?;
            let number = number.parse().ok().filter(|number| *number > 0)?;
            head.eq_ignore_ascii_case("SAR").then_some(AccessRef { case, number })
        };
        parse().ok_or_else(|| {
            let typed: String = typed.chars().take(40).collect();
            Error::input(format!("\"{typed}\" is not the reference of a request."))
                .with_hint("Write it as SAR-2026-0001-1; offsite subject-access list shows all.")
        })
    }
}

impl From<AccessRef> for String {
    fn from(reference: AccessRef) -> String {
        reference.to_string()
    }
}

impl TryFrom<String> for AccessRef {
    type Error = Error;

    fn try_from(text: String) -> Result<AccessRef, Error> {
        text.parse()
    }
}

/// In which capacity somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Capacity {
    /// The child.
    Child,
    /// A parent for the child.
    Parent,
    /// An agent, such as a solicitor.
    Agent,
}

impl Capacity {
    /// Every capacity.
    pub const ALL: [Capacity; 3] = [Capacity::Child, Capacity::Parent, Capacity::Agent];

    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Capacity::Child => "the child",
            Capacity::Parent => "a parent for the child",
            Capacity::Agent => "an agent",
        }
    }
}

/// Something that was asked back, and when it was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The day on which it was asked.
    pub asked: NaiveDate,
    /// The day of the answer; none where it is awaited.
    pub answered: Option<NaiveDate>,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// What was asked for was given, whole or in part.
    Given,
    /// It was refused, with a reason given to who asked.
    Refused,
    /// Who asked took it back.
    Withdrawn,
}

impl Ending {
    /// Every way to end.
    pub const ALL: [Ending; 3] = [Ending::Given, Ending::Refused, Ending::Withdrawn];

    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Ending::Given => "given",
            Ending::Refused => "refused",
            Ending::Withdrawn => "withdrawn",
        }
    }
}

/// The end of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub how: Ending,
}

/// A request as the log has it: it names nobody, and outlives the disposal of its cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    /// Its reference.
    pub id: AccessRef,
    /// The cases of the child that it is about, the first of them that of the reference.
    pub cases: Vec<CaseRef>,
    /// The day on which it was received.
    pub received: NaiveDate,
    /// In which capacity it was made.
    pub capacity: Capacity,
    /// When proof of identity was asked for and given; none where it was not asked for.
    pub identity: Option<Wait>,
    /// Each time the request had to be clarified, in order.
    pub clarifications: Vec<Wait>,
    /// The day on which who asked was told that it takes longer; the reason is in the details.
    pub extension_told: Option<NaiveDate>,
    /// Whether it is also for the educational record; none where that is not answered.
    pub educational: Option<bool>,
    /// Whether the home school is maintained; none where that is not answered.
    pub maintained: Option<bool>,
    /// Whether it was considered if the child can ask alone; none where that is not answered.
    pub competence: Option<bool>,
    /// Whether the agent's authority was seen; none where that is not answered.
    pub authority: Option<bool>,
    /// When it was entered, in milliseconds since 1970: looks at the record from before are given.
    pub opened_ms: i64,
    /// When and how it ended; none while it is open.
    pub closed: Option<Closed>,
}

impl AccessRequest {
    /// Returns what still forbids giving anything, a sentence each: an unanswered question is never
    /// the harmless answer.
    pub fn obstacles(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.identity.is_some_and(|wait| wait.answered.is_none()) {
            all.push("Proof of identity was asked for and is not there yet.".to_owned());
        }
        if self.capacity == Capacity::Parent && self.competence != Some(true) {
            all.push("It is not recorded that the child's competence was considered.".to_owned());
        }
        if self.capacity == Capacity::Agent && self.authority != Some(true) {
            all.push("It is not recorded that the agent's authority was seen.".to_owned());
        }
        all
    }
}

/// Who has checked all decisions, when, and what they then were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The officer as stated.
    pub by: String,
    /// The officer's user of the system, where the records are shared.
    pub user: Option<SystemUser>,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The sum of the worklist as it was checked.
    pub sum: String,
}

/// What a request says that may name people. It is sealed with the key of the request's first case,
/// and is disposed of with it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AccessDetails {
    /// The name of who asks.
    pub requester: String,
    /// What is asked for, in words; "" where it is everything.
    pub scope: String,
    /// Why it takes longer than a month; "" where it does not.
    pub extension_reason: String,
    /// The second person's check; none where there was none.
    pub check: Option<Check>,
}
