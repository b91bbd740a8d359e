//! What a socket adds: a case asked for by twenty sessions at once, beside the same request to the
//! service of the own process, in one run.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use offsite::api::{Backend, Heard, Reply, Request, Viewer};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::profile::Profile;
use offsite::domain::value::Value;
use offsite::error::ErrorKind;
use offsite::server::command::{CommandCall, CommandEnd, CommandOutput};
use offsite::server::connection::Connection;
use offsite::server::listen::Listener;
use offsite::server::serve::serve;
use offsite::server::work::{Commands, WorkWatch};
use offsite::service::{Service, ViewerService};
use offsite::store::Store;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, kill_process};

use crate::pty::Session;
use crate::{Times, cases, memory, ms};

/// How many sessions ask at once.
const SESSIONS: usize = 20;
/// How often each asks.
const ROUNDS: usize = 300;
/// How long a session reads between two requests.
const READING: Duration = Duration::from_millis(5);
/// How many bytes a request for a case has, about.
const ASKED: usize = 64;
/// How often each saves, and how long it waits before each.
const SAVES: usize = 10;
const BETWEEN_SAVES: Duration = Duration::from_secs(1);

/// Prints how much memory a server of its own process takes, alone and with twenty sessions, and each
/// of these.
pub(crate) fn print_memory(dir: &Path, size: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let socket = folder.path().join("sock");
    let mut server = Command::new(env!("CARGO_BIN_EXE_offsite"))
        .arg("--data")
        .arg(dir)
        .arg("--socket")
        .arg(&socket)
        .arg("serve")
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .spawn()
        .expect("started");
    while !socket.exists() {
        assert!(server.try_wait().expect("a child").is_none(), "the server did not start");
        thread::sleep(Duration::from_millis(20));
    }
    let first = Session::through(&socket);
    first.settle();
    let alone = memory(server.id());
    let others: Vec<Session> = (1..SESSIONS).map(|_| Session::through(&socket)).collect();
    others.last().inspect(|last| last.settle());
    let (full, client, own) = (memory(server.id()), first.memory(), first.own_memory());
    println!(
        "memory of a server with {size} cases, peak: {alone} MB with one session, {full} MB with {SESSIONS}; of a session {client} MB, {own} MB of which no other process shares"
    );
    others.into_iter().chain([first]).for_each(Session::leave);
    let pid = Pid::from_raw(server.id() as i32).expect("a process");
    kill_process(pid, Signal::TERM).expect("asked to end");
    server.wait().expect("ended");
}

fn today() -> NaiveDate {
    cases::today()
}

/// Returns how long a case takes to come in the own process, and through the socket of a server with
/// twenty sessions.
pub(crate) fn measure(dir: &Path) -> Vec<(&'static str, Times)> {
    let folder = dir.join("socket");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("sock");
    let (told, started) = mpsc::channel();
    let (store, socket) = (dir.to_owned(), path.clone());
    // The server ends with the process: the figures are taken last.
    thread::spawn(move || {
        let opened = Store::open(&store, "bench", "now").expect("opens");
        let mut service =
            Service::new(opened.store, || 1, Profile::shipped().clone()).expect("a service");
        let all = service.cases().expect("cases");
        let viewer = Viewer::new("bench", today());
        let mut own = service.for_viewer(&viewer);
        let alone = Times::of((0..ROUNDS).map(|i| ask(&mut own, pick(&all, i))).collect());
        let paced = |i| {
            thread::sleep(TYPED.apart);
            ask(&mut own, pick(&all, i))
        };
        let paced = Times::of((0..ROUNDS).map(paced).collect());
        let listener = Listener::take(Some(&socket)).expect("a socket");
        told.send(([alone, paced], all)).expect("somebody waits");
        serve(&mut service, &listener, today, NO_COMMANDS, &mut |_, _| {}).expect("served");
    });
    let ([alone, paced], all) = started.recv().expect("a server");
    let all = Arc::new(all);
    let asking = |client: &mut Connection, id| ask(client, id);
    let bare = echoed(&mut Connection::connect(&path).expect("connected"), &all);
    let through = by_all(&path, &all, READ, asking);
    let typed = by_all(&path, &all, TYPED, asking);
    let is_over = Arc::new(AtomicBool::new(false));
    let searcher = search_until(&path, Arc::clone(&is_over));
    let beside = by_all(&path, &all, READ, asking);
    is_over.store(true, Ordering::Relaxed);
    let searches = searcher.join().expect("searched");
    let saving = Pace { rounds: SAVES, pause: BETWEEN_SAVES, apart: Duration::ZERO };
    let saved = by_all(&path, &all, saving, save);
    let apart = BETWEEN_SAVES / SESSIONS as u32;
    let spread = by_all(&path, &all, Pace { apart, ..saving }, save);
    let until_told = until_told(&path, &all);
    vec![
        ("a case, asked in the own process", alone),
        ("the same, with 5 ms between two", paced),
        ("as many bytes echoed by a socket, with 5 ms between two", bare),
        ("a case, asked by 20 sessions ten times a second each", typed),
        ("a case, asked by 20 sessions without a rest", through),
        ("the same, while another searches every text", beside),
        ("the search of every text meanwhile", searches),
        ("a note saved by 20 sessions once a second, each at a moment of its own", spread),
        ("a note saved by 20 sessions once a second, all at the same moment", saved),
        ("a change saved in one session, until another has the case anew", Times::of(until_told)),
    ]
}

/// How often each of twenty sessions does something, after what pause, and how long after the session
/// before it each begins.
#[derive(Clone, Copy)]
struct Pace {
    rounds: usize,
    pause: Duration,
    apart: Duration,
}

