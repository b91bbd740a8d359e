//! What a server does with those who knock: with silence, nonsense, too many sessions and requests
//! that meet a defect, one user is cut off or refused and all others go on.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use offsite::api::{Backend, Bytes, Reply, Request};
use offsite::domain::case::CaseRef;
use offsite::domain::profile::Profile;
use offsite::server::command::{CommandCall, CommandEnd, CommandOutput, Said};
use offsite::server::connection::Connection;
use offsite::server::listen::Listener;
use offsite::server::serve::serve;
use offsite::server::work::{Commands, WorkWatch};
use offsite::service::{Service, ViewerService};
use offsite::store::Store;
use sha2::{Digest, Sha256};

use crate::flow;
use crate::server::{LONG, Served};

/// A user who may not do anything, and is not the server's own.
pub(crate) const NOBODY: u32 = 65534;

/// Whether other users can connect here: only the system's own user can be another.
pub(crate) fn can_be_another() -> bool {
    let is_root = rustix::process::getuid().is_root();
    if !is_root {
        println!("not run: only root can connect as another user");
    }
    is_root
}

/// Opens the folder and the socket of a server to every user.
pub(crate) fn open_to_all(served: &Served) {
    for (path, mode) in [(served.folder.path().to_owned(), 0o711), (served.socket(), 0o666)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    }
}

/// Starts a session in lines as another user, and waits until it is let in or refused; returns it
/// with what it said first.
pub(crate) fn lines_as(uid: u32, served: &Served) -> (Child, String) {
    lines_in_group(uid, 0, served)
}

/// Starts it so as a user of a group.
pub(crate) fn lines_in_group(uid: u32, gid: u32, served: &Served) -> (Child, String) {
    let mut lines = Command::new("setpriv");
    lines.args([&format!("--reuid={uid}"), &format!("--regid={gid}"), "--clear-groups"]);
    lines.arg(env!("CARGO_BIN_EXE_offsite"));
    lines.arg("--socket").arg(served.socket()).arg("--linear");
    lines.env("HOME", served.folder.path()).env_remove("XDG_CONFIG_HOME");
    lines.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut lines = lines.spawn().expect("started");
    let mut said = String::new();
    let mut out = BufReader::new(lines.stdout.as_mut().expect("a line out"));
    out.read_line(&mut said).expect("it speaks or ends");
    if said.is_empty() {
        let mut wrong = lines.stderr.take().expect("a line out");
        wrong.read_to_string(&mut said).expect("it says why");
    }
    (lines, said)
}

#[test]
fn connections_that_say_nothing_keep_no_officer_out() {
    if !can_be_another() {
        return;
    }
    let served = Served::start();
    open_to_all(&served);
    let connect = || UnixStream::connect(served.socket()).expect("connected");
    let mut silent: Vec<UnixStream> = (0..200).map(|_| connect()).collect();
    let (mut session, said) = lines_as(NOBODY, &served);
    assert!(said.starts_with("Offsite, "), "{said}");
    session.kill().expect("killed");
    session.wait().expect("gone");
    // Each of them is ended by the server, though none says a word.
    for line in &mut silent {
        line.set_read_timeout(Some(LONG)).expect("set");
        let mut came = Vec::new();
        let ended = line.read_to_end(&mut came);
        assert!(ended.is_ok() || came.is_empty(), "{ended:?}");
    }
}

#[test]
fn ninth_session_of_one_user_is_refused_and_another_user_let_in() {
    if !can_be_another() {
        return;
    }
    let served = Served::start();
    open_to_all(&served);
    let mut all: Vec<(Child, String)> = (0..8).map(|_| lines_as(NOBODY, &served)).collect();
    assert!(all.iter().all(|(_, said)| said.starts_with("Offsite, ")), "{all:?}");
    let ninth = lines_as(NOBODY, &served);
    assert!(ninth.1.contains("You have 8 sessions open"), "{}", ninth.1);
    let other = lines_as(NOBODY - 1, &served);
    assert!(other.1.starts_with("Offsite, "), "{}", other.1);
    // One that is closed makes room.
    let (mut first, _) = all.remove(0);
    first.kill().expect("killed");
    first.wait().expect("gone");
    let until = std::time::Instant::now() + LONG;
    let mut last = lines_as(NOBODY, &served);
    while !last.1.starts_with("Offsite, ") {
        assert!(std::time::Instant::now() < until, "{}", last.1);
        last.0.wait().expect("gone");
        last = lines_as(NOBODY, &served);
    }
    for (mut session, _) in all.into_iter().chain([ninth, other, last]) {
        let _ = session.kill();
        let _ = session.wait();
    }
}

