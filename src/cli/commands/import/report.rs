//! What is told of a file that was read.

use std::path::Path;

use crate::cli::args::ImportHow;
use crate::cli::input::{ask, can_answer};
use crate::cli::output::{note, print};
use crate::documents::reading::Reading;
use crate::error::{Error, Faults, Result};

/// Of more faults than these only the first are said.
const FAULTS_SHOWN: usize = 20;

/// The most parts of each kind that are listed; JSON has them all.
const MAX_LISTED: usize = 200;

/// Shows what became of every part of a file.
pub(super) fn show(reading: &Reading, how: ImportHow) -> Result<()> {
    if how.json {
        let json = serde_json::to_string(reading)
            .map_err(|e| Error::input(format!("The output could not be written ({e}).")))?;
        return print(&json);
    }
    reading.lines(MAX_LISTED).iter().try_for_each(|line| print(line))?;
    note(&reading.summary());
    Ok(())
}

/// The most parts that were passed over and are listed of a file of thousands; JSON has them all.
const MAX_PASSED: usize = 30;

/// Shows what became of a file of which thousands of parts may be taken: what was not, and the sum.
pub(super) fn show_rest(reading: &Reading, how: ImportHow) -> Result<()> {
    if how.json {
        return show(reading, how);
    }
    reading.without_taken().lines(MAX_PASSED).iter().for_each(|line| note(line));
    note(&reading.summary());
    Ok(())
}

/// Asks an officer at a terminal whether what was shown is stored.
///
/// # Errors
/// The officer said no; nothing is then changed.
pub(super) fn confirm(question: &str, yes: bool) -> Result<()> {
    if yes || !can_answer() || ask(question)? {
        return Ok(());
    }
    Err(Error::input("No changes made."))
}

/// Returns what is said of a file of which nothing was taken, with its first faults.
pub(super) fn faults(file: &Path, faults: impl Into<Faults>) -> Error {
    let first: Faults = faults.into().into_iter().take(FAULTS_SHOWN).collect();
    let head = format!("{} was not imported. No changes made.", file.display());
    Error::input(format!("{head}\n{first}"))
}
