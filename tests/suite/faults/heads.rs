//! A record that was rewritten by somebody who knows how it is stored is found: by the heads of the
//! backups, by an anchor, and by the signature where a head was rewritten too.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use offsite::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC};
use offsite::store::{Change, HeadReport, HeadSigner, Store, backup, compare_heads};
use sha2::{Digest, Sha256};

use super::change;

/// A store with backups of its fourth and of its last entry, the ninth, and a key outside of it.
struct Signed {
    dir: tempfile::TempDir,
}

impl Signed {
    fn new() -> Signed {
        let signed = Signed { dir: tempfile::tempdir().expect("a folder") };
        signed.save(1..=4);
        signed.back_up("2026-11-22");
        signed.save(5..=9);
        signed.back_up("2026-11-23");
        signed
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn store(&self) -> PathBuf {
        self.path("store")
    }

    fn key(&self) -> PathBuf {
        self.path("config/head.key")
    }

    fn save(&self, changes: std::ops::RangeInclusive<u64>) {
        let mut store = Store::open(&self.store(), "a.shah", "now").expect("opens").store;
        changes.for_each(|n| drop(store.commit(change(n)).expect("saved")));
        store.close().expect("in order");
    }

    fn back_up(&self, day: &str) -> PathBuf {
        // The key is older than every change of these tests.
        let signer = HeadSigner::new(&self.key(), 1_789_999_999_000);
        let (file, told) =
            backup::now(&self.store(), day, &backup::Rotation::keeping(14).signed(Some(signer)))
                .expect("backed up");
        assert!(told.signature.is_some() && told.unsigned.is_none());
        file
    }

    fn backup(&self, day: &str) -> PathBuf {
        self.store().join(format!("backups/{day}.offsite"))
    }

    fn compared(&self, anchor: Option<&Path>) -> HeadReport {
        compare_heads(&self.store(), anchor, Some(&self.key())).expect("compared")
    }

    /// Runs `offsite verify`, and returns its exit code and all that it says.
    fn verify(&self, more: &[&str]) -> (Option<i32>, String) {
        let key = self.key();
        let args = [&["verify", "--head-key", key.to_str().expect("a path")], more].concat();
        let out = crate::offsite(&self.store(), &args);
        (out.status.code(), crate::text(&out) + &String::from_utf8_lossy(&out.stderr))
    }

    /// Rewrites the journal as somebody would who knows how it is stored, and takes away what
    /// would give it away at once.
    fn attack(&self, entry: u64) {
        let journal = self.store().join("journal");
        let read = |name: &str| std::fs::read(self.store().join(name)).expect("read");
        let false_one = rewritten(&read("journal"), &KEYS.map(read), entry);
        std::fs::write(&journal, false_one).expect("written");
        for name in ["sled", "left", "earlier", "glance", "heads"] {
            let _ = std::fs::remove_dir_all(self.store().join(name));
            let _ = std::fs::remove_file(self.store().join(name));
        }
    }
}

/// What lies beside a journal and seals it.
const KEYS: [&str; 2] = ["keys", "store.key"];

/// Returns a journal with another text and another author in one entry and everything after it
/// brought along, as somebody writes it who holds the keys and has the program.
fn rewritten(journal: &[u8], keys: &[Vec<u8>], entry: u64) -> Vec<u8> {
    let dir = tempfile::tempdir().expect("a folder");
    let folder = |name: &str| {
        let folder = dir.path().join(name);
        std::fs::create_dir(&folder).expect("made");
        for (name, bytes) in KEYS.iter().zip(keys) {
            std::fs::write(folder.join(name), bytes).expect("written");
        }
        folder
    };
    let (truth, lie) = (folder("truth"), folder("lie"));
    std::fs::write(truth.join("journal"), journal).expect("written");
    let store = Store::open(&truth, "a.shah", "now").expect("opens").store;
    let mut liar = Store::open(&lie, "a.shah", "now").expect("opens").store;
    for stored in store.changes().expect("read") {
        let said = serde_json::to_string(&stored.change).expect("text");
        let told = said.replace(&format!("Change {entry} "), &format!("Chance {entry} "));
        let mut change: Change = serde_json::from_str(&told).expect("a change");
        if stored.seq == entry {
            assert!(told != said, "another text");
            change.officer = "b.shah".into();
        }
        liar.commit(change).expect("saved");
    }
    liar.close().expect("in order");
    std::fs::read(lie.join("journal")).expect("read")
}

/// Writes a backup anew with a false journal, a first page to fit it, and right sums: `page` makes
/// the page from the true one and the hash of the last entry.
fn forge(backup: &Path, entry: u64, page: impl Fn(&str, &str) -> String) {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let from = GzDecoder::new(std::fs::File::open(backup).expect("opens"));
    for file in tar::Archive::new(from).entries().expect("entries") {
        let mut file = file.expect("an entry");
        let name = file.path().expect("a name").to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("read");
        files.insert(name, bytes);
    }
    let journal = rewritten(&files["journal"], &KEYS.map(|name| files[name].clone()), entry);
    let mut reader = ChainReader::new(&journal[MAGIC.len()..], JournalPos::ORIGIN);
    while reader.step().expect("read") == ChainStep::Entry {}
    let hash: String = reader.mark().hash.iter().map(|b| format!("{b:02x}")).collect();
    let about = page(&String::from_utf8_lossy(&files["about.txt"]), &hash);
    let mut sums = String::new();
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let mut add = |name: &str, bytes: &[u8]| {
        let mut head = tar::Header::new_gnu();
        head.set_size(bytes.len() as u64);
        head.set_mode(0o600);
        head.set_cksum();
        tar.append_data(&mut head, name, bytes).expect("added");
        let sum: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
        sums.push_str(&format!("{sum}  {name}\n"));
    };
    add("about.txt", about.as_bytes());
    add("journal", &journal);
    let listed = std::mem::take(&mut sums);
    let mut head = tar::Header::new_gnu();
    head.set_size(listed.len() as u64);
    head.set_mode(0o600);
    head.set_cksum();
    tar.append_data(&mut head, "SHA256SUMS", listed.as_bytes()).expect("added");
    let packed = tar.into_inner().and_then(GzEncoder::finish).expect("packed");
    std::fs::write(backup, packed).expect("written");
}

/// Returns a page with another hash of the last entry and all other lines as they were.
fn with_hash(page: &str, hash: &str) -> String {
    let line = |line: &str| match line.strip_prefix("Hash of the last: ") {
        Some(_) => format!("Hash of the last: {hash}\n"),
        None => format!("{line}\n"),
    };
    page.lines().map(line).collect()
}

#[test]
fn rewritten_history_is_found_by_verify_with_the_entry_at_which_it_parts() {
    let signed = Signed::new();
    let (code, said) = signed.verify(&[]);
    assert!(code == Some(0) && said.contains("2 heads, 2 signed with your key"), "{said}");
    signed.attack(3);
    let (code, said) = signed.verify(&[]);
    assert_eq!(code, Some(4), "{said}");
    for day in ["2026-11-22", "2026-11-23"] {
        let expected = format!(
            "The backup {day}.offsite and the journal part at entry 3: the 2 before it are the same."
        );
        assert!(said.contains(&expected), "{said}");
    }
    assert!(said.contains("The journal has more: 9 entries."), "{said}");
    assert!(said.contains("Both have 9 entries."), "{said}");
}

#[test]
fn rewritten_history_is_found_by_verify_against_an_anchor_alone() {
    let signed = Signed::new();
    std::fs::remove_dir_all(signed.store().join("backups")).expect("removed");
    let anchor = signed.path("heads.txt");
    let signer = HeadSigner::new(&signed.key(), 1_790_000_000_500);
    let line = offsite::store::anchor(&signed.store(), "now", Some(&signer)).expect("a line");
    assert!(line.unsigned.is_none() && line.text.contains(", signature "), "{}", line.text);
    std::fs::write(&anchor, format!("{}\n", line.text)).expect("written");
    let named = ["--anchor", anchor.to_str().expect("a path")];
    let (code, said) = signed.verify(&named);
    assert!(code == Some(0) && said.contains("1 head, 1 signed with your key"), "{said}");
    signed.attack(9);
    let (code, said) = signed.verify(&named);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("and the journal part at entry 9 at the latest"), "{said}");
    // A line that was changed to fit the false record has a signature of another one.
    let false_line = offsite::store::anchor(&signed.store(), "now", None).expect("a line").text;
    let (start, _) = false_line.rsplit_once(", ").expect("a line");
    let (_, end) = line.text.split_at(start.len());
    std::fs::write(&anchor, format!("{start}{end}\n")).expect("written");
    let (code, said) = signed.verify(&named);
    assert!(code == Some(4) && said.contains("The signature of the anchor"), "{said}");
    // Without its end it is one that nobody signed, though the key was there by then.
    std::fs::write(&anchor, &false_line).expect("written");
    let (code, said) = signed.verify(&named);
    assert!(code == Some(4) && said.contains("is not signed, although"), "{said}");
}

