//! Copies a file out of a backup, with the sum of what was read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::store::evidence::{SUM, named_hash};
use crate::store::system_error::describe;

/// Begins a file of a backup in a folder.
pub(super) fn create(dir: &Path, name: &str) -> Result<File> {
    let path = dir.join(name);
    let refused = |e: io::Error| {
        Error::io(format!("{} could not be written: {}.", path.display(), describe(&e)), e)
    };
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(refused)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(refused)
}

/// Hashes what is read through it and writes it to a file.
pub(super) struct HashingCopy<R> {
    pub(super) from: R,
    pub(super) hash: Sha256,
    /// Of a file of evidence, what holds it to its name.
    pub(super) held: Option<NamedSum>,
    pub(super) file: Option<File>,
    pub(super) failed: Option<Error>,
}

impl<R> HashingCopy<R> {
    /// Returns a copy of a file of this name within a backup.
    pub(super) fn new(from: R, name: &str, file: Option<File>) -> HashingCopy<R> {
        let held = name.strip_prefix("evidence/").map(NamedSum::new);
        HashingCopy { from, hash: Sha256::new(), held, file, failed: None }
    }
}

/// The sum with which sealed evidence begins, and that of its name with what comes after: in a file
/// that is whole the two are the same.
pub(super) struct NamedSum {
    head: Vec<u8>,
    rest: Sha256,
}

impl NamedSum {
    fn new(path: &str) -> NamedSum {
        let own = path.rsplit('/').next().unwrap_or_default();
        NamedSum { head: Vec::with_capacity(SUM), rest: named_hash(own) }
    }

    fn take_in(&mut self, bytes: &[u8]) {
        let (head, rest) = bytes.split_at(bytes.len().min(SUM - self.head.len()));
        self.head.extend_from_slice(head);
        self.rest.update(rest);
    }

    /// Returns whether the two are the same.
    pub(super) fn holds(self) -> bool {
        self.head == self.rest.finalize()[..]
    }
}

impl<R: Read> Read for HashingCopy<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.update(&into[..n]);
        if let Some(held) = &mut self.held {
            held.take_in(&into[..n]);
        }
        if let Some(file) = &mut self.file
            && let Err(e) = file.write_all(&into[..n])
        {
            let kind = e.kind();
            let words = format!("The backup could not be written out: {}.", describe(&e));
            self.failed = Some(Error::io(words, e).with_hint("Make room, then restore it again."));
            return Err(kind.into());
        }
        Ok(n)
    }
}
