//! What only the front end can do: files, the clipboard, the terminal itself. A pane returns it as
//! a value, and hears through [`Done`] what became of it.

use crate::api::{Bytes, ImportKind};
use crate::domain::case::CaseRef;
use crate::domain::document::{Audience, DocumentCopy, MadeDocument};
use crate::error::Result;
use crate::keymap::key::Key;

/// Something that only the front end can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Sends a text to the terminal's clipboard.
    Copy(String),
    /// Gives the terminal back to the shell until `fg`.
    Suspend,
    /// Opens a text in the officer's own editor ($VISUAL or $EDITOR), and brings it back.
    Write {
        /// The text as it stands.
        text: String,
    },
    /// Reads a file of this computer.
    ReadFile {
        /// The path as it was typed.
        path: String,
        /// What the file is for.
        then: FilePurpose,
    },
    /// Writes a file into a folder under a name that is free there.
    WriteFile {
        /// The folder as it was typed.
        folder: String,
        /// The name that is wanted.
        name: String,
        /// The content.
        bytes: Bytes,
    },
    /// Writes the copies of a document into a folder, all or none.
    WriteCopies {
        /// The folder as it was typed.
        folder: String,
        /// The copies.
        copies: Vec<DocumentCopy>,
        /// What the copies are of.
        then: CopiesOf,
    },
    /// Presses keys that were held back.
    Press(Vec<Key>),
    /// Draws every cell again.
    Redraw,
    /// Writes the day's backup anew.
    BackUp,
    /// Keeps a setting in the configuration file.
    Keep {
        /// The setting's name there.
        setting: &'static str,
        /// What it is set to.
        value: String,
    },
}

/// What a file is for once it has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePurpose {
    /// A transfer file, whose answers are suggested.
    Transfer,
    /// A register of schools.
    Schools,
    /// A file that is taken in into the store.
    Import(ImportKind),
    /// A paper that is taken in as evidence.
    Evidence {
        /// The id of its kind.
        kind: String,
    },
}

/// What the copies in a folder are of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopiesOf {
    /// One document, which may be recorded as sent once it is written.
    One(Box<WrittenDocument>),
    /// What is given for a request for subject access.
    Access {
        /// The folder as it was typed.
        folder: String,
    },
    /// One document for each of so many tagged cases.
    Tagged {
        /// How many cases.
        cases: usize,
    },
}

/// A document that was made, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDocument {
    /// The case.
    pub case: CaseRef,
    /// The review that it is about, in words; empty where it is about none.
    pub about: String,
    /// The id of its kind.
    pub kind: String,
    /// Whom it is for, of a form.
    pub audience: Option<Audience>,
    /// Its copies, what is missing in them, and what records it as sent.
    pub made: MadeDocument,
}

/// What became of an effect.
#[derive(Debug)]
pub enum Done {
    /// The text came back from the officer's own editor.
    Edited(Result<String>),
    /// A file was read.
    FileRead {
        /// What it is for.
        purpose: FilePurpose,
        /// Its name, without its folder.
        name: String,
        /// Its content.
        read: Result<Vec<u8>>,
    },
    /// Copies were written; how many.
    CopiesWritten {
        /// What they are of.
        of: CopiesOf,
        /// How many files.
        written: Result<usize>,
    },
}
