//! Sessions where Offsite is all that an officer may run: no way leads to a shell or to a file
//! outside the officer's own folder.

use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};

use crate::pty::Session;

/// What makes a session a forced one: what sshd sets where a forced command replaces one that was
/// given, or a terminal over SSH without a shell. The option is the third.
const FORCED: [(&str, &str); 2] =
    [("SSH_ORIGINAL_COMMAND", "offsite"), ("SSH_CONNECTION", "192.0.2.1 5022 192.0.2.2 22")];

/// The home folder of an officer, with one file that is open to a forced session and one that is
/// not, and a store of the demo's pupils.
struct Home {
    folder: tempfile::TempDir,
    store: PathBuf,
}

impl Home {
    fn new() -> Home {
        let (folder, store) = crate::demo();
        // The configuration folder is made now, so that nothing new stands in the home folder.
        for name in ["offsite", "no-config"] {
            std::fs::create_dir_all(folder.path().join(name)).expect("made");
        }
        std::fs::write(folder.path().join("secret.txt"), "a secret").expect("written");
        Home { folder, store }
    }

    fn path(&self) -> &str {
        self.folder.path().to_str().expect("a path")
    }

    fn own(&self) -> PathBuf {
        self.folder.path().join("offsite")
    }

    /// Returns the configuration folder, which has the key of the store.
    fn config(&self) -> String {
        format!("{}/no-config", self.path())
    }

    /// Starts a session with more environment in this home.
    fn session(&self, more: &[(&str, &str)]) -> Session {
        let config = self.config();
        let own = [("HOME", self.path()), ("XDG_CONFIG_HOME", config.as_str())];
        let env = [&own, more].concat();
        let session = Session::start_with(&self.store, &env);
        session.says("Cases");
        session
    }

