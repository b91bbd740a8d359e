//! The session and the terminal around it: stopped and gone on with, and keys without Ctrl.

use std::time::{Duration, Instant};

use offsite::keymap::Keymap;
use rustix::process::{Pid, Signal, kill_process};

use crate::flow::Flow;
use crate::pty::Session;

/// Waits until the process is stopped, as its shell would see it.
fn is_stopped(pid: i32) {
    let end = Instant::now() + Duration::from_secs(20);
    let state = || std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    while !state().rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T')) {
        assert!(Instant::now() < end, "never stopped: {}", state());
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Returns the process that a shell has started.
fn child_of(shell: i32) -> i32 {
    let end = Instant::now() + Duration::from_secs(20);
    loop {
        let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children"));
        let first = children.unwrap_or_default();
        if let Some(pid) = first.split_whitespace().next().and_then(|pid| pid.parse().ok()) {
            return pid;
        }
        assert!(Instant::now() < end, "the shell has started nothing");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn stopped_session_redraws_its_screen_when_its_shell_continues_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::start_under_shell(dir.path());
    session.says("No cases yet");
    let pid = child_of(session.pid());
    // By the key, and by a signal from elsewhere.
    for by_key in [true, false] {
        if by_key {
            session.press("\x1a");
        } else {
            kill_process(Pid::from_raw(pid).expect("a pid"), Signal::TSTP).expect("sent");
        }
        is_stopped(pid);
        // The shell waits for a line, then says fg.
        session.says("stopped");
        session.press("\n");
        session.press("w");
        session.says("No cases yet");
        session.press("\x1b");
    }
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.press(":quit\r");
    assert_eq!(session.ends(), 0);
}

/// As under a forced command of sshd: nobody could ever continue it.
#[test]
fn session_without_a_shell_says_so_and_is_not_stopped() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(dir.path());
    session.says("No cases yet");
    let pid = Pid::from_raw(session.pid()).expect("a pid");
    for by_key in [true, false] {
        if by_key {
            session.press("\x1a");
        } else {
            kill_process(pid, Signal::TSTP).expect("sent");
        }
        session.says("There is no shell to return to");
        session.press("?");
        session.gone("There is no shell to return to");
        session.press("\x1b");
    }
    session.press("q");
    assert_eq!(session.ends(), 0);
}

#[test]
fn plain_keymap_saves_without_ctrl_and_names_its_keys() {
    let mut flow =
        Flow::on(tempfile::tempdir().expect("a folder"), Keymap::named("plain").expect("a map"));
    flow.keys("n:record<Enter>contact<Enter>")
        .says("then press F2 to save")
        .keys("me")
        .says("F2 save, Esc cancel")
        .keys("Rang<F2>");
    flow.keys("<Home>q")
        .says("Press F2 to save or Esc to cancel")
        .keys("<F2>")
        .says("contact with the family added · saved");
    flow.keys("u").says("Undone").keys("U").says("Redone");
}