#[test]
fn backups_forged_to_fit_a_rewritten_history_are_found_by_their_signatures() {
    type Forgery = (&'static str, fn(&str, &str) -> String);
    let forgeries: [Forgery; 4] = [
        ("The signature of the backup 2026-11-22.offsite is wrong", with_hash),
        ("The signature of the backup 2026-11-22.offsite is wrong", |page, hash| {
            // Half a signature is a wrong one, and not none.
            let page = with_hash(page, hash);
            page.lines()
                .filter(|l| !l.starts_with("Signature: "))
                .map(|l| format!("{l}\n"))
                .collect()
        }),
        ("The backup 2026-11-22.offsite is not signed, although", |page, hash| {
            let page = with_hash(page, hash);
            page.lines().filter(|l| !l.starts_with("Sign")).map(|l| format!("{l}\n")).collect()
        }),
        ("The backup 2026-11-22.offsite is signed with another key", |page, hash| {
            let dir = tempfile::tempdir().expect("a folder");
            let mut store =
                Store::open(&dir.path().join("store"), "a", "now").expect("opens").store;
            store.commit(change(1)).expect("saved");
            store.close().expect("in order");
            let signer = HeadSigner::new(&dir.path().join("own/head.key"), 0);
            let (_, told) = backup::now(
                &dir.path().join("store"),
                "2026-11-22",
                &backup::Rotation::keeping(1).signed(Some(signer)),
            )
            .expect("made");
            let own = told.signature.expect("signed").by;
            let own: String = own.iter().map(|b| format!("{b:02x}")).collect();
            // What an attacker signs with a key of their own holds for their own head.
            let key = std::fs::read_to_string(dir.path().join("own/head.key")).expect("read");
            assert!(key.contains(&own));
            signed_by(&key, page, hash)
        }),
    ];
    for (expected, page) in forgeries {
        let signed = Signed::new();
        signed.attack(2);
        for day in ["2026-11-22", "2026-11-23"] {
            forge(&signed.backup(day), 2, page);
        }
        let report = signed.compared(None);
        assert!(report.signed == 0 && report.faults.len() == 2, "{expected}: {report:?}");
        assert!(report.faults.iter().any(|f| f.starts_with(expected)), "{expected}: {report:?}");
        let (code, said) = signed.verify(&[]);
        assert!(code == Some(4) && said.contains(expected), "{expected}: {said}");
    }
}

/// Returns a page signed anew with the secret key of a key file.
fn signed_by(key: &str, page: &str, hash: &str) -> String {
    use ed25519_dalek::{Signer, SigningKey};
    let secret = key.lines().find_map(|l| l.strip_prefix("secret ")).expect("a secret");
    let bytes: Vec<u8> =
        (0..32).map(|n| u8::from_str_radix(&secret[n * 2..n * 2 + 2], 16).expect("hex")).collect();
    let key = SigningKey::from_bytes(&bytes.try_into().expect("32 bytes"));
    let page = with_hash(page, hash);
    let line = |start: &str| page.lines().find_map(|l| l.strip_prefix(start)).expect("a line");
    let head = format!(
        "Offsite head, version 1\nentries {}\nhash {hash}\nat {}\n",
        line("Journal entries: "),
        line("Signed at: ")
    );
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    let (public, signature) =
        (hex(&key.verifying_key().to_bytes()), hex(&key.sign(head.as_bytes()).to_bytes()));
    let anew = |l: &str| match l.split_once(": ") {
        Some(("Signed with the key", _)) => format!("Signed with the key: {public}\n"),
        Some(("Signature", _)) => format!("Signature: {signature}\n"),
        _ => format!("{l}\n"),
    };
    page.lines().map(anew).collect()
}

#[test]
fn backups_that_part_from_each_other_are_named_with_the_entry() {
    let signed = Signed::new();
    // Two backups of a longer record, of which one was rewritten, beside a store put back.
    let old = signed.path("old");
    crate::formats::copy(&signed.store(), &old);
    signed.save(10..=11);
    signed.back_up("2026-11-24");
    signed.attack(6);
    let _ = std::fs::rename(signed.store().join("backups"), signed.path("true"));
    signed.back_up("2026-11-25");
    std::fs::copy(signed.backup("2026-11-25"), signed.path("true/2026-11-25.offsite"))
        .expect("copied");
    std::fs::remove_dir_all(signed.store()).expect("removed");
    crate::formats::copy(&old, &signed.store());
    std::fs::remove_dir_all(signed.store().join("backups")).expect("removed");
    std::fs::rename(signed.path("true"), signed.store().join("backups")).expect("moved");
    let report = signed.compared(None);
    let said = report.faults.join("\n");
    assert!(said.contains("The backup 2026-11-24.offsite goes on from entry 9"), "{said}");
    assert!(
        said.contains("The backup 2026-11-25.offsite and the journal part at entry 6"),
        "{said}"
    );
    assert!(said.contains("(11 entries) part at entry 6 as well"), "{said}");
    assert_eq!(signed.verify(&[]).0, Some(4));
}

#[test]
fn heads_without_a_key_or_a_signature_stop_nothing_and_are_said() {
    let signed = Signed::new();
    // Written by an earlier version, before there was a key.
    backup::now(&signed.store(), "2026-11-20", &backup::Rotation::keeping(14)).expect("backed up");
    std::fs::remove_file(signed.key()).expect("removed");
    let (code, said) = signed.verify(&[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("Not signed, as an earlier version of Offsite wrote it"), "{said}");
    assert!(said.contains("whose key made it was not checked"), "{said}");
    assert!(said.contains("3 heads, 0 signed with your key"), "{said}");
    assert!(!signed.key().exists(), "verify made a key");
    // A key that cannot be made: the backup is written all the same, and it is said.
    let blocked = signed.path("blocked");
    std::fs::write(&blocked, "a file").expect("written");
    let signer = HeadSigner::new(&blocked.join("head.key"), 0);
    let (file, told) = backup::now(
        &signed.store(),
        "2026-11-24",
        &backup::Rotation::keeping(14).signed(Some(signer)),
    )
    .expect("backed up");
    assert!(file.exists() && told.signature.is_none());
    assert!(told.unsigned.is_some_and(|e| e.message().contains("cannot be")));
    // A new key: what the old one signed is told apart, until the key file names it.
    signed.back_up("2026-11-25");
    let report = signed.compared(None);
    let foreign = report.faults.iter().filter(|f| f.contains("signed with another key"));
    assert_eq!(foreign.count(), 1, "{report:?}");
    let said = report.faults.iter().find_map(|f| f.split('"').nth(1)).expect("a line to add");
    let key = std::fs::read_to_string(signed.key()).expect("read");
    std::fs::write(signed.key(), format!("{key}{said}\n")).expect("written");
    let report = signed.compared(None);
    assert!(report.faults.iter().all(|f| f.contains("not signed")), "{report:?}");
    assert_eq!(report.signed, 3, "{report:?}");
}

#[test]
fn hashes_from_before_the_sealing_vouch_for_no_rewritten_entry() {
    let dir = tempfile::tempdir().expect("a folder");
    let (truth, lie) = (dir.path().join("truth"), dir.path().join("lie"));
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats/3");
    crate::formats::copy(&kept, &truth);
    let mut store = Store::open(&truth, "a.shah", "now").expect("sealed").store;
    assert_eq!(store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
    let changes = store.changes().expect("read");
    store.close().expect("in order");
    std::fs::create_dir(&lie).expect("made");
    for name in KEYS.iter().chain(&["earlier-sums"]) {
        std::fs::copy(truth.join(name), lie.join(name)).expect("copied");
    }
    // The list of earlier hashes is the true one: every witness from before knows its hashes.
    let mut liar = Store::open(&lie, "a.shah", "now").expect("opens").store;
    for stored in changes {
        let mut change = stored.change;
        if stored.seq == 2 {
            change.officer = "b.shah".into();
        }
        liar.commit(change).expect("saved");
    }
    let faults = liar.verify(&mut |_, _, _| {}).faults;
    assert!(faults.iter().any(|f| f.contains("is not the one that was sealed")), "{faults:?}");
}

#[test]
fn anchor_is_not_silenced_by_whoever_rewrites_a_store_and_accepts_it() {
    let signed = Signed::new();
    let anchor = signed.path("heads.txt");
    let signer = HeadSigner::new(&signed.key(), 1_790_000_000_500);
    let line = offsite::store::anchor(&signed.store(), "now", Some(&signer)).expect("a line");
    std::fs::write(&anchor, format!("{}\n", line.text)).expect("written");
    std::fs::remove_dir_all(signed.store().join("backups")).expect("removed");
    signed.attack(3);
    let accepted = offsite::store::accept(&signed.store(), Some(&anchor)).expect("accepted");
    assert_eq!(accepted.len(), 1, "{accepted:?}");
    let named = ["--anchor", anchor.to_str().expect("a path")];
    let (code, said) = signed.verify(&named);
    assert!(code == Some(4) && said.contains("part at entry"), "{said}");
    // A session on it says so at its start, before anything else.
    let listed = crate::offsite(&signed.store(), &[&["cases"][..], &named].concat());
    let said = String::from_utf8_lossy(&listed.stderr).into_owned();
    assert!(said.contains("offsite accept was run to go on although"), "{said}");
}
