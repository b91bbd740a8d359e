//! Daily backups that are encrypted for somebody else's key are still witnesses of the store, and a
//! setting that cannot be used writes none in clear.

use std::path::Path;

use age::secrecy::ExposeSecret;
use offsite::store::backup::{self, Encryption, Rotation};
use offsite::store::{HeadSigner, KeySource, Store, compare_heads};

use super::change;
use crate::pty::Session;

fn save(store: &Path, changes: std::ops::RangeInclusive<u64>) {
    let mut open = Store::open(store, "a.shah", "now").expect("opens").store;
    changes.for_each(|n| drop(open.commit(change(n)).expect("saved")));
    open.close().expect("in order");
}

/// Takes away what would give a store that was put back away at once.
fn forget_marks(store: &Path) {
    for name in ["left", "earlier", "glance", "heads"] {
        let _ = std::fs::remove_file(store.join(name));
    }
    let _ = std::fs::remove_dir_all(store.join("sled"));
}

#[test]
fn encrypted_daily_backup_still_shows_that_a_store_was_put_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, key) = (dir.path().join("store"), dir.path().join("head.key"));
    let secret = age::x25519::Identity::generate();
    let rotation = |keep| {
        let seal = Encryption::of_setting(&secret.to_public().to_string()).expect("a key");
        let signer = HeadSigner::new(&key, 1_789_999_999_000);
        Rotation::keeping(keep).sealed(seal).signed(Some(signer))
    };
    save(&store, 1..=4);
    let earlier = std::fs::read(store.join("journal")).expect("read");
    save(&store, 5..=9);
    let (file, told) = backup::now(&store, "2026-11-23", &rotation(14)).expect("backed up");
    assert!(backup::is_encrypted(&file) && told.signature.is_some());
    let page = std::fs::read_to_string(file.with_extension("head")).expect("a page beside it");
    assert!(page.contains("Journal entries: 9\n") && page.contains("Signature: "), "{page}");
    let compared = || compare_heads(&store, None, Some(&key)).expect("compared");
    let report = compared();
    assert_eq!((report.compared, report.signed, report.faults), (1, 1, Vec::new()));
    assert_eq!(report.notes, Vec::<String>::new());
    // The store is put back to its fourth entry: nothing but the page knows better.
    let later = std::fs::read(store.join("journal")).expect("read");
    std::fs::write(store.join("journal"), &earlier).expect("put back");
    forget_marks(&store);
    let said = Store::open(&store, "a.shah", "now").err().expect("refused").to_string();
    assert!(said.contains("ends at entry 4") && said.contains("names entry 9"), "{said}");
    assert!(compared().faults[0].contains("names entry 9"), "{:?}", compared().faults);
    // A page that is of another file is not believed, and its lack is said.
    let mut bytes = std::fs::read(&file).expect("read");
    bytes.push(0);
    std::fs::write(&file, &bytes).expect("written");
    assert_eq!(compared().compared, 0);
    assert!(
        compared().notes[0].contains("the first page cannot be read"),
        "{:?}",
        compared().notes
    );
    bytes.pop();
    std::fs::write(&file, &bytes).expect("written");
    assert_eq!(compared().compared, 1);
    // A page that was changed is no longer signed.
    let lie = page.replace("entries: 9", "entries: 4");
    std::fs::write(file.with_extension("head"), lie).expect("written");
    assert!(
        compared().faults.iter().any(|fault| fault.contains("signature")),
        "{:?}",
        compared().faults
    );
    // It opens with the secret key alone, and the page goes with its backup.
    std::fs::write(file.with_extension("head"), &page).expect("written");
    std::fs::write(store.join("journal"), later).expect("brought back");
    forget_marks(&store);
    let back = dir.path().join("back");
    let with = |identities| backup::BackupKey { identities, passphrase: None };
    assert!(backup::restore(&file, &with(None), &back, &mut |_, _, _| {}).is_err());
    let identity = secret.to_string().expose_secret().to_owned();
    let told = backup::restore(&file, &with(Some(identity)), &back, &mut |_, _, _| {});
    assert_eq!(told.expect("restored").entries, 9);
    let (next, _) = backup::now(&store, "2026-11-24", &rotation(1)).expect("backed up");
    assert!(next.exists() && next.with_extension("head").exists());
    assert!(!file.exists() && !file.with_extension("head").exists());
}

