//! Many officers change a few cases at random through a real server, which is killed again and again
//! and started anew, and each sends a change without an answer once more: what was acknowledged is in
//! the journal once, what was refused is not, and the records are what the journal says. In the long
//! form (`OFFSITE_LONG=1`) twenty officers make 10,000 changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use offsite::api::{Backend, Reply, Request};
use offsite::domain::case::edit::{CaseChange, Edit, apply_all};
use offsite::domain::case::{Case, CaseRef, FieldPath, Half, Side};
use offsite::domain::profile::Profile;
use offsite::domain::value::Value;
use offsite::error::ErrorKind;
use offsite::server::command::{CommandCall, CommandEnd, CommandOutput};
use offsite::server::connection::Connection;
use offsite::server::listen::Listener;
use offsite::server::serve::serve;
use offsite::server::work::{Commands, WorkWatch};
use offsite::service::Service;
use offsite::store::{ChangeKind, Store, StoredChange, Subject};
use rustix::process::{Pid, Signal, kill_process};

use crate::faults::rounds;
use crate::flow;
use crate::server::{LONG, handed_over};

/// What this process is to be, where it is a part of the model: `server` or `officer`.
const PART: &str = "OFFSITE_MODEL_PART";
/// The folder of the model.
const FOLDER: &str = "OFFSITE_MODEL_FOLDER";
/// How many changes an officer makes, and which officer it is.
const CHANGES: &str = "OFFSITE_MODEL_CHANGES";
const NUMBER: &str = "OFFSITE_MODEL_NUMBER";
/// How many cases they share.
const CASES: u32 = 40;
/// The first of the officers' users.
const FIRST_UID: u32 = 61_000;
/// How long the whole may take on a busy machine.
const LONGEST: Duration = Duration::from_mins(40);

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Knuth's constants; the high bits are the better ones.
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn set_in(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn number(name: &str) -> u64 {
    set_in(name).and_then(|text| text.parse().ok()).expect("a number")
}

/// Answers at the socket that was handed over, until it is ended or killed.
fn be_the_server(folder: &Path) {
    let opened = Store::open(&folder.join("store"), "server", "now").expect("opens");
    let clock = || chrono::Utc::now().timestamp_millis();
    let mut service =
        Service::new(opened.store, clock, Profile::shipped().clone()).expect("a service");
    let listener = Listener::take(None).expect("handed over");
    let run = |_: &mut offsite::service::ViewerService<'_>, _: CommandCall, _: WorkWatch| {
        let end = CommandEnd::Refused { kind: ErrorKind::Input, says: String::new() };
        CommandOutput { said: Vec::new(), sum: 0, end }
    };
    let commands = Commands { run, only_reads: |_| false };
    serve(&mut service, &listener, flow::today, commands, &mut |_, _| {}).expect("served");
    service.close().expect("in order");
}

/// An officer who makes changes, and writes down what became of each.
struct Officer {
    line: Connection,
    dice: Dice,
    number: u64,
    made: u64,
    /// Those that could be taken back.
    own: Vec<u64>,
    heard: Vec<String>,
}

impl Officer {
    /// Asks until there is an answer, as a person does who saves again.
    fn ask(&mut self, request: &Request) -> Reply {
        let until = Instant::now() + LONGEST;
        loop {
            match self.line.ask(request.clone()) {
                Reply::Refused { says, .. } if says.contains("does not answer") => {
                    assert!(Instant::now() < until, "{says}");
                }
                reply => return reply,
            }
        }
    }

    fn case(&mut self, id: CaseRef) -> Case {
        match self.ask(&Request::Case(id)) {
            Reply::Case { case, .. } => *case,
            other => panic!("{other:?}"),
        }
    }

