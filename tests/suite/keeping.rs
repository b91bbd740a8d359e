//! Backups are whole, restore only into an empty place and verify afterwards; what is damaged is
//! named.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use offsite::store::backup::{
    BackupKey, {self},
};

use crate::text;

fn words(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn filled(dir: &Path) {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let out = crate::offsite(dir, &["import", "cases", cases.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(0), "{}", words(&out));
}

fn path(dir: &Path, name: &str) -> String {
    dir.join(name).to_str().expect("a path").to_owned()
}

#[test]
fn a_backup_restores_into_an_empty_place_and_verifies() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file, back) =
        (dir.path().join("store"), path(dir.path(), "a.offsite"), dir.path().join("back"));
    filled(&store);
    let case = "OSD-2026-0001".parse().expect("a reference");
    let open = offsite::store::Store::open(&store, "a.shah", "now").expect("opens").store;
    open.put_evidence(case, b"abc").expect("kept");
    open.close().expect("in order");
    let said = text(&crate::offsite(&store, &["backup", &file]));
    assert!(said.contains("1 journal entry, 1 file of evidence"), "{said}");
    assert_eq!(std::fs::metadata(&file).expect("there").permissions().mode() & 0o777, 0o600);
    let again = crate::offsite(&store, &["backup", &file]);
    assert_eq!(again.status.code(), Some(1));
    assert!(words(&again).contains("is there already"), "{}", words(&again));
    let restored = crate::offsite(&back, &["restore", &file]);
    assert_eq!(restored.status.code(), Some(0), "{}", words(&restored));
    assert!(
        text(&restored).contains("= complete: 1 journal entry, 4 cases"),
        "{}",
        text(&restored)
    );
    assert!(text(&restored).contains("1 file of evidence."), "{}", text(&restored));
    assert_eq!(
        text(&crate::offsite(&back, &["export", "cases"])),
        text(&crate::offsite(&store, &["export", "cases"]))
    );
    let full = crate::offsite(&back, &["restore", &file]);
    assert_eq!(full.status.code(), Some(1));
    assert!(words(&full).contains("is not empty"), "{}", words(&full));
}

#[test]
fn a_backup_is_encrypted_for_a_key_or_a_passphrase_and_opens_with_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    filled(&store);
    let secret = age::x25519::Identity::generate();
    let (sealed, identity) = (path(dir.path(), "k.offsite"), path(dir.path(), "identity.txt"));
    std::fs::write(&identity, age::secrecy::ExposeSecret::expose_secret(&secret.to_string()))
        .expect("written");
    assert_eq!(
        crate::offsite(&store, &["backup", &sealed, "--to", &secret.to_public().to_string()])
            .status
            .code(),
        Some(0)
    );
    let bytes = std::fs::read(&sealed).expect("read");
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    let without = crate::offsite(&dir.path().join("b1"), &["restore", &sealed]);
    assert!(words(&without).contains("--identity FILE"), "{}", words(&without));
    assert!(!dir.path().join("b1").exists());
    let with =
        crate::offsite(&dir.path().join("b2"), &["restore", &sealed, "--identity", &identity]);
    assert_eq!(with.status.code(), Some(0), "{}", words(&with));
    let other = path(dir.path(), "other.txt");
    std::fs::write(
        &other,
        age::secrecy::ExposeSecret::expose_secret(&age::x25519::Identity::generate().to_string()),
    )
    .expect("written");
    let wrong = crate::offsite(&dir.path().join("b3"), &["restore", &sealed, "--identity", &other]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(words(&wrong).contains("No key in the identity file"), "{}", words(&wrong));
    let short = path(dir.path(), "short");
    std::fs::write(&short, "abc\n").expect("written");
    let refused = crate::offsite(
        &store,
        &["backup", &path(dir.path(), "p.offsite"), "--passphrase-file", &short],
    );
    assert!(words(&refused).contains("too short"), "{}", words(&refused));
}

