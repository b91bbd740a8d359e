//! Which build of the program this process runs. Requests are understood by the same build only, so
//! both ends of a socket name theirs first.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::domain::text::to_hex;
use crate::error::{Error, Result};

/// Returns whether another program lies by now where this process's own was: an upgrade.
pub(super) fn is_replaced() -> bool {
    // So the system shows a file that was replaced.
    std::env::current_exe().is_ok_and(|path| path.to_string_lossy().ends_with(" (deleted)"))
}

/// Returns the sum of the program that this process runs, whatever lies in its place by now.
///
/// # Errors
/// The system does not show it.
pub(super) fn of_this_process() -> Result<&'static str> {
    static BUILD: OnceLock<String> = OnceLock::new();
    if let Some(build) = BUILD.get() {
        return Ok(build);
    }
    let program = Path::new("/proc/self/exe");
    let unread = |cause| Error::io(format!("{} cannot be read.", program.display()), cause);
    let mut file = File::open(program).map_err(unread)?;
    let (mut sum, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut part).map_err(unread)?;
        if read == 0 {
            break;
        }
        sum.update(&part[..read]);
    }
    let build = to_hex(&sum.finalize());
    Ok(BUILD.get_or_init(|| build))
}
