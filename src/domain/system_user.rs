//! A user as the system knows it, beside the name that an officer goes by.

use serde::{Deserialize, Serialize};

/// The user of the system who writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SystemUser {
    /// The real uid.
    pub uid: u32,
    /// Its name in the system's list of users, or "user 1234" where it has none.
    pub name: String,
}