#[test]
fn log_names_the_user_who_was_cut_off_and_nothing_that_was_sent() {
    let mut served = Served::start();
    let nonsense: [&[u8]; 4] = [
        b"\x12\0\0\0{\"offsite\":\"XYZZY\"",
        b"\x0d\0\0\0{\"XYZZY\": 12}",
        b"\x0c\0\0\0\"XYZZYXYZZY\"",
        b"XYZZY XYZZY XYZZY",
    ];
    for bytes in nonsense {
        let mut line = UnixStream::connect(served.socket()).expect("connected");
        line.set_read_timeout(Some(LONG)).expect("set");
        line.write_all(bytes).expect("sent");
        line.shutdown(std::net::Shutdown::Write).expect("ended");
        let mut came = Vec::new();
        let _ = line.read_to_end(&mut came);
        assert!(!String::from_utf8_lossy(&came).contains("XYZZY"), "{came:?}");
    }
    assert!(served.signal(rustix::process::Signal::TERM).success());
    let log = served.log();
    let own = format!("offsite: The connection of user {} was cut", rustix::process::getuid());
    assert!(log.lines().filter(|line| line.starts_with(&own)).count() >= nonsense.len(), "{log}");
    assert!(!log.contains("XYZZY"), "{log}");
}

/// A server in this process, whose commands do what a test needs; it ends with the process.
fn server_that_runs(
    run: fn(&mut ViewerService<'_>, CommandCall, WorkWatch) -> CommandOutput,
    only_reads: fn(&[String]) -> bool,
) -> PathBuf {
    let (folder, store) = crate::demo();
    let private = fs::Permissions::from_mode(0o700);
    fs::set_permissions(folder.path(), private).expect("set");
    let socket = folder.path().join("sock");
    let listener = Listener::take(Some(&socket)).expect("a socket");
    thread::spawn(move || {
        let _folder = folder;
        let opened = Store::open(&store, "server", "now").expect("opens");
        let profile = Profile::shipped().clone();
        let mut service = Service::new(opened.store, || 4_000_000_000_000, profile).expect("made");
        let commands = Commands { run, only_reads };
        serve(&mut service, &listener, flow::today, commands, &mut |_, _| {}).expect("served");
    });
    socket
}

fn printed(words: &str) -> CommandOutput {
    let said = vec![Said::Out(Bytes(words.into()))];
    CommandOutput { said, sum: 0, end: CommandEnd::Done }
}

fn call(words: &str) -> CommandCall {
    let words = words.split(' ').map(str::to_owned).collect();
    CommandCall { words, given: Vec::new(), seen: 0, can_answer: false, is_shown: false }
}

fn run(socket: &Path, words: &str) -> Result<String, String> {
    let mut client = Connection::connect(socket).map_err(|error| error.to_string())?;
    let ran = client.run(&call(words), &mut |_| ()).map_err(|error| error.to_string())?;
    match ran.said.as_slice() {
        [Said::Out(out)] => Ok(String::from_utf8_lossy(&out.0).into_owned()),
        said => Err(format!("{said:?}")),
    }
}

#[test]
fn request_that_met_three_defects_is_refused_and_all_others_go_on() {
    let socket = server_that_runs(
        |_, call, _| {
            assert!(call.words[0] != "defect", "a defect that this test makes");
            printed("done")
        },
        |words| words[0] == "defect" && words[1] == "beside",
    );
    let mut session = Connection::connect(&socket).expect("connected");
    // Whichever thread meets them: they are counted together.
    for line in ["defect 1", "defect beside", "defect 1"] {
        let said = run(&socket, line).expect_err("a defect");
        assert!(said.contains("A defect in the server stopped this"), "{said}");
        assert_eq!(run(&socket, "other").as_deref(), Ok("done"));
    }
    let said = run(&socket, "defect 2").expect_err("refused");
    assert!(said.contains("three times") && said.contains("IT"), "{said}");
    assert_eq!(run(&socket, "other").as_deref(), Ok("done"));
    let case = session.ask(Request::Case(CaseRef { year: 2026, number: 6 }));
    assert!(matches!(case, Reply::Case { .. }), "{case:?}");
}

#[test]
fn client_that_comes_during_anothers_long_request_waits_and_is_let_in() {
    static GOES_ON: AtomicBool = AtomicBool::new(false);
    static IS_BUSY: AtomicBool = AtomicBool::new(false);
    let socket = server_that_runs(
        |_, call, _| {
            let is_long = call.words[0] == "long";
            IS_BUSY.store(is_long, Ordering::SeqCst);
            while is_long && !GOES_ON.load(Ordering::SeqCst) {
                thread::sleep(Duration::from_millis(10));
            }
            printed("done")
        },
        |_| false,
    );
    let path = socket.clone();
    let long = thread::spawn(move || run(&path, "long"));
    while !IS_BUSY.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(5));
    }
    let path = socket.clone();
    let comes = thread::spawn(move || Connection::connect(&path).map(|_| ()));
    // Longer than anybody waits for the first words of a server that is not there.
    thread::sleep(Duration::from_secs(3));
    assert!(!comes.is_finished(), "it is neither let in nor told that there is no server");
    GOES_ON.store(true, Ordering::SeqCst);
    assert_eq!(long.join().expect("ran").as_deref(), Ok("done"));
    comes.join().expect("ran").expect("let in");
}

