//! How much of the setup is done: schools and terms.

use serde::{Deserialize, Serialize};

/// How many schools and terms are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupStatus {
    /// Schools that are stored.
    pub schools: usize,
    /// Schools whose terms are stored.
    pub terms: usize,
}
