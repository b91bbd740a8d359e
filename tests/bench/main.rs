//! The figures of the program at size: `cargo bench`, or `OFFSITE_SIZES=1000,10000,100000 cargo
//! bench`. Every figure is given with its ratio to the smallest size and to the floor, so that
//! machines can be compared: a bare list of as many lines, drawn with the least bytes; one write and
//! fsync of the bytes of a save; the echo of `cat`.
//!
//! `cargo bench -- readers` measures the readers of files alone, for which no store is made.
//!
//! `cargo bench -- server` measures what a socket adds, and the memory of a server.
//!
//! `cargo bench -- reports` measures each report and export, and how much memory it takes.
//!
//! `cargo bench -- growth` measures 12,000 answers in one session, and the store over a year of daily
//! use.
//!
//! # What a key costs
//!
//! Instructions by callgrind, in millions, which a busy machine does not change: 1,000 cases,
//! 160x45, 28 November 2026, before and after the work of that day. Of a frame the drawing is
//! counted, not the bytes.
//!
//! | what | before | after | what is left |
//! |---|---|---|---|
//! | a move of the cursor | 5.4 | 0.4 | half are the two rows, half the head and the foot |
//! | the list, in whatever frame | 5.4 | 0.8 | its words |
//! | a form and the list beside it | 4.0 | 2.7 | a quarter is how full each form is |
//! | a save in the service | 5.6 | 5.0 | 45 % rules, 16 % sums and ciphers, 10 % the search |
//!
//! Later on that day, at 20 saves and 32 letters: a save in the service 3.7, then 3.3 with the rules
//! asked that may be touched and no signature of texts that stay; a letter of a search 4.8, of which
//! three quarters opened and decoded lines that had been read before. These are kept since.
//!
//! In the evening: 20 cases opened, left and moved from took 705 million in all, now 539. Nearly
//! half of it went into choosing the bytes of the frames; now a fifth. A save
//! at 100,000 cases moved every line of the search's order twice, a millisecond; now it moves those
//! between the old place and the new one.
//!
//! Another allocator (mimalloc) made an import and a verification a sixth faster, and took 1.8 times
//! as much memory; it is not used.
//!
//! For a move the system was asked thirteen things, three of them for the size of the window, two of
//! them writes; now four. Of a letter that is typed the sync of its draft takes most.
//!
//! Stores are made once and kept in `target/bench`; the making is the import that is measured.

#![allow(clippy::print_stdout, reason = "figures are printed for whoever runs it")]

mod bare;
mod cases;
mod growth;
mod pty;
mod readers;
mod reports;
mod seen;
mod server;
mod slow;

