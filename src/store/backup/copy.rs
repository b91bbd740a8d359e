//! Copies a file out of a backup, with the sum of what was read.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
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
    /// The first 32 bytes, and the sum of the file's name with what comes after them: in sealed
    /// evidence the two are the same.
    pub(super) head: Vec<u8>,
    pub(super) named: Sha256,
    pub(super) file: Option<File>,
    pub(super) failed: Option<Error>,
}

impl<R> HashingCopy<R> {
    /// Returns a copy of a file of this name within a backup.
    pub(super) fn new(from: R, name: &str, file: Option<File>) -> HashingCopy<R> {
        let own = name.rsplit('/').next().unwrap_or_default();
        let (hash, named) = (Sha256::new(), Sha256::new().chain_update(own));
        HashingCopy { from, hash, head: Vec::with_capacity(HEAD), named, file, failed: None }
    }

    fn take_in(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD - self.head.len()));
        self.head.extend_from_slice(head);
        self.named.update(rest);
    }
}

/// Bytes of the sum with which sealed evidence begins.
const HEAD: usize = 32;

impl<R: Read> Read for HashingCopy<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.take_in(&into[..n]);
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
