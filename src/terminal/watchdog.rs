//! Terminal watchdog: blocks on input without a timer, and ends the session on a signal that asks
//! it to leave, or on a vanished terminal.
//!
//! If the session cannot leave by itself, because it is blocked in a write to a terminal that
//! nobody reads, the process ends all the same. Everything typed is on disk by then.

use std::fs::File;
use std::io;
use std::io::{IsTerminal, Read};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGWINCH};

use crate::terminal::decoder::{Decoder, Typed};

/// How long a session may take to leave once it was asked. With the ending itself it is gone within
/// two seconds.
const PATIENCE: Duration = Duration::from_millis(1200);

/// How long a session without a screen has to keep the line that was being typed.
const MOMENT: Duration = Duration::from_millis(500);

/// What asks a session to leave; SIGUSR1 is sent by a session that takes over the store.
const LEAVING: [i32; 5] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1];
/// The signal by which the session of this process was ended; 0 while it was not.
static ENDED_BY: AtomicUsize = AtomicUsize::new(0);

/// Returns the signal by which the session of this process was ended.
pub(crate) fn ended_by() -> Option<i32> {
    i32::try_from(ENDED_BY.load(Ordering::Relaxed)).ok().filter(|signal| *signal != 0)
}

/// Returns what a session says at its end whose place another took.
pub(crate) fn taken_over(signal: i32) -> Option<&'static str> {
    let words = "Another of your sessions has taken over. What you typed is kept there.";
    (signal == SIGUSR1).then_some(words)
}

/// The modes of the terminal of a session without a screen, given back when it ends.
pub(crate) struct LineModes(Option<Termios>);

impl Drop for LineModes {
    fn drop(&mut self) {
        if ended_by().is_some() {
            give_back(self.0.as_ref());
        }
    }
}

fn give_back(modes: Option<&Termios>) {
    if let Some(modes) = modes {
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, modes);
    }
}

/// Ends a session without a screen when another takes its place: the line that is half typed is
/// handed to it, to be kept, and it leaves.
///
/// # Errors
/// What the system says where the signal cannot be waited for.
pub(crate) fn leave_when_taken_over() -> io::Result<LineModes> {
    let mut signals = signal_hook::iterator::Signals::new([SIGUSR1])?;
    let modes = tcgetattr(io::stdin()).ok();
    let before = modes.clone();
    std::thread::Builder::new().name("line".into()).spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        ENDED_BY.store(usize::try_from(signal).unwrap_or_default(), Ordering::Relaxed);
        hand_over_line(before.as_ref());
        // The session has had its moment: it stands in a reading that nothing ends.
        give_back(before.as_ref());
        if let Some(words) = taken_over(signal) {
            eprintln!("\noffsite: {words}");
        }
        std::process::exit(128 + signal);
    })?;
    Ok(LineModes(modes))
}

