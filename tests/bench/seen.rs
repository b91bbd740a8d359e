//! What an officer sees: the program on a pty, from the key to the end of the frame.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::{Times, memory, memory_of, ms};

/// The end of a frame.
const END: &[u8] = b"\x1b[?2026l";

pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
}

impl Session {
    fn start(cmd: CommandBuilder) -> Session {
        let pair = native_pty_system()
            .openpty(PtySize { rows: 45, cols: 160, pixel_width: 0, pixel_height: 0 })
            .expect("a pty");
        let child = pair.slave.spawn_command(cmd).expect("started");
        let mut from = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let (to, bytes) = channel();
        std::thread::spawn(move || {
            let mut some = vec![0; 65536];
            while let Ok(n) = from.read(&mut some) {
                if n == 0 || to.send(some[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        Session { child, _master: pair.master, keys, bytes }
    }

    fn of(data: &Path) -> Session {
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
        Session::start(cmd)
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

    /// Returns the most memory that the program has had, in megabytes.
    pub(crate) fn memory(&self) -> u64 {
        self.child.process_id().map_or(0, memory)
    }

    /// Returns how much memory the program has that is no part of its file, in megabytes: what a
    /// further session of the same program takes.
    pub(crate) fn own_memory(&self) -> u64 {
        self.child.process_id().map_or(0, |pid| memory_of(pid, "RssAnon:"))
    }

    /// Waits for bytes that hold `what`, and returns how many bytes came.
    fn until(&self, what: &[u8]) -> usize {
        self.read_until(what).len()
    }

    /// Waits for bytes that hold `what`, and returns all that came.
    fn read_until(&self, what: &[u8]) -> Vec<u8> {
        let (mut all, end) = (Vec::new(), Instant::now() + Duration::from_mins(10));
        while !all.windows(what.len()).any(|w| w == what) {
            let left = end.saturating_duration_since(Instant::now());
            all.extend(self.bytes.recv_timeout(left).expect("it answers"));
        }
        all
    }

    /// Presses keys and returns the time to the end of the frame and its bytes.
    fn press(&mut self, keys: &[u8]) -> (f64, usize) {
        while self.bytes.try_recv().is_ok() {}
        let begun = Instant::now();
        self.keys.write_all(keys).expect("pressed");
        let n = self.until(END);
        (begun.elapsed().as_secs_f64() * 1000.0, n)
    }

    /// Waits until the program does nothing any more.
    pub(crate) fn settle(&self) {
        loop {
            let before = self.ticks();
            std::thread::sleep(Duration::from_millis(500));
            if self.ticks() - before <= 1 {
                return;
            }
        }
    }

    /// Returns the processor time that the program has had, in hundredths of a second.
    fn ticks(&self) -> u64 {
        let Some(pid) = self.child.process_id() else { return 0 };
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        let after_name = stat.rsplit(')').next().unwrap_or_default();
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok()).sum()
    }

    pub(crate) fn leave(mut self) {
        let _ = self.keys.write_all(b"\x1bq");
        let until = Instant::now() + Duration::from_secs(10);
        while self.child.try_wait().expect("a child").is_none() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the times to the list on the screen, and to the first case beside it.
fn start(data: &Path) -> (f64, f64, Session) {
    let begun = Instant::now();
    let session = Session::of(data);
    let first = session.read_until(END);
    let list = begun.elapsed().as_secs_f64() * 1000.0;
    if !first.windows(4).any(|w| w == b"born") {
        session.until(b"born");
    }
    (list, begun.elapsed().as_secs_f64() * 1000.0, session)
}

/// To what a figure is held.
pub(crate) enum Floor {
    /// The terminal's own echo.
    Echo,
    /// One write and fsync.
    Sync,
    None,
}

/// Returns what is seen in a session: start, moves, a filter's letters, a case opened, a save,
/// nothing.
pub(crate) fn session(data: &Path) -> Vec<(&'static str, Times, Floor)> {
    // The first start of all has nothing kept from the one before.
    start(data).2.leave();
    let starts: Vec<(f64, f64)> = (0..9)
        .map(|_| {
            let (list, case, session) = start(data);
            session.leave();
            (list, case)
        })
        .collect();
    let (.., mut s) = start(data);
    s.settle();
    let mut moves = Vec::new();
    let mut bytes = Vec::new();
    for i in 0..400 {
        let (took, n) = s.press(if i % 40 < 20 { b"j" } else { b"k" });
        moves.push(took);
        bytes.push(n as f64);
    }
    let opened: Vec<f64> = (0..60)
        .map(|_| {
            let (took, _) = s.press(b"\r");
            s.press(b"1");
            s.press(b"j");
            took
        })
        .collect();
    s.press(b"1");
    s.press(b"/");
    let mut letters = Vec::new();
    for _ in 0..8 {
        for letter in [b"m", b"a", b"i", b"s"] {
            letters.push(s.press(letter).0);
        }
        for _ in 0..4 {
            s.press(b"\x7f");
        }
    }
    s.press(b"\x1b");
    s.press(b"3");
    s.press(b"/");
    s.press(b"ehcp");
    s.press(b"\r");
    // Whatever an earlier run has answered, the first save is one.
    s.press(b"n");
    s.press(b"k");
    s.settle();
    let saved: Vec<f64> = (0..100)
        .map(|i| {
            let took = ms(|| {
                s.keys.write_all(if i % 2 == 0 { b"y" } else { b"n" }).expect("pressed");
                s.until(b"saved");
            });
            // Back to the question, which takes the message away.
            s.press(b"k");
            took
        })
        .collect();
    let peak = s.child.process_id().map_or(0, memory);
    s.settle();
    while s.bytes.try_recv().is_ok() {}
    let before = s.ticks();
    std::thread::sleep(IDLE);
    let sent: usize = s.bytes.try_iter().map(|b| b.len()).sum();
    let busy = (s.ticks() - before) as f64 * 10.0;
    s.leave();
    let one = |n: f64| Times::of(vec![n]);
    vec![
        (
            "start to the list, left in order",
            Times::of(starts.iter().map(|(list, _)| *list).collect()),
            Floor::None,
        ),
        (
            "start to the list and a case, left in order",
            Times::of(starts.iter().map(|(_, case)| *case).collect()),
            Floor::None,
        ),
        ("a cursor move, seen", Times::of(moves), Floor::Echo),
        ("bytes of a cursor move (not ms)", Times::of(bytes), Floor::None),
        ("a letter of a search, seen", Times::of(letters), Floor::Echo),
        ("open a case, seen", Times::of(opened), Floor::Echo),
        ("a durable save, seen", Times::of(saved), Floor::Sync),
        ("peak memory of the session (MB, not ms)", one(peak as f64), Floor::None),
        ("ten idle seconds: processor time", one(busy), Floor::None),
        ("ten idle seconds: bytes (not ms)", one(sent as f64), Floor::None),
    ]
}

/// How long nobody presses a key.
const IDLE: Duration = Duration::from_secs(10);

/// Returns the time to the first screen after the program was killed in the middle of its work.
pub(crate) fn after_a_crash(data: &Path) -> Times {
    let mut times = Vec::new();
    for _ in 0..3 {
        let (.., mut s) = start(data);
        s.child.kill().expect("killed");
        s.child.wait().expect("gone");
        let (_, took, again) = start(data);
        times.push(took);
        again.leave();
    }
    Times::of(times)
}

/// Returns the time of a letter to `cat` and back.
pub(crate) fn echo() -> Times {
    let mut s = Session::start(CommandBuilder::new("cat"));
    let times = (0..300)
        .map(|_| {
            ms(|| {
                s.keys.write_all(b"x").expect("pressed");
                s.until(b"x");
            })
        })
        .collect();
    let _ = s.child.kill();
    let _ = s.child.wait();
    Times::of(times)
}