use std::io::{BufWriter, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use offsite::documents::jsonl;
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::value::Value;
use offsite::store::{Change, ChangeKind, Store, StoredDraft, Subject};

/// One measure at one size: half of the times are below the first figure, 99 in a hundred below the
/// second.
#[derive(Clone, Copy)]
pub struct Times {
    /// The median, in milliseconds.
    pub half: f64,
    /// The 99th percentile, in milliseconds.
    pub most: f64,
}

impl Times {
    /// Returns the figures of some times, in milliseconds.
    pub fn of(mut all: Vec<f64>) -> Times {
        all.sort_by(f64::total_cmp);
        let at = |part: f64| all[((all.len() - 1) as f64 * part).round() as usize];
        Times { half: at(0.5), most: at(0.99) }
    }

    fn measure(rounds: usize, mut one: impl FnMut(usize)) -> Times {
        Times::of((0..rounds).map(|i| ms(|| one(i))).collect())
    }
}

/// Returns how long something takes, in milliseconds.
pub fn ms(one: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    one();
    begun.elapsed().as_secs_f64() * 1000.0
}

/// The table that is printed: a row a measure, a column a size.
struct Table {
    sizes: Vec<usize>,
    rows: Vec<(String, Vec<Times>, Option<Times>)>,
}

impl Table {
    fn put(&mut self, name: &str, times: Times, floor: Option<Times>) {
        match self.rows.iter_mut().find(|(n, ..)| n == name) {
            Some((_, all, last)) => {
                all.push(times);
                // The ratio is that of the largest size.
                *last = floor;
            }
            None => self.rows.push((name.to_owned(), vec![times], floor)),
        }
    }

    fn print(&self) {
        print!("\n| measure, p50 / p99 ms |");
        self.sizes.iter().for_each(|n| print!(" {n} cases |"));
        println!(" to the smallest | to the floor |");
        println!("|---|{}---|---|", "---|".repeat(self.sizes.len()));
        for (name, all, floor) in &self.rows {
            print!("| {name} |");
            for t in all {
                print!(" {:.2} / {:.2} |", t.half, t.most);
            }
            let last = all.last().map_or(0.0, |t| t.half);
            let ratio = |to: f64| if to > 0.0 { format!("{:.1}", last / to) } else { "-".into() };
            println!(
                " {} | {} |",
                ratio(all[0].half),
                floor.map_or_else(|| "-".into(), |f| ratio(f.half))
            );
        }
    }
}

/// The officer who works on every store.
const OFFICER: &str = "a.shah";

/// Runs the real program on a store.
fn program(data: &Path) -> Command {
    program_as(data, OFFICER)
}

/// Runs the real program on a store as an officer.
fn program_as(data: &Path, officer: &str) -> Command {
    let mut cmd = Command::new(env!("CARGO_BIN_EXE_offsite"));
    cmd.args(["--data", data.to_str().expect("a path"), "--today", "2026-11-23", "--as", officer]);
    cmd.env("XDG_CONFIG_HOME", "/nonexistent");
    cmd
}

/// Returns the store of a size, made by an import at its first use.
fn store(size: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let (dir, file) = (folder.join(size.to_string()), folder.join(format!("{size}.jsonl")));
    // The file goes once the import is done.
    if dir.join("left").exists() && !file.exists() {
        return dir;
    }
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut out = BufWriter::new(std::fs::File::create(&file).expect("a file"));
    for n in 0..size {
        writeln!(out, "{}", jsonl::write(&cases::case(n))).expect("written");
    }
    out.flush().expect("written");
    let begun = Instant::now();
    let mut child = program(&dir).args(["import", "cases"]).arg(&file).spawn().expect("started");
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        peak = memory(child.id()).max(peak);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(child.wait().expect("ended").success(), "the import failed");
    let bytes = std::fs::metadata(&file).expect("there").len() / 1_048_576;
    println!(
        "import of {size} cases ({bytes} MB): {:.1} s, peak memory {peak} MB",
        begun.elapsed().as_secs_f64()
    );
    std::fs::remove_file(file).expect("removed");
    dir
}

/// Returns the most memory that a process has had, in megabytes.
pub fn memory(pid: u32) -> u64 {
    memory_of(pid, "VmHWM:")
}

/// Returns a figure of a process's memory by the system's name for it, in megabytes.
pub fn memory_of(pid: u32, name: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|l| l.strip_prefix(name))
        .and_then(|l| l.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// The floor of a save: as many bytes written at the end of a file and synced.
fn floor(dir: &Path, bytes: usize) -> Times {
    let path = dir.join("floor");
    let file = std::fs::File::create(&path).expect("a file");
    let block = vec![7; bytes];
    let times = Times::measure(300, |i| {
        file.write_all_at(&block, (i * bytes) as u64).expect("written");
        file.sync_data().expect("synced");
    });
    let _ = std::fs::remove_file(path);
    times
}

fn set(case: CaseRef, n: usize) -> Change {
    let value = |n: usize| if n == 0 { Value::Empty } else { Value::Text(format!("Answer {n}")) };
    let edit =
        Edit::Set { path: FieldPath::case("child.known_as"), old: value(n), new: value(n + 1) };
    Change {
        officer: "bench".into(),
        saved_ms: 1,
        why: None,
        act: ChangeKind::Do,
        edits: vec![Subject::Case(CaseChange { case, edits: vec![edit] })],
    }
}

/// Measures the store from within, and returns the floor of a save.
fn inside(table: &mut Table, dir: &Path, size: usize) -> Times {
    table.put(
        "open the store, left in order",
        Times::measure(9, |_| {
            Store::open(dir, "bench", "now").expect("opens").store.close().expect("closed");
        }),
        None,
    );
    let mut store = Store::open(dir, "bench", "now").expect("opens").store;
    let all = store.cases().expect("read");
    table.put(
        "check of all records beside the start",
        Times::of(vec![ms(|| store.wait_for_check().expect("sound"))]),
        None,
    );
    let some = |i: usize| all[i.wrapping_mul(7919) % size];
    table.put(
        "read a case",
        Times::measure(500, |i| assert!(store.case(some(i)).expect("read").is_some())),
        None,
    );
    table.put(
        "first 60 lines of the morning list",
        Times::measure(100, |_| drop(store.window(cases::today(), 0, 60).expect("read"))),
        None,
    );
    let base = floor(dir, 200);
    table.put("one write and fsync (the floor)", base, None);
    let id = all[size / 2];
    let begins = store.case(id).expect("read").map_or(0, |c| {
        c.answer("child.known_as")
            .as_text()
            .rsplit(' ')
            .next()
            .and_then(|n| n.parse().ok())
            .unwrap_or(0)
    });
    table.put(
        "durable save",
        Times::measure(300, |i| drop(store.commit(set(id, begins + i)).expect("saved"))),
        Some(base),
    );
    let draft = |i: usize| StoredDraft {
        officer: "bench".into(),
        case: id,
        place: FieldPath::case("formulation.text"),
        text: "A sentence that grows. ".repeat(i % 40),
        cursor: (0, 0),
        saved_ms: 1,
        session: 0,
    };
    table.put(
        "text kept at a key",
        Times::measure(300, |i| store.save_draft(&draft(i)).expect("kept")),
        Some(base),
    );
    store.drop_draft("bench", 0, id, &FieldPath::case("formulation.text")).expect("dropped");
    table.put(
        "history of a case",
        Times::measure(100, |_| drop(store.history(id, 50).expect("read"))),
        None,
    );
    table.put(
        "what undo would take back",
        Times::measure(100, |_| drop(store.undo_target("bench", &|_| Ok(true)))),
        None,
    );
    store.close().expect("closed");
    base
}

fn main() {
    let mut args = std::env::args().skip(1);
    if args.next().is_some_and(|first| first == bare::ARGUMENT) {
        return bare::run(Path::new(&args.next().expect("a file")));
    }
    let sizes: Vec<usize> = std::env::var("OFFSITE_SIZES")
        .unwrap_or_else(|_| "1000,10000".into())
        .split(',')
        .filter_map(|n| n.trim().parse().ok())
        .collect();
    let mut table = Table { sizes: sizes.clone(), rows: Vec::new() };
    if std::env::args().any(|part| part == "readers") {
        for (name, times) in sizes.into_iter().flat_map(readers::measure) {
            table.put(name, times, None);
        }
        return table.print();
    }
    if std::env::args().any(|part| part == "reports") {
        return sizes.into_iter().for_each(|size| reports::print(&store(size), size));
    }
    if std::env::args().any(|part| part == "server") {
        for size in sizes {
            let dir = store(size);
            server::print_memory(&dir, size);
            for (name, times) in server::measure(&dir) {
                table.put(name, times, None);
            }
        }
        return table.print();
    }
    if std::env::args().any(|part| part == "growth") {
        return sizes.into_iter().for_each(|size| growth::print(&store(size), size));
    }
    let echo = seen::echo();
    let folder = tempfile::tempdir().expect("a folder");
    for size in sizes {
        let dir = store(size);
        let bare = bare::measure(folder.path(), size);
        let sync = inside(&mut table, &dir, size);
        let seen = seen::session(&dir, &bare, sync);
        for (name, times, floor) in seen.into_iter().chain(slow::measure(&dir, folder.path(), size))
        {
            table.put(name, times, floor);
        }
        table.put("start after a crash, to the first screen", seen::after_a_crash(&dir), None);
        for (name, times) in [
            ("floor: start of a bare list", bare.start),
            ("floor: a move in it, seen", bare.step),
            ("floor: bytes of a move in it (not ms)", bare.step_bytes),
            ("floor: a page of it, seen", bare.page),
            ("floor: bytes of a page of it (not ms)", bare.page_bytes),
            ("floor: a letter of a search in it, seen", bare.letter),
            ("floor: its memory (MB, not ms)", bare.memory),
        ] {
            table.put(name, times, None);
        }
    }
    table.put("floor: echo of cat", echo, None);
    table.print();
}
