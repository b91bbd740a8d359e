//! A restricted case that was opened by one who is not named.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;

/// What is told of such an opening to whoever opened it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassOpened {
    /// The case.
    pub case: CaseRef,
    /// Who is told, and when it closes, in words.
    pub says: String,
    /// For how long it is open, in milliseconds.
    pub open_ms: u64,
}
