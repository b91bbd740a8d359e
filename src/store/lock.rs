//! The lock that lets one process at a time open a store.

use std::error::Error as _;
use std::fmt;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use crate::domain::value;
use crate::error::{Error, Result};
use crate::store::system_error::describe;

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
    Error::held(format!("The store is open in another session ({by})."))
        .with_hint("Close that session, or use --data for another store.")
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
pub(super) fn take(dir: &Path, officer: &str, since: &str) -> Result<Lock> {
    let path = dir.join("lock");
    let refused = |e: std::io::Error| {
        let why = describe(&e);
        Error::io(format!("The folder {} cannot be written: {why}.", dir.display()), e)
            .with_hint("Choose another with --data.")
    };
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)
        .map_err(refused)?;
    if !is_taken(&file) {
        let mut bytes = Vec::new();
        let _ = Read::by_ref(&mut file).take(400).read_to_end(&mut bytes);
        // What another process wrote there goes to this officer's terminal.
        let holder = plain(&String::from_utf8_lossy(&bytes));
        return Err(held(if holder.is_empty() { "just started" } else { &holder }));
    }
    file.set_len(0).and_then(|()| file.rewind()).map_err(refused)?;
    write!(file, "{}, process {}, since {since}", plain(officer), std::process::id())
        .map_err(refused)?;
    Ok(Lock(file))
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
