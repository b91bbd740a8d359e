//! Opens a line to the server of the records, and never to anything that only looks like one.

use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::server::hello::{ClientHello, ServerHello};
use crate::server::listen::is_in_safe_folder;
use crate::server::{build, hello};

/// How long a session waits for a server that says that it is busy.
const BUSY: Duration = Duration::from_mins(1);
/// How long it waits for the first word: the system takes its line before a server that it is only
/// starting does, and that reads its records first.
const STARTING: Duration = Duration::from_secs(8);

/// What a server answered to the first words.
pub(super) enum Answer {
    /// It answers requests, those of an officer.
    Welcome(UnixStream, String),
    /// It runs another build.
    OtherBuild,
}

impl Answer {
    /// Returns the line and the officer.
    ///
    /// # Errors
    /// The server runs another build.
    pub(super) fn welcome(self) -> Result<(UnixStream, String)> {
        match self {
            Answer::Welcome(line, officer) => Ok((line, officer)),
            Answer::OtherBuild => Err(Error::conflict(
                "Offsite was upgraded, and the server runs another version.",
            )
            .with_hint(
                "Leave and start Offsite again; if that does not help, ask IT to restart the server.",
            )),
        }
    }
}

/// Opens a line to the server, with the first words said.
pub(super) fn open(path: &Path, waits: &mut dyn FnMut()) -> Result<Answer> {
    holds_no_trap(path)?;
    let cannot = |cause| {
        Error::io(format!("No server answers at {}.", path.display()), cause)
            .with_hint("Ask your IT team to start it.")
    };
    let own = build::of_this_process()?;
    let line = UnixStream::connect(path).map_err(cannot)?;
    hello::say(&line, &ClientHello { offsite: own.to_owned() }).map_err(cannot)?;
    let until = Instant::now() + BUSY;
    let mut said = first_word(&line, waits).map_err(cannot)?;
    if said == ServerHello::Wait {
        waits();
    }
    while said == ServerHello::Wait && Instant::now() < until {
        said = hello::hear(&line).map_err(cannot)?;
    }
    match said {
        ServerHello::Wait => Err(Error::held("The server is busy with another request.")
            .with_hint("Try again in a few minutes.")),
        ServerHello::Welcome { officer } => Ok(Answer::Welcome(line, officer)),
        ServerHello::Refused { why } => Err(Error::input(why)),
        ServerHello::OtherBuild { .. } => Ok(Answer::OtherBuild),
    }
}

/// Waits for the first word of a server; `waits` is called where it does not come at once.
fn first_word(line: &UnixStream, waits: &mut dyn FnMut()) -> io::Result<ServerHello> {
    let until = Instant::now() + STARTING;
    let mut heard = hello::hear(line);
    if is_late(&heard) {
        waits();
    }
    while is_late(&heard) && Instant::now() < until {
        heard = hello::hear(line);
    }
    heard
}

fn is_late(heard: &io::Result<ServerHello>) -> bool {
    heard.as_ref().is_err_and(|error| error.kind() == ErrorKind::TimedOut)
}

/// Holds that a path is a socket of the system's or of the server's, which nobody else could have put
/// there: nothing is sent to any other.
fn holds_no_trap(path: &Path) -> Result<()> {
    let shown = path.display();
    let found = fs::symlink_metadata(path).map_err(|cause| {
        Error::io(format!("There is no server at {shown}."), cause)
            .with_hint("Ask your IT team to start it.")
    })?;
    if !found.file_type().is_socket() {
        return Err(Error::input(format!("{shown} is not a socket.")));
    }
    is_in_safe_folder(path, found.uid())
}
