//! The files that a command names: read and written by whoever typed their paths, under their own
//! rights. A server reads and writes none of them.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::api::{Bytes, NamedFile};
use crate::cli::output::{self, note, print};
use crate::cli::remote;
use crate::config::load;
use crate::documents::authority::AuthorityFiles;
use crate::domain::document::DocumentCopy;
use crate::error::{Error, Result};
use crate::files;
use crate::files::access::FileAccess;
use crate::files::folder::Folder;
use crate::files::{MAX_REGISTER, file_bytes, unreadable};
use crate::server::command::{Given, Need, NewAuthority, Said, SaidOfCopy, WrittenCopies};

/// The most bytes of a profile.
const MAX_PROFILE: u64 = 1 << 20;

/// How much of a file is read at once, line by line.
const BUFFER: usize = 1 << 20;

thread_local! {
    /// Which files of this computer the commands of this run may name.
    static ACCESS: RefCell<FileAccess> = const { RefCell::new(FileAccess::All) };
}

/// Lets commands name files in one folder alone from now on.
pub(super) fn confine(folder: PathBuf) {
    ACCESS.set(FileAccess::Within(folder));
}

/// Returns the bytes of a file: at most so many, and one more where there are more.
///
/// # Errors
/// It is no file, cannot be read, or may not be named here.
pub(super) fn read(path: &Path, most: u64) -> Result<Rc<[u8]>> {
    remote::file(path, Some(most)).unwrap_or_else(|| read_here(path, Some(most)))
}

/// Returns the bytes of a file, whole.
///
/// # Errors
/// It cannot be read, may not be named here, or is too large to be sent.
pub(super) fn read_whole(path: &Path) -> Result<Rc<[u8]>> {
    remote::file(path, None).unwrap_or_else(|| read_here(path, None))
}

/// Opens a file to be read line by line.
///
/// # Errors
/// As [`read_whole`].
pub(super) fn lines(path: &Path) -> Result<Box<dyn BufRead>> {
    let is_here = remote::can_answer().is_none();
    if is_here && ACCESS.with_borrow(|access| *access == FileAccess::All) {
        let file = File::open(path).map_err(|cause| unreadable(path, cause))?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, file)));
    }
    Ok(Box::new(Cursor::new(read_whole(path)?)))
}

/// Reads a file of this computer.
///
/// # Errors
/// As [`read`].
pub(super) fn read_here(path: &Path, most: Option<u64>) -> Result<Rc<[u8]>> {
    let access = ACCESS.with_borrow(FileAccess::clone);
    let bytes = match (&access, most) {
        (FileAccess::All, Some(most)) => file_bytes(path, most)?,
        // Whoever has a shell may also name a pipe.
        (FileAccess::All, None) => std::fs::read(path).map_err(|cause| unreadable(path, cause))?,
        (FileAccess::Within(_), _) => {
            access.read(&path.to_string_lossy(), most.unwrap_or(MAX_REGISTER))?
        }
    };
    if most.is_none() && bytes.len() as u64 > MAX_REGISTER && access != FileAccess::All {
        return Err(Error::input(format!("{} is too large.", path.display()))
            .with_hint("Split it, and import the parts one after another."));
    }
    Ok(bytes.into())
}

/// Returns the authority's files in a folder, or a profile alone; without a path, those of the
/// configuration folder.
///
/// # Errors
/// They cannot be read, or there is no such folder.
pub(super) fn authority(from: Option<&Path>) -> Result<NewAuthority> {
    let need = Need::Authority(from.map(Path::to_owned));
    match remote::need(need) {
        None => authority_here(from),
        Some(given) => match given? {
            Given::Authority(new) => Ok(new),
            _ => Err(remote::unfit()),
        },
    }
}

/// Reads the authority's files on this computer.
///
/// # Errors
/// As [`authority`].
pub(super) fn authority_here(from: Option<&Path>) -> Result<NewAuthority> {
    let from = from.map(Path::to_path_buf).or_else(load::folder).ok_or_else(|| {
        Error::input("There is no configuration folder.").with_hint("Name a file or a folder.")
    })?;
    // A folder would have to be looked through, which a confined session does in none.
    let is_free = ACCESS.with_borrow(|access| *access == FileAccess::All);
    let is_profile_alone = !is_free || !from.is_dir();
    let files = if is_profile_alone {
        AuthorityFiles::default().with_profile(read_here(&from, Some(MAX_PROFILE))?.to_vec())
    } else {
        files::authority_files(&from)
    };
    let from = from.display().to_string();
    Ok(NewAuthority { from, items: files.to_items(), is_profile_alone })
}

/// Writes the copies of a document into a folder, all or none, and says where each went.
///
/// # Errors
/// There is no such folder, it may not be named here, or a file cannot be written.
pub(super) fn write_copies(to: &Path, copies: Vec<DocumentCopy>, said: SaidOfCopy) -> Result<()> {
    let named = |copy: DocumentCopy| NamedFile { name: copy.name, bytes: Bytes(copy.bytes) };
    let files = copies.into_iter().map(named).collect();
    write(Said::Copies(WrittenCopies { to: to.to_owned(), files, said }))
}

/// Writes a file into a folder under a name that is free, and prints its path.
///
/// # Errors
/// As [`write_copies`].
pub(super) fn write_free(to: &Path, file: NamedFile) -> Result<()> {
    write(Said::File { to: to.to_owned(), file })
}

/// Writes a new folder with its files, whose names are paths in it, and prints its path.
///
/// # Errors
/// There is something at its place that is no empty folder, it may not be named here, or it cannot
/// be written; nothing of it is left then.
pub(super) fn write_new_folder(to: &Path, files: Vec<NamedFile>) -> Result<()> {
    write(Said::Folder { to: to.to_owned(), files })
}

fn write(said: Said) -> Result<()> {
    remote::say(said).map_or(Ok(()), say_here)
}

/// Says something on this computer, or writes it there.
///
/// # Errors
/// It cannot be written, or nobody reads standard output any more.
pub(super) fn say_here(said: Said) -> Result<()> {
    match said {
        Said::Out(Bytes(bytes)) => output::write(&bytes),
        Said::Note(words) => {
            note(&words);
            Ok(())
        }
        Said::File { to, file } => {
            let path = folder(&to)?.write_free(&file.name, &file.bytes.0)?;
            print(&path.display().to_string())
        }
        Said::Folder { to, files } => {
            let files: Vec<DocumentCopy> = files.into_iter().map(copy_of).collect();
            let access = ACCESS.with_borrow(FileAccess::clone);
            print(&access.write_new_folder(&to.to_string_lossy(), &files)?.display().to_string())
        }
        Said::Copies(WrittenCopies { to, files, said }) => {
            let copies: Vec<DocumentCopy> = files.into_iter().map(copy_of).collect();
            for path in folder(&to)?.write_copies(&copies)? {
                let path = path.display();
                match said {
                    SaidOfCopy::Path => print(&path.to_string())?,
                    SaidOfCopy::Created => note(&format!("Created {path}.")),
                }
            }
            Ok(())
        }
    }
}

fn copy_of(NamedFile { name, bytes: Bytes(bytes) }: NamedFile) -> DocumentCopy {
    DocumentCopy { name, to: String::new(), bytes }
}

/// Opens a folder of this computer to write into it.
fn folder(to: &Path) -> Result<Folder> {
    match ACCESS.with_borrow(FileAccess::clone) {
        FileAccess::All => Folder::at(to),
        within @ FileAccess::Within(_) => within.folder(&to.to_string_lossy()),
    }
}
