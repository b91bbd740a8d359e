//! A server and the sessions at its socket, as real processes: what it answers, and what it does
//! with what it should not be sent.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::pty::Session;

/// How long anything here may take on a busy machine.
pub(crate) const LONG: Duration = Duration::from_mins(1);

/// A store of the demo's pupils with a server on it.
pub(crate) struct Served {
    pub(crate) folder: tempfile::TempDir,
    /// The program that the server runs.
    program: PathBuf,
    server: Option<Child>,
}

impl Served {
    pub(crate) fn start() -> Served {
        Served::running(|_| env!("CARGO_BIN_EXE_offsite").into())
    }

    /// Starts a server that runs a program in its folder.
    pub(crate) fn running(program: impl FnOnce(&Path) -> PathBuf) -> Served {
        let folder = crate::demo().0;
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(folder.path(), private).expect("set");
        let program = program(folder.path());
        let mut served = Served { folder, program, server: None };
        served.start_again();
        served
    }

    pub(crate) fn start_again(&mut self) {
        let mut server = self.command(&["serve"]);
        let log = std::fs::File::options().create(true).append(true).open(self.log_file());
        server.stderr(log.expect("a log")).stdout(Stdio::null());
        self.server = Some(server.spawn().expect("started"));
        let until = Instant::now() + LONG;
        while UnixStream::connect(self.socket()).is_err() {
            assert!(Instant::now() < until, "the server does not listen");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Returns what the server has said so far.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).expect("a log")
    }

    pub(crate) fn socket(&self) -> PathBuf {
        self.folder.path().join("sock")
    }

    /// Returns the most memory that the server has held so far, in megabytes.
    pub(crate) fn most_memory(&self) -> usize {
        let pid = self.server.as_ref().expect("a server").id();
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a status");
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
        let kilobytes = line.trim().trim_end_matches(" kB").parse::<usize>();
        kilobytes.expect("a number") / 1024
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// Returns the program with the server's store and socket.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("--data").arg(self.store()).arg("--socket").arg(self.socket()).args(args);
        command.env("XDG_CONFIG_HOME", self.folder.path().join("no-config"));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it ran")
    }

    pub(crate) fn session(&self) -> Session {
        let session = Session::start_served(self.folder.path(), &self.socket());
        session.says("Cases");
        session
    }

    /// Sends the server a signal.
    pub(crate) fn send(&self, signal: Signal) {
        let server = self.server.as_ref().expect("a server");
        let pid = Pid::from_raw(server.id().cast_signed()).expect("a pid");
        kill_process(pid, signal).expect("sent");
    }

    /// Sends the server a signal by which it ends, and waits until it has.
    pub(crate) fn signal(&mut self, signal: Signal) -> std::process::ExitStatus {
        self.send(signal);
        self.server.take().expect("a server").wait().expect("ended")
    }

