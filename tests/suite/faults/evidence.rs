//! What lies beside the journal: evidence that rots, texts and imports that no longer read, a lock
//! that another process wrote, and limits of the host.

use std::path::{Path, PathBuf};
use std::process::Command;

use offsite::store::backup::{self, BackupKey};
use offsite::store::{Store, SystemUser};

use super::change;
use crate::text;

/// A store of the demo with one piece of evidence, and where that lies.
pub(super) fn with_evidence() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let (dir, store) = crate::demo();
    let paper = dir.path().join("paper.txt");
    std::fs::write(&paper, "A letter of the school.").expect("written");
    let add = ["--kind", "behaviour_log", "--add", paper.to_str().expect("a path")];
    let first = text(&crate::offsite(&store, &["export", "cases"]));
    let id = first.split('"').nth(3).expect("a reference").to_owned();
    let out = crate::offsite(&store, &[&["evidence", &id][..], &add].concat());
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let file = papers(&store).into_iter().next();
    (dir, store, file.expect("the paper"))
}

/// Returns every file of evidence of a store.
pub(super) fn papers(store: &Path) -> Vec<PathBuf> {
    let all = super::disposal::files(&store.join("evidence"));
    all.into_iter().filter(|file| !file.ends_with("evidence/end")).collect()
}

fn check(file: &Path) -> Result<backup::BackupSummary, String> {
    backup::check(
        file,
        &BackupKey::default(),
        &offsite::store::KeySource::InStore,
        &mut |_, _, _| {},
    )
    .map_err(|e| e.to_string())
}

#[test]
fn damaged_or_missing_evidence_is_named_by_backup_and_rotates_no_good_backup_away() {
    let (dir, store, paper) = with_evidence();
    let (good, told) =
        backup::now(&store, "2026-11-20", &backup::Rotation::keeping(1)).expect("backed up");
    assert_eq!((told.evidence, told.faults.len()), (1, 0));
    std::fs::write(&paper, "A letter of the schoal.").expect("changed");
    let (bad, told) =
        backup::now(&store, "2026-11-21", &backup::Rotation::keeping(1)).expect("backed up");
    assert!(told.evidence == 0 && told.faults[0].contains("is not the file"), "{told:?}");
    assert!(good.exists(), "the last good copy was rotated away");
    let checked = check(&bad).expect("reads");
    assert!(checked.faults[0].contains("is not there"), "{checked:?}");
    std::fs::remove_file(&paper).expect("removed");
    let (_, told) =
        backup::now(&store, "2026-11-22", &backup::Rotation::keeping(1)).expect("backed up");
    assert!(told.faults[0].contains("is named in the journal and is not there"), "{told:?}");
    assert!(good.exists(), "the last good copy was rotated away");
    let by_hand = dir.path().join("by-hand.offsite");
    let out = crate::offsite(&store, &["backup", by_hand.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(4), "{}", text(&out));
    let restored = crate::offsite(
        &dir.path().join("back"),
        &["restore", "--check", by_hand.to_str().expect("a path")],
    );
    assert!(!text(&restored).contains("whole"), "{}", text(&restored));
    assert_eq!(restored.status.code(), Some(4), "{}", text(&restored));
}

/// Writes a backup by hand out of these files, each with its sum.
pub(super) fn packed(to: &Path, files: &[(&str, Vec<u8>)]) {
    use sha2::{Digest, Sha256};
    let file = std::fs::File::create(to).expect("a file");
    let mut tar =
        tar::Builder::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast()));
    let mut sums = String::new();
    let mut add = |name: &str, bytes: &[u8]| {
        let mut head = tar::Header::new_gnu();
        head.set_size(bytes.len() as u64);
        head.set_mode(0o600);
        head.set_cksum();
        tar.append_data(&mut head, name, bytes).expect("packed");
    };
    for (name, bytes) in files {
        add(name, bytes);
        let sum: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        sums.push_str(&format!("{sum}  {name}\n"));
    }
    add("SHA256SUMS", sums.as_bytes());
    tar.into_inner().expect("packed").finish().expect("written");
}

