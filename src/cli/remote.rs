//! What a command meets outside the records while a server runs it for a client: what it says is
//! kept for the client, and what it needs of the client was given before or is asked for.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use crate::api::Bytes;
use crate::error::{Error, Result};
use crate::server::command::{CommandCall, CommandEnd, CommandOutput, Given, Need, Said};
use crate::server::work::WorkWatch;

thread_local! {
    /// The client of the command that this thread runs; none where it is run for this process.
    static REMOTE: RefCell<Option<Remote>> = const { RefCell::new(None) };
}

/// What is said to somebody who agreed to something else than what would now be done.
const IS_OTHER: &str =
    "A colleague has changed something since this was shown to you. This is how it stands now:";

/// The client of a command.
struct Remote {
    call: CommandCall,
    /// How much of what was given has been used.
    used: usize,
    said: Vec<Said>,
    /// The sum of all that was said, also of what the client was told before.
    sum: crc32fast::Hasher,
    /// What the command ended at, after how much of what was given.
    need: Option<(Need, usize)>,
    /// Files that were given, so that each is asked for once.
    files: BTreeMap<PathBuf, Rc<[u8]>>,
    watch: WorkWatch,
}

/// Ends the running for a client, also where the command met a defect.
struct Ends;

impl Drop for Ends {
    fn drop(&mut self) {
        drop(REMOTE.take());
    }
}

/// Runs a command for a client, and returns what it said and how it ended.
pub(super) fn run_for(
    call: CommandCall,
    watch: WorkWatch,
    run: impl FnOnce(&[String]) -> Result<()>,
) -> CommandOutput {
    let words = call.words.clone();
    let remote = Remote {
        call,
        used: 0,
        said: Vec::new(),
        sum: crc32fast::Hasher::new(),
        need: None,
        files: BTreeMap::new(),
        watch,
    };
    let _ends = Ends;
    REMOTE.set(Some(remote));
    let done = run(&words);
    let remote = REMOTE.take();
    let (said, sum, need) =
        remote.map(|remote| (remote.said, remote.sum.finalize(), remote.need)).unwrap_or_default();
    let end = match (need, done) {
        (Some((need, after)), _) => CommandEnd::Needs { need, after },
        (None, Ok(())) => CommandEnd::Done,
        (None, Err(error)) => CommandEnd::Refused { kind: error.kind(), says: error.report() },
    };
    CommandOutput { said, sum, end }
}

/// Asks something of the client; none where the command is run for this process.
fn with<T>(ask: impl FnOnce(&mut Remote) -> T) -> Option<T> {
    REMOTE.with_borrow_mut(|remote| remote.as_mut().map(ask))
}

/// Keeps what a command says for the client. Returns it where there is none.
pub(super) fn say(said: Said) -> Option<Said> {
    REMOTE.with_borrow_mut(|remote| match remote {
        Some(remote) => {
            remote.say(said);
            None
        }
        None => Some(said),
    })
}

/// Returns whether the client can be asked; none where there is none.
pub(super) fn can_answer() -> Option<bool> {
    with(|remote| remote.call.can_answer)
}

/// Returns whether what is printed is shown on the client's terminal; none where there is none.
pub(super) fn is_shown() -> Option<bool> {
    with(|remote| remote.call.is_shown)
}

/// Tells the client how far the work is. Returns whether there is one.
pub(super) fn progress(what: &str, done: u64, of: u64) -> bool {
    // Reporting may end the work, which must not find the client borrowed.
    let Some(mut watch) = with(|remote| remote.watch.clone()) else { return false };
    watch.report(what, done, of);
    with(|remote| remote.watch = watch);
    true
}

/// Returns the bytes of a file that the client has given; none where there is no client.
pub(super) fn file(path: &Path, most: Option<u64>) -> Option<Result<Rc<[u8]>>> {
    if let Some(known) = with(|remote| remote.files.get(path).cloned())? {
        return Some(Ok(known));
    }
    let given = need(Need::File { path: path.to_owned(), most })?;
    Some(given.and_then(|given| match given {
        Given::File(Bytes(bytes)) => {
            let bytes: Rc<[u8]> = bytes.into();
            with(|remote| remote.files.insert(path.to_owned(), Rc::clone(&bytes)));
            Ok(bytes)
        }
        _ => Err(unfit()),
    }))
}

/// Returns what the client gives to a need; none where there is no client. The error ends the
/// command, which is run again once the client has given it.
pub(super) fn need(need: Need) -> Option<Result<Given>> {
    with(|remote| remote.take(need))
}

/// Returns what is said where a client gives something else than what was asked for.
pub(super) fn unfit() -> Error {
    Error::input("The program at the other end gave something else than what was asked for.")
}

impl Remote {
    fn say(&mut self, said: Said) {
        // What is shown is told apart from where one piece ends and the next begins.
        match &said {
            Said::Out(bytes) => self.sum.update(&bytes.0),
            Said::Note(words) => {
                self.sum.update(&[0]);
                self.sum.update(words.as_bytes());
            }
            // Files are written once everything is done, so nothing is asked after them.
            Said::Copies(_) | Said::File { .. } | Said::Folder { .. } => {}
        }
        match (self.said.last_mut(), said) {
            (Some(Said::Out(last)), Said::Out(more)) => last.0.extend(more.0),
            (_, said) => self.said.push(said),
        }
    }

    fn take(&mut self, need: Need) -> Result<Given> {
        let waits = || Error::input("This waits for its client. No changes made.");
        let Some(given) = self.call.given.get_mut(self.used) else {
            self.need = Some((need, self.used));
            return Err(waits());
        };
        // Nothing is read twice from what was given, so that a large file is held once.
        let given = std::mem::replace(given, Given::Yes(false));
        self.used += 1;
        if self.used < self.call.given.len() {
            return Ok(given);
        }
        let is_as_shown = self.sum.clone().finalize() == self.call.seen;
        let agrees_to_it = matches!(need, Need::Answer(_) | Need::YesOrNo(_));
        if !is_as_shown && agrees_to_it {
            self.said.insert(0, Said::Note(IS_OTHER.to_owned()));
            self.need = Some((need, self.used - 1));
            return Err(waits());
        }
        if is_as_shown {
            self.said.clear();
        }
        Ok(given)
    }
}
