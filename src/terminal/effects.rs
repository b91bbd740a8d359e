//! Carries out what panes ask of the world: reads and writes files, and runs the officer's own
//! editor.

use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::api::Request;
use crate::config::load;
use crate::domain::case::evidence::{MAX_BYTES, size};
use crate::domain::document::DocumentCopy;
use crate::service::Service;
use crate::terminal::files::{file_bytes, write_free};
use crate::ui::App;
use crate::ui::form::prefill::FilePurpose;

/// Returns a typed path with `~` as the home folder.
fn path(typed: &str) -> PathBuf {
    let home = || std::env::var_os("HOME").map(PathBuf::from);
    match typed.strip_prefix('~') {
        Some("") => home().unwrap_or_else(|| typed.into()),
        Some(rest) if rest.starts_with('/') => {
            home().map_or_else(|| typed.into(), |h| h.join(rest.trim_start_matches('/')))
        }
        _ => typed.into(),
    }
}

/// Reads a file for the session; returns the requests to send to the service.
pub(crate) fn read(ui: &mut App, typed: &str, then: FilePurpose) -> Vec<Request> {
    let file = path(typed);
    let most = match then {
        FilePurpose::Transfer => crate::documents::ctf::MOST as u64,
        FilePurpose::Evidence { .. } => MAX_BYTES,
    };
    let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let read = file_bytes(&file, most).map_err(|f| f.to_string());
    ui.on_file(then, name, read)
}

/// Writes a file into a folder, and says where it lies.
pub(crate) fn write(ui: &mut App, folder: &str, name: &str, bytes: &[u8]) {
    match write_free(&path(folder), name, bytes) {
        Ok(at) => ui.say(format!(
            "Written to {} ({}), for your eyes only. Delete it when you are done.",
            at.display(),
            size(bytes.len() as u64)
        )),
        Err(failure) => ui.fail(failure.to_string()),
    }
}

/// Writes the copies of a paper into a folder, all of them or none.
pub(crate) fn copies(ui: &mut App, folder: &str, copies: &[DocumentCopy]) {
    ui.on_copies(
        crate::terminal::files::write_copies(&path(folder), copies)
            .map(|paths| paths.len())
            .map_err(|e| e.to_string()),
    );
}

/// Writes the day's backup anew, and says where it lies.
pub(crate) fn back_up(ui: &mut App, owner: &mut Service) {
    match owner.back_up(&ui.today().to_string(), load::load().config.backups_kept.into()) {
        Ok((file, told)) if !told.faults.is_empty() => ui.fail(format!(
            "Backed up to {}, but not whole: {} No earlier backup was taken away.",
            file.display(),
            told.faults.join(" ")
        )),
        Ok((file, told)) => ui.say(format!(
            "Backed up to {} ({}), with everything saved so far. Copy it to another machine.{}",
            file.display(),
            size(told.bytes),
            orphans(told.orphans)
        )),
        Err(error) => ui.fail(error.to_string()),
    }
}

/// Says of evidence that nothing names where to look at it.
fn orphans(count: u64) -> String {
    match count {
        0 => String::new(),
        1 => " No case names one file of evidence: offsite evidence --orphans shows it.".into(),
        n => {
            format!(" No case names {n} files of evidence: offsite evidence --orphans shows them.")
        }
    }
}

/// Hands a text to the officer's editor; returns it as it came back.
///
/// The file has mode 0600 in a folder of the store with mode 0700, and is gone afterwards.
///
/// # Errors
/// A sentence where there is no editor, it could not be started or said that it failed; the text is
/// then as it was.
pub(crate) fn edit(store: &Path, text: &str) -> Result<String, String> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|n| std::env::var(n).ok())
        .find(|v| !v.trim().is_empty());
    let editor = named.ok_or("Neither VISUAL nor EDITOR names an editor. Set one before you start Offsite; the text is as it was.")?;
    let cannot = |_| {
        "The text could not be handed over: its file cannot be written. It is as it was.".to_owned()
    };
    let folder = store.join("editing");
    // A session that was killed in the middle of this may have left its text behind; it was kept as
    // a draft too.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder).map_err(cannot)?;
    let file = folder.join("answer.txt");
    let mut opened = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&file)
        .map_err(cannot)?;
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(cannot)?;
    drop(opened);
    let ran =
        Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(&file).status();
    let back = file_bytes(&file, 1_000_000).map_err(|f| f.to_string());
    let _ = std::fs::remove_dir_all(&folder);
    match ran {
        Ok(status) if status.success() => String::from_utf8(back?).map_err(|_| {
            "The editor gave back something that is no text. The text is as it was.".to_owned()
        }),
        Ok(_) => Err("The editor said that it failed. The text is as it was.".into()),
        Err(_) => Err("The editor could not be started. The text is as it was.".into()),
    }
}
