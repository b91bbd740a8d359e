//! Runs of text, and words that may be missing.

use crate::domain::document::Missing;

/// A word or the name of what is missing in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filled {
    Known(String),
    Missing(Missing),
}

impl Filled {
    /// Returns a text, or what is missing where there is none.
    pub(super) fn or_missing(text: &str, words: &str, fields: &[&str]) -> Filled {
        if text.trim().is_empty() {
            Filled::Missing(missing(words, fields))
        } else {
            Filled::Known(text.to_owned())
        }
    }

    /// Returns what is missing, if it is.
    pub(super) fn missing(&self) -> Option<&Missing> {
        match self {
            Filled::Known(_) => None,
            Filled::Missing(m) => Some(m),
        }
    }

    /// Returns it as it stands in a line of text.
    pub(super) fn span(&self) -> Span {
        match self {
            Filled::Known(text) => Span::Text(text.clone()),
            Filled::Missing(m) => Span::Missing(m.words.clone()),
        }
    }
}

/// Returns a missing particular.
pub(super) fn missing(words: &str, fields: &[&str]) -> Missing {
    Missing { words: words.to_owned(), fields: fields.iter().map(|f| (*f).to_owned()).collect() }
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Span {
    Text(String),
    Bold(String),
    /// The name of a particular that the record does not hold.
    Missing(String),
    /// A line ends, the paragraph goes on.
    Line,
}

/// Returns a text as spans, its line breaks kept.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        if i > 0 {
            out.push(Span::Line);
        }
        out.push(Span::Text(line.to_owned()));
    }
    out
}

/// Returns a text without what a file may not hold: control characters but line break and tab,
/// characters that XML forbids, and the private characters with which templates mark values.
pub(super) fn plain(text: &str) -> String {
    let bad = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{e000}'..='\u{e00f}' | '\u{fffe}' | '\u{ffff}')
    };
    text.replace("\r\n", "\n").chars().filter(|c| !bad(*c)).collect()
}