    /// Returns one change at random, with the words that tell it from every other; none for an undo.
    fn change(&mut self) -> (Request, Option<String>) {
        let case = CaseRef { year: 2026, number: self.dice.roll(u64::from(CASES)) as u32 + 1 };
        let words = format!("officer {} change {}", self.number, self.made);
        let of = |edit: Edit| Request::Change {
            change: CaseChange { case, edits: vec![edit] },
            why: None,
        };
        match self.dice.roll(10) {
            0 if !self.own.is_empty() => {
                let at = self.dice.roll(self.own.len() as u64) as usize;
                (Request::Undo { seq: self.own.swap_remove(at) }, None)
            }
            1..=3 => {
                // What it saw may be a colleague's a moment later.
                let fields = ["child.known_as", "formulation.text", "child.address"];
                let field = fields[self.dice.roll(fields.len() as u64) as usize];
                let old = self.case(case).answer(field).clone();
                let (path, new) = (FieldPath::case(field), Value::Text(words.clone()));
                (of(Edit::Set { path, old, new }), Some(words))
            }
            4 => {
                let known = self.case(case);
                let day = flow::today() - chrono::Duration::days(self.dice.roll(15) as i64);
                let session = (day, if self.dice.roll(2) == 0 { Half::Am } else { Half::Pm });
                let old = known.marks.get(&session).and_then(|marks| marks.side(Side::Host));
                let old = old.map(str::to_owned);
                let new = ["I", "L", "M", "N"][self.dice.roll(4) as usize].to_owned();
                // The mark, and a note that tells the change from others, whole or not at all.
                let mark = Edit::Mark { session, side: Side::Host, old, new: Some(new) };
                let edits = vec![mark, note(&words)];
                let change = CaseChange { case, edits };
                (Request::Change { change, why: None }, Some(words))
            }
            _ => (of(note(&words)), Some(words)),
        }
    }

    fn work(&mut self, changes: u64) {
        while self.made < changes {
            self.made += 1;
            let (request, words) = self.change();
            let said = match (self.ask(&request), &request, words) {
                (Reply::Saved { seq, .. }, Request::Undo { .. }, _) => format!("undone {seq}"),
                (_, Request::Undo { seq }, _) => format!("kept {seq}"),
                (Reply::Saved { seq, .. }, _, Some(words)) => {
                    self.own.push(seq);
                    format!("saved {seq} {words}")
                }
                (
                    Reply::Clash { .. } | Reply::Blocked { .. } | Reply::Refused { .. },
                    _,
                    Some(words),
                ) => {
                    format!("refused 0 {words}")
                }
                (other, ..) => panic!("{other:?}"),
            };
            self.heard.push(said);
        }
    }
}

fn note(words: &str) -> Edit {
    let cells = [("note.on", Value::Date(flow::today())), ("note.text", Value::Text(words.into()))];
    let cells = cells.map(|(id, value)| (id.to_owned(), value)).into();
    Edit::AddRow { table: "event.note".into(), row: 1, cells }
}

fn be_an_officer(folder: &Path) {
    let (number, changes) = (number(NUMBER), number(CHANGES));
    let until = Instant::now() + LONGEST;
    let line = loop {
        match Connection::connect(&folder.join("sock")) {
            Ok(line) => break line,
            Err(error) => assert!(Instant::now() < until, "{error}"),
        }
    };
    let (dice, own, heard) = (Dice(number + 1), Vec::new(), Vec::new());
    let mut officer = Officer { line, dice, number, made: 0, own, heard };
    officer.work(changes);
    println!("\n{}", officer.heard.join("\n"));
}

/// Starts this program again as a part of the model.
fn part(command: &mut Command, part: &str, folder: &Path) -> Child {
    let test =
        "model::acknowledged_changes_of_many_outlive_a_server_that_is_killed_again_and_again";
    command.args([test, "--exact", "--nocapture", "--test-threads=1"]);
    command.env(PART, part).env(FOLDER, folder);
    command.spawn().expect("started")
}

fn start_server(socket: &UnixListener, folder: &Path) -> Child {
    let own = std::env::current_exe().expect("a program");
    let mut command = handed_over(socket, &own);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    part(&mut command, "server", folder)
}

