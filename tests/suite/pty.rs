//! The real program on a real pseudo-terminal, driven by keys; waits are for what the screen shows,
//! never for a time.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// Every byte that came.
    sent: Arc<Mutex<Vec<u8>>>,
    /// The reader lets go of its end of the line after the next output.
    is_dropped: Arc<AtomicBool>,
    reader: JoinHandle<()>,
}

impl Session {
    pub(crate) fn start(data: &Path) -> Session {
        Session::start_on(data, "2026-11-23")
    }

    /// Starts the program on a day.
    pub(crate) fn start_on(data: &Path, today: &str) -> Session {
        Session::start_in(data, today, &[], &[])
    }

    /// Starts the program to read alone.
    pub(crate) fn start_reading(data: &Path) -> Session {
        Session::start_in(data, "2026-11-23", &[], &["--read-only"])
    }

    /// Starts the program with these environment variables.
    pub(crate) fn start_with(data: &Path, env: &[(&str, &str)]) -> Session {
        Session::start_in(data, "2026-11-23", env, &[])
    }

    /// Starts the program with more arguments.
    pub(crate) fn start_told(data: &Path, more: &[&str]) -> Session {
        Session::start_in(data, "2026-11-23", &[], more)
    }

    /// Starts a session at the socket of a server.
    pub(crate) fn start_served(home: &Path, socket: &Path) -> Session {
        Session::start_program(Path::new(env!("CARGO_BIN_EXE_offsite")), home, socket)
    }

    /// Starts a program of its own at the socket of a server.
    pub(crate) fn start_program(program: &Path, home: &Path, socket: &Path) -> Session {
        let mut cmd = CommandBuilder::new(program);
        cmd.args(["--socket", socket.to_str().expect("a path")]);
        Session::run(home, cmd, &[])
    }

    /// Starts a session at the socket of a server as another user of the system, which only the
    /// system's own user can do.
    pub(crate) fn start_served_as(uid: u32, home: &Path, socket: &Path) -> Session {
        let mut cmd = CommandBuilder::new("setpriv");
        cmd.args([&format!("--reuid={uid}"), "--clear-groups", env!("CARGO_BIN_EXE_offsite")]);
        cmd.args(["--socket", socket.to_str().expect("a path")]);
        Session::run(home, cmd, &[])
    }

    /// Starts the program from a shell that waits for a line and says fg whenever it is stopped.
    pub(crate) fn start_under_shell(data: &Path) -> Session {
        Session::start_under_shell_with(data, &[])
    }

    /// Starts it so with these environment variables.
    pub(crate) fn start_under_shell_with(data: &Path, env: &[(&str, &str)]) -> Session {
        let mut cmd = CommandBuilder::new("sh");
        let run = "set -m; \"$0\" --data \"$1\" --today 2026-11-23 --as a.shah; while :; do code=$?; jobs %% >/dev/null 2>&1 || exit $code; echo stopped; read x; fg; done";
        cmd.args(["-c", run, env!("CARGO_BIN_EXE_offsite"), data.to_str().expect("a path")]);
        Session::run(data, cmd, env)
    }

    fn start_in(data: &Path, today: &str, env: &[(&str, &str)], more: &[&str]) -> Session {
        let mut cmd = CommandBuilder::new(env!("CARGO_BIN_EXE_offsite"));
        cmd.args(["--data", data.to_str().expect("a path"), "--today", today, "--as", "a.shah"]);
        cmd.args(more);
        Session::run(data, cmd, env)
    }

