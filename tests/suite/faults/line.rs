//! The line drops: the program is gone within two seconds, has burnt no time, and what was typed is
//! on disk.

use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use filedescriptor::{FileDescriptor, POLLIN, poll, pollfd};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};

/// The most hundredths of a second of processor time that leaving may take, the day's backup and the
/// check of the records among it: a session that spins burns two hundred in its two seconds.
const MAX_TICKS: u64 = 120;

/// A session whose terminal is read only when the test wants to.
struct Line {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    from: Box<dyn Read + Send>,
    to: Box<dyn Write + Send>,
    screen: vt100::Parser,
}

impl Line {
    fn open(data: &Path) -> Line {
        let pair = native_pty_system()
            .openpty(PtySize { rows: 40, cols: 140, pixel_width: 0, pixel_height: 0 })
            .expect("a pty");
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
        cmd.env("XDG_CONFIG_HOME", data.join("no-config"));
        let child = pair.slave.spawn_command(cmd).expect("started");
        let (from, to) = (
            pair.master.try_clone_reader().expect("a reader"),
            pair.master.take_writer().expect("a writer"),
        );
        Line {
            child,
            master: pair.master,
            from,
            to,
            screen: vt100::Parser::new(crate::pty::side(40), crate::pty::side(140), 0),
        }
    }

    /// Reads what is there, waiting a moment for it.
    fn read(&mut self) {
        let fd = self.master.as_raw_fd().expect("a descriptor");
        let mut waits = [pollfd { fd, events: POLLIN, revents: 0 }];
        let _ = poll(&mut waits, Some(Duration::from_millis(20)));
        if waits[0].revents & POLLIN != 0 {
            let mut bytes = [0; 8192];
            if let Ok(n) = self.from.read(&mut bytes) {
                self.screen.process(&bytes[..n]);
            }
        }
    }

    fn says(&mut self, words: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        while !self.screen.screen().contents().contains(words) {
            assert!(
                Instant::now() < end,
                "never showed {words:?}:\n{}",
                self.screen.screen().contents()
            );
            self.read();
        }
    }

    fn types(&mut self, keys: &str) {
        self.to.write_all(keys.as_bytes()).expect("pressed");
    }

    fn signal(&self, signal: Signal) {
        let pid =
            self.child.process_id().and_then(|id| Pid::from_raw(id as i32)).expect("a process");
        kill_process(pid, signal).expect("sent");
    }
}

/// Waits for the end and returns how long it took; `stat` is the processor time that the process
/// has burnt meanwhile, in ticks.
fn gone(child: &mut (dyn Child + Send + Sync)) -> (Duration, u64) {
    let (begun, mut burnt) = (Instant::now(), 0);
    let id = child.process_id();
    let before = id.and_then(ticks).unwrap_or(0);
    loop {
        if child.try_wait().expect("a child").is_some() {
            return (begun.elapsed(), burnt);
        }
        burnt = id.and_then(ticks).map_or(burnt, |t| t.saturating_sub(before));
        assert!(begun.elapsed() < Duration::from_secs(20), "never left");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn ticks(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut after = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    Some(after.next()?.parse::<u64>().ok()? + after.next()?.parse::<u64>().ok()?)
}

/// A session in the middle of a sentence.
fn typing(data: &Path) -> Line {
    let mut line = Line::open(data);
    line.says("No cases yet");
    line.types("n");
    line.says("Opened OSD-2026-0001");
    line.types("e");
    line.says("Full name ·");
    line.types("Half a na");
    line.says("Half a na");
    line
}

fn is_kept(data: &Path, text: &str) {
    let shown = crate::text(&crate::offsite(data, &["frame", "--size", "140x40"]));
    assert!(
        shown.contains("You were typing this when the session ended") && shown.contains(text),
        "{shown}"
    );
}

#[test]
fn every_signal_to_leave_ends_the_session_in_two_seconds_by_its_code_with_the_draft_on_disk() {
    for signal in [Signal::HUP, Signal::TERM, Signal::INT, Signal::QUIT, Signal::USR1] {
        let dir = tempfile::tempdir().expect("a folder");
        let mut line = typing(dir.path());
        line.signal(signal);
        let begun = Instant::now();
        // The terminal still stands: what the program says at its end is read, and it gives the
        // screen back.
        let code = loop {
            if let Some(status) = line.child.try_wait().expect("a child") {
                break status.exit_code();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "never left");
            line.read();
        };
        assert_eq!(code, 128 + signal.as_raw().cast_unsigned(), "{signal:?}");
        assert!(begun.elapsed() < Duration::from_secs(2), "{signal:?}: {:?}", begun.elapsed());
        for _ in 0..5 {
            line.read();
        }
        assert!(
            !line.screen.screen().alternate_screen(),
            "{signal:?}: the screen was not given back"
        );
        assert!(!line.screen.screen().bracketed_paste(), "{signal:?}: pasting was left bracketed");
        assert!(dir.path().join("left").exists(), "{signal:?}: the store was not left in order");
        is_kept(dir.path(), "Half a na");
    }
}

#[test]
fn vanished_terminal_ends_the_session_without_spinning() {
    let dir = tempfile::tempdir().expect("a folder");
    let line = typing(dir.path());
    let Line { mut child, master, from, to, .. } = line;
    crate::pty::while_stopped(child.process_id().expect("a process"), || drop((master, from, to)));
    let (took, burnt) = gone(&mut *child);
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(burnt < MAX_TICKS, "{burnt} ticks of a hundredth of a second burnt");
    is_kept(dir.path(), "Half a na");
}

#[test]
fn terminal_that_is_no_longer_read_cannot_hold_the_session() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut line = stuck(dir.path());
    line.signal(Signal::TERM);
    let (took, burnt) = gone(&mut *line.child);
    assert!(took < Duration::from_secs(2), "{took:?}");
    assert!(burnt < MAX_TICKS, "{burnt} ticks of a hundredth of a second burnt");
    // What the keys above have made of it meanwhile is kept as well.
    is_kept(dir.path(), "Half a n");
}

/// The officer's laptop was shut: the line stands, nobody reads, and the new login takes over.
#[test]
fn take_over_ends_a_session_whose_terminal_is_not_read_and_keeps_what_was_typed() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut line = stuck(dir.path());
    let refused = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains("take its place with offsite --take-over"), "{said}");
    assert!(line.child.try_wait().expect("a child").is_none(), "nobody was asked yet");
    let taken = crate::offsite_told(dir.path(), &["--linear", "--take-over"], "1\nquit\n");
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    assert!(crate::text(&taken).contains("OSD-2026-0001"), "{}", crate::text(&taken));
    gone(&mut *line.child);
    is_kept(dir.path(), "Half a n");
}

