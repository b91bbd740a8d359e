//! Answers read from the terminal, or from a script. A command that is run for a client asks there.

use std::io::{BufRead, IsTerminal, stdin};

use crate::cli::remote;
use crate::error::{Error, Result};
use crate::server::command::{Given, Need};

/// Returns words as they were given, or the first line of standard input where they are a single
/// "-": what stands in the arguments can be read by every user of the host.
pub(in crate::cli) fn asked(words: &[String]) -> Result<String> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    match remote::need(Need::FirstLine) {
        Some(given) => line_of(given?),
        None => first_line(),
    }
}

/// Returns the first line of this process's standard input.
pub(in crate::cli) fn first_line() -> Result<String> {
    let mut line = String::new();
    stdin().read_line(&mut line).map_err(|e| Error::io("Standard input cannot be read.", e))?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// Returns whether somebody is there who can be asked.
pub(in crate::cli) fn can_answer() -> bool {
    remote::can_answer().unwrap_or_else(|| stdin().is_terminal())
}

/// Asks for a line; an empty one where nobody can answer.
pub(in crate::cli) fn line(question: &str) -> Result<String> {
    if !can_answer() {
        return Ok(String::new());
    }
    match remote::need(Need::Answer(question.to_owned())) {
        Some(given) => line_of(given?),
        None => answer_here(question),
    }
}

/// Asks yes or no; no where nobody can answer.
pub(in crate::cli) fn ask(question: &str) -> Result<bool> {
    if !can_answer() {
        return Ok(false);
    }
    match remote::need(Need::YesOrNo(question.to_owned())) {
        Some(given) => match given? {
            Given::Yes(yes) => Ok(yes),
            _ => Err(remote::unfit()),
        },
        None => yes_here(question),
    }
}

/// Asks for a line at this process's terminal.
pub(in crate::cli) fn answer_here(question: &str) -> Result<String> {
    eprint!("{question}");
    let mut line = String::new();
    stdin().lock().read_line(&mut line).map_err(|e| Error::io("No answer. No changes made.", e))?;
    Ok(line.trim().to_owned())
}

/// Asks yes or no at this process's terminal.
pub(in crate::cli) fn yes_here(question: &str) -> Result<bool> {
    let answer = answer_here(&format!("{question} y or n: "))?;
    Ok(matches!(answer.as_str(), "y" | "Y" | "yes"))
}

fn line_of(given: Given) -> Result<String> {
    match given {
        Given::Line(line) => Ok(line),
        _ => Err(remote::unfit()),
    }
}