#[test]
fn client_hears_how_far_its_command_is_and_the_work_ends_with_it() {
    static ENDED: AtomicUsize = AtomicUsize::new(0);
    struct Work;
    impl Drop for Work {
        fn drop(&mut self) {
            ENDED.fetch_add(1, Ordering::SeqCst);
        }
    }
    let socket = server_that_runs(
        |_, _, mut watch| {
            let _work = Work;
            for done in 0..u64::MAX {
                watch.report("Counting", done, u64::MAX);
                thread::sleep(Duration::from_millis(5));
            }
            printed("done")
        },
        |_| true,
    );
    // More often than a request may meet a defect: this is none.
    for times in 1..=5 {
        let path = socket.clone();
        let client = thread::spawn(move || {
            let mut client = Connection::connect(&path).expect("connected");
            let mut heard = Vec::new();
            let _ = client.run(&call("count"), &mut |progress| {
                heard.push(progress.done);
                assert_eq!(progress.what, "Counting");
                if heard.len() == 3 {
                    assert!(heard.is_sorted() && heard[0] < heard[2], "{heard:?}");
                    // The client ends here, and its line with it.
                    std::panic::resume_unwind(Box::new(()));
                }
            });
        });
        client.join().expect_err("it ended in the middle");
        let until = std::time::Instant::now() + LONG;
        while ENDED.load(Ordering::SeqCst) < times {
            assert!(std::time::Instant::now() < until, "the work goes on for nobody");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Sends one piece of a message; `more` says that another follows.
fn send_piece(line: &mut UnixStream, piece: &[u8], more: bool) {
    let head = u32::try_from(piece.len()).expect("short") | if more { 1 << 31 } else { 0 };
    // A server that cuts the line is what some of this is about.
    let _ = line.write_all(&head.to_le_bytes()).and_then(|()| line.write_all(piece));
}

/// Opens a line to a server as the program that it runs does, with the first words said.
fn let_in(served: &Served) -> UnixStream {
    let program = fs::read(env!("CARGO_BIN_EXE_offsite")).expect("a program");
    let sum: String = Sha256::digest(&program).iter().fold(String::new(), |mut sum, byte| {
        let _ = write!(sum, "{byte:02x}");
        sum
    });
    let mut line = UnixStream::connect(served.socket()).expect("connected");
    line.set_read_timeout(Some(LONG)).expect("set");
    send_piece(&mut line, format!("{{\"offsite\":\"{sum}\"}}").as_bytes(), false);
    let mut head = [0; 4];
    line.read_exact(&mut head).expect("answered");
    let mut words = vec![0; u32::from_le_bytes(head) as usize];
    line.read_exact(&mut words).expect("answered");
    assert!(String::from_utf8_lossy(&words).contains("welcome"), "{words:?}");
    line
}

#[test]
fn clients_that_send_large_messages_at_once_do_not_fill_the_servers_memory() {
    const CLIENTS: usize = 30;
    let served = Served::start();
    let lines: Vec<UnixStream> = (0..CLIENTS).map(|_| let_in(&served)).collect();
    let before = served.most_memory();
    thread::scope(|all| {
        for mut line in lines {
            all.spawn(move || {
                // Twelve megabytes without an end: without a limit, 360 of them.
                let piece = vec![0; 256 * 1024];
                (0..48).for_each(|_| send_piece(&mut line, &piece, true));
                line
            });
        }
    });
    let held = served.most_memory() - before;
    // Four for each, twelve for the one that has the place, and what the threads need.
    assert!(held < CLIENTS * 4 + 12 + 60, "{held} MB");
    assert!(held > CLIENTS * 2, "{held} MB: nothing was sent");
    let today = served.command(&["today"]).output().expect("it ran");
    assert!(today.status.success(), "others are answered");
}
