//! The one error type: what kind of thing went wrong, the sentence for the officer, what to do
//! about it, and the cause underneath.
//!
//! Sentences are made for reading: what the program does next depends on [`ErrorKind`] alone,
//! never on words. An error's text is its [`Display`](fmt::Display); its cause is kept in
//! [`source`](StdError::source) and shown by [`Error::report`].

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A result whose error is [`Error`] unless another is named.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of thing went wrong: it decides the exit code, and whether a session may go on. It goes
/// through a socket with the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ErrorKind {
    /// Another process has the store open.
    Held,
    /// What is stored is not what was written; a backup or a rebuild is needed.
    Damaged,
    /// The disk is full, or the officer's share of it is used up.
    NoSpace,
    /// It does not fit what is there: taken already, or changed meanwhile.
    Conflict,
    /// What was named is not there.
    NotFound,
    /// The officer's role, or the way in which the program was started, does not allow it.
    NotAllowed,
    /// A rule of the protocol or of the program holds it back.
    Rule,
    /// What was typed, named or handed over cannot be read or used.
    Input,
    /// The system refused to read or write.
    Io,
    /// A defect of the program ended it.
    Defect,
}

/// What the exit codes of the program mean, for the manual and the help.
pub const EXIT_STATUS: &[(u8, &str)] = &[
    (0, "done"),
    (1, "refused with a sentence"),
    (2, "wrong usage"),
    (3, "records in use by another process"),
    (4, "records damaged"),
    (129, "hung up; other signals that end a session too give 128 and their number"),
];

impl ErrorKind {
    /// Every kind with the exit code of a process that ends by it.
    pub const EXIT_CODES: &[(ErrorKind, u8)] = &[
        (ErrorKind::Held, 3),
        (ErrorKind::Damaged, 4),
        (ErrorKind::NoSpace, 1),
        (ErrorKind::Conflict, 1),
        (ErrorKind::NotFound, 1),
        (ErrorKind::NotAllowed, 1),
        (ErrorKind::Rule, 1),
        (ErrorKind::Input, 1),
        (ErrorKind::Io, 1),
        (ErrorKind::Defect, 1),
    ];

    /// Returns the exit code of a process that ends by an error of this kind.
    pub fn exit_code(self) -> u8 {
        Self::EXIT_CODES.iter().find(|(kind, _)| *kind == self).map_or(1, |(_, code)| *code)
    }

    /// Returns the kind of a failure of the system.
    pub fn of_io(error: &io::Error) -> ErrorKind {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::NoSpace,
            _ => ErrorKind::Io,
        }
    }
}

/// Something that could not be done.
///
/// ```
/// use offsite::error::{Error, ErrorKind};
///
/// let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
/// let error = Error::io("The backup was not written.", full).with_hint("Make room for it.");
/// assert_eq!(error.kind(), ErrorKind::NoSpace);
/// assert_eq!(error.to_string(), "The backup was not written. Make room for it.");
/// assert!(std::error::Error::source(&error).is_some());
/// ```
#[derive(Debug, Clone)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    hint: Option<String>,
    /// The hint is a command of the shell.
    is_command: bool,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// Two errors are equal where they are of one kind and say the same, whatever caused them.
impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        (self.kind, &self.message, &self.hint) == (other.kind, &other.message, &other.hint)
    }
}

impl Error {
    /// Makes an error of a kind from whole sentences.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into(), hint: None, is_command: false, source: None }
    }

    /// The store is open in another process.
    pub fn held(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Held, message)
    }

    /// What is stored is damaged.
    pub fn damaged(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Damaged, message)
    }

    /// The disk is full.
    pub fn no_space(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::NoSpace, message)
    }

    /// It does not fit what is there.
    pub fn conflict(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Conflict, message)
    }

    /// What was named is not there.
    pub fn not_found(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::NotFound, message)
    }

    /// Who asks may not have it done, or not in this way.
    pub fn not_allowed(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::NotAllowed, message)
    }

    /// A rule holds it back.
    pub fn rule(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Rule, message)
    }

    /// What was given cannot be read or used.
    pub fn input(message: impl Into<String>) -> Error {
        Error::new(ErrorKind::Input, message)
    }

    /// The system refused: a full disk is [`ErrorKind::NoSpace`], everything else
    /// [`ErrorKind::Io`]. The cause is kept.
    pub fn io(message: impl Into<String>, source: impl Into<io::Error>) -> Error {
        let source = source.into();
        Error::new(ErrorKind::of_io(&source), message).with_source(source)
    }

    /// Keeps what went wrong underneath.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Error {
        self.source = Some(Arc::from(source.into()));
        self
    }

    /// Keeps another error as the cause, and what it says to do next.
    #[must_use]
    pub fn because_of(self, cause: Error) -> Error {
        let is_command = if cause.hint.is_some() { cause.is_command } else { self.is_command };
        let hint = cause.hint.clone().or(self.hint);
        Error { hint, is_command, ..Error::with_source(Error { hint: None, ..self }, cause) }
    }

    /// Adds a sentence that says what to do next.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Error {
        self.hint = Some(hint.into());
        self.is_command = false;
        self
    }

    /// Adds a sentence that says which command of the shell, or option of it, is next: a session
    /// leaves it out.
    #[must_use]
    pub fn with_command(self, hint: impl Into<String>) -> Error {
        Error { is_command: true, ..self.with_hint(hint) }
    }

    /// Returns the error as a session says it, which has keys instead of commands.
    #[must_use]
    pub fn without_command(mut self) -> Error {
        self.hint.take_if(|_| self.is_command);
        self
    }

    /// Returns what kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns what happened, without what to do next.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Returns what to do next, where that is a sentence of its own.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }

    /// Returns whether the reader at the other end of a pipe has gone, which is no failure.
    pub fn is_broken_pipe(&self) -> bool {
        let cause = self.source().and_then(|e| e.downcast_ref::<io::Error>());
        cause.is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    }

    /// Returns the text with a further line for each cause underneath, as a command prints it.
    pub fn report(&self) -> String {
        let mut text = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            let line = error.to_string();
            if !line.is_empty() && !text.contains(&line) {
                text.push_str("\n  Cause: ");
                text.push_str(&line);
            }
            cause = error.source();
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.hint {
            Some(hint) => write!(f, " {hint}"),
            None => Ok(()),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|cause| cause.as_ref() as &(dyn StdError + 'static))
    }
}

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1; none where the fault has no line or its message names the place.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
    /// A sentence.
    pub message: String,
}

