//! Answers read from the terminal, or from a script.

use std::io::{BufRead, IsTerminal};

use crate::error::{Error, Result};

/// Returns words as they were given, or the first line of standard input where they are a single
/// "-": what stands in the arguments can be read by every user of the host.
pub(in crate::cli) fn asked(words: &[String]) -> Result<String> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| Error::io("Standard input cannot be read.", e))?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// Asks for a line; an empty one where nobody can answer.
pub(in crate::cli) fn line(question: &str) -> Result<String> {
    if !std::io::stdin().is_terminal() {
        return Ok(String::new());
    }
    eprint!("{question}");
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Error::io("No answer. No changes made.", e))?;
    Ok(line.trim().to_owned())
}

/// Asks yes or no; no where nobody can answer.
pub(in crate::cli) fn ask(question: &str) -> Result<bool> {
    if !std::io::stdin().is_terminal() {
        return Ok(false);
    }
    eprint!("{question} y or n: ");
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Error::io("No answer. No changes made.", e))?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}