/// A command that is at work is waited for, never ended.
#[test]
fn take_over_leaves_a_store_that_is_not_held_by_a_session() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(crate::offsite_told(dir.path(), &["--linear"], "new case\nquit\n").status.success());
    let lock = std::fs::OpenOptions::new().read(true).write(true).open(dir.path().join("lock"));
    let mut lock = lock.expect("the lock");
    lock.lock().expect("taken");
    for (second_line, words) in [
        ("", "A command has the records open"),
        ("session", "is not on this computer, or belongs to"),
    ] {
        lock.set_len(0).expect("emptied");
        std::io::Seek::rewind(&mut lock).expect("at its start");
        write!(lock, "b, process 1, since 09:00\n{second_line}").expect("written");
        let taken = crate::offsite_told(dir.path(), &["--linear", "--take-over"], "quit\n");
        let said = String::from_utf8_lossy(&taken.stderr).into_owned();
        assert!(taken.status.code() == Some(3) && said.contains(words), "{said}");
    }
}

#[test]
fn taking_over_is_asked_on_a_terminal_and_both_sessions_say_what_happened() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut first = typing(dir.path());
    let mut second = Line::open(dir.path());
    second.says("Take over?");
    second.types("n\n");
    second.says("open in another session (a.shah, process ");
    gone(&mut *second.child);
    let mut second = Line::open(dir.path());
    second.says("Take over?");
    second.types("y\n");
    first.says("Another of your sessions has taken over.");
    second.says("OSD-2026-0001");
    gone(&mut *first.child);
    second.says("Half a na");
    second.signal(Signal::HUP);
    gone(&mut *second.child);
}

/// A session in the middle of a sentence whose frames fill the line until it stands in a write.
fn stuck(data: &Path) -> Line {
    let mut line = typing(data);
    // Nobody reads from here on: the frames fill the line until the program stands in a write.
    let raw = line.master.as_raw_fd().expect("a descriptor");
    FileDescriptor::dup(&raw).and_then(|mut fd| fd.set_non_blocking(true)).expect("set");
    let begun = Instant::now();
    let id = line.child.process_id().expect("a process");
    // The system call in which the process stands: a write (1 on x86-64, 64 on ARM) to its
    // terminal, five times in a row.
    let writes = || {
        std::fs::read_to_string(format!("/proc/{id}/syscall"))
            .is_ok_and(|s| s.starts_with("1 0x1 ") || s.starts_with("64 0x1 "))
    };
    let mut stuck = 0;
    while begun.elapsed() < Duration::from_secs(3) && stuck < 5 {
        let _ = line.to.write(b"x\x7f\x1bOC\x1bOD");
        std::thread::sleep(Duration::from_millis(2));
        stuck = if writes() { stuck + 1 } else { 0 };
    }
    line
}

/// How often the threads of a process have waited and been woken. The database's own workers, which
/// look for work once a second and cannot be told otherwise, are left out.
fn wakes(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).expect("threads").flatten();
    let of = |path: std::path::PathBuf| -> Option<u64> {
        let status = std::fs::read_to_string(path.join("status")).ok()?;
        if status.starts_with("Name:\tsled-io-") {
            return None;
        }
        let line = status.lines().find_map(|l| l.strip_prefix("voluntary_ctxt_switches:"))?;
        line.trim().parse().ok()
    };
    tasks.filter_map(|task| of(task.path())).sum()
}

#[test]
fn idle_session_has_no_timer_of_its_own() {
    let dir = tempfile::tempdir().expect("a folder");
    let session = crate::pty::Session::start(dir.path());
    session.says("No cases yet");
    // What a start leaves to be done afterwards comes to rest first.
    let mut quiet = Vec::new();
    for _ in 0..30 {
        let before = wakes(session.id());
        std::thread::sleep(Duration::from_secs(1));
        // A thread that ends meanwhile takes its count away.
        quiet.push(wakes(session.id()).abs_diff(before));
        if quiet.last() == Some(&0) {
            return session.kill();
        }
    }
    panic!("woken in every second: {quiet:?}");
}
