//! The lock that lets one process at a time open a store.

use std::error::Error as _;
use std::fmt;
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::domain::value;
use crate::error::{Error, Result};
use crate::store::paths;
use crate::store::system_error::describe;

/// The file of the lock within a store.
pub(super) const NAME: &str = "lock";

/// The second line of the lock of a session, which can be asked to leave; a command is waited for.
const SESSION: &str = "session";

/// Held for as long as the store is open.
pub(super) struct Lock(#[allow(dead_code)] File);

/// Who holds a store, and since when: the cause of the error of a second session.
#[derive(Debug)]
struct Holder(String);

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Holder {}

/// Returns the error of a store that somebody else has open.
pub(super) fn held(by: &str) -> Error {
    Error::held(format!("The records are open in another session ({by})."))
        .with_hint("Close that session, or take its place with offsite --take-over.")
        .with_source(Holder(by.to_owned()))
}

/// Returns who holds the store, where an error says that somebody does.
pub fn holder(error: &Error) -> Option<&str> {
    let holder = error.source()?.downcast_ref::<Holder>()?;
    Some(&holder.0)
}

/// Takes the lock of a store's folder.
///
/// # Errors
/// Held, with who holds it and since when; or the folder cannot be written.
pub(super) fn take(dir: &Path, officer: &str, since: &str, is_session: bool) -> Result<Lock> {
    let path = dir.join(NAME);
    let refused = |e: std::io::Error| {
        let why = describe(&e);
        Error::io(format!("The folder {} cannot be written: {why}.", dir.display()), e)
            .with_hint("Choose another with --data.")
    };
    let mut file = paths::open_or_create(&path).map_err(refused)?;
    if !is_taken(&file) {
        // What another process wrote there goes to this officer's terminal.
        let holder = Holding::read(&mut file).words;
        return Err(held(if holder.is_empty() { "just started" } else { &holder }));
    }
    file.set_len(0).and_then(|()| file.rewind()).map_err(refused)?;
    let session = if is_session { SESSION } else { "" };
    write!(file, "{}, process {}, since {since}\n{session}", plain(officer), std::process::id())
        .map_err(refused)?;
    Ok(Lock(file))
}

/// Returns who has a store open at this moment, and since when; nothing is written.
pub fn held_by(dir: &Path) -> Option<String> {
    let mut file = File::open(dir.join(NAME)).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    is_held.then(|| Holding::read(&mut file).words)
}

/// Returns what the process that holds a lock wrote into it.
fn content(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file.rewind().and_then(|()| file.take(400).read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the lock of an open store says of the process that holds it.
pub(super) struct Holding {
    /// Who, and since when, in words.
    pub words: String,
    /// The number of its process.
    pub process: Option<i32>,
    /// It is a session, which can be asked to leave.
    pub is_session: bool,
}

impl Holding {
    /// Reads a lock.
    pub(super) fn read(file: &mut File) -> Holding {
        let text = content(file);
        let mut lines = text.lines();
        let words = plain(lines.next().unwrap_or_default());
        // The officer's name stands first, and may hold anything.
        let process = words
            .rsplit_once(", process ")
            .and_then(|(_, rest)| rest.split(',').next()?.parse().ok());
        Holding { process, is_session: lines.next() == Some(SESSION), words }
    }
}

/// Returns a text without control characters and without marks that turn its direction.
fn plain(text: &str) -> String {
    let clean = value::text(text);
    clean.as_text().chars().filter(|c| !c.is_control()).collect()
}

/// Takes the lock, and gives a session that is just leaving, or a process that it has just begun, a
/// moment to let go of it.
pub(super) fn is_taken(file: &File) -> bool {
    for _ in 0..30 {
        if file.try_lock().is_ok() {
            return true;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    false
}
