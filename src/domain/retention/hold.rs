//! A hold: a case that is not disposed of while a claim, a complaint or an inquiry needs it.

use serde::{Deserialize, Serialize};

/// What a case is held for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HoldCause {
    /// A claim in law.
    Claim,
    /// A complaint.
    Complaint,
    /// An inquiry.
    Inquiry,
}

impl HoldCause {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            HoldCause::Claim => "a claim",
            HoldCause::Complaint => "a complaint",
            HoldCause::Inquiry => "an inquiry",
        }
    }
}

/// A hold on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// What it is held for.
    pub because: HoldCause,
    /// Why, as the officer typed it, without the child's name.
    pub reason: String,
    /// The officer who placed it.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}

impl Hold {
    /// Returns who holds the case, since when and why.
    pub fn words(&self) -> String {
        let at = chrono::DateTime::from_timestamp_millis(self.at_ms).unwrap_or_default();
        let day = crate::domain::calendar::zone::london(&at).format("%d/%m/%Y");
        let Hold { because, reason, officer, .. } = self;
        format!("held by {officer} since {day} for {}: {reason}", because.label())
    }
}
