//! The content of a document as a list of blocks, independent of its file format.

use crate::documents::papers::answer::{Answer, PaperRow, Signature};
use crate::documents::papers::logo::Logo;
use crate::documents::papers::span::{Filled, Span};
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
    /// The footer of each page, before its number: the case's reference.
    pub foot: String,
    pub blocks: Vec<Block>,
    pub missing: Vec<Missing>,
    pub notes: Vec<String>,
    /// Whether anyone may read it; every other paper says in its footer that it is confidential.
    pub public: bool,
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
    /// A heading that an index names by its mark, which is its alone.
    Section {
        text: String,
        mark: usize,
    },
    /// Headings with the numbers of their pages, each by its mark.
    Index(Vec<(String, usize)>),
    /// A heading above what stands on pages of its own.
    Annex(String),
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

impl Block {
    /// Returns a paragraph of plain words.
    pub(super) fn para(words: impl Into<String>) -> Block {
        Block::Para(vec![Span::Text(words.into())])
    }

    /// Returns a point of a list, of plain words.
    pub(super) fn item(words: impl Into<String>) -> Block {
        Block::Item(vec![Span::Text(words.into())])
    }
}
