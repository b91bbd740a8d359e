//! Terminal watchdog: blocks on input without a timer, and ends the session on SIGHUP, SIGTERM or a
//! vanished terminal.
//!
//! If the session cannot leave by itself, because it is blocked in a write to a terminal that
//! nobody reads, the process ends all the same. Everything typed is on disk by then.

use std::fs::File;
use std::io;
use std::io::{IsTerminal, Read};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};
use signal_hook::consts::{SIGHUP, SIGTERM, SIGTSTP, SIGWINCH};

use crate::terminal::decoder::{Decoder, Typed};

/// How long a session may take to leave once it was asked. With the ending itself it is gone within
/// two seconds.
const PATIENCE: Duration = Duration::from_millis(1200);

/// Why the waiting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WakeReason {
    /// Keys, a changed size, or a signal to stop for a while.
    Something,
    /// The time was up.
    Time,
    /// The session is to leave: the terminal is gone, or the system asks.
    Leave,
}

/// A watched line.
pub struct Watchdog {
    terminal: OwnedFd,
    heard: UnixStream,
    asked: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    resized: Arc<AtomicBool>,
    typed: Decoder,
    /// What was typed and is whole, not taken yet.
    whole: Vec<Typed>,
}

impl Watchdog {
    /// Begins to watch.
    ///
    /// # Errors
    /// What the system says where the line cannot be watched.
    pub fn watch() -> io::Result<Watchdog> {
        let terminal: OwnedFd = if io::stdin().is_terminal() {
            io::stdin().as_fd().try_clone_to_owned()?
        } else {
            File::open("/dev/tty")?.into()
        };
        let (asked, stopped) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
        signal_hook::flag::register(SIGTSTP, Arc::clone(&stopped))?;
        let resized = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGWINCH, Arc::clone(&resized))?;
        let (heard, told) = UnixStream::pair()?;
        for signal in [SIGHUP, SIGTERM, SIGTSTP, SIGWINCH] {
            signal_hook::low_level::pipe::register(signal, told.try_clone()?)?;
        }
        let (ending, tell) = UnixStream::pair()?;
        for signal in [SIGHUP, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&asked))?;
            signal_hook::low_level::pipe::register(signal, tell.try_clone()?)?;
        }
        heard.set_nonblocking(true)?;
        // The modes to go back to, taken before the session makes its own.
        let (watched, modes) = (terminal.try_clone()?, tcgetattr(&terminal).ok());
        std::thread::Builder::new()
            .name("line".into())
            .spawn(move || end(&watched, &ending, modes.as_ref()))?;
        Ok(Watchdog {
            terminal,
            heard,
            asked,
            stopped,
            resized,
            typed: Decoder::default(),
            whole: Vec::new(),
        })
    }

    /// Waits for something to do, for as long as it takes or until a time is up.
    pub fn wait(&mut self, longest: Option<Duration>) -> WakeReason {
        let end = longest.and_then(|d| Instant::now().checked_add(d));
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            let patience = self.typed.patience();
            let is_rest = patience.is_some_and(|p| left.is_none_or(|left| p <= left));
            match self.poll(if is_rest { patience } else { left }) {
                WakeReason::Time if is_rest => self.typed.give_up(),
                // The first bytes of a key are nothing yet.
                WakeReason::Something if self.has_input() => {}
                woken => return woken,
            }
            if self.fill() {
                return WakeReason::Something;
            }
        }
    }

    /// Returns what was typed and is whole, without waiting.
    pub fn typed(&mut self) -> Vec<Typed> {
        self.fill();
        std::mem::take(&mut self.whole)
    }

    /// Reads what the terminal has, without waiting; returns whether something whole was typed.
    fn fill(&mut self) -> bool {
        let mut bytes = [0; 4_096];
        while self.has_input() {
            match rustix::io::read(&self.terminal, &mut bytes) {
                Ok(read @ 1..) => self.typed.feed(&bytes[..read]),
                Ok(_) | Err(_) => break,
            }
        }
        self.whole.extend(self.typed.by_ref());
        !self.whole.is_empty()
    }

    /// Returns whether the terminal has something to read.
    fn has_input(&self) -> bool {
        let mut waits = [PollFd::new(&self.terminal, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut waits, Some(&now)).is_ok() && waits[0].revents() == PollFlags::IN
    }

    /// Waits once for the terminal or a signal.
    fn poll(&self, longest: Option<Duration>) -> WakeReason {
        let longest = longest.map(|d| Timespec {
            tv_sec: d.as_secs().cast_signed(),
            tv_nsec: d.subsec_nanos().into(),
        });
        let mut waits =
            [PollFd::new(&self.terminal, PollFlags::IN), PollFd::new(&self.heard, PollFlags::IN)];
        let n = poll(&mut waits, longest.as_ref());
        // Once the terminal has vanished it must not be read: the reading would spin for ever.
        let gone = waits[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        let mut told = [0; 64];
        while (&self.heard).read(&mut told).is_ok_and(|n| n > 0) {}
        match n {
            _ if gone || self.asked.load(Ordering::Relaxed) => WakeReason::Leave,
            Ok(0) => WakeReason::Time,
            Ok(_) | Err(_) => WakeReason::Something,
        }
    }

    /// Returns whether the terminal has had another size since it was asked last.
    pub fn take_resize(&self) -> bool {
        self.resized.swap(false, Ordering::Relaxed)
    }

    /// Returns whether the session is to stop for a while, and forgets it.
    pub fn take_stop(&self) -> bool {
        self.stopped.swap(false, Ordering::Relaxed)
    }
}

/// Waits on a thread of its own for the end of the session, and makes sure of it.
fn end(terminal: &OwnedFd, ending: &UnixStream, modes: Option<&Termios>) {
    loop {
        // Nothing is asked of the terminal but whether it is still there, so that no key wakes this
        // thread.
        let mut waits =
            [PollFd::new(terminal, PollFlags::empty()), PollFd::new(ending, PollFlags::IN)];
        let woken = poll(&mut waits, None).is_ok();
        if woken && waits.iter().any(|w| !w.revents().is_empty()) {
            break;
        }
    }
    std::thread::sleep(PATIENCE);
    if let Some(modes) = modes {
        // Now: whatever waits to be written is waited for by nobody.
        let _ = tcsetattr(terminal, OptionalActions::Now, modes);
    }
    std::process::exit(0);
}
