//! A command for scripts that a server runs for a client. The server has neither the client's files
//! nor its terminal: what the command reads there is asked for, and what it writes is sent back.
//!
//! A command that needs something ends with a [`Need`]. The client gives it and sends the command
//! again with everything that was given before, so that it comes to the same place and goes on. So
//! nobody waits in the server for somebody at a terminal. Nothing is stored before the last need,
//! and what was shown before a question is what is done after it, or the question is asked anew.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::api::{Bytes, NamedFile};
use crate::error::ErrorKind;

/// A command, and what has been given to it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandCall {
    /// As it was typed after the program's name.
    pub words: Vec<String>,
    /// What it has needed so far, in order.
    pub given: Vec<Given>,
    /// The sum of what the client was told before the last need.
    pub seen: u32,
    /// Somebody can be asked.
    pub can_answer: bool,
    /// What is printed on standard output is shown on a terminal.
    pub is_shown: bool,
}

/// What a command needs of its client before it can go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// The bytes of a file as its path was typed; `most` of them, and one more where there are more.
    File {
        /// The path.
        path: PathBuf,
        /// The most bytes; none where it is read whole.
        most: Option<u64>,
    },
    /// The authority's files in a folder, or a profile; none for the client's configuration folder.
    Authority(Option<PathBuf>),
    /// The first line of standard input.
    FirstLine,
    /// A line in answer to a question.
    Answer(String),
    /// Yes or no in answer to a question.
    YesOrNo(String),
}

/// What a client gives a command that needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// To [`Need::File`].
    File(Bytes),
    /// To [`Need::Authority`].
    Authority(NewAuthority),
    /// To [`Need::FirstLine`] and [`Need::Answer`].
    Line(String),
    /// To [`Need::YesOrNo`].
    Yes(bool),
}

/// The authority's files as they are to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAuthority {
    /// The path they were read from, as it is shown.
    pub from: String,
    /// What was read: name and text, as the records keep them.
    pub items: Vec<(String, String)>,
    /// It is a profile alone, and leaves the other files as they are.
    pub is_profile_alone: bool,
}

/// Something that a command says or writes, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// On standard output.
    Out(Bytes),
    /// A line on standard error.
    Note(String),
    /// Into the copies of documents.
    Copies(WrittenCopies),
    /// Into a new folder, all of it or nothing; its path is then said on standard output.
    Folder {
        /// The folder, as it was typed.
        to: PathBuf,
        /// The files; their names are paths in it.
        files: Vec<NamedFile>,
    },
    /// Into one file, whose path is then said on standard output.
    File {
        /// The folder, as it was typed.
        to: PathBuf,
        /// The file.
        file: NamedFile,
    },
}

/// Documents that a command writes into a folder of the client, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenCopies {
    /// The folder, as it was typed.
    pub to: PathBuf,
    /// The files.
    pub files: Vec<NamedFile>,
    /// What is said of each that was written.
    pub said: SaidOfCopy,
}

/// What is said of a document that a command has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaidOfCopy {
    /// Its path, on standard output.
    Path,
    /// That it was created, on standard error.
    Created,
}

/// What a command said, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandOutput {
    /// What it said that the client has not been told.
    pub said: Vec<Said>,
    /// The sum of all that it said, told before or now.
    pub sum: u32,
    /// How it ended.
    pub end: CommandEnd,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandEnd {
    /// It is done.
    Done,
    /// It was not done.
    Refused {
        /// Why, for the exit status.
        kind: ErrorKind,
        /// Why, in sentences.
        says: String,
    },
    /// It goes on once it is given something.
    Needs {
        /// What it needs.
        need: Need,
        /// After how much of what was given; the rest is given anew.
        after: usize,
    },
}

/// How far work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkProgress {
    /// What is being done, in words.
    pub what: String,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 where that is not known.
    pub of: u64,
}
