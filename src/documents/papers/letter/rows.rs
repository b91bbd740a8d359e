//! A line of a table of particulars.

use crate::documents::papers::answer::{Answer, PaperRow};
use crate::documents::papers::placeholders::Placeholders;
use crate::documents::papers::span::{Filled, Span};

/// Returns a line of a table of particulars.
pub(in crate::documents::papers) fn row(words: &Placeholders, label: &str, key: &str) -> PaperRow {
    PaperRow { label: label.to_owned(), answer: Answer::Spans(said_spans(words.said(key))) }
}

/// Returns a text on its lines, or the name of what is missing.
pub(in crate::documents::papers) fn said_spans(said: Filled) -> Vec<Span> {
    match said {
        Filled::Known(text) => crate::documents::papers::span::lines(&text),
        Filled::Missing(m) => vec![Span::Missing(m.words)],
    }
}