    /// Returns the names in the home folder, which nothing here may add to.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.folder.path())
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

/// Writes an editor that leaves a mark where it ran.
fn editor(folder: &Path) -> (PathBuf, PathBuf) {
    let (editor, ran) = (folder.join("editor.sh"), folder.join("ran"));
    std::fs::write(&editor, format!("#!/bin/sh\ntouch {}\n", ran.display())).expect("written");
    std::fs::set_permissions(&editor, std::fs::Permissions::from_mode(0o700)).expect("set");
    (editor, ran)
}

#[test]
fn forced_session_starts_no_editor_and_keeps_the_text() {
    for forced in FORCED {
        let home = Home::new();
        let (editor, ran) = editor(home.folder.path());
        let visual = editor.to_str().expect("a path");
        let mut session = home.session(&[forced, ("VISUAL", visual), ("EDITOR", visual)]);
        session.press("n");
        session.says("Opened OSD-2026-");
        session.press("/formulation\r");
        session.press("eBegun here");
        session.says("Begun here");
        assert!(!session.shown().contains("our own editor"), "{}", session.shown());
        assert!(!session.shown().contains("pen your editor"), "{}", session.shown());
        session.press("\x14");
        session.says_over_lines("may start no other program, so no editor opens. Type or paste");
        session.says("Begun here");
        assert!(!ran.exists(), "the editor ran");
        session.press("\x0f");
        session.says("Begun here · saved");
        session.kill();
    }
}

#[test]
fn forced_session_is_not_stopped_by_key_or_signal() {
    let home = Home::new();
    let mut session = home.session(&[FORCED[0]]);
    let pid = Pid::from_raw(session.pid()).expect("a pid");
    for by_key in [true, false] {
        if by_key {
            session.press("\x1a");
        } else {
            kill_process(pid, Signal::TSTP).expect("sent");
        }
        session.says("There is no shell to return to");
        session.press("j");
        session.gone("There is no shell to return to");
    }
    // Neither the help nor the palette names what cannot be done.
    for (opens, names) in [("?", "suspend"), (":", "suspend")] {
        session.press(opens);
        session.press(names);
        session.says(if opens == ":" { "No command matches" } else { "suspend" });
        assert!(!session.shown().contains("fg to return"), "{}", session.shown());
        session.press("\x1b\x1b");
    }
    session.press("q");
    assert_eq!(session.ends(), 0);
}

#[test]
fn forced_session_reads_and_writes_only_in_its_own_folder() {
    let home = Home::new();
    symlink("..", home.own().join("up")).expect("linked");
    symlink("../secret.txt", home.own().join("link.xml")).expect("linked");
    std::fs::write(home.own().join("empty.xml"), "<a/>").expect("written");
    let before = home.names();
    let mut session = home.session(&[FORCED[1]]);
    session.press("/OSD-2026-0014\r3");
    session.says("1a Child details");
    let secret = format!("{}/secret.txt", home.path());
    for (typed, says) in [
        (secret.as_str(), "cannot be used here"),
        ("~/secret.txt", "cannot be used here"),
        ("../secret.txt", "cannot be used here"),
        ("up/secret.txt", "is a link"),
        ("link.xml", "is a link"),
        ("/proc/self/environ", "cannot be used here"),
        // What is open is read, and refused for what it is.
        ("empty.xml", "this is no transfer file"),
    ] {
        session.press(":transfer\r");
        session.says("Only the folder ~/offsite is open");
        session.press(&format!("\x15{typed}\r"));
        session.says_over_lines(says);
    }
    // Documents: refused beside the folder, made within it though nothing was there.
    session.press("6");
    session.says("Notification: Form 1");
    session.press("jjjjjjjjjj");
    session.says("Outcome of a review: the decision after a review");
    for typed in ["/tmp", "~", "..", "up/letters"] {
        session.press("\r");
        session.says("Create documents in which folder?");
        session.press(&format!("\x15{typed}\r"));
        session.says_over_lines(if typed == "up/letters" {
            "is a link"
        } else {
            "cannot be used here"
        });
        session.press("j");
        session.press("k");
    }
    session.press("\r");
    session.says("Create documents in which folder?");
    session.press("\x15letters\r");
    session.says("5 files created in");
    assert_eq!(std::fs::read_dir(home.own().join("letters")).expect("made").count(), 5);
    session.press("q");
    assert_eq!(session.ends(), 0);
    assert_eq!(home.names(), before, "nothing was written beside the folder");
}

#[test]
fn forced_lines_read_and_write_only_in_their_own_folder() {
    let home = Home::new();
    symlink("../secret.txt", home.own().join("link.xml")).expect("linked");
    let before = home.names();
    let mut lines = Command::new(env!("CARGO_BIN_EXE_offsite"));
    lines.arg("--data").arg(&home.store).args(["--today", "2026-11-23", "--as", "a.shah"]);
    lines.args(["--linear", "--confined"]).env("HOME", home.path());
    lines.env("XDG_CONFIG_HOME", home.config());
    lines.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut lines = lines.spawn().expect("started");
    let outside = format!("{}/secret.txt", home.path());
    let typed = format!(
        "open OSD-2026-0014\ntransfer {outside}\ntransfer link.xml\n\
         import schools ../secret.txt\nimport register host ~/secret.txt\n\
         add row evidence\n{outside}\npaper folder {}\nmake paper outcome\nquit\n",
        home.path()
    );
    lines.stdin.take().expect("a line in").write_all(typed.as_bytes()).expect("typed");
    let out = lines.wait_with_output().expect("it ended");
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let refused = said.matches("Offsite reads and writes files only in").count();
    assert_eq!(refused, 5, "{said}");
    assert_eq!(said.matches("is a link, and Offsite follows none here").count(), 1, "{said}");
    assert!(!said.contains("a secret"), "{said}");
    assert_eq!(home.names(), before, "nothing was written beside the folder");
}

/// The other way round: an officer with a shell is not confined.
#[test]
fn session_under_a_shell_over_ssh_names_any_file_of_its_user() {
    let home = Home::new();
    let config = home.config();
    let mut session = Session::start_under_shell_with(
        &home.store,
        &[FORCED[1], ("HOME", home.path()), ("XDG_CONFIG_HOME", &config)],
    );
    session.says("Cases");
    session.press("/OSD-2026-0014\r3");
    session.says("1a Child details");
    session.press(":transfer\r");
    session.says("~ is your home folder");
    session.press("\x15~/secret.txt\r");
    session.says("has no XML element");
    session.kill();
}

#[test]
fn setup_and_manual_confine_whoever_logs_in() {
    let printed = crate::offsite(Path::new("/nonexistent"), &["serve", "--print-setup"]);
    let printed = crate::text(&printed);
    assert!(printed.contains("ForceCommand /usr/bin/offsite --confined"), "{printed}");
}