#[test]
fn backup_with_false_evidence_or_without_its_first_page_fails_to_verify() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(&dir.path().join("store"), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    store.close().expect("in order");
    let journal = std::fs::read(dir.path().join("store/journal")).expect("read");
    let (file, _) =
        backup::now(&dir.path().join("store"), "2026-11-23", &backup::Rotation::keeping(1))
            .expect("backed up");
    let about = {
        let unpacked = flate2::read::GzDecoder::new(std::fs::File::open(&file).expect("opens"));
        let mut tar = tar::Archive::new(unpacked);
        let mut first = tar.entries().expect("read").next().expect("a page").expect("read");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut first, &mut bytes).expect("read");
        bytes
    };
    let by_hand = dir.path().join("by-hand.offsite");
    let beside = ["keys", "store.key"]
        .map(|name| (name, std::fs::read(dir.path().join("store").join(name)).expect("read")));
    let with_keys = |mut parts: Vec<(&'static str, Vec<u8>)>| {
        parts.extend(beside.clone());
        parts
    };
    let whole = with_keys(vec![("about.txt", about.clone()), ("journal", journal.clone())]);
    packed(&by_hand, &whole);
    assert_eq!(check(&by_hand).map(|told| told.entries), Ok(1), "a true one is taken");
    packed(&by_hand, &with_keys(vec![("journal", journal.clone())]));
    assert!(check(&by_hand).is_err(), "no first page");
    let restored = |file: &Path, into: &str| {
        let file = file.to_str().expect("a path");
        let out = crate::offsite(&dir.path().join(into), &["restore", file]);
        (out.status.code(), text(&out) + &String::from_utf8_lossy(&out.stderr))
    };
    let (code, said) = restored(&by_hand, "by-hand");
    assert!(code == Some(4) && said.contains("The backup is damaged"), "{said}");
    // One of an empty store is whole, and is not passed off as a record.
    let empty = dir.path().join("empty");
    Store::open(&empty, "a.shah", "now").expect("opens").store.close().expect("in order");
    let (of_none, _) =
        backup::now(&empty, "2026-11-23", &backup::Rotation::keeping(1)).expect("backed up");
    let (code, said) = restored(&of_none, "of-none");
    assert!(code == Some(0) && said.contains("but it has no cases"), "{said}");
    let out = crate::offsite(&empty, &["restore", "--check", of_none.to_str().expect("a path")]);
    assert!(text(&out).contains("can be read in full, but has no cases"), "{}", text(&out));
    packed(&by_hand, &whole[..2]);
    assert!(check(&by_hand).is_err_and(|e| e.contains("keys")), "without its keys");
    packed(&by_hand, &[("about.txt", about.clone()), ("journal", journal[..16].to_vec())]);
    assert!(check(&by_hand).is_err(), "an empty journal under the page of a full one");
    let paper = format!("evidence/ab/ab{}", "0".repeat(62));
    let false_paper = (paper.as_str(), b"another".to_vec());
    packed(&by_hand, &[("about.txt", about), ("journal", journal), false_paper]);
    assert!(check(&by_hand).is_err_and(|e| e.contains("is not the file")), "false evidence");
}

#[test]
fn unreadable_draft_is_set_aside_and_reported_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.close().expect("in order");
    std::fs::create_dir_all(dir.path().join("drafts")).expect("a folder");
    std::fs::write(dir.path().join("drafts/0123456789abcdef"), b"").expect("emptied");
    let opened = Store::open(dir.path(), "a.shah", "now").expect("opens");
    assert!(opened.notices[0].contains("1 text being typed cannot be read"));
    opened.store.close().expect("in order");
    let opened = Store::open(dir.path(), "a.shah", "now").expect("opens");
    assert_eq!(opened.notices, Vec::<String>::new());
    assert!(dir.path().join("drafts-unreadable/0123456789abcdef").exists());
}

#[test]
fn draft_whose_first_saving_was_cut_off_is_dropped_without_a_word() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.close().expect("in order");
    std::fs::create_dir_all(dir.path().join("drafts")).expect("a folder");
    let unfinished = dir.path().join("drafts/0123456789abcdef.new");
    std::fs::write(&unfinished, b"").expect("cut off");
    let opened = Store::open(dir.path(), "a.shah", "now").expect("opens");
    assert_eq!(opened.notices, Vec::<String>::new());
    assert_eq!(opened.store.drafts("a.shah").map_err(|e| e.to_string()), Ok(Vec::new()));
    assert!(!unfinished.exists());
}

