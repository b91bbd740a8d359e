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
    pub(super) file: Option<File>,
    pub(super) failed: Option<Error>,
}

impl<R: Read> Read for HashingCopy<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.update(&into[..n]);
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