#[test]
fn passphrase_restores_its_backup_and_another_does_not() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    filled(&store);
    let (sealed, right, wrong) =
        (path(dir.path(), "p.offsite"), path(dir.path(), "right"), path(dir.path(), "wrong"));
    std::fs::write(&right, "five plain words of mine\n").expect("written");
    std::fs::write(&wrong, "five other words of mine\n").expect("written");
    assert_eq!(
        crate::offsite(&store, &["backup", &sealed, "--passphrase-file", &right]).status.code(),
        Some(0)
    );
    let opened = crate::offsite(
        &dir.path().join("b"),
        &["restore", "--check", &sealed, "--passphrase-file", &right],
    );
    assert!(text(&opened).contains("whole, 1 journal entry"), "{}", words(&opened));
    let refused = crate::offsite(
        &dir.path().join("b"),
        &["restore", "--check", &sealed, "--passphrase-file", &wrong],
    );
    assert!(words(&refused).contains("does not open"), "{}", words(&refused));
}

/// A backup of a few files by hand, as somebody hostile would write it.
fn tar_of(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar =
        tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    for (name, bytes) in files {
        let mut head = tar::Header::new_gnu();
        head.set_size(bytes.len() as u64);
        head.set_mode(0o600);
        // The builder refuses such names; a hostile file is written past it.
        head.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        head.set_cksum();
        tar.append(&head, *bytes).expect("packed");
    }
    tar.into_inner().expect("packed").finish().expect("packed")
}

#[test]
fn restore_writes_nothing_outside_its_folder_and_refuses_a_changed_byte() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    filled(&store);
    let file = dir.path().join("a.offsite");
    assert_eq!(
        crate::offsite(&store, &["backup", file.to_str().expect("a path")]).status.code(),
        Some(0)
    );
    let whole = std::fs::read(&file).expect("read");
    let check = |bytes: &[u8], into: &Path| {
        let changed = dir.path().join("changed");
        std::fs::File::create(&changed).and_then(|mut f| f.write_all(bytes)).expect("written");
        backup::restore(&changed, &BackupKey::default(), into, &mut |_, _, _| {})
    };
    for name in
        ["../escaped", "/tmp/escaped", "evidence/../../escaped", "drafts/.hidden", "sled/db"]
    {
        let into = dir.path().join("hostile");
        assert!(check(&tar_of(&[(name, b"x")]), &into).is_err(), "{name}");
        assert!(!into.exists(), "{name}: something was left behind");
    }
    let step = if std::env::var_os("OFFSITE_LONG").is_some() { 1 } else { 37 };
    let mut silent = 0;
    for at in (0..whole.len()).step_by(step) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let into = dir.path().join("changed-store");
        if check(&changed, &into).is_ok() {
            // The head of a gzip file has bytes that mean nothing: name, time, system. What comes
            // out must then be the same.
            assert_eq!(
                std::fs::read(into.join("journal")).expect("read"),
                std::fs::read(store.join("journal")).expect("read")
            );
            std::fs::remove_dir_all(&into).expect("removed");
            silent += 1;
        }
        assert!(!into.exists(), "byte {at}: something was left behind");
        assert!(check(&whole[..at], &into).is_err(), "cut at {at}");
    }
    assert!(silent <= 10, "{silent} changed bytes went unnoticed");
}

#[test]
fn a_backup_can_be_written_while_a_session_holds_the_store() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    filled(&store);
    let held = offsite::store::Store::open(&store, "b.jones", "09:12").expect("opens").store;
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let writes = ["import", "cases", cases.to_str().expect("a path")];
    assert_eq!(crate::offsite(&store, &writes).status.code(), Some(3));
    assert_eq!(crate::offsite(&store, &["cases"]).status.code(), Some(0), "reading needs no lock");
    let out = crate::offsite(&store, &["backup", &path(dir.path(), "a.offsite")]);
    assert_eq!(out.status.code(), Some(0), "{}", words(&out));
    let doctor = crate::offsite(&store, &["doctor"]);
    assert!(text(&doctor).contains("Open in another session (b.jones"), "{}", text(&doctor));
    held.close().expect("in order");
}