#[test]
fn damaged_import_file_is_set_aside_and_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    store.close().expect("in order");
    let journal = std::fs::read(dir.path().join("journal")).expect("read");
    for bytes in [b"".to_vec(), b"noise".to_vec(), vec![0xff; 5000]] {
        std::fs::write(dir.path().join("import"), bytes).expect("written");
        let opened = Store::open(dir.path(), "a.shah", "now").expect("opens");
        assert!(opened.notices[0].contains("nothing of it was taken in"), "{:?}", opened.notices);
        opened.store.close().expect("in order");
        assert_eq!(std::fs::read(dir.path().join("journal")).expect("read"), journal);
        assert!(!dir.path().join("import").exists());
    }
}

#[test]
fn control_characters_of_another_session_never_reach_the_terminal() {
    let dir = tempfile::tempdir().expect("a folder");
    let held = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    std::fs::write(dir.path().join("lock"), "x\u{1b}]0;pwn\u{7}\u{9b}2J\u{202e}y")
        .expect("written");
    let Err(error) = Store::open(dir.path(), "b.jones", "now") else {
        panic!("a second session came in")
    };
    let words = offsite::store::holder(&error).expect("held").to_owned() + &error.report();
    let words = words.replace('\n', " ");
    assert!(!words.chars().any(|c| c.is_control() || c == '\u{202e}'), "{words:?}");
    held.close().expect("in order");
    for who in ["", " ", "x\u{1b}]0;pwn\u{7}", "two\nlines"] {
        let refused = Store::open(dir.path(), who, "now");
        assert!(refused.is_err_and(|e| e.to_string().contains("officer's name")), "{who:?}");
    }
}

#[test]
fn every_entry_names_the_user_of_the_system_whatever_name_is_stated() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "Chair of Governors", "now").expect("opens").store;
    let by = SystemUser::current();
    let stated = offsite::store::Change { officer: "Chair of Governors".into(), ..change(1) };
    store.commit(stated).expect("saved");
    store.close().expect("in order");
    let store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    let history = store.history(super::TWINS[0], 9).expect("a history");
    assert_eq!(history[0].by.as_ref(), Some(&by));
    assert_eq!(by.uid, rustix::process::getuid().as_raw());
    assert_eq!(history[0].author(), format!("Chair of Governors (system user {})", by.name));
    // An entry of an earlier version names nobody, and reads.
    let old = tempfile::tempdir().expect("a folder");
    crate::formats::copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/3"),
        old.path(),
    );
    let store = Store::open(old.path(), "a.shah", "now").expect("opens").store;
    let case = store.cases().expect("read")[0];
    let history = store.history(case, 1).expect("a history");
    assert_eq!(
        (history[0].by.as_ref(), history[0].author()),
        (None, history[0].change.officer.clone())
    );
}