impl Fault {
    /// A fault of the whole, or one whose message names its place.
    pub fn new(message: impl Into<String>) -> Fault {
        Fault { line: None, column: None, message: message.into() }
    }

    /// A fault of one line, from 1.
    pub fn at(line: usize, message: impl Into<String>) -> Fault {
        Fault { line: Some(line), ..Fault::new(message) }
    }

    /// Names the column, from 1.
    #[must_use]
    pub fn column(mut self, column: usize) -> Fault {
        self.column = Some(column);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.column) {
            (Some(line), Some(column)) => write!(f, "Line {line}, column {column}: ")?,
            (Some(line), None) => write!(f, "Line {line}: ")?,
            (None, Some(column)) => write!(f, "Column {column}: ")?,
            (None, None) => {}
        }
        f.write_str(&self.message)
    }
}

impl From<String> for Fault {
    fn from(message: String) -> Fault {
        Fault::new(message)
    }
}

/// Everything that is wrong in a file, in its order; shown a fault a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// Adds a fault.
    pub fn push(&mut self, fault: impl Into<Fault>) {
        self.0.push(fault.into());
    }

    /// Returns whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many faults there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns the faults in their order.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.0.iter()
    }

    /// Returns `value` where nothing is wrong.
    ///
    /// # Errors
    /// The faults.
    pub fn or<T>(self, value: T) -> Result<T, Faults> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }

    /// Returns the faults as sentences.
    pub fn to_lines(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.iter().enumerate() {
            let end = if i == 0 { "" } else { "\n" };
            write!(f, "{end}{fault}")?;
        }
        Ok(())
    }
}

impl StdError for Faults {}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Into<Fault>> FromIterator<T> for Faults {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Faults {
        Faults(all.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Fault>> From<Vec<T>> for Faults {
    fn from(all: Vec<T>) -> Faults {
        all.into_iter().collect()
    }
}

impl From<Error> for Faults {
    fn from(error: Error) -> Faults {
        Faults(vec![Fault::new(error.to_string())])
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Error {
        Error::input(faults.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_exit_code_that_the_manual_explains() {
        use ErrorKind::{
            Conflict, Damaged, Defect, Held, Input, Io, NoSpace, NotAllowed, NotFound, Rule,
        };
        let wanted = [
            (Held, 3),
            (Damaged, 4),
            (NoSpace, 1),
            (Conflict, 1),
            (NotFound, 1),
            (NotAllowed, 1),
            (Rule, 1),
            (Input, 1),
            (Io, 1),
            (Defect, 1),
        ];
        assert_eq!(ErrorKind::EXIT_CODES, wanted);
        for (kind, code) in wanted {
            assert_eq!(Error::new(kind, "x").kind().exit_code(), code, "{kind:?}");
            assert!(EXIT_STATUS.iter().any(|(known, _)| *known == code), "{kind:?}");
        }
    }

    #[test]
    fn a_full_disk_is_told_from_other_failures_and_keeps_its_cause() {
        for (of, kind) in [
            (io::ErrorKind::StorageFull, ErrorKind::NoSpace),
            (io::ErrorKind::QuotaExceeded, ErrorKind::NoSpace),
            (io::ErrorKind::PermissionDenied, ErrorKind::Io),
        ] {
            let error = Error::io("It was not written.", of);
            assert_eq!(error.kind(), kind);
            assert_eq!(error.to_string(), "It was not written.");
            let cause = io::Error::from(of).to_string();
            assert_eq!(error.report(), format!("It was not written.\n  Cause: {cause}"));
        }
    }

    #[test]
    fn faults_stand_a_line_each_with_their_places() {
        let mut faults = Faults::default();
        assert_eq!(faults.clone().or(1), Ok(1));
        faults.push(Fault::at(3, "no name."));
        faults.push(Fault::at(4, "no day.").column(2));
        faults.push(Fault::new("The file is empty."));
        let text = "Line 3: no name.\nLine 4, column 2: no day.\nThe file is empty.";
        assert_eq!(Error::from(faults).to_string(), text);
    }
}
