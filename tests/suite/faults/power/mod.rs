//! The power fails. A process that keeps a store is recorded, every write and every promise of it,
//! and killed and started again on the way. Then the disk is put together as it may be when the
//! power fails after any of these operations, and the store is opened from it.
//!
//! What is assumed of a disk: what fsync or fdatasync of a file promised is there, and so is a
//! file's name once its folder was synced, and the folder's own name once that of the folder above
//! was. Of the writes of a file since its last sync each sector of 512 bytes is there or not, in
//! any order, and its length is that after any of them. What was done to the names in a folder
//! since its last sync happened up to some point and not beyond; each folder has its own.
//! `sync_file_range` promises nothing.

mod disk;
mod script;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use disk::{Dice, Disk, Op, read_log};
use script::{Step, World, open, script, stored};

use super::rounds;

/// Where the store lies below the folder that is recorded: two folders that the store makes itself.
const STORE: &str = "share/offsite";
/// The file beside the store into which the process writes how many steps were acknowledged.
const ACK: &str = "ack";
const CHILD: &str = "OFFSITE_TEST_POWER";

/// A script, and the numbers from which it and all that befalls it are made.
struct Story {
    seed: u64,
    len: usize,
    steps: Vec<Step>,
}

impl Story {
    fn new(seed: u64, len: usize) -> Story {
        Story { seed, len, steps: script(len, &mut Dice(seed)) }
    }

    /// Returns what must be there after so many steps.
    fn world(&self, steps: usize) -> World {
        let mut world = World::default();
        self.steps[..steps.min(self.len)].iter().for_each(|s| world.take(s));
        world
    }
}

/// The process that is recorded: this very test, run again by those below. By itself it does
/// nothing. What the list is judged with, by turns.
const PROFILES: [&str; 2] = ["the county's", "the officer's own"];

#[test]
fn child_process_is_recorded() {
    let Ok(says) = std::env::var(CHILD) else { return };
    let [root, seed, len, from] = says.split('\n').collect::<Vec<_>>()[..] else {
        panic!("{says}")
    };
    let (root, story) = (
        Path::new(root),
        Story::new(seed.parse().expect("a seed"), len.parse().expect("a length")),
    );
    let mut from: usize = from.parse().expect("a step");
    // At some of the starts the list is made anew: records are then written although nothing is
    // saved. A former profile may come back.
    let mut stamp = PROFILES[from % 2];
    let mut ack =
        std::fs::OpenOptions::new().create(true).append(true).open(root.join(ACK)).expect("a file");
    let mut said = |n: usize| ack.write_all(&(n as u64).to_le_bytes()).expect("said");
    let (mut store, _) = open(&root.join(STORE), stamp).expect("opens");
    store.wait_for_check().expect("whole");
    // The step under way when the process before was killed may have been stored: whoever is shown
    // it relies on it.
    if from < story.len && stored(&store) > story.world(from).changes() {
        from += 1;
        said(from);
    }
    for (n, step) in (from + 1..).zip(&story.steps[from..]) {
        if n.is_multiple_of(2) {
            stamp = PROFILES[n / 2 % 2];
        }
        store = World::act(store, step, stamp);
        said(n);
    }
    store.close().expect("in order");
}

/// The library that records, made once for each test.
struct Recorder {
    dir: tempfile::TempDir,
}

impl Recorder {
    fn made() -> Recorder {
        let dir = tempfile::tempdir().expect("a folder");
        let done = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--edition", "2024", "-O", "--crate-type", "cdylib", "-o"])
            .arg(dir.path().join("recorder.so"))
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorder/recorder.rs"))
            .output()
            .expect("rustc is where cargo test is");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        Recorder { dir }
    }

    /// Lets the script go on below `root` from a step to its end, and returns what was there before
    /// and all that was done. The process is killed after as many operations as each of
    /// `deaths` says, and begun again.
    fn record(&self, root: &Path, story: &Story, from: usize, deaths: &[usize]) -> (Disk, Vec<Op>) {
        let log = self.dir.path().join("log");
        let _ = std::fs::remove_file(&log);
        let (before, mut disk) = (Disk::of(root), Disk::of(root));
        let mut from = from;
        for death in deaths.iter().map(Some).chain([None]) {
            let says = format!("{}\n{}\n{}\n{from}", root.display(), story.seed, story.len);
            let mut child = Command::new(std::env::current_exe().expect("this test"));
            child
                .args(["--exact", "faults::power::child_process_is_recorded", "--nocapture"])
                .env(CHILD, says)
                .env("LD_PRELOAD", self.dir.path().join("recorder.so"))
                .env("OFFSITE_RECORD_ROOT", root)
                .env("OFFSITE_RECORD_LOG", &log)
                .stdout(Stdio::null());
            if let Some(death) = death {
                child.env("OFFSITE_RECORD_DIE", death.to_string()).stderr(Stdio::null());
            }
            let done = child.output().expect("started");
            let is_killed = death.is_some() && done.status.code().is_none();
            assert!(
                done.status.success() || is_killed,
                "seed {}: {}",
                story.seed,
                String::from_utf8_lossy(&done.stderr)
            );
            from = acknowledged(&std::fs::read(root.join(ACK)).unwrap_or_default(), from);
            if from == story.len {
                break;
            }
        }
        let ops = read_log(&std::fs::read(&log).expect("the log"));
        // A recorder that misses a way to write would prove nothing.
        for op in &ops {
            disk.step(op);
        }
        assert!(
            disk.whole() == Disk::of(root).whole(),
            "seed {}: the log does not make the files that are there",
            story.seed
        );
        (before, ops)
    }
}