/// Ends the reading of a line at what is typed of it, and gives the session a moment to keep that.
fn hand_over_line(modes: Option<&Termios>) {
    let Some(mut modes) = modes.cloned() else { return };
    modes.local_modes.remove(LocalModes::ICANON);
    modes.special_codes[SpecialCodeIndex::VMIN] = 0;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    if tcsetattr(io::stdin(), OptionalActions::Now, &modes).is_ok() {
        std::thread::sleep(MOMENT);
    }
}

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
    asked: Arc<AtomicUsize>,
    is_aside: Arc<AtomicBool>,
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
        let (asked, stopped) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        signal_hook::flag::register(SIGTSTP, Arc::clone(&stopped))?;
        let resized = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGWINCH, Arc::clone(&resized))?;
        let (heard, told) = UnixStream::pair()?;
        let (ending, tell) = UnixStream::pair()?;
        for signal in LEAVING {
            let number = usize::try_from(signal).unwrap_or_default();
            signal_hook::flag::register_usize(signal, Arc::clone(&asked), number)?;
            signal_hook::low_level::pipe::register(signal, tell.try_clone()?)?;
        }
        for signal in LEAVING.into_iter().chain([SIGTSTP, SIGWINCH]) {
            signal_hook::low_level::pipe::register(signal, told.try_clone()?)?;
        }
        heard.set_nonblocking(true)?;
        // The modes to go back to, taken before the session makes its own.
        let modes = tcgetattr(&terminal).ok();
        let is_aside = Arc::new(AtomicBool::new(false));
        let ending = Ending {
            terminal: terminal.try_clone()?,
            told: ending,
            asked: Arc::clone(&asked),
            is_aside: Arc::clone(&is_aside),
        };
        std::thread::Builder::new()
            .name("line".into())
            .spawn(move || ending.wait(modes.as_ref()))?;
        Ok(Watchdog {
            terminal,
            heard,
            asked,
            is_aside,
            stopped,
            resized,
            typed: Decoder::default(),
            whole: Vec::new(),
        })
    }

    /// Waits for something to do, for as long as it takes or until a time is up; also for `bell` to
    /// become readable.
    pub fn wait(&mut self, longest: Option<Duration>, bell: Option<BorrowedFd<'_>>) -> WakeReason {
        let end = longest.and_then(|d| Instant::now().checked_add(d));
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            let patience = self.typed.patience();
            let is_rest = patience.is_some_and(|p| left.is_none_or(|left| p <= left));
            match self.poll(if is_rest { patience } else { left }, bell) {
                (WakeReason::Time, _) if is_rest => self.typed.give_up(),
                (WakeReason::Something, true) => self.read_all(),
                (woken, _) => return woken,
            }
            // The first bytes of a key are nothing yet.
            self.whole.extend(self.typed.by_ref());
            if !self.whole.is_empty() {
                return WakeReason::Something;
            }
        }
    }

    /// Returns what was typed and is whole, without waiting; nothing only where the terminal has
    /// nothing to read.
    pub fn typed(&mut self) -> Vec<Typed> {
        if self.whole.is_empty() && self.has_input() {
            self.read_all();
            self.whole.extend(self.typed.by_ref());
        }
        std::mem::take(&mut self.whole)
    }

    /// Reads all that the terminal has, which is something.
    fn read_all(&mut self) {
        let mut bytes = [0; 4_096];
        while let Ok(read @ 1..) = rustix::io::read(&self.terminal, &mut bytes) {
            self.typed.feed(&bytes[..read]);
            // Where less came than there is room for, that was all.
            if read < bytes.len() || !self.has_input() {
                break;
            }
        }
    }

    /// Returns whether the terminal has something to read.
    fn has_input(&self) -> bool {
        let mut waits = [PollFd::new(&self.terminal, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut waits, Some(&now)).is_ok() && waits[0].revents() == PollFlags::IN
    }

    /// Waits once for the terminal, a signal or the bell; returns why it ended, and whether the
    /// terminal has something to read.
    fn poll(&self, longest: Option<Duration>, bell: Option<BorrowedFd<'_>>) -> (WakeReason, bool) {
        let longest = longest.map(|d| Timespec {
            tv_sec: d.as_secs().cast_signed(),
            tv_nsec: d.subsec_nanos().into(),
        });
        let mut waits = vec![
            PollFd::new(&self.terminal, PollFlags::IN),
            PollFd::new(&self.heard, PollFlags::IN),
        ];
        waits.extend(bell.map(|bell| PollFd::from_borrowed_fd(bell, PollFlags::IN)));
        let n = poll(&mut waits, longest.as_ref());
        // Once the terminal has vanished it must not be read: the reading would spin for ever.
        let gone = waits[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        let mut told = [0; 64];
        let is_told = !waits[1].revents().is_empty();
        while is_told && (&self.heard).read(&mut told).is_ok_and(|n| n > 0) {}
        let is_readable = waits[0].revents() == PollFlags::IN;
        let woken = match n {
            _ if self.leaves(gone) => WakeReason::Leave,
            Ok(0) => WakeReason::Time,
            Ok(_) | Err(_) => WakeReason::Something,
        };
        (woken, is_readable)
    }

    /// Returns whether the session is to leave, and notes by which signal; a terminal that has gone
    /// is a hang-up.
    fn leaves(&self, is_gone: bool) -> bool {
        let hang_up = if is_gone { usize::try_from(SIGHUP).unwrap_or_default() } else { 0 };
        let signal = Some(self.asked.load(Ordering::Relaxed)).filter(|s| *s != 0);
        let signal = signal.unwrap_or(hang_up);
        if signal != 0 {
            ENDED_BY.store(signal, Ordering::Relaxed);
        }
        signal != 0
    }

    /// Lends the terminal to another program, whose interrupts are not for this one.
    pub fn aside<T>(&self, run: impl FnOnce() -> T) -> T {
        self.is_aside.store(true, Ordering::Relaxed);
        let out = run();
        self.is_aside.store(false, Ordering::Relaxed);
        forget_interrupt(&self.asked);
        out
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

/// Forgets an interrupt that was meant for another program.
fn forget_interrupt(asked: &AtomicUsize) {
    for signal in [SIGINT, SIGQUIT].map(|s| usize::try_from(s).unwrap_or_default()) {
        let _ = asked.compare_exchange(signal, 0, Ordering::Relaxed, Ordering::Relaxed);
    }
}

/// What makes sure that a session ends which was asked to.
struct Ending {
    terminal: OwnedFd,
    told: UnixStream,
    asked: Arc<AtomicUsize>,
    is_aside: Arc<AtomicBool>,
}

impl Ending {
    /// Waits on a thread of its own for the end of the session, and makes sure of it.
    fn wait(&self, modes: Option<&Termios>) {
        loop {
            // Nothing is asked of the terminal but whether it is still there, so that no key wakes
            // this thread.
            let mut waits = [
                PollFd::new(&self.terminal, PollFlags::empty()),
                PollFd::new(&self.told, PollFlags::IN),
            ];
            if poll(&mut waits, None).is_err() {
                continue;
            }
            let (is_gone, is_told) =
                (!waits[0].revents().is_empty(), !waits[1].revents().is_empty());
            if is_told && self.is_aside.load(Ordering::Relaxed) {
                forget_interrupt(&self.asked);
            }
            if is_gone || self.asked.load(Ordering::Relaxed) != 0 {
                break;
            }
            if is_told {
                let _ = (&self.told).read(&mut [0; 64]);
            }
        }
        std::thread::sleep(PATIENCE);
        if let Some(modes) = modes {
            // Now: whatever waits to be written is waited for by nobody.
            let _ = tcsetattr(&self.terminal, OptionalActions::Now, modes);
        }
        let signal = i32::try_from(self.asked.load(Ordering::Relaxed)).unwrap_or_default();
        std::process::exit(128 + if signal == 0 { SIGHUP } else { signal });
    }
}
