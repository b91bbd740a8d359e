//! What is printed: data to standard output, messages to standard error. A command that is run for a
//! client prints both there.

use std::io::{IsTerminal, Write, stdout};

use serde_json::{Value, json};

use crate::api::Bytes;
use crate::cli::args::ShapeArgs;
use crate::cli::remote;
use crate::domain::text::{is_invisible, on_one_line};
use crate::error::{Error, Result};
use crate::server::command::Said;

/// Prints a line on standard output.
pub(in crate::cli) fn print(line: &str) -> Result<()> {
    write(format!("{line}\n").as_bytes())
}

/// Writes bytes to standard output.
pub(in crate::cli) fn write(bytes: &[u8]) -> Result<()> {
    if is_remote() {
        remote::say(Said::Out(Bytes(bytes.to_vec())));
        return Ok(());
    }
    stdout().write_all(bytes).map_err(unheard)
}

/// Says a line on standard error.
pub(in crate::cli) fn note(words: &str) {
    if is_remote() {
        remote::say(Said::Note(words.to_owned()));
    } else {
        eprintln!("{words}");
    }
}

/// Returns whether what is printed on standard output is shown on a terminal.
pub(in crate::cli) fn is_shown() -> bool {
    remote::is_shown().unwrap_or_else(|| stdout().is_terminal())
}

fn is_remote() -> bool {
    remote::is_shown().is_some()
}

fn unheard(cause: std::io::Error) -> Error {
    Error::io("The output was not read to the end.", cause)
}

/// Prints one record of a list in the shape that was asked for.
pub(in crate::cli) fn record(
    shape: ShapeArgs,
    words: impl FnOnce() -> String,
    json: impl FnOnce() -> Value,
    columns: impl FnOnce() -> Vec<String>,
) -> Result<()> {
    print(&match shape {
        ShapeArgs { json: true, .. } => json().to_string(),
        ShapeArgs { plain: true, .. } => plain(&columns()),
        _ => one_line(&words()),
    })
}

/// Prints one line: a name that holds a line break does not begin a second record.
pub(in crate::cli) fn line(words: &str) -> Result<()> {
    print(&one_line(words))
}

/// How something that was looked at stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum FindingState {
    /// All is well.
    Well,
    /// Nothing is wrong, but it is worth knowing.
    Note,
    /// Something is wrong.
    Wrong,
}

impl FindingState {
    fn mark_and_word(self) -> (&'static str, &'static str) {
        match self {
            FindingState::Well => ("=", "well"),
            FindingState::Note => (".", "note"),
            FindingState::Wrong => ("!", "wrong"),
        }
    }
}

/// Prints what was found of one thing; `about` is what was looked at, in a word, or "".
pub(in crate::cli) fn finding(
    shape: ShapeArgs,
    about: &str,
    state: FindingState,
    says: &str,
) -> Result<()> {
    let (mark, word) = state.mark_and_word();
    record(
        shape,
        || {
            if about.is_empty() {
                format!("{mark} {says}")
            } else {
                format!("{mark} {word:<5}  {about:<10}{says}")
            }
        },
        || json!({ "about": about, "state": word, "says": says }),
        || vec![word.to_owned(), about.to_owned(), says.to_owned()],
    )
}

/// Returns a record on one line, without what could be taken for another record or turns the
/// direction of the text: names may hold anything.
pub(in crate::cli) fn one_line(words: &str) -> String {
    let shown: String = words.chars().filter(|c| !is_invisible(*c)).collect();
    on_one_line(&shown)
}

/// Returns columns apart by tabs: nothing within one can be taken for another or for a new line.
pub(in crate::cli) fn plain(columns: &[String]) -> String {
    columns.iter().map(|column| one_line(column)).collect::<Vec<_>>().join("\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_columns_hold_no_tab_and_no_line_break() {
        assert_eq!(plain(&["a\tb\nc".into(), String::new(), "d".into()]), "a b c\t\td");
        assert_eq!(one_line("Anna\nOSD-2026-0011"), "Anna OSD-2026-0011");
    }

    #[test]
    fn record_in_words_is_one_line_whatever_a_name_holds() {
        let name = "Ann\u{202e}\nOSD-2026-0011  ! late\u{200b}\r";
        assert_eq!(one_line(name), "Ann OSD-2026-0011  ! late ");
    }
}
