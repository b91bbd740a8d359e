//! What is printed: data to standard output.

use std::io::Write;

use serde_json::Value;

use crate::cli::args::ShapeArgs;
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

fn one_line(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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
}
