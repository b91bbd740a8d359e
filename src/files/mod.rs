//! Reads and writes the officer's own files: read with a limit, written private, whole or not at
//! all, and never over an existing one.
//!
//! - [`access`]: Which files of this computer a session may name.
//! - [`folder`]: A folder that files are written into.
//! - [`new_folder`]: A folder that is written whole or not at all.

pub(crate) mod access;
pub(crate) mod folder;
mod new_folder;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::documents::authority::AuthorityFiles;
use crate::error::Error;
use crate::places;

/// The most bytes of a register: a year of a large authority has a tenth of it.
pub(crate) const MAX_REGISTER: u64 = 256 << 20;
/// The most bytes of a transfer file.
pub(crate) const MAX_TRANSFER: u64 = crate::documents::ctf::MAX_BYTES as u64;

/// Returns a typed path with `~` as the home folder.
fn typed_path(typed: &str) -> PathBuf {
    match typed.strip_prefix('~') {
        Some("") => places::home().unwrap_or_else(|| typed.into()),
        Some(rest) if rest.starts_with('/') => {
            places::home().map_or_else(|| typed.into(), |h| h.join(rest.trim_start_matches('/')))
        }
        _ => typed.into(),
    }
}

/// Returns what is said of a file that cannot be read.
pub(crate) fn unreadable(file: &Path, cause: std::io::Error) -> Error {
    Error::io(format!("{} cannot be read.", file.display()), cause)
        .with_hint("Check its name and your permissions.")
}

/// Returns what is said of a path that leads to no file.
fn is_no_file(path: &Path) -> Error {
    Error::input(format!("{} is not a file. Choose the file itself.", path.display()))
}

/// Returns the bytes of a file of at most so many.
pub(crate) fn file_bytes(file: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let unreadable = |e| unreadable(file, e);
    let mut bytes = Vec::new();
    // Asked before it is opened: opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(file).map_err(unreadable)?.is_file() {
        return Err(is_no_file(file));
    }
    let opened = std::fs::File::open(file).map_err(unreadable)?;
    // One byte more than the most, so that what is too large is refused by whoever knows what it
    // is.
    opened.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Reads the authority's files from a folder.
pub(crate) fn authority_files(folder: &Path) -> AuthorityFiles {
    let read = |name: &str| {
        // A plain name only: nothing is read from elsewhere.
        let is_plain = Path::new(name).file_name().is_some_and(|n| n == name);
        std::fs::read(folder.join(name)).ok().filter(|_| is_plain)
    };
    AuthorityFiles::gather(read, own_templates(folder))
}

/// Reads an authority's own templates from `templates/*.txt` of a folder, as pairs
/// of name and text.
fn own_templates(folder: &Path) -> Vec<(String, String)> {
    let Ok(found) = std::fs::read_dir(folder.join("templates")) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for path in
        found.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "txt"))
    {
        let name = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        // A text that is no UTF-8 still counts, so that its paper is not silently made in the
        // built-in words.
        all.extend(
            std::fs::read(&path)
                .ok()
                .map(|bytes| (name, String::from_utf8_lossy(&bytes).into_owned())),
        );
    }
    all.sort();
    all
}
