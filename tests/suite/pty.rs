//! The real program on a real pseudo-terminal, driven by keys; waits are for what the screen shows, never for a time.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

impl Session {
    pub fn start(data: &Path) -> Session {
        let pair = native_pty_system().openpty(PtySize { rows: 40, cols: 140, pixel_width: 0, pixel_height: 0 }).expect("a pty");
        let mut cmd = CommandBuilder::new(env!("CARGO_BIN_EXE_offsite"));
        cmd.args(["--data", data.to_str().expect("a path"), "--today", "2026-11-23", "--as", "a.shah"]);
        cmd.env("TERM", "xterm-256color");
        cmd.env("XDG_CONFIG_HOME", data.join("no-config"));
        let child = pair.slave.spawn_command(cmd).expect("started");
        let keys = pair.master.take_writer().expect("a writer");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let screen = Arc::new(Mutex::new(vt100::Parser::new(side(40), side(140), 0)));
        let shown = Arc::clone(&screen);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 {
                    break;
                }
                shown.lock().expect("the screen").process(&bytes[..n]);
            }
        });
        Session { child, _master: pair.master, keys, screen }
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("pressed");
    }

    /// Waits until the screen shows the words; a condition, never a time.
    pub fn says(&self, words: &str) {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let shown = self.screen.lock().expect("the screen").screen().contents();
            if shown.contains(words) {
                return;
            }
            assert!(Instant::now() < end, "never showed {words:?}:\n{shown}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the program has left by itself and returns its exit code.
    pub fn ends(mut self) -> u32 {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(Instant::now() < end, "never left");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

pub fn side(cells: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(cells).expect("not zero")
}

impl Session {
    /// Records an event: its letters in the picker, then a row of keys for each answer that is missing, then save.
    pub fn record(&mut self, letters: &str, one: &str, answers: &[&str]) {
        self.press("a");
        self.says("Record · Enter takes it");
        self.press(&format!("{letters}\r"));
        self.says("then Ctrl-O saves it");
        for answer in answers {
            self.press("m");
            self.press(answer);
        }
        self.press("\x0f");
        self.says(&format!("{one} added · saved"));
    }
}

impl Session {
    /// Moves down until the real cursor stands on the row with this label.
    pub fn find(&mut self, label: &str) {
        for _ in 0..150 {
            let shown = self.screen.lock().expect("the screen");
            let row = shown.screen().cursor_position().0;
            let found = shown.screen().rows(0, 140).nth(usize::from(row)).is_some_and(|r| r.contains(label));
            drop(shown);
            if found {
                return;
            }
            self.press("j");
            std::thread::sleep(Duration::from_millis(25));
        }
        self.says(label);
        panic!("the cursor never came to {label:?}");
    }
}