/// Returns how many steps the last number in the file says.
fn acknowledged(ack: &[u8], from: usize) -> usize {
    ack.rchunks_exact(8)
        .next()
        .map_or(from, |n| u64::from_le_bytes(n.try_into().expect("eight bytes")) as usize)
}

/// What was seen in the images that were opened.
#[derive(Default)]
struct Seen {
    cuts: usize,
    operations: usize,
    anew: usize,
    torn: usize,
    checks: usize,
    ahead: usize,
}

impl Seen {
    fn say(&self) {
        println!(
            "power cut {} times in {} operations: records made anew {} times, a torn entry set aside {} times, the step under way there {} times, damage said by the check {} times; lost: none",
            self.cuts, self.operations, self.anew, self.torn, self.ahead, self.checks
        );
    }
}

/// Follows the operations of a recording that began on `disk` with `from` steps acknowledged, and
/// lets `each` look at the disk after every one of them: it hears the operation's place and how
/// many steps were acknowledged.
fn follow(mut disk: Disk, ops: &[Op], from: usize, mut each: impl FnMut(&Disk, usize, usize)) {
    let (mut ack, mut acks, mut said) = (from, None, Vec::new());
    for (n, op) in ops.iter().enumerate() {
        disk.step(op);
        if op.letter == 'c' && op.bytes == ACK.as_bytes() {
            acks = Some(op.file);
        }
        if op.letter == 'w' && acks == Some(op.file) {
            said.extend(&op.bytes);
            ack = acknowledged(&said, from);
        }
        each(&disk, n, ack);
    }
}

/// Cuts the power, opens what the disk then holds, and proves that it is what was acknowledged,
/// with the step under way or without it, and that the officer can go on.
fn cut(disk: &Disk, story: &Story, ack: usize, dice: &mut Dice, seen: &mut Seen) {
    let dir = tempfile::tempdir().expect("a folder");
    let mut again = Dice(dice.0);
    disk.cut(dir.path(), dice);
    let at = dir.path().join(STORE);
    let mut fail = |what: &str| -> ! {
        let image = tempfile::tempdir().expect("a folder").keep();
        disk.cut(&image, &mut again);
        panic!(
            "seed {}, {ack} of {} steps acknowledged: {what} (the disk: {})",
            story.seed,
            story.len,
            image.display()
        )
    };
    let (mut store, mut notices) = open(&at, PROFILES[0]).unwrap_or_else(|e| fail(&e.to_string()));
    // What the check beside a quick start finds is said, and mended by the next start.
    if store.wait_for_check().is_err() {
        drop(store);
        seen.checks += 1;
        (store, notices) = open(&at, PROFILES[0]).unwrap_or_else(|e| fail(&e.to_string()));
        store.wait_for_check().unwrap_or_else(|e| fail(&e.to_string()));
    }
    let mut there = ack;
    if let Err(without) = story.world(ack).differs(&store) {
        there = ack + 1;
        let with = story.world(there).differs(&store);
        with.unwrap_or_else(|with| fail(&format!("{without}; with the step under way: {with}")));
    }
    seen.cuts += 1;
    seen.ahead += there - ack;
    seen.anew += usize::from(notices.iter().any(|n| n.contains("rebuilt")));
    seen.torn += usize::from(notices.iter().any(|n| n.contains("cut short")));
    if let Some(step) = story.steps.get(there) {
        store = World::act(store, step, "cut");
    }
    store.close().unwrap_or_else(|e| fail(&e.to_string()));
    let (store, _) = open(&at, PROFILES[0]).unwrap_or_else(|e| fail(&e.to_string()));
    store.wait_for_check().unwrap_or_else(|e| fail(&e.to_string()));
    story.world(there + 1).differs(&store).unwrap_or_else(|e| fail(&e.to_string()));
    store.close().unwrap_or_else(|e| fail(&e.to_string()));
}