#[test]
fn setting_that_names_no_key_writes_no_backup_in_clear_and_says_so() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, config) = (dir.path().join("store"), dir.path().join("config/offsite"));
    std::fs::create_dir_all(&config).expect("made");
    let session = |setting: &str| {
        std::fs::write(config.join("config.toml"), setting).expect("written");
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
            .args(["--linear", "--today", "2026-11-23", "--data"])
            .arg(&store)
            .env("XDG_CONFIG_HOME", dir.path().join("config"))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("started");
        std::io::Write::write_all(&mut child.stdin.take().expect("a pipe"), b"quit\n")
            .expect("typed");
        let out = child.wait_with_output().expect("ended");
        String::from_utf8_lossy(&out.stderr).into_owned() + &crate::text(&out)
    };
    let file = store.join("backups/2026-11-23.offsite");
    let said = session("backup_recipient = \"age1thisisnokey\"\n");
    assert!(said.contains("backup_recipient in config.toml cannot be used"), "{said}");
    assert!(said.contains("No daily backup is written until it is corrected"), "{said}");
    assert!(!file.exists(), "a backup in clear");
    let public = age::x25519::Identity::generate().to_public().to_string();
    let said = session(&format!("backup_recipient = \"{public}\"\n"));
    assert!(!said.contains("backup_recipient"), "{said}");
    assert!(backup::is_encrypted(&file) && file.with_extension("head").exists());
    let doctor = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--today", "2026-11-23", "doctor", "--data"])
        .arg(&store)
        .env("XDG_CONFIG_HOME", dir.path().join("config"))
        .output()
        .expect("runs");
    let said = crate::text(&doctor);
    assert!(said.contains("is encrypted and was not read"), "{said}");
    assert!(!said.contains("can be read in full"), "{said}");
}

#[test]
fn first_passphrase_of_a_store_is_long_enough_or_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file) = (dir.path().join("store"), dir.path().join("words"));
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let import = |words: &str| {
        std::fs::write(&file, words).expect("written");
        let given = ["--store-passphrase-file", file.to_str().expect("a path")];
        let verb = ["import", "cases", cases.to_str().expect("a path")];
        crate::offsite(&store, &[&given[..], &verb].concat())
    };
    let short = import("short\n");
    assert_eq!(short.status.code(), Some(1));
    let said = String::from_utf8_lossy(&short.stderr).into_owned();
    assert!(said.contains("too short to protect"), "{said}");
    assert!(!store.join("journal").exists(), "a store was begun with it");
    let long = import("five plain words of mine\n");
    assert_eq!(long.status.code(), Some(0), "{}", String::from_utf8_lossy(&long.stderr));
}

#[test]
fn first_passphrase_of_a_store_is_typed_twice_alike_and_then_asked_for_once() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let mut session = Session::start_told(&store, &["--store-passphrase"]);
    session.says("Passphrase:");
    session.press("five plain words of mine\r");
    session.says("Type it again:");
    session.press("five plain words of mien\r");
    session.says("They do not match");
    assert_eq!(session.ends(), 1);
    assert!(!store.join("journal").exists(), "a store was begun with one of them");
    for is_first in [true, false] {
        let mut session = Session::start_told(&store, &["--store-passphrase"]);
        session.says("Passphrase:");
        session.press("five plain words of mine\r");
        if is_first {
            session.says("Type it again:");
            session.press("five plain words of mine\r");
        }
        session.says("a.shah");
        session.press("q");
        assert_eq!(session.ends(), 0);
    }
}

#[test]
fn unreadable_list_of_disposals_is_named_and_costs_nothing_else() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    save(&store, 1..=2);
    std::fs::write(store.join("disposals"), b"\xff\xfe nonsense\n").expect("written");
    let open = |key: &KeySource| {
        let opening = offsite::store::Opening {
            officer: "a.shah",
            now: "now",
            anchor: None,
            key,
            is_session: false,
        };
        Store::open_with(&store, &opening, &mut |_, _, _| {})
    };
    let opened = open(&KeySource::InStore).expect("opens");
    let said = opened.notices.join(" ");
    assert!(said.contains("disposals has 1 line that cannot be read"), "{said}");
    assert!(said.contains("may be here again"), "{said}");
    assert_eq!(super::proven(&opened.store), 2);
    opened.store.close().expect("in order");
    std::fs::remove_file(store.join("disposals")).expect("removed");
    let opened = open(&KeySource::InStore).expect("opens");
    assert_eq!(opened.notices, Vec::<String>::new());
    opened.store.close().expect("in order");
}

#[test]
fn key_file_that_leads_elsewhere_is_refused() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    save(&store, 1..=2);
    for name in ["keys", "keys.copy", "store.key"] {
        let away = dir.path().join(name);
        std::fs::rename(store.join(name), &away).expect("moved");
        std::os::unix::fs::symlink(&away, store.join(name)).expect("linked");
        let said = Store::open(&store, "a.shah", "now").err().expect("refused").to_string();
        assert!(said.contains(&format!("{name} is a link to elsewhere")), "{said}");
        std::fs::remove_file(store.join(name)).expect("removed");
        std::fs::rename(&away, store.join(name)).expect("brought back");
    }
    assert!(Store::open(&store, "a.shah", "now").is_ok());
}

