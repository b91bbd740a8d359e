//! Puts the installed program in the place of this one, after an upgrade of the server.

use std::convert::Infallible;
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::os::fd::AsRawFd;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::Command;

use rustix::fs::{MemfdFlags, memfd_create};

use crate::error::Error;
use crate::ui::ResumePoint;

/// Names the open file that says where the session stood.
const FROM: &str = "OFFSITE_RESUME";
/// The most bytes of that file.
const MOST: u64 = 8 << 20;

/// Runs the installed program with the same arguments, and does not return where it starts.
pub(super) fn replace(point: &ResumePoint) -> Error {
    let Err(cause) = start_installed(point);
    let hint = if point.drafts.is_empty() {
        "Start Offsite again."
    } else {
        "Start Offsite again, and look at the end of the text that you were typing: it may be missing."
    };
    Error::io("Offsite was upgraded, and the new version could not be started.", cause)
        .with_hint(hint)
}

fn start_installed(point: &ResumePoint) -> std::io::Result<Infallible> {
    // In memory, and known to nobody but the program that takes over.
    let mut file = File::from(memfd_create("offsite", MemfdFlags::empty())?);
    file.write_all(&serde_json::to_vec(point)?)?;
    file.rewind()?;
    let mut next = Command::new(installed()?);
    next.args(std::env::args_os().skip(1)).env(FROM, file.as_raw_fd().to_string());
    Err(next.exec())
}

/// Returns the path of the installed program, which may be another file than the one that runs.
fn installed() -> std::io::Result<PathBuf> {
    let path = std::env::current_exe()?;
    // So the system shows a file that was replaced.
    let replaced = path.to_string_lossy().strip_suffix(" (deleted)").map(PathBuf::from);
    Ok(replaced.unwrap_or(path))
}

/// Returns where the session stood that this program goes on with; none where it was started by
/// hand. What is in the file is wiped, since it is inherited by what this program starts.
pub(super) fn resumed() -> Option<ResumePoint> {
    let number: u32 = std::env::var(FROM).ok()?.parse().ok()?;
    let path = format!("/proc/self/fd/{number}");
    let is_ours = std::fs::read_link(&path).ok()?.to_string_lossy().starts_with("/memfd:offsite");
    let mut file = File::options().read(true).write(true).open(&path).ok().filter(|_| is_ours)?;
    let mut bytes = Vec::new();
    (&mut file).take(MOST).read_to_end(&mut bytes).ok()?;
    let _ = file.set_len(0);
    serde_json::from_slice(&bytes).ok()
}