#[test]
fn resource_limit_is_reported_and_sets_no_record_aside() {
    let (_dir, store) = crate::demo();
    let limited = |limit: &str| {
        let line = format!(
            "ulimit {limit}; {} --data {} --today 2026-11-23 --as a.shah --linear",
            env!("CARGO_BIN_EXE_offsite"),
            store.display()
        );
        let config = store.with_file_name("config");
        let mut command = Command::new("sh");
        command.args(["-c", &line]).env("XDG_CONFIG_HOME", config).output().expect("runs")
    };
    for (limit, words) in [
        ("-n 20", "open files"),
        ("-v 200000", "megabytes of memory"),
        ("-f 0", "allows no larger file"),
    ] {
        let out = limited(limit);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{limit}: {said}");
        assert!(said.contains(words), "{limit}: {said}");
    }
    // Room for the lock, and for no page of the records.
    for blocks in [1, 2, 4, 64, 512, 1024] {
        let out = limited(&format!("-f {blocks}"));
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(!store.join("quarantine").exists(), "-f {blocks}: {said}");
        let is_named = said.contains("allows no larger file (ulimit -f)");
        assert!(out.status.success() || is_named, "-f {blocks}: {said}");
    }
    assert!(!store.join("quarantine").exists(), "good records were set aside");
    let out = limited("-n 256");
    assert!(
        out.status.success() && out.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
}

#[test]
fn limit_on_threads_of_an_ordinary_user_is_reported_and_sets_no_record_aside() {
    let (_dir, store) = crate::demo();
    let is_root = rustix::process::getuid().is_root();
    let program = tempfile::tempdir().expect("a folder");
    let copy = program.path().join("offsite");
    std::fs::copy(env!("CARGO_BIN_EXE_offsite"), &copy).expect("copied");
    let open = std::os::unix::fs::PermissionsExt::from_mode;
    std::fs::set_permissions(program.path(), open(0o755)).expect("set");
    std::fs::set_permissions(store.parent().expect("a folder"), open(0o755)).expect("set");
    // A limit on processes does not hold for root: there the store is given to a user of its own.
    let user = 61_234;
    if is_root {
        for path in all(&store) {
            std::os::unix::fs::chown(path, Some(user), Some(user)).expect("given away");
        }
    }
    let limited = |threads: usize| {
        let limit = format!("--nproc={threads}");
        let mut command = Command::new(if is_root { "setpriv" } else { "prlimit" });
        if is_root {
            let (uid, gid) = (format!("--reuid={user}"), format!("--regid={user}"));
            command.args([&uid, &gid, "--clear-groups", "prlimit"]);
        }
        command.arg(limit).arg(&copy).arg("--data").arg(&store);
        command.args(["--today", "2026-11-23", "--as", "a.shah", "cases"]).output()
    };
    for threads in [2, 3, 5, 8] {
        let Ok(out) = limited(threads) else {
            println!("skipped: there is no setpriv or prlimit");
            return;
        };
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{threads}: {said}");
        assert!(said.contains("too few threads"), "{threads}: {said}");
    }
    assert!(!store.join("quarantine").exists(), "good records were set aside");
    if is_root {
        let out = limited(200).expect("runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(String::from_utf8_lossy(&out.stderr), "", "the records were made anew");
    }
}

/// A folder and everything in it.
fn all(dir: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(dir).expect("a folder").flatten().map(|e| e.path());
    let within = entries.flat_map(|path| if path.is_dir() { all(&path) } else { vec![path] });
    std::iter::once(dir.to_owned()).chain(within).collect()
}

#[test]
fn store_whose_parts_lead_elsewhere_is_refused_and_a_second_name_of_the_journal_is_reported() {
    for name in ["journal", "sled", "evidence", "drafts"] {
        let dir = tempfile::tempdir().expect("a folder");
        let (store, elsewhere) = (dir.path().join("store"), dir.path().join("elsewhere"));
        let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
        open.commit(change(1)).expect("saved");
        open.put_evidence(crate::faults::CASE, b"A letter").expect("kept");
        std::fs::create_dir_all(store.join("drafts")).expect("made");
        open.close().expect("in order");
        std::fs::rename(store.join(name), &elsewhere).expect("moved");
        std::os::unix::fs::symlink(&elsewhere, store.join(name)).expect("linked");
        let refused = Store::open(&store, "a.shah", "now").map(|_| ()).expect_err("refused");
        let said = refused.to_string();
        assert!(said.contains(&format!("{name} is a link to elsewhere. Nothing")), "{said}");
        let read = Store::open_reading(
            &store,
            None,
            &offsite::store::KeySource::InStore,
            &mut |_, _, _| {},
        )
        .expect("reads");
        assert!(read.notices[0].contains("is a link to elsewhere"), "{:?}", read.notices);
        assert_eq!(super::proven(&read.store), 1);
    }
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    Store::open(&store, "a.shah", "now").expect("opens").store.close().expect("in order");
    std::fs::hard_link(store.join("journal"), dir.path().join("other")).expect("linked");
    let opened = Store::open(&store, "a.shah", "now").expect("opens");
    assert!(opened.notices[0].contains("linked under 2 names"), "{:?}", opened.notices);
}

#[test]
fn text_left_by_a_killed_editor_goes_with_the_next_session() {
    let (_dir, store) = crate::demo();
    let left = store.join("editing");
    std::fs::create_dir(&left).expect("made");
    for name in ["answer.txt", "answer.txt~", ".answer.txt.swp"] {
        std::fs::write(left.join(name), "Formulation of a child").expect("written");
    }
    assert!(crate::offsite_told(&store, &["--linear"], "quit\n").status.success());
    assert!(!left.exists(), "the text stays on the disk");
}
