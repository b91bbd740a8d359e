//! What tells a request from every other, so that one that was sent twice is done once.

use serde::{Deserialize, Serialize};

/// The id of a request that changes something: given by the session that asks, and kept beside what
/// was stored for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestId {
    /// The session that asks, by a number of its own choice.
    pub session: u64,
    /// The number of the request in that session.
    pub number: u64,
}
