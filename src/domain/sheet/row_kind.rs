//! What a row of a file of a school's management system is.

use serde::{Deserialize, Serialize};

use crate::domain::forms::table;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A pupil, with answers of the passport.
    Pupils,
    /// A parent or carer.
    Contacts,
    /// A suspension, or a permanent exclusion.
    Suspensions,
    /// The attendance of one term.
    Attendance,
}

impl RowKind {
    /// Returns the table whose rows the file has; none where a row is a pupil.
    pub fn table(self) -> Option<&'static str> {
        match self {
            RowKind::Pupils => None,
            RowKind::Contacts => Some(table::CONTACTS),
            RowKind::Suspensions => Some(table::SUSPENSIONS),
            RowKind::Attendance => Some(table::PAST_TERMS),
        }
    }
}
