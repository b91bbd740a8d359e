//! Files that are taken in from inside a session: term dates, cases, a pupil.

use serde::{Deserialize, Serialize};

use crate::api::file::Bytes;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportKind {
    /// Term dates and closures.
    Terms,
    /// Cases that another store exported.
    Cases,
    /// A pupil's Common Transfer File, for a new case.
    Pupil,
}

impl ImportKind {
    /// Every kind with its id and the words of the menu.
    pub const ALL: [(ImportKind, &'static str, &'static str); 3] = [
        (ImportKind::Terms, "terms", "Term dates (iCalendar or TOML)"),
        (ImportKind::Pupil, "pupil", "A new case from a pupil's transfer file (CTF)"),
        (ImportKind::Cases, "cases", "Cases that another Offsite exported (JSON lines)"),
    ];

    /// Returns the most bytes of such a file that are read.
    pub fn max_bytes(self) -> u64 {
        match self {
            ImportKind::Terms => 5_000_000,
            ImportKind::Pupil | ImportKind::Cases => 50_000_000,
        }
    }
}

/// A file to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    /// What it holds.
    pub kind: ImportKind,
    /// Its name, without its folder.
    pub name: String,
    /// What was read.
    pub bytes: Bytes,
    /// The id of the school whose term dates a calendar holds that names none; "" where none is
    /// known.
    pub school: String,
}
