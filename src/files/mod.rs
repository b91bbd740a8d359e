//! Reads and writes the officer's own files: read with a limit, written private, whole or not at
//! all, and never over an existing one.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use crate::documents::authority::AuthorityFiles;
use crate::domain::document::DocumentCopy;
use crate::error::Error;
use crate::places;

/// How many names are tried before giving up: `letter.docx`, `letter-2.docx`, ..
const MAX_NAMES: usize = 1_000;
/// The most bytes of a register: a year of a large authority has a tenth of it.
const MAX_REGISTER: u64 = 256 << 20;

/// Returns a typed path with `~` as the home folder.
pub(crate) fn typed_path(typed: &str) -> PathBuf {
    match typed.strip_prefix('~') {
        Some("") => places::home().unwrap_or_else(|| typed.into()),
        Some(rest) if rest.starts_with('/') => {
            places::home().map_or_else(|| typed.into(), |h| h.join(rest.trim_start_matches('/')))
        }
        _ => typed.into(),
    }
}

/// Writes the copies of a paper into a folder, all of them or none; returns their paths.
///
/// # Errors
/// A sentence that says what could not be written where; what was written before is taken away
/// again.
pub(crate) fn write_copies(folder: &Path, copies: &[DocumentCopy]) -> Result<Vec<PathBuf>, Error> {
    if !folder.is_dir() {
        return Err(Error::input(format!("{} is not a folder.", folder.display()))
            .with_hint("Create it first, or choose another with --to DIR."));
    }
    let mut written = Vec::new();
    for copy in copies {
        match write_new(folder, &copy.name, &copy.bytes) {
            Ok(path) => written.push(path),
            Err(e) => {
                for path in &written {
                    let _ = std::fs::remove_file(path);
                }
                let (name, at) = (&copy.name, folder.display());
                return Err(Error::io(format!("{name} cannot be written into {at}: {e}."), e)
                    .with_hint("Nothing was saved there."));
            }
        }
    }
    let _ = File::open(folder).and_then(|d| d.sync_all());
    Ok(written)
}

/// Returns what is said of a file that cannot be read.
pub(crate) fn unreadable(file: &Path, cause: std::io::Error) -> Error {
    Error::io(format!("{} cannot be read.", file.display()), cause)
        .with_hint("Check its name and your permissions.")
}

/// Returns the bytes of a file of at most so many.
pub(crate) fn file_bytes(file: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let unreadable = |e| unreadable(file, e);
    let mut bytes = Vec::new();
    // Asked before it is opened: opening a pipe would wait for whoever writes into it.
    if !std::fs::metadata(file).map_err(unreadable)?.is_file() {
        return Err(Error::input(format!(
            "{} is not a file. Choose the file itself.",
            file.display()
        )));
    }
    let opened = std::fs::File::open(file).map_err(unreadable)?;
    // One byte more than the most, so that what is too large is refused by whoever knows what it
    // is.
    opened.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Returns the bytes of a transfer file.
pub(crate) fn transfer_bytes(file: &Path) -> Result<Vec<u8>, Error> {
    file_bytes(file, crate::documents::ctf::MAX_BYTES as u64)
}

/// Returns the bytes of a register's file.
pub(crate) fn register_bytes(file: &Path) -> Result<Vec<u8>, Error> {
    file_bytes(file, MAX_REGISTER)
}

/// Writes a file of mode 0600 into a folder under a name that is free there, and returns where it
/// lies.
pub(crate) fn write_free(dir: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
    let (stem, ending) =
        name.rsplit_once('.').map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
    let names =
        std::iter::once(name.to_owned()).chain((2..1_000).map(|n| format!("{stem} ({n}){ending}")));
    let cannot = |path: &Path, cause: std::io::Error| {
        Error::io(format!("{} cannot be written.", path.display()), cause)
            .with_hint("Check the folder and your permissions.")
    };
    for path in names.map(|name| dir.join(name)) {
        match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(e) => return Err(cannot(&path, e)),
            Ok(mut file) => {
                if let Err(e) = file.write_all(bytes).and_then(|()| file.sync_all()) {
                    let _ = std::fs::remove_file(&path);
                    return Err(cannot(&path, e));
                }
                return Ok(path);
            }
        }
    }
    Err(Error::input(format!(
        "{} has too many files with that name. Choose another folder.",
        dir.display()
    )))
}

/// Writes one file with mode 0600 under its name, or the next that is free; it appears whole.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    let temp = folder.join(format!(".offsite-{}.part", std::process::id()));
    let _ = std::fs::remove_file(&temp);
    let placed = write_to(&temp, bytes).and_then(|()| place(&temp, folder, name));
    if placed.is_err() {
        let _ = std::fs::remove_file(&temp);
    }
    placed
}

fn write_to(temp: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(temp)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Moves a file to the first free name.
fn place(temp: &Path, folder: &Path, name: &str) -> std::io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for n in 1..MAX_NAMES {
        let path =
            folder.join(if n == 1 { name.to_owned() } else { format!("{stem}-{n}.{ending}") });
        match renameat_with(CWD, temp, CWD, &path, RenameFlags::NOREPLACE) {
            Ok(()) => return Ok(path),
            Err(Errno::EXIST) => {}
            // Some file systems cannot rename without replacing; a second link does not replace
            // either.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                match std::fs::hard_link(temp, &path) {
                    Ok(()) => return std::fs::remove_file(temp).map(|()| path),
                    Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                    Err(e) => return Err(e),
                }
            }
            Err(e) => return Err(e.into()),
        }
    }
    Err(std::io::Error::new(
        std::io::ErrorKind::AlreadyExists,
        "too many files of that name stand there",
    ))
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

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn copy(name: &str, bytes: &[u8]) -> DocumentCopy {
        DocumentCopy { name: name.into(), to: String::new(), bytes: bytes.to_vec() }
    }

    #[test]
    fn files_are_private_and_never_written_over() {
        let dir = tempfile::tempdir().expect("a folder");
        for n in 0..3u8 {
            write_copies(dir.path(), &[copy("letter.docx", &[n])]).expect("written");
        }
        for (name, n) in [("letter.docx", 0u8), ("letter-2.docx", 1), ("letter-3.docx", 2)] {
            let path = dir.path().join(name);
            assert_eq!(std::fs::read(&path).expect("read"), [n]);
            assert_eq!(
                std::fs::metadata(&path).expect("there").permissions().mode() & 0o777,
                0o600
            );
        }
        assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), 3);
    }

    #[test]
    fn copies_are_written_all_or_none() {
        let dir = tempfile::tempdir().expect("a folder");
        let got = write_copies(dir.path(), &[copy("a.txt", b"a"), copy("no/such.txt", b"b")]);
        let said = got.expect_err("no such folder").to_string();
        assert!(said.contains("no/such.txt") && said.ends_with('.'), "{said}");
        assert_eq!(std::fs::read_dir(dir.path()).expect("read").count(), 0);
        assert!(
            write_copies(&dir.path().join("none"), &[])
                .is_err_and(|e| e.to_string().contains("is not a folder"))
        );
    }
}
