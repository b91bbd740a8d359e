//! Who looked at what: one entry of the record of looks. It has no name of a child in it, and no word
//! that was searched for.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::zone;
use crate::domain::case::CaseRef;
use crate::domain::plural;

/// Looks of one kind at one case within this time are one entry, in milliseconds.
pub const FOLDED_MS: i64 = 15 * 60 * 1000;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccessKind {
    /// A case was shown without being opened, as beside the list.
    Glanced,
    /// A case was opened.
    Opened,
    /// Every text was searched.
    Searched,
    /// A file of the evidence was read.
    Evidence,
    /// A document was made.
    Printed,
    /// Cases, marks or figures were given out.
    Exported,
    /// A restricted case was opened by somebody who is not named.
    Glass,
    /// Looks that could not be noted when they happened.
    Missed,
}

impl AccessKind {
    /// Returns its word, as it is stored and as scripts read it.
    pub fn word(self) -> &'static str {
        match self {
            AccessKind::Glanced => "glanced",
            AccessKind::Opened => "opened",
            AccessKind::Searched => "searched",
            AccessKind::Evidence => "evidence",
            AccessKind::Printed => "printed",
            AccessKind::Exported => "exported",
            AccessKind::Glass => "glass",
            AccessKind::Missed => "missed",
        }
    }
}

/// One look at the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Access {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// The number of the system's user.
    pub uid: u32,
    /// The name of the system's user.
    pub login: String,
    /// The officer's name as stated.
    pub officer: String,
    /// The session.
    pub session: u64,
    /// What was done.
    pub what: AccessKind,
    /// The case, where it was one.
    pub case: Option<CaseRef>,
    /// How many cases, places or copies it was.
    pub rows: u64,
    /// What was made, such as the kind of a document; "" where the kind says it all.
    pub made: String,
    /// Why a restricted case was opened, as the officer typed it; "" for every other look.
    #[serde(default)]
    pub why: String,
}

impl Access {
    /// Returns the officer as stated, and the system's name beside it where that is another.
    pub fn author(&self) -> String {
        if self.officer == self.login {
            return self.login.clone();
        }
        format!("{} (system user {})", self.officer, self.login)
    }

    /// Returns the local day and time.
    pub fn at(&self) -> NaiveDateTime {
        zone::london(&DateTime::from_timestamp_millis(self.at_ms).unwrap_or_default()).naive_local()
    }

    /// Returns what was done in words that follow the officer's name.
    pub fn words(&self) -> String {
        let rows = usize::try_from(self.rows).unwrap_or(usize::MAX);
        match self.what {
            AccessKind::Glanced => "saw it beside the list".into(),
            AccessKind::Opened => "opened it".into(),
            AccessKind::Searched => {
                format!("searched all text, {} found", plural::pluralize(rows, "place"))
            }
            AccessKind::Evidence => "read a file of the evidence".into(),
            AccessKind::Printed => {
                format!("created {}, {}", self.made, plural::count(rows, "copy", "copies"))
            }
            AccessKind::Exported if self.case.is_some() => format!("exported its {}", self.made),
            AccessKind::Exported => format!("exported {}: {rows}", self.made),
            AccessKind::Glass => {
                format!("opened it although it is restricted. Reason: {}", self.why)
            }
            AccessKind::Missed => {
                format!("had {} that could not be noted before", plural::pluralize(rows, "look"))
            }
        }
    }

    /// Returns it as one line: when, by whom and what.
    pub fn line(&self) -> String {
        format!("{}  {}  {}", self.at().format("%a %-d %b %Y %H:%M"), self.author(), self.words())
    }
}

/// Leaves out each glance at a case that the same user opened within the time in which looks are one
/// entry: opening it says as much.
pub fn without_glances_before_opening(all: Vec<Access>) -> Vec<Access> {
    let is_opened = |glance: &Access| {
        all.iter().any(|other| {
            other.what == AccessKind::Opened
                && other.case == glance.case
                && other.uid == glance.uid
                && (other.at_ms - glance.at_ms).abs() < FOLDED_MS
        })
    };
    let keeps = |access: &Access| access.what != AccessKind::Glanced || !is_opened(access);
    let kept: Vec<bool> = all.iter().map(keeps).collect();
    all.into_iter().zip(kept).filter_map(|(access, is_kept)| is_kept.then_some(access)).collect()
}
