//! What is decided on an item of a request, and on which ground something is withheld.

use serde::{Deserialize, Serialize};

use crate::domain::system_user::SystemUser;

/// Why something is not given (`domain.md` §7.5, `findings/law.md` §5.4; not read first-hand).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It tells of another person, who has not agreed.
    ThirdParty,
    /// It would do serious harm: education, health or social work data.
    SeriousHarm,
    /// It is child abuse data.
    ChildAbuse,
    /// Legal professional privilege.
    Privilege,
    /// It tells of another child.
    OtherChild,
}

impl Ground {
    /// Every ground, in the order of `findings/law.md` §5.4.
    pub const ALL: [Ground; 5] = [
        Ground::ThirdParty,
        Ground::SeriousHarm,
        Ground::ChildAbuse,
        Ground::Privilege,
        Ground::OtherChild,
    ];

    /// Returns the words on screen and in the output.
    pub fn label(self) -> &'static str {
        match self {
            Ground::ThirdParty => "third party",
            Ground::SeriousHarm => "serious harm",
            Ground::ChildAbuse => "child abuse data",
            Ground::Privilege => "legal privilege",
            Ground::OtherChild => "another child",
        }
    }

    /// Returns what is written in the place of a passage: it does not give away the length.
    pub fn mark(self) -> String {
        format!("[redacted: {}]", self.label())
    }
}

/// A passage of an item that is not given, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redaction {
    /// The exact passage, wherever it is in the item.
    pub passage: String,
    /// Why.
    pub ground: Ground,
}

/// What becomes of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Treatment {
    /// It is given whole.
    Disclose,
    /// It is not given.
    Withhold(Ground),
    /// It is given without these passages, of which there is at least one.
    Redact(Vec<Redaction>),
}

impl Treatment {
    /// Returns its word, as it is listed.
    pub fn word(&self) -> &'static str {
        match self {
            Treatment::Disclose => "disclose",
            Treatment::Withhold(_) => "withhold",
            Treatment::Redact(_) => "redact",
        }
    }

    /// Returns the grounds on which anything is not given, each once.
    pub fn grounds(&self) -> Vec<Ground> {
        let mut all: Vec<Ground> = match self {
            Treatment::Disclose => Vec::new(),
            Treatment::Withhold(ground) => vec![*ground],
            Treatment::Redact(parts) => parts.iter().map(|part| part.ground).collect(),
        };
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// A decision on an item, which counts for the text that it was made on and no other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was decided.
    pub treatment: Treatment,
    /// The sum of the item that it was decided on.
    pub sum: String,
    /// The officer as stated.
    pub by: String,
    /// The officer's user of the system, where the records are shared.
    pub user: Option<SystemUser>,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}
