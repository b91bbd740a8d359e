//! Holds every file of evidence against its name.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::store::hex::to_hex;
use crate::store::verify::MAX_FAULTS;

/// Holds every file of evidence against its name, which is the SHA-256 of what it holds, and
/// returns how many there are.
pub(in crate::store) fn hold_to_names(dir: &Path, faults: &mut Vec<String>) -> io::Result<u64> {
    let entries = match std::fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut n = 0;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            n += hold_to_names(&path, faults)?;
            continue;
        }
        // What was being put away when the program was killed was never acknowledged.
        if path.extension().is_some_and(|e| e == "new") {
            continue;
        }
        n += 1;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if faults.len() < MAX_FAULTS && !sum(&path)?.ends_with(&name) {
            faults.push(format!(
                "Evidence {} is not the file that was put there. Take it from a backup.",
                path.display()
            ));
        }
    }
    Ok(n)
}

fn sum(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut HashInto(&mut hash))?;
    Ok(to_hex(&hash.finalize()))
}

struct HashInto<'a>(&'a mut Sha256);

impl io::Write for HashInto<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
