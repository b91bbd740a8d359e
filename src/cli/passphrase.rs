//! Asks for a passphrase on the terminal without echoing it.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};

use crate::error::{Error, Result};
use crate::files::unreadable;

/// Shows what is typed again, however the asking ends.
struct HiddenInput<'a>(&'a File, rustix::termios::Termios);

impl Drop for HiddenInput<'_> {
    fn drop(&mut self) {
        let _ = tcsetattr(self.0, OptionalActions::Flush, &self.1);
    }
}

/// Returns the first line of a file, or what is typed where no file is named; with `twice` it must
/// be typed twice alike.
///
/// # Errors
/// A sentence where there is no terminal, the two differ or the file cannot be read.
pub(super) fn passphrase(file: Option<&Path>, twice: bool) -> Result<String> {
    if let Some(file) = file {
        let text = std::fs::read_to_string(file).map_err(|e| unreadable(file, e))?;
        return Ok(text.lines().next().unwrap_or_default().to_owned());
    }
    let first = ask("Passphrase: ")?;
    if twice && ask("Type it again: ")? != first {
        return Err(Error::input("They do not match. Start again."));
    }
    Ok(first)
}

fn ask(words: &str) -> Result<String> {
    let none = |e: std::io::Error| {
        Error::io("There is no terminal to type a passphrase on.", e)
            .with_hint("Put it in a file, and give the file with --passphrase-file.")
    };
    let mut terminal = OpenOptions::new().read(true).write(true).open("/dev/tty").map_err(none)?;
    let reader = terminal.try_clone().map_err(none)?;
    let modes = tcgetattr(&reader).map_err(|e| none(e.into()))?;
    let mut quiet = modes.clone();
    quiet.local_modes.remove(LocalModes::ECHO);
    quiet.local_modes.insert(LocalModes::ECHONL);
    let _hidden = HiddenInput(&reader, modes);
    tcsetattr(&reader, OptionalActions::Flush, &quiet).map_err(|e| none(e.into()))?;
    terminal.write_all(words.as_bytes()).map_err(none)?;
    let mut line = String::new();
    BufReader::new(&reader).read_line(&mut line).map_err(none)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
