//! What a command gives back when it fails: a sentence for the officer and an exit code.

use crate::store::OpenError;

/// A sentence for the officer and the exit code that goes with it: 1 refused, 3 held by another process, 4 damaged.
pub struct Failure {
    pub code: u8,
    pub says: String,
}

impl From<String> for Failure {
    fn from(says: String) -> Failure {
        Failure { code: 1, says }
    }
}

impl From<OpenError> for Failure {
    fn from(e: OpenError) -> Failure {
        let code = match &e {
            OpenError::Held(_) => 3,
            OpenError::Damaged(_) => 4,
            OpenError::Refused(_) => 1,
        };
        Failure { code, says: e.to_string() }
    }
}