    /// Returns whether the server has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        let server = self.server.as_mut().expect("a server");
        server.try_wait().expect("a child").is_some()
    }

    /// Takes another server's process in the place of one that was told to end.
    pub(crate) fn succeed(&mut self, successor: Child) -> std::process::ExitStatus {
        let first = self.server.replace(successor);
        first.expect("a server").wait().expect("ended")
    }

    /// Returns the lines of history that the server's store has of a case, once it has ended.
    fn history(&self, words: &str) -> bool {
        let mut show = Command::new(env!("CARGO_BIN_EXE_offsite"));
        show.arg("--data").arg(self.store()).args(["search", words]);
        show.env("XDG_CONFIG_HOME", self.folder.path().join("no-config"));
        let found = show.output().expect("it ran");
        String::from_utf8_lossy(&found.stdout).contains(words)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(server) = &mut self.server {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

/// Returns a command that starts a program with a socket handed over, as systemd does.
pub(crate) fn handed_over(socket: &UnixListener, program: &Path) -> Command {
    let mut command = Command::new("sh");
    let takes = "exec 3<&0 0</dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$0\" \"$@\"";
    command.args(["-c", takes]).arg(program);
    command.stdin(Stdio::from(OwnedFd::from(socket.try_clone().expect("a socket"))));
    command
}

/// Begins a note on the case under the cursor, and leaves its text open.
pub(crate) fn write_note(session: &mut Session, words: &str) {
    session.press("a");
    session.says("Record · Enter choose");
    session.press("note\r");
    session.says("then press Ctrl-O to save");
    session.press("m");
    session.press("e");
    session.says(", Esc cancel");
    session.press(words);
    session.says(words);
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn two_sessions_work_on_one_record_through_a_socket() {
    let mut served = Served::start();
    let (mut first, mut second) = (served.session(), served.session());
    write_note(&mut first, "Rang the host about maths: zebra");
    first.press("\x0f\x0f");
    first.says("note added · saved");
    // The case under its cursor is the one that was changed: opening it shows what stands now.
    second.press("\r4");
    second.says("zebra");
    drop((first, second));
    assert!(served.signal(Signal::TERM).success());
    assert!(!served.socket().exists(), "a server takes its socket away");
    assert!(served.history("zebra"), "what was saved is in the record");
}

#[test]
fn colleagues_change_and_place_are_shown_without_a_key_and_end_with_the_connection() {
    let served = Served::start();
    let (mut first, mut second) = (served.session(), served.session());
    first.press("\r4");
    first.says("Back");
    first.gone("has it open");
    second.press("\r4");
    first.says("has it open");
    write_note(&mut second, "Rang the host about maths: zebra");
    second.press("\x0f\x0f");
    second.says("note added · saved");
    first.says("changed this case at");
    first.says("zebra");
    second.kill();
    first.gone("has it open");
}

/// Only the system's own user can connect as another; elsewhere this shows nothing.
#[test]
fn entry_names_the_user_at_the_other_end_of_the_socket() {
    const NOBODY: u32 = 65534;
    if !rustix::process::getuid().is_root() {
        println!("not run: only root can connect as another user");
        return;
    }
    let mut served = Served::start();
    let open = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("set");
    };
    open(served.folder.path(), 0o711);
    open(&served.socket(), 0o666);
    let mut session = Session::start_served_as(NOBODY, served.folder.path(), &served.socket());
    session.says("nobody");
    write_note(&mut session, "Written by somebody else");
    session.press("\x0f\x0f");
    session.says("note added · saved");
    session.press(":history\r");
    session.says("nobody  note added.");
    session.press("\x1bq");
    assert!(served.signal(Signal::TERM).success());
}

#[test]
fn session_goes_on_when_its_server_was_killed_and_started_again() {
    let mut served = Served::start();
    let mut session = served.session();
    served.signal(Signal::KILL);
    served.start_again();
    session.press("\r");
    session.says("OSD-2026");
    session.gone("does not answer");
}

#[test]
fn session_without_its_server_says_so_and_keeps_what_is_typed() {
    let mut served = Served::start();
    let mut session = served.session();
    write_note(&mut session, "Half a sentence");
    session.press("\x0f");
    served.signal(Signal::KILL);
    session.press("\x0f");
    session.says("does not answer");
    session.says("Half a sentence");
    served.start_again();
    session.press("\x0f");
    session.says("note added · saved");
}

#[test]
fn text_saved_after_its_server_came_back_is_offered_to_nobody() {
    let mut served = Served::start();
    let mut session = served.session();
    write_note(&mut session, "Half a sentence");
    served.signal(Signal::KILL);
    served.start_again();
    session.press(" and its end");
    session.says("Half a sentence and its end");
    session.press("\x0f\x0f");
    session.says("note added · saved");
    session.kill();
    let mut next = served.session();
    next.press("\r4");
    next.says("Half a sentence and its end");
    assert!(!next.shown().contains("You were typing"), "{}", next.shown());
}

#[test]
fn text_typed_before_and_after_its_server_came_back_is_offered_whole() {
    let mut served = Served::start();
    let mut session = served.session();
    write_note(&mut session, "Half a sentence");
    served.signal(Signal::KILL);
    served.start_again();
    session.press(" and more");
    session.says("Half a sentence and more");
    session.gone("has gone");
    session.hang_up();
    let next = served.session();
    next.says("You were typing this when the session ended");
    next.says("Half a sentence and more");
}

#[test]
fn session_is_told_why_its_server_ends_and_types_on() {
    let mut served = Served::start();
    let mut session = served.session();
    write_note(&mut session, "Half a sentence");
    session.press("\x0f");
    session.gone(", Esc cancel");
    assert!(served.signal(Signal::TERM).success());
    session.says("was stopped. What you type stays here.");
    session.says("Half a sentence");
    served.start_again();
    session.press("\x0f");
    session.says("note added · saved");
    session.gone("was stopped");
}

/// Stands between sessions and a server, and cuts the line instead of passing on the first answer
/// that has `words` in it.
fn losing_one_answer(socket: &Path, server: &Path, words: &'static [u8]) {
    let listener = UnixListener::bind(socket).expect("bound");
    let server = server.to_owned();
    let lost = Arc::new(AtomicBool::new(false));
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let there = UnixStream::connect(&server).expect("the server");
            let (mut from, mut to) =
                (client.try_clone().expect("a line"), there.try_clone().expect("a line"));
            std::thread::spawn(move || std::io::copy(&mut from, &mut to));
            let lost = Arc::clone(&lost);
            std::thread::spawn(move || pass_answers(there, client, words, &lost));
        }
    });
}