    /// Starts a command on a terminal.
    pub(crate) fn run(data: &Path, mut cmd: CommandBuilder, env: &[(&str, &str)]) -> Session {
        let pair = native_pty_system()
            .openpty(PtySize { rows: 40, cols: 140, pixel_width: 0, pixel_height: 0 })
            .expect("a pty");
        cmd.env("TERM", "xterm-256color");
        // Who runs the tests over SSH gives the program a terminal without a shell.
        cmd.env_remove("SSH_CONNECTION");
        cmd.env("XDG_CONFIG_HOME", data.join("no-config"));
        for (name, value) in env {
            cmd.env(name, value);
        }
        let child = pair.slave.spawn_command(cmd).expect("started");
        let keys = pair.master.take_writer().expect("a writer");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(side(40), side(140), 0)));
        let shown = Arc::clone(&screen);
        let sent = Arc::new(Mutex::new(Vec::new()));
        let came = Arc::clone(&sent);
        let is_dropped = Arc::new(AtomicBool::new(false));
        let lets_go = Arc::clone(&is_dropped);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 || lets_go.load(Ordering::Relaxed) {
                    break;
                }
                came.lock().expect("the bytes").extend_from_slice(&bytes[..n]);
                shown.lock().expect("the screen").process(&bytes[..n]);
            }
        });
        Session { child, master: pair.master, keys, screen, sent, is_dropped, reader }
    }

    pub(crate) fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("pressed");
    }

    /// Sends bytes as they are, which may be a part of a key.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).expect("sent");
        self.keys.flush().expect("sent");
    }

    /// Waits until the screen shows the words; a condition, never a time.
    pub(crate) fn says(&self, words: &str) {
        self.wait_for(words, |shown| shown.contains(words));
    }

    /// Waits until the screen shows a sentence, wherever its lines break.
    pub(crate) fn says_over_lines(&self, words: &str) {
        let joined = |shown: &str| shown.split_whitespace().collect::<Vec<_>>().join(" ");
        self.wait_for(words, |shown| joined(shown).contains(words));
    }

    fn wait_for(&self, words: &str, is_there: impl Fn(&str) -> bool) {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let shown = self.screen.lock().expect("the screen").screen().contents();
            if is_there(&shown) {
                return;
            }
            assert!(Instant::now() < end, "never showed {words:?}:\n{shown}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Returns the number of the process.
    pub(crate) fn pid(&self) -> i32 {
        self.child.process_id().expect("a process").cast_signed()
    }

    /// Waits until the program has left by itself and returns its exit code.
    pub(crate) fn ends(mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(
                Instant::now() < end,
                "never left:\n{}",
                self.screen.lock().expect("the screen").screen().contents()
            );
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until the screen no longer shows the words.
    pub(crate) fn gone(&self, words: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        while self.shown().contains(words) {
            assert!(Instant::now() < end, "never took away {words:?}:\n{}", self.shown());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Returns the number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// Returns everything that the program has sent.
    pub(crate) fn sent(&self) -> String {
        String::from_utf8_lossy(&self.sent.lock().expect("the bytes")).into_owned()
    }

    /// Returns what the screen shows now.
    pub(crate) fn shown(&self) -> String {
        self.screen.lock().expect("the screen").screen().contents()
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&mut self, rows: u16, cols: u16) {
        self.screen.lock().expect("the screen").screen_mut().set_size(side(rows), side(cols));
        self.master
            .resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .expect("another size");
    }

    /// Drops the line, as a lost connection does, and waits until the program has gone.
    pub(crate) fn hang_up(self) {
        let Session { mut child, master, keys, is_dropped, reader, .. } = self;
        // Another size makes the program draw, and so wakes the reader.
        is_dropped.store(true, Ordering::Relaxed);
        master
            .resize(PtySize { rows: 39, cols: 139, pixel_width: 0, pixel_height: 0 })
            .expect("another size");
        reader.join().expect("the reader");
        while_stopped(child.process_id().expect("a process"), || drop((keys, master)));
        let end = Instant::now() + Duration::from_secs(20);
        while child.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < end, "the program outlived its line");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(crate) fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

/// Does something while a process stands still. A writer to a terminal sends a line feed and an end
/// of file when it is dropped, which no lost line does: a process that stands still finds a
/// terminal that has gone, and what it had not read gone with it.
pub(crate) fn while_stopped(id: u32, act: impl FnOnce()) {
    let pid = rustix::process::Pid::from_raw(id.cast_signed()).expect("a process");
    let stands = || {
        std::fs::read_to_string(format!("/proc/{id}/stat"))
            .is_ok_and(|s| s.rsplit_once(") ").is_some_and(|(_, s)| s.starts_with('T')))
    };
    rustix::process::kill_process(pid, rustix::process::Signal::STOP).expect("sent");
    let end = Instant::now() + Duration::from_secs(20);
    while !stands() {
        assert!(Instant::now() < end, "never stood still");
        std::thread::sleep(Duration::from_millis(1));
    }
    act();
    rustix::process::kill_process(pid, rustix::process::Signal::CONT).expect("sent");
}

pub(crate) fn side(cells: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(cells).expect("not zero")
}

/// Returns the question or table of a row of the screen, where that is missing.
fn missing(row: &str) -> Option<String> {
    let asks = ["not answered", "· missing ·"].iter().any(|words| row.contains(words));
    let label = row.trim_start_matches('?').trim().split("  ").next().unwrap_or_default();
    asks.then(|| label.replace(" not answered", ""))
}

impl Session {
    /// Records an event: its letters in the picker, then a row of keys for each answer that is
    /// missing, then save.
    pub(crate) fn record(&mut self, letters: &str, one: &str, answers: &[&str]) {
        // On a selected answer a letter begins it.
        self.press(":record\r");
        self.says("Record · Enter choose");
        self.press(&format!("{letters}\r"));
        self.says("not saved yet");
        for answer in answers {
            self.press("m");
            // As hands do it: a text is typed once its place is open. What comes all at once is
            // held as a paste.
            let Some(text) = answer.strip_prefix('e') else {
                self.press(answer);
                continue;
            };
            self.press("e");
            self.says(", Esc cancel");
            self.press(text);
            self.wait_for("the form again", |shown| !shown.contains(", Esc cancel"));
        }
        self.press("\x0f");
        self.says(&format!("{one} added · saved"));
    }
}

impl Session {
    /// Opens a form by its name, its cursor on the first line.
    pub(crate) fn form(&mut self, label: &str) {
        // From a form whose day is selected, a digit would begin the day.
        self.press(":passport\r");
        for _ in 0..6 {
            let end = Instant::now() + Duration::from_millis(400);
            while Instant::now() < end {
                if self.shown().contains(&format!("[{label}")) {
                    self.press("gg");
                    return;
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            self.press("f");
        }
        self.says(&format!("[{label}"));
    }

    /// Answers a question of the form that is open: goes down to it, presses the keys, and waits
    /// until it is saved.
    pub(crate) fn answer(&mut self, label: &str, keys: &str) {
        self.find(label);
        self.press(keys);
        self.says(&format!("{label}: "));
        self.says("· saved");
    }

    /// Waits until the real cursor stands still on a cell.
    pub(crate) fn comes_to(&self, (column, row): (u16, u16)) {
        let end = Instant::now() + Duration::from_secs(20);
        while self.settled().0 != (row, column) {
            assert!(Instant::now() < end, "the cursor never came to {row}, {column}");
        }
    }

    /// Returns the screen's row under the real cursor.
    pub(crate) fn line_of_cursor(&self) -> String {
        self.settled().1
    }

    /// Returns the screen's row under the real cursor and its cell, once it has stood still for a moment: a
    /// frame may come in parts.
    fn settled(&self) -> ((u16, u16), String) {
        let now = || {
            let shown = self.screen.lock().expect("the screen");
            let at = shown.screen().cursor_position();
            (at, shown.screen().rows(0, 140).nth(usize::from(at.0)).unwrap_or_default())
        };
        let mut last = now();
        loop {
            std::thread::sleep(Duration::from_millis(15));
            let next = now();
            if next == last {
                return next;
            }
            last = next;
        }
    }

    /// Goes to the row with this label by the search within the form, and from a heading that fits
    /// too down to it.
    pub(crate) fn find(&mut self, label: &str) {
        self.settled();
        for _ in 0..5 {
            self.press(&format!("/{label}\r"));
            for wait in [2_000, 400, 400, 400, 400] {
                let end = Instant::now() + Duration::from_millis(wait);
                while Instant::now() < end {
                    if self.settled().1.contains(label) {
                        return;
                    }
                }
                self.press("j");
            }
        }
        panic!("the cursor never came to {label:?}:\n{}", self.shown());
    }
}

impl Session {
    /// Returns the message line and the line of the cursor, from where the open case begins.
    fn message_and_line(&self) -> (String, String) {
        let parser = self.screen.lock().expect("the screen");
        let screen = parser.screen();
        let message = screen.rows(0, 140).nth(38).unwrap_or_default();
        let line =
            screen.rows(58, 82).nth(usize::from(screen.cursor_position().0)).unwrap_or_default();
        (message, line)
    }

    fn wait<T>(&self, what: &str, mut found: impl FnMut(&str, &str) -> Option<T>) -> T {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let (message, line) = self.message_and_line();
            if let Some(found) = found(&message, &line) {
                return found;
            }
            assert!(Instant::now() < end, "never came: {what}; message {message:?}, line {line:?}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Returns the question or table under the cursor once "next missing" has come to one; none where
    /// nothing is missing.
    pub(crate) fn missing_under_cursor(&self) -> Option<String> {
        self.wait("a missing question", |message, line| {
            if message.contains("Nothing missing") {
                return Some(None);
            }
            missing(line).filter(|_| !message.contains("saved")).map(Some)
        })
    }

    /// Returns the missing question that the cursor stands on by itself after an answer.
    pub(crate) fn now_on_missing(&self) -> Option<String> {
        self.settled();
        missing(&self.message_and_line().1)
    }

    /// Waits until the answer to a question is saved.
    pub(crate) fn answered(&self, label: &str) {
        let start = label.trim_end_matches('…').to_owned();
        self.wait(&format!("{label} saved"), |message, _| {
            (message.contains(&start) && message.contains("saved")).then_some(())
        });
    }
}
