//! A progress line on standard error for long work; silent when standard error is not a terminal. Work
//! for a client is told there.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

use crate::cli::remote;

/// A line that is written over as the work goes on.
pub(super) struct ProgressBar {
    begun: Instant,
    said: Option<Instant>,
    is_seen: bool,
}

impl ProgressBar {
    /// Begins a work of which nothing is said as long as it is quick.
    pub(super) fn new() -> ProgressBar {
        ProgressBar { begun: Instant::now(), said: None, is_seen: stderr().is_terminal() }
    }

    /// Says what is done and how far it is, ten times a second at most.
    pub(super) fn report(&mut self, what: &str, done: u64, of: u64) {
        if remote::progress(what, done, of) {
            return;
        }
        let early = self.said.unwrap_or(self.begun).elapsed() < Duration::from_millis(100);
        if !self.is_seen || early {
            return;
        }
        self.said = Some(Instant::now());
        let far = (done.min(of) * 100)
            .checked_div(of)
            .map_or_else(String::new, |percent| format!(": {percent} %"));
        let _ = write!(stderr(), "\r\x1b[K{what}{far} …");
        let _ = stderr().flush();
    }

    /// Takes the line away.
    pub(super) fn end(&self) {
        if self.said.is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
