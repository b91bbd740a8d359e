//! Carries out what panes ask of the world: reads and writes files, and runs the officer's own
//! editor.

use std::io;
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::Command;

use crossterm::clipboard::CopyToClipboard;

use crate::api::Backend;
use crate::config::load;
use crate::domain::case::evidence::{MAX_BYTES, size};
use crate::domain::document::DocumentCopy;
use crate::error::{Error, Result};
use crate::files::access::FileAccess;
use crate::files::{MAX_TRANSFER, file_bytes};
use crate::terminal::dispatch;
use crate::terminal::screen::{TerminalScreen, lost};
use crate::ui::App;
use crate::ui::effect::{CopiesOf, Done, Effect, FilePurpose};
use crate::ui::pending::Pending;

/// The most bytes that come back from an editor.
const MAX_TEXT: u64 = 1_000_000;

/// Carries out one effect; returns whether it took the officer away from the screen, as a key does.
///
/// # Errors
/// Where the terminal cannot be drawn on any more.
pub(super) fn carry_out(
    effect: Effect,
    ui: &mut App,
    backend: &mut dyn Backend,
    screen: &mut TerminalScreen,
) -> Result<bool> {
    match effect {
        Effect::Suspend => {
            super::suspend(ui, screen)?;
            return Ok(true);
        }
        Effect::Write { text } => {
            let back = if ui.confined_to().is_some() {
                Err(Error::input("This session may start no other program, so no editor opens.")
                    .with_hint("Type or paste the text here."))
            } else {
                screen.aside(|| edit(&backend.editing_folder()?, &text)).map_err(lost)?
            };
            let asks = ui.on_done(Done::Edited(back));
            dispatch::dispatch(ui, backend, asks);
            return Ok(true);
        }
        Effect::ReadFile { path, then } => {
            let asks = read(ui, &path, then);
            dispatch::dispatch(ui, backend, asks);
        }
        Effect::WriteFile { folder, name, bytes } => write(ui, &folder, &name, &bytes.0),
        Effect::WriteCopies { folder, copies, then } => {
            let asks = write_copies(ui, &folder, &copies, then);
            dispatch::dispatch(ui, backend, asks);
        }
        Effect::BackUp => {
            ui.message.say("Writing the backup …");
            screen.paint(ui).map_err(lost)?;
            back_up(ui, backend);
        }
        Effect::Press(keys) => {
            for key in keys {
                let asks = ui.on_key(key);
                dispatch::dispatch(ui, backend, asks);
            }
        }
        Effect::Redraw => screen.redraw().map_err(lost)?,
        Effect::Copy(text) => {
            let copied = CopyToClipboard::to_clipboard_from(text);
            crossterm::execute!(io::stdout(), copied).map_err(lost)?;
        }
        Effect::Keep { setting, value } => {
            if let Err(why) = load::keep(setting, &value) {
                ui.message.say(why.to_string());
            }
        }
    }
    Ok(false)
}

/// Reads a file for the session; returns the requests to send to the service.
fn read(ui: &mut App, typed: &str, purpose: FilePurpose) -> Vec<Pending> {
    let most = match purpose {
        FilePurpose::Transfer => MAX_TRANSFER,
        FilePurpose::Schools => crate::service::MAX_SCHOOLS,
        FilePurpose::Import(kind) => kind.max_bytes(),
        FilePurpose::Evidence { .. } => MAX_BYTES,
    };
    let name = Path::new(typed).file_name().map(|n| n.to_string_lossy().into_owned());
    let (name, read) = (name.unwrap_or_default(), files_of(ui).read(typed, most));
    ui.on_done(Done::FileRead { purpose, name, read })
}

/// Returns which files the session may name.
fn files_of(ui: &App) -> FileAccess {
    FileAccess::confined_to(ui.confined_to())
}

/// Writes a file into a folder, and says where it is.
fn write(ui: &mut App, folder: &str, name: &str, bytes: &[u8]) {
    match files_of(ui).folder(folder).and_then(|folder| folder.write_free(name, bytes)) {
        Ok(at) => ui.message.say(format!(
            "Saved to {} ({}), readable only by you. Delete it when you have finished.",
            at.display(),
            size(bytes.len() as u64)
        )),
        Err(failure) => ui.message.refuse(failure.to_string()),
    }
}

/// Writes the copies of a paper into a folder, all of them or none.
fn write_copies(ui: &mut App, folder: &str, copies: &[DocumentCopy], of: CopiesOf) -> Vec<Pending> {
    let opened = files_of(ui).folder(folder);
    let written = opened.and_then(|folder| folder.write_copies(copies)).map(|paths| paths.len());
    ui.on_done(Done::CopiesWritten { of, written })
}

/// Writes the day's backup anew, and says where it lies.
fn back_up(ui: &mut App, backend: &mut dyn Backend) {
    let config = load::load().config;
    let day = ui.today().to_string();
    let kept = config.backups_kept.into();
    match backend.back_up(&day, kept, &config.backup_recipient) {
        Ok(said) => ui.message.say(said),
        Err(error) => ui.message.refuse(error.to_string()),
    }
}

/// Hands a text to the officer's editor; returns it as it came back.
///
/// The file has mode 0600 in a folder with mode 0700, and both are gone afterwards.
///
/// # Errors
/// A sentence where there is no editor, it could not be started or said that it failed; the text is
/// then as it was.
fn edit(folder: &Path, text: &str) -> Result<String> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .filter_map(|n| std::env::var(n).ok())
        .find(|v| !v.trim().is_empty());
    let editor = named.ok_or_else(|| Error::input("Neither VISUAL nor EDITOR is set. Set one before you start Offsite. The text has not changed."))?;
    // A session that was killed in the middle of this may have left its text behind; it was kept as
    // a draft too.
    let _ = std::fs::remove_dir_all(folder);
    let file = hand_over(folder, text).map_err(|cause| {
        Error::io("The editor's file could not be created. The text has not changed.", cause)
    })?;
    let ran =
        Command::new("sh").arg("-c").arg(format!("{editor} \"$1\"")).arg("sh").arg(&file).status();
    let back = file_bytes(&file, MAX_TEXT);
    let _ = std::fs::remove_dir_all(folder);
    match ran {
        Ok(status) if status.success() => String::from_utf8(back?).map_err(|cause| {
            Error::input("The editor's file is not text. The text has not changed.")
                .with_source(cause)
        }),
        Ok(_) => Err(Error::input("The editor reported an error. The text has not changed.")),
        Err(cause) => {
            Err(Error::io("The editor could not be started. The text has not changed.", cause))
        }
    }
}

/// Writes a text into a new file of mode 0600 in a new folder of mode 0700.
fn hand_over(folder: &Path, text: &str) -> io::Result<PathBuf> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let file = folder.join("answer.txt");
    let mut opened =
        std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
    opened.write_all(text.as_bytes())?;
    opened.sync_all()?;
    Ok(file)
}