/// Cuts the power once more, at `cuts` places of what a process does that goes on from a disk after
/// a cut.
fn cut_again(
    disk: &Disk,
    story: &Story,
    ack: usize,
    recorder: &Recorder,
    dice: &mut Dice,
    seen: &mut Seen,
    cuts: usize,
) {
    let dir = tempfile::tempdir().expect("a folder");
    disk.cut(dir.path(), dice);
    let _ = std::fs::remove_file(dir.path().join(ACK));
    let death = 1 + dice.below(40);
    let (disk, ops) = recorder.record(dir.path(), story, ack, &[death]);
    // Most of them while the store is opened and mended.
    let places: Vec<usize> = (0..cuts)
        .map(|i| dice.below(if i % 3 == 0 { ops.len() } else { ops.len().min(80) }))
        .collect();
    seen.operations += ops.len();
    follow(disk, &ops, ack, |disk, n, ack| {
        for _ in places.iter().filter(|p| **p == n) {
            cut(disk, story, ack, dice, seen);
        }
    });
}

#[test]
fn power_cut_at_any_operation_keeps_every_acknowledged_change() {
    let recorder = Recorder::made();
    let mut seen = Seen::default();
    for seed in 1..=rounds(1, 8) as u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let story = Story::new(dice.0, rounds(60, 100));
        let root = tempfile::tempdir().expect("a folder");
        // Killed while the store is begun, then while it is used.
        let mut deaths = vec![1 + dice.below(12), 1 + dice.below(30)];
        deaths.extend((0..rounds(2, 10)).map(|_| 20 + dice.below(120)));
        let (disk, ops) = recorder.record(root.path(), &story, 0, &deaths);
        has_all(&ops);
        let places: Vec<usize> = (0..rounds(20, 100)).map(|_| dice.below(ops.len())).collect();
        seen.operations += ops.len();
        follow(disk, &ops, 0, |disk, n, ack| {
            for (i, _) in places.iter().enumerate().filter(|(_, p)| **p == n) {
                cut(disk, &story, ack, &mut dice, &mut seen);
                if i % 10 == 0 {
                    cut_again(disk, &story, ack, &recorder, &mut dice, &mut seen, rounds(2, 5));
                }
            }
        });
        seen.say();
    }
}

/// What a killed session leaves unsynced the next one finds and goes on from: then it may not be
/// lost any more.
#[test]
fn power_cut_after_a_kill_loses_nothing_shown_since() {
    let recorder = Recorder::made();
    let mut seen = Seen::default();
    let mut dice = Dice(0x0BAD_CAFE_1234_5678);
    let story = Story::new(dice.0, 10);
    let record = |deaths: &[usize]| {
        let root = tempfile::tempdir().expect("a folder");
        recorder.record(root.path(), &story, 0, deaths)
    };
    let all = record(&[]).1.len();
    for death in (1..all).step_by(rounds(all.div_ceil(4), 1)) {
        let (disk, ops) = record(&[death]);
        seen.operations += ops.len();
        let (mut was, mut left) = (0, 3);
        follow(disk, &ops, 0, |disk, n, ack| {
            if n >= death && ack > was && left > 0 {
                left -= 1;
                cut(disk, &story, ack, &mut dice, &mut seen);
            }
            was = ack;
        });
    }
    seen.say();
}

#[test]
fn power_cut_at_each_operation_of_a_small_store_loses_nothing() {
    let recorder = Recorder::made();
    let mut seen = Seen::default();
    let mut dice = Dice(0x00C0_FFEE_1234_5678);
    let story = Story::new(dice.0, 16);
    let root = tempfile::tempdir().expect("a folder");
    let (disk, ops) = recorder.record(root.path(), &story, 0, &[]);
    seen.operations += ops.len();
    let each = rounds(ops.len().div_ceil(8), 1);
    follow(disk, &ops, 0, |disk, n, ack| {
        if n % each == 0 {
            (0..rounds(1, 3)).for_each(|_| cut(disk, &story, ack, &mut dice, &mut seen));
        }
    });
    seen.say();
}

/// Proves that a log has the writes of all kinds of files of a store.
fn has_all(ops: &[Op]) {
    let begun = |name: &str| {
        let is_it = |op: &&Op| {
            op.letter == 'c'
                && String::from_utf8_lossy(&op.bytes).starts_with(&format!("{STORE}/{name}"))
        };
        ops.iter().filter(is_it).map(|op| op.file).collect::<Vec<_>>()
    };
    for name in [
        "journal",
        "sled/db",
        "sled/snap.",
        "drafts/",
        "evidence/",
        "import.new",
        "left.new",
        "format.new",
    ] {
        let files = begun(name);
        assert!(
            ops.iter().any(|op| op.letter == 'w' && files.contains(&op.file)),
            "nothing was written to {name} in the log"
        );
        assert!(
            ops.iter().any(|op| op.letter == 's' && files.contains(&op.file)),
            "{name} was never synced in the log"
        );
    }
}