/// Waits until a server says its first words: to a client of no build, that it is of another.
fn until_it_answers(server: &mut Child, socket: &Path) {
    let until = Instant::now() + LONG;
    let hello = br#"{"offsite":"none"}"#;
    let mut answer = Vec::new();
    while answer.is_empty() {
        assert!(Instant::now() < until, "no server answers");
        assert_eq!(server.try_wait().expect("a child"), None, "the server goes on");
        let mut line = UnixStream::connect(socket).expect("the socket is there");
        line.set_read_timeout(Some(Duration::from_secs(1))).expect("set");
        let _ = line.write_all(&[&(hello.len() as u32).to_le_bytes(), &hello[..]].concat());
        let _ = line.read_to_end(&mut answer);
    }
}

/// Starts an officer, as a user of its own where only root runs this.
fn start_officer(number: u64, changes: u64, folder: &Path) -> Child {
    let own = std::env::current_exe().expect("a program");
    let mut command = if rustix::process::getuid().is_root() {
        let mut command = Command::new("setpriv");
        command
            .arg(format!("--reuid={}", FIRST_UID + number as u32))
            .arg("--clear-groups")
            .arg(own);
        command
    } else {
        Command::new(own)
    };
    command.env(NUMBER, number.to_string()).env(CHANGES, changes.to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    part(&mut command, "officer", folder)
}

fn kill(mut server: Child, signal: Signal) {
    let pid = Pid::from_raw(server.id().cast_signed()).expect("a pid");
    kill_process(pid, signal).expect("sent");
    server.wait().expect("ended");
}

/// Returns the words by which a change is told from every other, where it has them.
fn words_of(stored: &StoredChange) -> Option<&str> {
    let edits = stored.change.edits.iter().filter_map(|part| match part {
        Subject::Case(change) => Some(&change.edits),
        _ => None,
    });
    edits.flatten().find_map(|edit| match edit {
        Edit::Set { new, .. } => Some(new.as_text()).filter(|text| text.starts_with("officer ")),
        Edit::AddRow { cells, .. } => {
            cells.get("note.text").map(Value::as_text).filter(|text| text.starts_with("officer "))
        }
        _ => None,
    })
}

/// Returns the cases as the journal alone makes them.
fn replayed(all: &[StoredChange]) -> BTreeMap<CaseRef, Case> {
    let mut cases = BTreeMap::new();
    for part in all.iter().flat_map(|stored| &stored.change.edits) {
        let Subject::Case(change) = part else { continue };
        let case = cases.entry(change.case).or_insert_with(|| Case::new(change.case));
        apply_all(case, change).expect("each change fits those before it");
    }
    cases
}

/// What the officers heard of their changes.
#[derive(Default)]
struct Heard {
    saved: BTreeMap<String, u64>,
    refused: BTreeSet<String>,
    undone: BTreeSet<u64>,
    kept: BTreeSet<u64>,
}

impl Heard {
    fn take(&mut self, text: &str) {
        for line in text.lines() {
            let mut parts = line.splitn(3, ' ');
            let (what, seq) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
            let words = parts.next().unwrap_or_default().to_owned();
            let Ok(seq) = seq.parse::<u64>() else { continue };
            match what {
                "saved" => assert_eq!(self.saved.insert(words, seq), None, "{line}"),
                "refused" => assert!(self.refused.insert(words), "{line}"),
                "undone" => assert!(self.undone.insert(seq), "{line}"),
                "kept" => assert!(self.kept.insert(seq), "{line}"),
                _ => {}
            }
        }
    }

    /// Holds that the journal is what was heard.
    fn holds_of(&self, all: &[StoredChange]) {
        let mut stored: BTreeMap<&str, u64> = BTreeMap::new();
        let mut undone = BTreeSet::new();
        for (entry, seq) in all.iter().zip(1..) {
            assert_eq!(entry.seq, seq, "the entries follow one another");
            match (entry.change.act, words_of(entry)) {
                (ChangeKind::Do, Some(words)) => {
                    assert_eq!(stored.insert(words, seq), None, "stored twice: {words}");
                }
                (ChangeKind::Undo(of), _) => assert!(undone.insert(of), "undone twice: {of}"),
                _ => {}
            }
        }
        for (words, seq) in &self.saved {
            assert_eq!(stored.get(words.as_str()), Some(seq), "acknowledged: {words}");
        }
        for words in &self.refused {
            assert_eq!(stored.get(words.as_str()), None, "refused: {words}");
        }
        assert_eq!(stored.len(), self.saved.len(), "nothing is stored that nobody was told of");
        assert_eq!(undone, self.undone, "what was taken back");
        assert!(self.kept.is_disjoint(&undone));
    }
}

#[test]
fn acknowledged_changes_of_many_outlive_a_server_that_is_killed_again_and_again() {
    if let (Some(part), Some(folder)) = (set_in(PART), set_in(FOLDER).map(PathBuf::from)) {
        if part == "server" {
            be_the_server(&folder);
        } else {
            be_an_officer(&folder);
        }
        return;
    }
    let (officers, changes) = (rounds(6, 20) as u64, rounds(50, 500) as u64);
    let (folder, store) = crate::demo();
    let open = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    };
    open(folder.path(), 0o711);
    let socket_path = folder.path().join("sock");
    let socket = UnixListener::bind(&socket_path).expect("bound");
    open(&socket_path, 0o666);
    let begun = Instant::now();
    let mut server = start_server(&socket, folder.path());
    let start = |number| start_officer(number, changes, folder.path());
    let all: Vec<Child> = (0..officers).map(start).collect();
    let mut readers: Vec<_> = all
        .into_iter()
        .map(|officer| std::thread::spawn(|| officer.wait_with_output().expect("ended")))
        .collect();
    let (mut dice, mut kills, most) = (Dice(begun.elapsed().as_nanos() as u64), 0, rounds(3, 60));
    let is_done = |readers: &[std::thread::JoinHandle<Output>]| {
        readers.iter().all(std::thread::JoinHandle::is_finished)
    };
    while !is_done(&readers) && kills < most {
        assert!(begun.elapsed() < LONGEST, "after {kills} kills");
        // It has answered again, and works for a while.
        until_it_answers(&mut server, &socket_path);
        std::thread::sleep(Duration::from_millis(dice.roll(rounds(900, 6_000) as u64)));
        kill(server, Signal::KILL);
        kills += 1;
        server = start_server(&socket, folder.path());
    }
    let took = begun.elapsed();
    let mut heard = Heard::default();
    for reader in readers.drain(..) {
        let output = reader.join().expect("read");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
        heard.take(&said);
    }
    assert_eq!(
        heard.saved.len() + heard.refused.len() + heard.undone.len() + heard.kept.len(),
        (officers * changes) as usize,
        "every change has had its answer"
    );
    kill(server, Signal::TERM);
    let opened = Store::open(&store, "a.shah", "now").expect("opens").store;
    let journal = opened.changes().expect("read");
    heard.holds_of(&journal);
    for (id, case) in replayed(&journal) {
        assert_eq!(opened.case(id).expect("read").as_ref(), Some(&case), "{id}");
    }
    let authors: BTreeSet<u32> =
        journal.iter().filter_map(|e| words_of(e).and(e.by.as_ref())).map(|by| by.uid).collect();
    let is_root = rustix::process::getuid().is_root();
    assert_eq!(authors.len() as u64, if is_root { officers } else { 1 }, "{authors:?}");
    opened.close().expect("in order");
    let verified = crate::offsite(&store, &["verify"]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert!(kills > 0, "the server was killed");
    println!(
        "{officers} officers, {} changes, {kills} kills in {:.1} s: {} saved, {} refused by a clash, \
         {} taken back; lost: none, twice: none",
        officers * changes,
        took.as_secs_f64(),
        heard.saved.len(),
        heard.refused.len(),
        heard.undone.len()
    );
}