/// How cases are read without a rest, and as officers do who press ten keys a second.
const READ: Pace = Pace { rounds: ROUNDS, pause: READING, apart: Duration::ZERO };
const TYPED: Pace =
    Pace { rounds: 100, pause: Duration::from_millis(100), apart: Duration::from_millis(5) };

/// Returns how long something takes that twenty sessions do on cases of their own.
fn by_all(
    path: &Path,
    all: &Arc<Vec<CaseRef>>,
    pace: Pace,
    act: fn(&mut Connection, CaseRef) -> f64,
) -> Times {
    let start = Arc::new(Barrier::new(SESSIONS));
    let sessions: Vec<_> = (0..SESSIONS)
        .map(|n| {
            let (all, start, path) = (Arc::clone(all), Arc::clone(&start), path.to_owned());
            thread::spawn(move || {
                let mut client = Connection::connect(&path).expect("connected");
                start.wait();
                thread::sleep(pace.apart * n as u32);
                let one = |i: usize| {
                    thread::sleep(pace.pause);
                    act(&mut client, pick(&all, i * SESSIONS + n))
                };
                (0..pace.rounds).map(one).collect::<Vec<f64>>()
            })
        })
        .collect();
    Times::of(sessions.into_iter().flat_map(|s| s.join().expect("answered")).collect())
}

/// Returns how long bytes take through a socket and back, as many as a case has: the least that a
/// socket adds.
fn echoed(client: &mut Connection, all: &[CaseRef]) -> Times {
    let reply = client.ask(Request::Case(pick(all, 0)));
    let size = bincode::serialized_size(&reply).expect("counted") as usize;
    let (mut here, mut there) = UnixStream::pair().expect("a pair");
    let echo = thread::spawn(move || {
        let mut bytes = vec![0; size];
        while there.read_exact(&mut bytes[..ASKED]).is_ok() {
            there.write_all(&bytes).expect("written");
        }
    });
    let mut bytes = vec![0; size];
    let one = |_| {
        thread::sleep(TYPED.apart);
        ms(|| {
            here.write_all(&bytes[..ASKED]).expect("written");
            here.read_exact(&mut bytes).expect("read");
        })
    };
    let times = Times::of((0..ROUNDS).map(one).collect());
    drop(here);
    echo.join().expect("ended");
    times
}

/// Searches the texts of every case again and again, until it is over.
fn search_until(path: &Path, is_over: Arc<AtomicBool>) -> thread::JoinHandle<Times> {
    let path = path.to_owned();
    thread::spawn(move || {
        let mut client = Connection::connect(&path).expect("connected");
        let mut times = Vec::new();
        while !is_over.load(Ordering::Relaxed) {
            let words = "no such word anywhere".to_owned();
            times.push(ms(|| drop(client.ask(Request::SearchText { words, most: 100 }))));
        }
        Times::of(times)
    })
}

/// Adds a note to a case.
fn save(backend: &mut Connection, id: CaseRef) -> f64 {
    let cells = [("note.text".to_owned(), Value::Text("Rang the host".to_owned()))].into();
    let edits = vec![Edit::AddRow { table: "event.note".to_owned(), row: 1, cells }];
    let request = Request::Change { change: CaseChange { case: id, edits }, why: None };
    ms(|| {
        let reply = backend.ask(request.clone());
        assert!(matches!(reply, Reply::Saved { .. }), "{id}: {reply:?}");
    })
}

/// Returns how long it takes from the asking for a change in one session until another, which is
/// told of it, has the case as it then stands; eighteen more are told and read nothing.
fn until_told(path: &Path, all: &[CaseRef]) -> Vec<f64> {
    let connect = || {
        let mut session = Connection::connect(path).expect("connected");
        assert!(matches!(session.ask(Request::Notices), Reply::Notices(_)));
        session
    };
    let _others: Vec<Connection> = (2..SESSIONS).map(|_| connect()).collect();
    let (mut here, mut there) = (connect(), connect());
    let one = |i: usize| {
        let id = pick(all, i);
        let at = FieldPath::case("child.known_as");
        let Reply::Case { case, .. } = here.ask(Request::Case(id)) else { panic!("{id}") };
        let (old, new) = (case.at(&at).clone(), Value::Text(format!("Amy {i}")));
        let edits = vec![Edit::Set { path: at, old, new }];
        let change = Request::Change { change: CaseChange { case: id, edits }, why: None };
        ms(|| {
            assert!(matches!(here.ask(change), Reply::Saved { .. }), "{id}");
            while there.heard() == Heard::Nothing {
                let bell = there.bell().expect("a line");
                let mut waits = [PollFd::from_borrowed_fd(bell, PollFlags::IN)];
                poll(&mut waits, None).expect("waited");
            }
            assert!(matches!(there.ask(Request::Notices), Reply::Notices(all) if !all.is_empty()));
            assert!(matches!(there.ask(Request::Case(id)), Reply::Case { .. }), "{id}");
        })
    };
    (0..ROUNDS).map(one).collect()
}

/// No command is asked for.
const NO_COMMANDS: Commands = Commands { run: no_command, only_reads: |_| false };

fn no_command(_: &mut ViewerService<'_>, _: CommandCall, _: WorkWatch) -> CommandOutput {
    let end = CommandEnd::Refused { kind: ErrorKind::Input, says: String::new() };
    CommandOutput { said: Vec::new(), sum: 0, end }
}

fn pick(all: &[CaseRef], i: usize) -> CaseRef {
    all[i.wrapping_mul(7919) % all.len()]
}

fn ask(backend: &mut dyn Backend, id: CaseRef) -> f64 {
    ms(|| assert!(matches!(backend.ask(Request::Case(id)), Reply::Case { .. }), "{id}"))
}
