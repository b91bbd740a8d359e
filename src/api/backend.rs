//! What a front end needs of whoever holds the store: the service of its own process, or a server.

use std::os::fd::BorrowedFd;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::api::history::Draft;
use crate::api::notice::Heard;
use crate::api::queue::{Reply, Request};
use crate::error::Result;

/// Whoever holds the store and answers a front end.
pub trait Backend {
    /// Answers one request. What cannot be done is [`Reply::Refused`] with a sentence.
    fn ask(&mut self, request: Request) -> Reply;

    /// Takes a request whose answer nobody waits for; it is answered before any that is asked after
    /// it. The answer is returned where it has come at once.
    fn post(&mut self, request: Request) -> Option<Reply> {
        Some(self.ask(request))
    }

    /// Takes why a request that was posted was refused, once it was.
    fn take_refusal(&mut self) -> Option<String> {
        None
    }

    /// Waits, not for long, until what was posted is done: the session ends.
    fn settle(&mut self) {}

    /// Returns, once requests are no longer understood because the server runs another build, the
    /// texts that it could not be given to keep; none until then.
    fn outdated(&self) -> Option<Vec<Draft>> {
        None
    }

    /// Returns what becomes readable once something has come unasked; none where nothing ever does.
    fn bell(&self) -> Option<BorrowedFd<'_>> {
        None
    }

    /// Returns what has come unasked since it was last looked, without waiting.
    fn heard(&mut self) -> Heard {
        Heard::Nothing
    }

    /// Goes by a new day, in a session that was left open over midnight.
    fn set_today(&mut self, today: NaiveDate);

    /// Gets ready, while the officer reads, for what is likely to be asked next.
    fn prepare(&mut self, today: NaiveDate);

    /// Writes the backup of a day anew for a recipient as the setting names one, keeps the latest
    /// `keep`, and returns what the officer is told of it.
    ///
    /// # Errors
    /// It could not be written, is not whole, or is not the officer's to write.
    fn back_up(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String>;

    /// Returns the folder, readable by nobody else, for a text that the officer's own editor works
    /// on; it need not be there.
    ///
    /// # Errors
    /// There is no such folder on this machine.
    fn editing_folder(&self) -> Result<PathBuf>;
}