fn pass_answers(mut from: UnixStream, mut to: UnixStream, words: &[u8], lost: &AtomicBool) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(n @ 1..) = from.read(&mut bytes) {
        let has_words = bytes[..n].windows(words.len()).any(|part| part == words);
        if (has_words && !lost.swap(true, Ordering::Relaxed)) || to.write_all(&bytes[..n]).is_err()
        {
            break;
        }
    }
    let _ = (from.shutdown(Shutdown::Both), to.shutdown(Shutdown::Both));
}

#[test]
fn change_whose_answer_was_lost_is_stored_once_and_said_to_be_saved() {
    let mut served = Served::start();
    let between = served.folder.path().join("between");
    losing_one_answer(&between, &served.socket(), b"note added");
    let mut session = Session::start_served(served.folder.path(), &between);
    session.says("Cases");
    write_note(&mut session, "Rang the host: zebra");
    session.press("\x0f\x0f");
    session.says("note added · saved");
    session.kill();
    assert!(served.signal(Signal::TERM).success());
    let mut export = Command::new(env!("CARGO_BIN_EXE_offsite"));
    export.arg("--data").arg(served.store()).args(["export", "cases"]);
    export.env("XDG_CONFIG_HOME", served.folder.path().join("no-config"));
    let exported = export.output().expect("it ran");
    let exported = String::from_utf8_lossy(&exported.stdout);
    assert_eq!(exported.matches("zebra").count(), 1, "the note is there once");
}

#[test]
fn plain_lines_go_through_a_socket_as_the_screen_does() {
    let mut served = Served::start();
    let mut lines = served.command(&["--linear"]);
    lines.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut lines = lines.spawn().expect("started");
    let typed = b"list\nopen OSD-2026-0030\nnote Rang the host: zebra\nq\n";
    lines.stdin.take().expect("a line in").write_all(typed).expect("typed");
    let output = lines.wait_with_output().expect("it ended");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("Reece Dyer"), "{said}\n{}", error(&output));
    assert!(served.signal(Signal::TERM).success());
}

#[test]
fn command_given_to_ssh_is_run_by_the_server_and_by_no_shell() {
    let served = Served::start();
    runs_what_prints_and_nothing_else(served.folder.path(), || served.command(&[]));
}

#[test]
fn command_given_to_ssh_is_run_without_a_server_too() {
    let folder = crate::demo().0;
    runs_what_prints_and_nothing_else(folder.path(), || {
        let mut alone = Command::new(env!("CARGO_BIN_EXE_offsite"));
        alone.arg("--data").arg(folder.path().join("store"));
        alone.env("XDG_CONFIG_HOME", folder.path().join("no-config"));
        alone
    });
}

/// Gives commands to ssh where the program is all that may be run.
fn runs_what_prints_and_nothing_else(folder: &Path, program: impl Fn() -> Command) {
    let given = |line: &str| {
        let mut forced = program();
        forced.env("SSH_ORIGINAL_COMMAND", line).stdin(Stdio::null());
        forced.output().expect("it ran")
    };
    let today = given("today --json");
    assert!(today.status.success(), "{}", error(&today));
    assert_eq!(today.stdout, given("offsite today '--json'").stdout);
    let made = folder.join("made");
    let shown = made.to_str().expect("a path");
    for line in [
        format!("today; touch {shown}"),
        format!("today $(touch {shown})"),
        format!("sh -c 'touch {shown}'"),
        format!("export cases > {shown}"),
        "today 'half".to_owned(),
        "today --as headteacher".to_owned(),
    ] {
        let answer = given(&line);
        assert!(!made.exists(), "{line}");
        assert!(!answer.status.success(), "{line}");
    }
}

#[test]
fn second_server_is_refused_and_the_first_goes_on() {
    let served = Served::start();
    let second = served.run(&["serve"]);
    assert_eq!(second.status.code(), Some(3), "{}", error(&second));
    assert!(UnixStream::connect(served.socket()).is_ok());
    served.session().says("Cases");
}

