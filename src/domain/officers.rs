//! Who may do what on records that several officers share: the officers, their roles, and one table
//! of what each role may do.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::system_user::SystemUser;

/// What an officer is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs cases.
    Officer,
    /// Runs cases, and answers for those of every officer.
    Lead,
    /// Reads alone: a governor, a safeguarding lead or an auditor.
    Reader,
    /// Names the officers, and sees no case.
    Admin,
}

/// Something that not every role may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Lists, searches and opens cases.
    Read,
    /// Makes documents.
    Print,
    /// Opens cases, records, answers and takes back.
    Record,
    /// Changes term dates and schools, and reads registers in.
    Schools,
    /// Takes cases in from another store.
    ImportCases,
    /// Says who sees a case.
    Restrict,
    /// Opens a restricted case without being named, to read it.
    BreakGlass,
    /// Knows who looked at any case; an officer knows it of cases worked in.
    Audit,
    /// Exports cases or rows of them.
    Export,
    /// Names officers and their roles.
    NameOfficers,
}

/// What a role may do.
struct Line {
    role: Role,
    /// As it is typed and shown.
    word: &'static str,
    rights: &'static [Right],
    /// The most cases that get one event at once.
    most_at_once: usize,
}

/// The one table of what each role may do.
const TABLE: [Line; 4] = [
    Line {
        role: Role::Officer,
        word: "officer",
        rights: &[
            Right::Read,
            Right::Print,
            Right::Record,
            Right::Schools,
            Right::Restrict,
            Right::BreakGlass,
        ],
        most_at_once: 50,
    },
    Line {
        role: Role::Lead,
        word: "lead",
        rights: &[
            Right::Read,
            Right::Print,
            Right::Record,
            Right::Schools,
            Right::Restrict,
            Right::BreakGlass,
            Right::Audit,
            Right::ImportCases,
            Right::Export,
        ],
        most_at_once: 500,
    },
    Line {
        role: Role::Reader,
        word: "reader",
        rights: &[Right::Read, Right::Audit],
        most_at_once: 0,
    },
    Line { role: Role::Admin, word: "admin", rights: &[Right::NameOfficers], most_at_once: 0 },
];

impl Role {
    /// Returns every role, in the order of the table.
    pub fn all() -> impl Iterator<Item = Role> {
        TABLE.iter().map(|line| line.role)
    }

    /// Returns the role of a word, as [`Role::word`] gives it.
    pub fn of_word(word: &str) -> Option<Role> {
        Role::all().find(|role| role.word() == word)
    }

    /// Returns its word, as it is typed and shown.
    pub fn word(self) -> &'static str {
        self.line().word
    }

    /// Returns whether officers of this role may do something.
    pub fn may(self, right: Right) -> bool {
        self.line().rights.contains(&right)
    }

    /// Returns the most cases in which they may record one event, or fill in one file, at once.
    pub fn most_at_once(self) -> usize {
        self.line().most_at_once
    }

    fn line(self) -> &'static Line {
        let [officer, lead, reader, admin] = &TABLE;
        match self {
            Role::Officer => officer,
            Role::Lead => lead,
            Role::Reader => reader,
            Role::Admin => admin,
        }
    }
}

/// One who may connect to shared records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// The name and number of the user of the system. Both must fit: numbers are given again.
    pub user: SystemUser,
    /// The officer's full name; "" where none was given.
    pub name: String,
    /// What the officer is there for.
    pub role: Role,
    /// The first day on which the officer may connect.
    pub from: NaiveDate,
    /// The day from which the officer may connect no more; leavers are never removed.
    pub ended: Option<NaiveDate>,
}

impl Officer {
    /// Returns whether the officer may connect on a day.
    pub fn is_current(&self, today: NaiveDate) -> bool {
        self.from <= today && self.ended.is_none_or(|ended| today < ended)
    }
}

/// Returns the role in which a user of the system may connect on a day; none where they may not.
pub fn role_of(officers: &[Officer], user: &SystemUser, today: NaiveDate) -> Option<Role> {
    let own = officers.iter().find(|officer| officer.user == *user && user.uid != 0)?;
    own.is_current(today).then_some(own.role)
}
