//! Answers beside labels, and signatures.

use crate::documents::papers::span::{Filled, Span, lines};

/// A label and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PaperRow {
    pub label: String,
    pub answer: Answer,
}

/// The content beside a label, or of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Spans(Vec<Span>),
    /// Every option, and whether it is ticked: none of them where nobody has answered.
    Ticks {
        options: Vec<(String, bool)>,
        wanted: bool,
        /// What is said below the boxes.
        below: Vec<Span>,
    },
    /// Nothing yet; `wanted` where it counts as missing. `lines` is the room to write.
    Empty {
        lines: usize,
        wanted: bool,
    },
}

impl Answer {
    /// Returns a text on one or more lines.
    pub(super) fn text(text: &str) -> Answer {
        Answer::Spans(lines(text))
    }

    /// Returns whether the answer counts as missing.
    pub(super) fn is_wanted(&self) -> bool {
        match self {
            Answer::Spans(_) => false,
            Answer::Ticks { wanted, .. } | Answer::Empty { wanted, .. } => *wanted,
        }
    }
}

/// Whose signature, and what is recorded of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signature {
    pub signatory: String,
    pub name: Option<Filled>,
    /// Whether it stands on the signed paper; none where nobody has said, so that there is room to
    /// sign.
    pub signed: Option<bool>,
    /// The day beside it; "" where it is not known.
    pub date: String,
}

impl Signature {
    /// Returns what stands in the place of the signature.
    pub(super) fn label(&self) -> &'static str {
        match self.signed {
            Some(true) => "Signed on the original",
            Some(false) => "Not signed",
            None => "",
        }
    }
}