#[test]
fn nonsense_on_the_socket_is_cut_off_and_others_go_on() {
    let served = Served::start();
    let mut session = served.session();
    let nonsense: [&[u8]; 5] = [
        b"GET / HTTP/1.1\r\n\r\n",
        &[0xff; 64],
        &[0, 0, 0, 0x80, 0, 0, 0, 0x80],
        b"\x0f\0\0\0{\"offsite\":\"ab\"}",
        b"",
    ];
    for bytes in nonsense {
        let mut line = UnixStream::connect(served.socket()).expect("connected");
        line.set_read_timeout(Some(LONG)).expect("set");
        let _ = line.write_all(bytes);
        let begun = Instant::now();
        let mut came = Vec::new();
        // Whatever is sent, and where nothing is sent at all, the line ends by itself.
        let _ = line.read_to_end(&mut came);
        assert!(begun.elapsed() < Duration::from_secs(20), "{bytes:?}");
    }
    session.press("j\r");
    session.says("OSD-2026");
}

#[test]
fn client_of_another_build_is_told_so_and_does_not_hang() {
    let served = Served::start();
    let mut line = UnixStream::connect(served.socket()).expect("connected");
    line.write_all(b"\x11\0\0\0{\"offsite\":\"old\"}").expect("sent");
    let mut answer = String::new();
    line.set_read_timeout(Some(LONG)).expect("set");
    let _ = line.read_to_string(&mut answer);
    assert!(answer.contains(r#""answer":"other_build""#), "{answer}");
}

#[test]
fn session_told_of_another_build_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sock");
    let listener = std::os::unix::net::UnixListener::bind(&path).expect("bound");
    let server = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().expect("a client");
        let words = br#"{"answer":"other_build","offsite":"new","more":[1]}"#;
        let mut head = [0; 4];
        line.read_exact(&mut head).expect("heard");
        line.write_all(&u32::try_from(words.len()).expect("short").to_le_bytes()).expect("sent");
        line.write_all(words).expect("sent");
    });
    let run = client(&path).output().expect("it ran");
    server.join().expect("answered");
    assert_eq!(run.status.code(), Some(1));
    assert!(error(&run).contains("was upgraded"), "{}", error(&run));
}

#[test]
fn session_is_never_sent_to_a_store_of_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = client(&folder.path().join("sock")).output().expect("it ran");
    assert_eq!(run.status.code(), Some(1));
    assert!(error(&run).contains("There is no server at"), "{}", error(&run));
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").collect();
    assert!(left.is_empty(), "no store was made: {left:?}");
}

#[test]
fn socket_that_another_user_could_have_put_there_is_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sock");
    let _listener = std::os::unix::net::UnixListener::bind(&path).expect("bound");
    let open = std::fs::Permissions::from_mode(0o777);
    std::fs::set_permissions(folder.path(), open).expect("set");
    let run = client(&path).output().expect("it ran");
    assert!(error(&run).contains("Other users can write in"), "{}", error(&run));
}

#[test]
fn nobody_writes_under_another_name_or_on_another_day_through_a_server() {
    let served = Served::start();
    for claim in [["--as", "headteacher"], ["--today", "2026-01-05"]] {
        let run = served.run(&claim);
        assert_eq!(run.status.code(), Some(1));
        assert!(error(&run).contains("does not work here"), "{}", error(&run));
    }
}

/// Returns a session's program at a socket, without a terminal.
fn client(socket: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_offsite"));
    let home = socket.parent().expect("a folder");
    command.arg("--socket").arg(socket).stdin(Stdio::null());
    command.env("HOME", home).env_remove("XDG_DATA_HOME").env_remove("XDG_CONFIG_HOME");
    command
}

#[test]
fn user_who_is_no_officer_gets_one_sentence_and_no_case() {
    let mut served = Served::start();
    assert!(served.run(&["today"]).status.success(), "no officer is named yet");
    served.signal(Signal::TERM);
    let named = crate::offsite(&served.store(), &["admin", "add", "nobody", "lead"]);
    assert!(named.status.success(), "{named:?}");
    let listed = crate::text(&crate::offsite(&served.store(), &["admin", "list"]));
    assert!(listed.starts_with("nobody (user ") && listed.contains(", lead, from "), "{listed}");
    served.start_again();
    for args in [&["today"][..], &["export", "cases"], &["admin", "list"], &["--linear"]] {
        let refused = served.run(args);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains("not open to"), "{args:?}: {said}");
        assert!(refused.stdout.is_empty(), "{args:?}: {:?}", refused.stdout);
        assert!(!said.contains("OSD-"), "{said}");
    }
}
