//! The program on a pty: keys go in, and the bytes of its frames come out.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::{memory, memory_of};

/// The end of a frame.
pub(crate) const END: &[u8] = b"\x1b[?2026l";

/// The keys to the ends of a list, which put another screen of it in place of this one.
pub(crate) const FIRST: &[u8] = b"\x1b[H";
pub(crate) const LAST: &[u8] = b"\x1b[F";

/// No frame follows a key so long after the last one.
const QUIET: Duration = Duration::from_millis(400);

/// A line between the terminal and the program.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    /// How many bits it takes in a second.
    pub(crate) bits: u32,
    /// How long a byte takes there and back.
    pub(crate) round_trip: Duration,
}

/// A program and the terminal that it runs on.
pub(crate) struct Session {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
}

/// What came after a key.
pub(crate) struct Frames {
    /// The time to the end of the first frame, in milliseconds.
    pub(crate) first: f64,
    /// The time to the last byte of all frames, in milliseconds.
    pub(crate) last: f64,
    /// The bytes of all frames.
    pub(crate) bytes: usize,
}

impl Session {
    /// Starts a command on a pty.
    pub(crate) fn start(cmd: CommandBuilder) -> Session {
        Session::over(cmd, None)
    }

    /// Starts a command at the other end of a line: its bytes come no faster than the line takes
    /// them, so that it waits for the line as it would for a socket.
    pub(crate) fn over(cmd: CommandBuilder, line: Option<Line>) -> Session {
        let pair = native_pty_system()
            .openpty(PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 })
            .expect("a pty");
        let child = pair.slave.spawn_command(cmd).expect("started");
        let mut from = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (to, bytes) = channel();
        thread::spawn(move || {
            // A packet of a slow line is small.
            let mut some = vec![0; if line.is_some() { 64 } else { 65536 }];
            while let Ok(n) = from.read(&mut some) {
                if let Some(line) = line {
                    let seconds = n as f64 * 8.0 / f64::from(line.bits);
                    thread::sleep(Duration::from_secs_f64(seconds));
                }
                if n == 0 || to.send(some[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Session { child, _master: pair.master, keys, bytes }
    }

    /// Returns the command that opens a store.
    pub(crate) fn command(data: &Path) -> CommandBuilder {
        let mut cmd = CommandBuilder::new(env!("CARGO_BIN_EXE_offsite"));
        cmd.args([
            "--data",
            data.to_str().expect("a path"),
            "--today",
            "2026-11-23",
            "--as",
            "a.shah",
        ]);
        cmd.env("TERM", "xterm-256color");
        cmd.env("XDG_CONFIG_HOME", "/nonexistent");
        cmd
    }

    /// Returns a session through the socket of a server, with its first screen drawn.
    pub(crate) fn through(socket: &Path) -> Session {
        let mut cmd = CommandBuilder::new(env!("CARGO_BIN_EXE_offsite"));
        cmd.args(["--socket", socket.to_str().expect("a path")]);
        cmd.env("TERM", "xterm-256color");
        cmd.env("XDG_CONFIG_HOME", "/nonexistent");
        let session = Session::start(cmd);
        session.until(END);
        session
    }

    /// Returns the number of the process, 0 where it is gone.
    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap_or(0)
    }

    /// Returns the most memory that the program has had, in megabytes.
    pub(crate) fn memory(&self) -> u64 {
        memory(self.pid())
    }

    /// Returns how much memory the program has that is no part of its file, in megabytes: what a
    /// further session of the same program takes.
    pub(crate) fn own_memory(&self) -> u64 {
        memory_of(self.pid(), "RssAnon:")
    }

    /// Writes keys and waits for nothing.
    pub(crate) fn send(&mut self, keys: &[u8]) {
        self.keys.write_all(keys).expect("pressed");
    }

    /// Waits for bytes that hold `what`, and returns how many bytes came.
    pub(crate) fn until(&self, what: &[u8]) -> usize {
        self.read_until(what).len()
    }

    /// Waits for bytes that hold `what`, and returns all that came.
    pub(crate) fn read_until(&self, what: &[u8]) -> Vec<u8> {
        let (mut all, end) = (Vec::new(), Instant::now() + Duration::from_mins(10));
        while !all.windows(what.len()).any(|w| w == what) {
            let left = end.saturating_duration_since(Instant::now());
            all.extend(self.bytes.recv_timeout(left).expect("it answers"));
        }
        all
    }

    /// Drops what has come so far, and returns how many bytes that was.
    pub(crate) fn drain(&self) -> usize {
        self.bytes.try_iter().map(|some| some.len()).sum()
    }

    /// Presses keys and returns the time to the end of the frame and its bytes.
    pub(crate) fn press(&mut self, keys: &[u8]) -> (f64, usize) {
        self.drain();
        let begun = Instant::now();
        self.send(keys);
        let n = self.until(END);
        (begun.elapsed().as_secs_f64() * 1000.0, n)
    }

    /// Presses keys and returns what came until nothing more did.
    pub(crate) fn press_to_the_end(&mut self, keys: &[u8]) -> Frames {
        self.drain();
        let begun = Instant::now();
        self.send(keys);
        let since = || begun.elapsed().as_secs_f64() * 1000.0;
        let mut all = self.read_until(END);
        let first = since();
        let mut last = first;
        while let Ok(some) = self.bytes.recv_timeout(QUIET) {
            last = since();
            all.extend(some);
        }
        Frames { first, last, bytes: all.len() }
    }

    /// Waits until the program does nothing any more.
    pub(crate) fn settle(&self) {
        loop {
            let before = self.ticks();
            thread::sleep(Duration::from_millis(500));
            if self.ticks() - before <= 1 {
                return;
            }
        }
    }

    /// Returns the processor time that the program has had, in hundredths of a second.
    pub(crate) fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()));
        let stat = stat.unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum()
    }

    /// Returns how often threads have been woken since they began: those of sled, and all others.
    pub(crate) fn wake_ups(&self) -> (u64, u64) {
        let (mut sled, mut own) = (0, 0);
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.pid()));
        for thread in threads.into_iter().flatten().flatten() {
            let read = |name| std::fs::read_to_string(thread.path().join(name)).unwrap_or_default();
            let status = read("status");
            let woken = status
                .lines()
                .filter_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))
                .filter_map(|n| n.trim().parse::<u64>().ok())
                .sum::<u64>();
            if read("comm").starts_with("sled") { sled += woken } else { own += woken }
        }
        (sled, own)
    }

    /// Ends the program as an officer does, or by force where it does not go.
    pub(crate) fn leave(mut self) {
        let _ = self.keys.write_all(b"\x1bq");
        let until = Instant::now() + Duration::from_secs(10);
        while self.child.try_wait().expect("a child").is_none() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