#[test]
fn session_writes_the_daily_backup_and_keeps_the_latest() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let folder = dir.path().join("backups");
    std::fs::create_dir(&folder).expect("a folder");
    for day in 1..=20 {
        std::fs::write(folder.join(format!("2026-11-{day:02}.offsite")), "old").expect("written");
    }
    let mut session = crate::pty::Session::start(dir.path());
    session.says("Offsite");
    session.press("q");
    session.ends();
    let names: Vec<String> = backup::all(dir.path())
        .iter()
        .map(|p| p.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    assert_eq!(names.len(), 14, "{names:?}");
    assert_eq!(names[0], "2026-11-23.offsite");
    let told = backup::check(
        &folder.join(&names[0]),
        &BackupKey::default(),
        &offsite::store::KeySource::InStore,
        &mut |_, _, _| {},
    )
    .expect("whole");
    assert_eq!(told.entries, 1);
    // A store whose journal is damaged names this backup.
    let journal = dir.path().join("journal");
    let mut bytes = std::fs::read(&journal).expect("read");
    bytes[100] ^= 1;
    std::fs::write(&journal, bytes).expect("written");
    std::fs::remove_file(dir.path().join("left")).expect("removed");
    let out = crate::offsite(dir.path(), &["cases"]);
    assert_eq!(out.status.code(), Some(4));
    assert!(
        words(&out)
            .contains("Entry 1 of the journal is damaged. Nothing was touched. The newest backup is 2026-11-23: run offsite restore"),
        "{}",
        words(&out)
    );
}

#[test]
fn verify_names_records_that_differ_from_the_journal() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let good = crate::offsite(dir.path(), &["verify"]);
    assert_eq!(good.status.code(), Some(0), "{}", text(&good));
    // A file that a case names and that is gone.
    let paper = dir.path().join("paper.txt");
    std::fs::write(&paper, "A letter of the school.").expect("written");
    let kind = ["--kind", "behaviour_log", "--add", paper.to_str().expect("a path")];
    let added = crate::offsite(dir.path(), &[&["evidence", "OSD-2026-0014"][..], &kind].concat());
    assert_eq!(added.status.code(), Some(0), "{}", words(&added));
    let good = crate::offsite(dir.path(), &["verify"]);
    assert!(text(&good).contains("1 file of evidence"), "{}", text(&good));
    std::fs::rename(dir.path().join("evidence"), dir.path().join("elsewhere")).expect("moved");
    let lost = crate::offsite(dir.path(), &["verify"]);
    assert_eq!(lost.status.code(), Some(4));
    assert!(text(&lost).contains("OSD-2026-0014: the evidence file"), "{}", text(&lost));
    std::fs::rename(dir.path().join("elsewhere"), dir.path().join("evidence")).expect("moved");
    std::fs::write(dir.path().join("evidence").join("00".repeat(32)), "not what its name says")
        .expect("written");
    let bad = crate::offsite(dir.path(), &["verify"]);
    assert_eq!(bad.status.code(), Some(4));
    assert!(
        text(&bad).contains("is not the file that was put there. Take it from a backup."),
        "{}",
        text(&bad)
    );
}

#[test]
fn every_file_is_private_whatever_the_umask() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let run = |args: &str| {
        let line = format!(
            "umask 000; {} --data {} --today 2026-11-23 --as a.shah {args}",
            env!("CARGO_BIN_EXE_offsite"),
            store.display()
        );
        std::process::Command::new("sh")
            .args(["-c", &line])
            .env("XDG_CONFIG_HOME", dir.path().join("config"))
            .output()
            .expect("runs")
    };
    assert!(run(&format!("import cases {}", cases.display())).status.success());
    assert!(run("frame --keys 3eHalf").status.success());
    assert!(run(&format!("backup {}/b.offsite", store.display())).status.success());
    let mut seen = 0;
    let mut folders = vec![store.clone()];
    while let Some(folder) = folders.pop() {
        assert_eq!(
            std::fs::metadata(&folder).expect("there").permissions().mode() & 0o777,
            0o700,
            "{}",
            folder.display()
        );
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            seen += 1;
            assert_eq!(
                std::fs::metadata(&path).expect("there").permissions().mode() & 0o777,
                0o600,
                "{}",
                path.display()
            );
        }
    }
    assert!(seen >= 7, "{seen} files");
}
