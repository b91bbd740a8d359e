//! The real program on a real pseudo-terminal.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
}

impl Session {
    fn start(data: &Path) -> Session {
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

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("pressed");
    }

    /// Waits until the screen shows the words; a condition, never a time.
    fn says(&self, words: &str) {
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

    fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }
}

#[test]
fn a_killed_session_loses_neither_a_saved_answer_nor_a_text_half_typed() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut first = Session::start(dir.path());
    first.says("No cases yet");
    first.press("n");
    first.says("Opened OSD-2026-0001");
    first.press("e");
    first.says("Full name ·");
    first.press("Zoë Ashworth\r");
    first.says("Full name: Zoë Ashworth · saved");
    first.press("e");
    first.says("UPN ·");
    first.press("F9999999");
    first.says("F9999999");
    first.kill();
    let mut again = Session::start(dir.path());
    again.says("You were typing this when the session ended");
    again.says("F9999999");
    again.press("25001\r");
    again.says("UPN: F999999925001 · saved");
    again.press("u");
    again.says("Undone: UPN cleared");
    again.press("\x12");
    again.says("Done again: UPN: F999999925001");
    again.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001", "--json"]));
    assert!(shown.contains("Zoë Ashworth") && shown.contains("F999999925001"), "{shown}");
}

#[test]
fn a_second_session_is_refused_with_a_sentence_and_exit_code_3() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = Session::start(dir.path());
    first.says("No cases yet");
    let second = crate::offsite(dir.path(), &["cases"]);
    assert_eq!(second.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&second.stderr).contains("open in another session (a.shah"));
    first.kill();
}

fn side(cells: u16) -> std::num::NonZero<u16> {
    std::num::NonZero::new(cells).expect("not zero")
}

impl Session {
    /// Records an event: its letters in the picker, then a row of keys for each answer that is missing, then save.
    fn record(&mut self, letters: &str, one: &str, answers: &[&str]) {
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
    fn find(&mut self, label: &str) {
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

/// One case by keys alone, from first thought to managed move (P-BG1 to P-MM5).
#[test]
fn one_case_runs_through_the_whole_protocol_by_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut s = Session::start(dir.path());
    s.says("No cases yet");
    s.press("n");
    s.says("Opened OSD-2026-0001");
    s.press("eBailey Ashworth\r");
    s.says("Full name: Bailey Ashworth · saved");
    s.record("parent disc", "parent discussion", &["eMother\r", "n", "y", "y", "y", "y"]);
    s.record("approaches", "approach to a host", &["ebromsgrove\r", "eA fresh start\x0f", "eagreed\r"]);
    s.says("agreed in principle");
    // The start is refused until the board has decided.
    s.press("a");
    s.says("Record · Enter takes it");
    s.press("first days\r");
    s.says("then Ctrl-O saves it");
    s.press("\x0f");
    s.says("(P-BG1)");
    s.press("\x1b");
    s.says("nothing was recorded");
    s.record("decisions of the board", "board decision", &["eGoverning board\r", "y", "egoverning\r"]);
    s.press("3g");
    s.find("Purpose");
    s.press("eTo stay calm in lessons\x0f");
    s.says("Purpose: To stay calm in lessons · saved");
    s.find("Confirmed: not a sanction?");
    s.press("y");
    s.says("Yes · saved");
    s.record("notices", "notice", &["eMother\r", "epost\r"]);
    s.record("first days", "first day at the host", &[]);
    s.says("running");
    // Marks of a week on both sides: the host's present, the home school's D (P-AT1, P-AT2).
    s.press("5f");
    s.says("10 of 10 sessions, 100%");
    s.press("sf");
    s.says("home     D");
    s.record("reviews", "review", &["eordinary\r"]);
    s.record("invitations", "invitation", &["eMother\r", "epost\r"]);
    s.record("suspensions by", "suspension by the host", &["e2\r", "eFighting\x0f"]);
    s.record("reviews", "review", &["eemergency\r"]);
    s.record("decisions after", "decision", &["emanaged\r"]);
    for party in ["parent", "home", "host school", "admission"] {
        s.record("agreements", "agreement", &[&format!("e{party}\r"), "y"]);
    }
    s.record("ends", "end of the direction", &["emanaged\r", "eIt went well\x0f"]);
    s.says("ended: managed move");
    s.record("portal", "portal return", &["eA. Shah\r"]);
    s.record("spreadsheet", "spreadsheet update", &["eA. Shah\r"]);
    s.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001"]));
    assert!(shown.contains("OSD-2026-0001  ended: managed move"), "{shown}");
}
