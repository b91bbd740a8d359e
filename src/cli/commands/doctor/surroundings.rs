//! Checks what a session runs in: the terminal, the folder, the space, the clock.

use std::io::{self, IsTerminal};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

use chrono::{DateTime, Datelike, Utc};

use crate::cli::commands::doctor::Checkup::{self, Note, Well, Wrong};
use crate::cli::open::on_network;
use crate::domain::calendar::zone;
use crate::store::Store;

/// Less than this free, in megabytes, and a year of work may not fit.
const ROOM_MB: u64 = 500;

pub(super) fn terminal() -> Checkup {
    let from = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
    let locale =
        from("LC_ALL").or_else(|| from("LC_CTYPE")).or_else(|| from("LANG")).unwrap_or_default();
    let is_utf8 = locale.to_lowercase().replace('-', "").contains("utf8");
    if !std::io::stdout().is_terminal() {
        return Note("Not a terminal (a script), so there is nothing to check.".into());
    }
    let term = from("TERM").unwrap_or_default();
    let size = crossterm::terminal::size().unwrap_or_default();
    match size {
        _ if term.is_empty() || term == "dumb" => Wrong(format!(
            "TERM is \"{term}\", so nothing can be drawn. Set TERM to your terminal's type, such as xterm-256color."
        )),
        _ if !is_utf8 => Wrong(format!(
            "The locale is \"{locale}\", so names like Zoë may look wrong. Set LANG=en_GB.UTF-8 or C.UTF-8."
        )),
        (w, h) if w < 80 || h < 24 => {
            Wrong(format!("The window is {w} × {h}. Make it 80 × 24 or larger."))
        }
        (w, h) => Well(format!("{term}, {w} by {h} cells, {locale}.")),
    }
}

/// Says of a folder that cannot be looked into why, and what to do.
pub(super) fn closed(dir: &Path, cause: &io::Error) -> String {
    let why = match cause.kind() {
        io::ErrorKind::PermissionDenied => "you have no right to read it",
        _ => crate::store::describe(cause),
    };
    format!(
        "{} cannot be looked into: {why}. Start Offsite as its owner, or choose another folder with --data.",
        dir.display()
    )
}

pub(super) fn folder(dir: &Path) -> Checkup {
    let about = match std::fs::metadata(dir) {
        Ok(about) => about,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            return Note(format!(
                "{} does not exist yet. The first start makes it.",
                dir.display()
            ));
        }
        Err(cause) => return Wrong(closed(dir, &cause)),
    };
    if about.uid() != rustix::process::geteuid().as_raw() {
        return Wrong(format!(
            "{} belongs to user number {}. Start Offsite as that user, or choose another folder with --data.",
            dir.display(),
            about.uid()
        ));
    }
    let open = std::iter::once(dir.to_owned())
        .chain(std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()))
        .find(|p| std::fs::metadata(p).is_ok_and(|m| m.permissions().mode() & 0o077 != 0));
    if let Some(path) = open {
        return Wrong(format!(
            "Other users can read {}. Run chmod -R go= {}.",
            path.display(),
            dir.display()
        ));
    }
    if let Some(words) = on_network(dir) {
        return Wrong(words);
    }
    Well(format!("{}, readable only by you.", dir.display()))
}

pub(super) fn space(dir: &Path) -> Checkup {
    let near = dir.ancestors().find(|p| p.exists()).unwrap_or(Path::new("/"));
    match crate::store::room(near).map(|b| b / 1_048_576) {
        None => Note("The system does not say how much is free.".into()),
        Some(mb) if mb < ROOM_MB => {
            Wrong(format!("Only {mb} MB free. Make room: below 16 MB Offsite will not open."))
        }
        Some(mb) => Well(format!("{mb} MB free.")),
    }
}

pub(super) fn clock(store: &Store) -> Checkup {
    let now = Utc::now();
    let last = store.last_change_at().and_then(DateTime::from_timestamp_millis);
    match last {
        Some(last) if last > now + chrono::TimeDelta::minutes(5) => Wrong(format!(
            "The computer's clock says {}, but your last change was saved on {}. Ask IT to correct it: every change is timed.",
            zone::london(&now).format("%d/%m/%Y %H:%M"),
            zone::london(&last).format("%d/%m/%Y %H:%M")
        )),
        Some(_) | None if now.year() < 2026 => Wrong(format!(
            "The computer's clock says {}. Ask IT to correct it: due dates depend on it.",
            now.format("%d/%m/%Y")
        )),
        Some(_) | None => Well(zone::london(&now).format("%d/%m/%Y %H:%M.").to_string()),
    }
}
