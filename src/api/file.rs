//! Files on their way in and out.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A file as it is asked for: named by the officer until the front end has read it, since the
/// service reads no files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileSource {
    /// The path that the officer typed; nobody has read it yet.
    Named(PathBuf),
    /// What was read.
    Read(Bytes),
}

/// The bytes of a file; they never stand in a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bytes(#[serde(with = "serde_bytes")] pub Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// A paper to be taken in as evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEvidence {
    /// The id of a kind of evidence.
    pub kind: String,
    /// What it is, in a few words; the file's name where it is empty.
    pub title: String,
    /// The file's name, with or without its folder.
    pub name: String,
    /// The day on the paper.
    pub dated: Option<NaiveDate>,
    /// The file itself.
    pub bytes: Bytes,
}

/// A file of the evidence under the name it came with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// The name it came with.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// The lines of a text, or what is known of a file that has none to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePreview {
    /// The file's title or name.
    pub title: String,
    /// The text, or the file's details.
    pub lines: Vec<String>,
}
