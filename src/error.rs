//! What a command gives back when it fails: a sentence for the officer and an exit code.

use crate::store::OpenError;

/// A sentence for the officer and the exit code that goes with it: 1 refused, 3 held by another
/// process, 4 damaged.
pub struct CliError {
    pub code: u8,
    pub says: String,
}

impl From<String> for CliError {
    fn from(says: String) -> CliError {
        CliError { code: 1, says }
    }
}

impl From<OpenError> for CliError {
    fn from(e: OpenError) -> CliError {
        let code = match &e {
            OpenError::Held(_) => 3,
            OpenError::Damaged(_) => 4,
            OpenError::Refused(_) => 1,
        };
        CliError { code, says: e.to_string() }
    }
}
