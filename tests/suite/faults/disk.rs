//! The disk is full, read-only or somebody else's: a sentence each; what was saved stays, what is
//! typed is saved once there is room.

use std::io::Write;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};
use std::process::Command;

use offsite::domain::case::FieldPath;
use offsite::keymap::Keymap;
use offsite::store::{Store, StoredDraft};
use offsite::ui::specimens;

use crate::flow::Flow;
use crate::office::Office;

use super::{change, proven, rounds};

/// A small disk of its own; only root may have one.
struct Disk {
    at: tempfile::TempDir,
}

impl Disk {
    fn of(megabytes: usize) -> Option<Disk> {
        let at = tempfile::tempdir().expect("a folder");
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(at.path())
            .output()
            .ok()?;
        if !done.status.success() {
            println!("skipped: only root may mount a small disk here");
            return None;
        }
        Some(Disk { at })
    }

    fn store(&self) -> PathBuf {
        self.at.path().join("store")
    }

    fn free(&self) -> u64 {
        offsite::store::room(self.at.path()).expect("known")
    }

    /// Fills the disk until only so many bytes are free.
    fn fill(&self, left: u64) {
        let mut ballast = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.ballast())
            .expect("a file");
        while self.free() > left {
            let some = vec![7; (self.free() - left).min(1 << 20) as usize];
            if ballast.write_all(&some).is_err() {
                break;
            }
        }
    }

    fn ballast(&self) -> PathBuf {
        self.at.path().join("ballast")
    }

    fn remount(&self, how: &str) {
        let done = Command::new("mount")
            .args(["-o", &format!("remount,{how}")])
            .arg(self.at.path())
            .output()
            .expect("runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.at.path()).output();
    }
}

fn draft(n: u64) -> StoredDraft {
    StoredDraft {
        officer: "a.shah".into(),
        case: super::TWINS[0],
        place: FieldPath::row("event.contact", n as u32, "contact.says"),
        text: "A long note. ".repeat(200),
        cursor: (0, 3),
        saved_ms: n as i64,
        session: 0,
    }
}

#[test]
fn a_full_disk_refuses_with_a_sentence_and_what_is_typed_is_saved_when_there_is_room() {
    let Some(disk) = Disk::of(60) else { return };
    let mut store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
    let (mut n, mut refused) = (0, 0);
    for _ in 0..3 {
        n += 1;
        store.commit(change(n)).expect("saved");
    }
    // At every write: the disk is left with a page more each time, so that another write is the one
    // that fails.
    for pages in 0..rounds(12, 64) as u64 {
        disk.fill(pages * 4096);
        let mut text = 0;
        let said = loop {
            text += 1;
            if let Err(words) = store.save_draft(&draft(text)) {
                break words.to_string();
            }
            match store.commit(change(n + 1)) {
                Ok(_) => n += 1,
                Err(words) => break words.to_string(),
            }
        };
        refused += 1;
        assert!(
            said.contains("the disk is full")
                || said.contains("safe in the journal")
                || said.contains("records cannot be opened"),
            "{said}"
        );
        assert!(said.ends_with('.'), "{said}");
        // The program goes on reading.
        let seen = store.case(super::TWINS[0]).expect("read");
        assert!(seen.is_some());
        std::fs::remove_file(disk.ballast()).expect("removed");
        // There is room again: the same text and the same change are taken, or the change is there
        // already.
        store.save_draft(&draft(text)).expect("kept");
        n += u64::from(said.contains("Your last change is safe in the journal"));
        store.commit(change(n + 1)).expect("saved");
        n += 1;
        assert_eq!(proven(&store), n, "with {pages} pages free");
        for text in 1..=text {
            store.drop_draft("a.shah", 0, super::TWINS[0], &draft(text).place).expect("dropped");
        }
        if pages % 4 == 3 {
            store.close().expect("in order");
            store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
        }
    }
    drop(store);
    let store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
    assert_eq!(proven(&store), n);
    println!("{refused} times full; {n} changes acknowledged; lost: none");
}

