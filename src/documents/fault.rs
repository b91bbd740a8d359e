//! What is wrong in a file that was read: where it stands and what is wrong there, as data. The
//! sentences are made in `Display` alone.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::place::FilePlace;
use crate::domain::plural::pluralize;
use crate::error::{Error, Fault, Faults};

/// The most faults that one refusal names; the rest are counted.
const MAX_NAMED: usize = 50;

/// A kind of fault: each reader has an enum of its own, whose `Display` is the sentence.
pub trait FaultKind: fmt::Display + fmt::Debug + Send + Sync + 'static {
    /// Returns what stands between the place and the sentence.
    fn joint(&self) -> &'static str {
        ": "
    }

    /// Returns what went wrong underneath, where a library said so.
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}

/// One fault and its place.
#[derive(Debug)]
pub struct FileFault<K> {
    /// Where it stands.
    pub place: FilePlace,
    /// What is wrong there.
    pub kind: K,
}

impl<K: FaultKind> fmt::Display for FileFault<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            FilePlace::Whole => write!(f, "{}", self.kind),
            place => write!(f, "{place}{}{}", self.kind.joint(), self.kind),
        }
    }
}

impl<K: FaultKind> From<FileFault<K>> for Fault {
    fn from(fault: FileFault<K>) -> Fault {
        match fault.place {
            FilePlace::Position { line, column } => {
                Fault::at(usize::try_from(line).unwrap_or(usize::MAX), fault.kind.to_string())
                    .column(column)
            }
            _ => Fault::new(fault.to_string()),
        }
    }
}

/// Every fault of a file, in its order; nothing of the file was taken.
#[derive(Debug)]
pub struct FileFaults<K> {
    all: Vec<FileFault<K>>,
}

impl<K> Default for FileFaults<K> {
    fn default() -> FileFaults<K> {
        FileFaults { all: Vec::new() }
    }
}

impl<K: FaultKind> FileFaults<K> {
    /// Returns the one fault of a file as a whole.
    pub fn whole(kind: K) -> FileFaults<K> {
        FileFaults::one(FilePlace::Whole, kind)
    }

    /// Returns the one fault at a place.
    pub fn one(place: FilePlace, kind: K) -> FileFaults<K> {
        FileFaults { all: vec![FileFault { place, kind }] }
    }

    /// Adds a fault.
    pub fn push(&mut self, place: FilePlace, kind: K) {
        self.all.push(FileFault { place, kind });
    }

    /// Adds the faults of a part of the file.
    pub fn extend(&mut self, more: FileFaults<K>) {
        self.all.extend(more.all);
    }

    /// Returns the same faults as another reader says them.
    pub fn map<L>(self, kind: impl Fn(K) -> L) -> FileFaults<L> {
        let one = |fault: FileFault<K>| FileFault { place: fault.place, kind: kind(fault.kind) };
        FileFaults { all: self.all.into_iter().map(one).collect() }
    }

    /// Returns whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns how many faults there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Returns the faults in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, FileFault<K>> {
        self.all.iter()
    }

    /// Returns the sentences of the first faults, and one that counts the others.
    pub fn to_lines(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.all.iter().take(MAX_NAMED).map(ToString::to_string).collect();
        if let Some(more) = self.len().checked_sub(MAX_NAMED).filter(|more| *more > 0) {
            lines.push(rest(more));
        }
        lines
    }

    /// Returns what was read where nothing is wrong.
    ///
    /// # Errors
    /// The faults.
    pub fn or<T>(self, read: T) -> Result<T, FileFaults<K>> {
        if self.is_empty() { Ok(read) } else { Err(self) }
    }
}

impl<K: FaultKind> From<FileFault<K>> for FileFaults<K> {
    fn from(fault: FileFault<K>) -> FileFaults<K> {
        FileFaults { all: vec![fault] }
    }
}

impl<'a, K: FaultKind> IntoIterator for &'a FileFaults<K> {
    type Item = &'a FileFault<K>;
    type IntoIter = std::slice::Iter<'a, FileFault<K>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: FaultKind> fmt::Display for FileFaults<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_lines().join("\n"))
    }
}

impl<K: FaultKind> StdError for FileFaults<K> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.all.iter().find_map(|fault| fault.kind.cause())
    }
}

/// Says how many faults are not named.
fn rest(more: usize) -> String {
    let are = if more == 1 { "is" } else { "are" };
    format!("There {are} {}.", pluralize(more, "more fault"))
}

impl<K: FaultKind> From<FileFaults<K>> for Faults {
    fn from(faults: FileFaults<K>) -> Faults {
        let more = faults.len().saturating_sub(MAX_NAMED);
        let mut out: Faults = faults.all.into_iter().take(MAX_NAMED).collect();
        if more > 0 {
            out.push(rest(more));
        }
        out
    }
}

impl<K: FaultKind> From<FileFaults<K>> for Error {
    fn from(faults: FileFaults<K>) -> Error {
        Error::input(faults.to_string()).with_source(faults)
    }
}
