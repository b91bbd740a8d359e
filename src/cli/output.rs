//! What is printed: data to standard output.

use std::io::Write;

use crate::error::{Error, Result};

/// Prints a line on standard output.
pub(in crate::cli) fn print(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").map_err(unheard)
}

/// Writes bytes to standard output.
pub(in crate::cli) fn write(bytes: &[u8]) -> Result<()> {
    std::io::stdout().write_all(bytes).map_err(unheard)
}

fn unheard(cause: std::io::Error) -> Error {
    Error::io("Nobody read the whole answer.", cause)
}