#[test]
fn too_little_room_and_a_read_only_disk_are_refused_at_the_start_with_a_sentence() {
    let Some(disk) = Disk::of(60) else { return };
    let mut store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    store.close().expect("in order");
    disk.fill(1 << 20);
    let out = crate::offsite(&disk.store(), &["--linear"]);
    assert_eq!(out.status.code(), Some(1));
    let reads = |when: &str| {
        let out = crate::offsite(&disk.store(), &["cases"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!((out.status.code(), said.as_str()), (Some(0), ""), "{when}");
        assert_eq!(crate::text(&out).lines().count(), 2, "{when}: both cases are read");
    };
    reads("a full disk");
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("MB are free on the disk"),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    std::fs::remove_file(disk.ballast()).expect("removed");
    disk.remount("ro");
    reads("a read-only disk");
    let out = crate::offsite(&disk.store(), &["--linear"]);
    assert_eq!(out.status.code(), Some(1));
    assert!(
        String::from_utf8_lossy(&out.stderr)
            .contains("it is read-only. Choose another with --data."),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    disk.remount("rw");
    let store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
    assert_eq!(proven(&store), 1);
}

#[test]
fn folder_of_another_user_is_refused_and_left_empty() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    std::fs::create_dir(&store).expect("a folder");
    if chown(&store, Some(1234), None).is_err() {
        println!("skipped: only root may give a folder away");
        return;
    }
    let refused = Store::open(&store, "a.shah", "now");
    assert!(
        refused.is_err_and(|e| e.to_string().contains("belongs to another user (number 1234)"))
    );
    assert_eq!(std::fs::read_dir(&store).expect("a folder").count(), 0, "something was written");
}

/// Runs the program with a limit on the length of every file that it writes, in blocks of 512
/// bytes: each of its writes fails in turn.
fn limited(data: &Path, blocks: usize, args: &str) -> std::process::Output {
    let line = format!(
        "trap '' XFSZ; ulimit -f {blocks}; exec {} --data {} --as a.shah --today 2026-11-23 {args}",
        env!("CARGO_BIN_EXE_offsite"),
        data.display()
    );
    Command::new("sh")
        .args(["-c", &line])
        .env("XDG_CONFIG_HOME", data.join("no-config"))
        .output()
        .expect("runs")
}

#[test]
fn a_write_that_fails_anywhere_in_an_import_leaves_all_or_nothing() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let (mut all, mut none) = (0, 0);
    let step = 80 / rounds(10, 80);
    for blocks in (0..80).step_by(step) {
        let dir = tempfile::tempdir().expect("a folder");
        let out = limited(dir.path(), blocks, &format!("import cases {}", cases.display()));
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(
            matches!(out.status.code(), Some(0 | 1)),
            "{blocks} blocks: {:?} {said}",
            out.status
        );
        let sentence = said.lines().find(|line| !line.starts_with("  Cause: ")).unwrap_or_default();
        assert!(sentence.ends_with('.'), "{blocks} blocks: {said}");
        let after = crate::offsite(dir.path(), &["cases"]);
        // Where not even a journal was begun there is no store, and a command that reads says so.
        let words = String::from_utf8_lossy(&after.stderr);
        let none_begun = out.status.code() == Some(1) && words.contains("There are no records in");
        assert!(none_begun || after.status.success(), "{blocks} blocks: {words}");
        let found = crate::text(&after).lines().count();
        assert!(
            found == 0 && out.status.code() == Some(1) || found == 4,
            "{blocks} blocks: {found} cases, {said}"
        );
        all += usize::from(found == 4);
        none += usize::from(found == 0);
    }
    assert!(all > 0 && none > 0, "{all} whole, {none} refused");
    println!("{} limits: {all} imported whole, {none} refused; by half: none", all + none);
}

#[test]
fn clock_set_back_is_reported_by_doctor_and_at_the_start() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    let mut late = change(1);
    late.saved_ms = 4_102_444_800_000;
    store.commit(late).expect("saved");
    store.close().expect("in order");
    let out = crate::offsite(dir.path(), &["doctor"]);
    assert_eq!(out.status.code(), Some(1));
    let said = crate::text(&out);
    assert!(
        said.contains("! wrong  clock")
            && said.contains("your last change was saved on 01/01/2100"),
        "{said}"
    );
    let out = crate::offsite(dir.path(), &["cases"]);
    assert!(
        String::from_utf8_lossy(&out.stderr).contains("earlier than your last saved change"),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    // What is saved under a wrong day is told apart in the history.
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.commit(change(2)).expect("saved");
    let profile = offsite::domain::profile::Profile::shipped().clone();
    let owner = offsite::service::Service::new(store, || 0, profile).expect("a service");
    let behind: Vec<bool> = owner
        .history(super::TWINS[0])
        .expect("a history")
        .iter()
        .map(|entry| entry.is_clock_behind)
        .collect();
    assert_eq!(behind, [true, false]);
}

#[test]
fn an_officer_types_on_while_the_disk_is_full() {
    let Some(disk) = Disk::of(60) else { return };
    let mut session = crate::pty::Session::start(&disk.store());
    session.says("No cases yet");
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.find("Purpose");
    session.press("e");
    session.says("Ctrl-O save");
    disk.fill(0);
    // Longer than the rest of a page, so that no file has room for it.
    session.press(&format!("\x1b[200~To settle. {}\x1b[201~", "Day by day. ".repeat(500)));
    session.says("The text is not on disk yet: the disk is full.");
    // Saving is refused, and the text stays where it is typed.
    session.press("\x0f");
    session.says("Your change was not saved: the disk is full.");
    session.press("Slowly");
    session.says("Slowly");
    std::fs::remove_file(disk.ballast()).expect("removed");
    session.press("\x0f");
    session.says("\u{b7} saved");
    session.kill();
    let shown = crate::text(&crate::offsite(&disk.store(), &["case", "show", "OSD-2026-0001"]));
    assert!(shown.contains("To settle. Day by day.") && shown.contains("Slowly"), "{shown}");
}

#[test]
fn full_disk_is_told_to_the_other_sessions_once_and_they_go_on_reading() {
    let Some(disk) = Disk::of(60) else { return };
    let folder = tempfile::tempdir_in(disk.at.path()).expect("a folder");
    let store = folder.path().join("store");
    let filled = crate::offsite(folder.path(), &["demo", "--fill", &store.to_string_lossy()]);
    assert!(filled.status.success(), "{filled:?}");
    let mut office = Office::at_work(Flow::on(folder, Keymap::built_in()));
    office.there("3");
    assert!(specimens::go_to(&mut office.other, &FieldPath::case("formulation.text")));
    office.there("e").hear();
    disk.fill(0);
    // Longer than the rest of a page, so that no file has room for it.
    let pasted = "Day by day. ".repeat(500);
    let asks = office.other.on_paste(&pasted);
    office.turn(asks);
    office.there("<Ctrl-O>").there_says("the disk is full");
    office.hear();
    office.flow.says("The disk of the records is full, so nobody can save.");
    office.flow.keys("1/OSD-2026-0007<Enter><Enter>").says("OSD-2026-0007");
    // It is told once, however often somebody tries.
    office.there("<Ctrl-O>").there_says("the disk is full");
    office.hear();
    office.flow.lacks("The disk of the records is full");
    std::fs::remove_file(disk.ballast()).expect("removed");
    office.there("<Ctrl-O>").there_says("· saved");
    office.hear();
    office.flow.says("The disk of the records has room again.");
}

#[test]
fn import_for_which_there_is_no_room_is_refused_and_the_store_goes_on() {
    let Some(disk) = Disk::of(60) else { return };
    let mut store = Store::open(&disk.store(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    disk.fill(17 << 20);
    let import = |store: &mut Store| {
        let changes = &mut (2..=400).map(|n| Ok(change(n)));
        store.commit_many(changes, &super::power_line, &mut |_, _, _| {})
    };
    let said = import(&mut store).expect_err("refused").to_string();
    assert!(said.contains("Nothing was imported: it needs about"), "{said}");
    assert_eq!(proven(&store), 1);
    assert!(!disk.store().join("import").exists() && !disk.store().join("import.new").exists());
    std::fs::remove_file(disk.ballast()).expect("removed");
    assert_eq!(import(&mut store).expect("there is room"), 399);
    assert_eq!(proven(&store), 400);
    store.close().expect("in order");
}