#[test]
fn backup_of_entries_that_do_not_open_is_not_called_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, other) = (dir.path().join("store"), dir.path().join("other"));
    save(&store, 1..=3);
    save(&other, 1..=3);
    let backup = |name: &str, store: &Path| {
        let file = dir.path().join(name);
        crate::offsite(store, &["backup", file.to_str().expect("a path")])
    };
    let whole = backup("whole.offsite", &store);
    assert_eq!(whole.status.code(), Some(0), "{}", String::from_utf8_lossy(&whole.stderr));
    // The keys of another store: each entry is what its sum says, and nobody can read it.
    for name in ["keys", "keys.copy", "store.key"] {
        std::fs::copy(other.join(name), store.join(name)).expect("copied");
    }
    let out = backup("unread.offsite", &store);
    let said = crate::text(&out) + &String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(4), "{said}");
    assert!(
        said.contains("! Entry 1 of the journal: ") && said.contains("does not open"),
        "{said}"
    );
    // Without the key the sums alone are held, and that is said.
    std::fs::remove_file(store.join("store.key")).expect("removed");
    let out = backup("unopened.offsite", &store);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(said.contains("checked against their sums, and not opened"), "{said}");
}

#[test]
fn store_opens_with_the_credential_that_the_system_hands_to_a_service() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, given) = (dir.path().join("store"), dir.path().join("credentials"));
    let key = dir.path().join("a.key");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let run = |name: &str, value: &Path, verb: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
            .args(["--today", "2026-11-23", "--as", "a.shah", "--data"])
            .arg(&store)
            .args(verb)
            .env_remove("OFFSITE_STORE_KEY")
            .env("XDG_CONFIG_HOME", dir.path().join("no-config"))
            .env(name, value)
            .output()
            .expect("runs")
    };
    let import = ["import", "cases", cases.to_str().expect("a path")];
    let made = run("OFFSITE_STORE_KEY", &key, &import);
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    // A folder of credentials without it is passed over, and the configuration folder has none.
    std::fs::create_dir(&given).expect("made");
    let without = run("CREDENTIALS_DIRECTORY", &given, &["cases"]);
    assert_eq!(without.status.code(), Some(1));
    let said = String::from_utf8_lossy(&without.stderr).into_owned();
    assert!(said.contains("is sealed with the key"), "{said}");
    std::fs::copy(&key, given.join("offsite-store-key")).expect("handed");
    let with = run("CREDENTIALS_DIRECTORY", &given, &["cases"]);
    assert_eq!(with.status.code(), Some(0), "{}", String::from_utf8_lossy(&with.stderr));
    assert_eq!(crate::text(&with).lines().count(), 4);
    assert!(!dir.path().join("no-config/offsite/store.key").exists(), "another key was made");
}

#[test]
fn backup_says_truly_whether_the_store_key_is_in_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/1/cases.jsonl");
    let key_file = dir.path().join("a.key");
    let apart = key_file.to_str().expect("a path");
    let kept = [
        (
            "in-store",
            "with the store key in it: anyone who has it can read it",
            "the store key that opens it is in store.key.",
        ),
        (
            apart,
            "sealed with the store key: keep a copy of that apart from it",
            "sealed: it takes the store key, which is not in here.",
        ),
    ];
    for (key, words, page) in kept {
        let store = dir.path().join(if key == apart { "apart" } else { "carries" });
        let run = |verb: &[&str]| {
            let out = std::process::Command::new(env!("CARGO_BIN_EXE_offsite"))
                .args(["--today", "2026-11-23", "--as", "a.shah", "--data"])
                .arg(&store)
                .args(verb)
                .env("OFFSITE_STORE_KEY", key)
                .env("XDG_CONFIG_HOME", dir.path().join("no-config"))
                .output()
                .expect("runs");
            assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
            crate::text(&out)
        };
        run(&["import", "cases", cases.to_str().expect("a path")]);
        let file = store.with_extension("offsite");
        let said = run(&["backup", file.to_str().expect("a path")]);
        assert!(said.contains(words), "{key}: {said}");
        let unzipped = flate2::read::GzDecoder::new(std::fs::File::open(&file).expect("there"));
        let mut archive = tar::Archive::new(unzipped);
        let (mut first, mut has_key) = (String::new(), false);
        for (i, entry) in archive.entries().expect("a tar").enumerate() {
            let mut entry = entry.expect("an entry");
            has_key |= entry.path().expect("a path").ends_with("store.key");
            if i == 0 {
                std::io::Read::read_to_string(&mut entry, &mut first).expect("a page");
            }
        }
        assert!(first.contains(page), "{key}: {first}");
        assert_eq!(has_key, key == "in-store", "{key}");
    }
}
