//! The content of a document as a list of blocks, independent of its file format.

use crate::documents::papers::letterhead::Logo;
use crate::domain::document::Missing;

/// One copy of one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Paper {
    /// What it is, for its footer and the file's properties: "Direction letter".
    pub title: String,
    /// The end of the file's name, without any name of a person: `letter-parent-1`.
    pub file: String,
    /// Whom this copy is for, in words.
    pub to: String,
    /// What stands at the foot of each page before its number: the case's reference.
    pub foot: String,
    pub blocks: Vec<Block>,
    pub missing: Vec<Missing>,
    pub notes: Vec<String>,
    /// Whether it says on every page that it is a draft.
    pub draft: bool,
}

/// What a draft says at the head of every page.
pub(super) const DRAFT: &str = "DRAFT · not to be sent";

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// The sender at the head: its name, and what is known of its address.
    Head {
        name: Filled,
        lines: Vec<String>,
        logo: Option<Logo>,
    },
    /// To whom a letter goes, and its day.
    To {
        lines: Vec<Filled>,
        date: Filled,
    },
    /// The name of a form.
    Title(String),
    Heading(String),
    Para(Vec<Span>),
    Item(Vec<Span>),
    /// Labels and answers, side by side.
    Fields(Vec<PaperRow>),
    /// A table with a line of headings.
    Grid {
        head: Vec<String>,
        rows: Vec<Vec<Answer>>,
    },
    /// The end of a letter: room for a signature, then who signs and for whom.
    Close {
        name: Filled,
        of: String,
    },
    /// Room to sign, a line for each.
    Sign(Vec<Signature>),
    /// Who gets a copy.
    Copies(Vec<String>),
}

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

/// A label and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PaperRow {
    pub label: String,
    pub answer: Answer,
}

/// What stands beside a label, or in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Spans(Vec<Span>),
    /// Every option, and whether it is ticked: none of them where nobody has answered.
    Ticks {
        options: Vec<(String, bool)>,
        wanted: bool,
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

/// Whose signature, and what is recorded of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Signature {
    pub who: String,
    pub name: Option<Filled>,
    /// Whether it stands on the signed paper; none where nobody has said, so that there is room to
    /// sign.
    pub signed: Option<bool>,
    /// The day beside it; "" where it is not known.
    pub on: String,
}

impl Signature {
    /// Returns what stands in the place of the signature.
    pub(super) fn words(&self) -> &'static str {
        match self.signed {
            Some(true) => "Signed on the original",
            Some(false) => "Not signed",
            None => "",
        }
    }
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
