//! The first page of a backup: how many entries its journal has, and the hash of the last. Beside a
//! daily backup that is encrypted the same page lies in clear, since the store is held against it at
//! every start and the key that opens the backup is elsewhere.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use crate::store::chain::{HASH, JournalPos};
use crate::store::heads::HeadSignature;
use crate::store::hex::{from_hex, to_hex};
use crate::store::paths;

/// The name of the page that says what the file is.
pub(super) const ABOUT: &str = "about.txt";

/// How far the journal in a backup goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The backup.
    pub file: PathBuf,
    /// How many entries its journal has.
    pub entries: u64,
    /// The hash of the last of them.
    pub hash: [u8; HASH],
    /// Who says so; none where an earlier version wrote it, or there was no key.
    pub signature: Option<HeadSignature>,
}

/// How the line begins that binds a page beside a backup to that backup.
const OF_FILE: &str = "Of the file: ";

/// How many bytes of a backup are summed to tell it from every other: more than the header of age,
/// which is never the same twice.
const BEGINNING: u64 = 4096;

/// Returns the first page of a backup at the end of a journal; `key` says where the key is that
/// opens what is sealed in it. Earlier versions read over the lines of the signature.
pub(super) fn about(
    format: u32,
    mark: JournalPos,
    signature: Option<&HeadSignature>,
    key: KeyPlace,
) -> String {
    let key = match key {
        KeyPlace::NotSealed => "journal is the whole record, not encrypted.",
        KeyPlace::Inside => {
            "journal is the whole record; the store key that opens it is in store.key."
        }
        KeyPlace::Elsewhere => {
            "journal is the whole record, sealed: it takes the store key, which is not in here."
        }
    };
    format!(
        "Offsite backup, format {format}\n{}To restore: offsite restore FILE --data NEW-FOLDER\nAny system can unpack it: {key}\n",
        head_lines(mark, signature)
    )
}

/// Where the key is that opens what is sealed in a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyPlace {
    /// Nothing in it is sealed.
    NotSealed,
    /// The store carries its own key, and so does the backup.
    Inside,
    /// Outside the store, or known to the officer.
    Elsewhere,
}

fn head_lines(mark: JournalPos, signature: Option<&HeadSignature>) -> String {
    format!(
        "Journal entries: {}\nHash of the last: {}\n{}",
        mark.seq,
        to_hex(&mark.hash),
        signature.map(HeadSignature::to_lines).unwrap_or_default()
    )
}

/// Returns where the page of an encrypted backup lies in clear.
pub(super) fn page_beside(backup: &Path) -> PathBuf {
    backup.with_extension("head")
}

/// Writes the page of an encrypted backup beside where the backup is going to be; `written` is the
/// whole backup under the name that it has now.
///
/// # Errors
/// What the system says.
pub(super) fn put_beside(
    backup: &Path,
    written: &Path,
    mark: JournalPos,
    signature: Option<&HeadSignature>,
) -> io::Result<()> {
    let page = format!(
        "Head of an encrypted Offsite backup\n{}{OF_FILE}{}\n",
        head_lines(mark, signature),
        stamp(written)?
    );
    let half = backup.with_extension("head.new");
    paths::write_whole(&half, page.as_bytes())?;
    std::fs::rename(&half, page_beside(backup))
}

/// Returns what tells a backup from every other: its length and the sum of its beginning.
fn stamp(backup: &Path) -> io::Result<String> {
    let file = File::open(backup)?;
    let bytes = file.metadata()?.len();
    let mut beginning = Vec::new();
    file.take(BEGINNING).read_to_end(&mut beginning)?;
    Ok(format!("{bytes} bytes, beginning with {}", to_hex(&Sha256::digest(&beginning))))
}

/// Returns what a first page says.
pub(super) fn parse(about: &str) -> Option<(u64, [u8; HASH])> {
    let line = |start: &str| about.lines().find_map(|line| line.strip_prefix(start));
    let entries = line("Journal entries: ")?.parse().ok()?;
    Some((entries, from_hex(line("Hash of the last: ")?)?))
}

/// Returns the head of a backup; none where it does not read, or is encrypted and its page does not
/// lie beside it.
pub(super) fn read(file: &Path) -> Option<Head> {
    let text = page_within(file).or_else(|| read_beside(file))?;
    let (entries, hash) = parse(&text)?;
    let signature = HeadSignature::of_page(&text);
    Some(Head { file: file.to_owned(), entries, hash, signature })
}

/// Returns the page beside a backup, where it is of that very file.
fn read_beside(backup: &Path) -> Option<String> {
    let page = File::open(page_beside(backup)).ok()?;
    let mut text = String::new();
    page.take(4096).read_to_string(&mut text).ok()?;
    let of = text.lines().find_map(|line| line.strip_prefix(OF_FILE))?;
    (of == stamp(backup).ok()?).then_some(text)
}

fn page_within(file: &Path) -> Option<String> {
    let from = BufReader::with_capacity(4096, File::open(file).ok()?);
    let mut archive = tar::Archive::new(GzDecoder::new(from));
    let first = archive.entries().ok()?.next()?.ok()?;
    if first.path().ok()?.to_str() != Some(ABOUT) {
        return None;
    }
    let mut text = String::new();
    first.take(4096).read_to_string(&mut text).ok()?;
    Some(text)
}

/// Returns the backups of a store with their heads: those that hold most first, then the newest by
/// name; those whose head does not read come last. A date in a name is what some clock said.
pub(super) fn ranked(dir: &Path) -> Vec<(PathBuf, Option<Head>)> {
    let mut all: Vec<_> = paths::backups(dir).into_iter().map(|file| (read(&file), file)).collect();
    all.sort_by_key(|(head, _)| std::cmp::Reverse(head.as_ref().map(|head| head.entries)));
    all.into_iter().map(|(head, file)| (file, head)).collect()
}

/// Returns the backups of a store, those that hold most first.
pub fn all(dir: &Path) -> Vec<PathBuf> {
    ranked(dir).into_iter().map(|(file, _)| file).collect()
}

/// Returns the heads of a store's backups.
pub fn heads(dir: &Path) -> Vec<Head> {
    paths::backups(dir).iter().filter_map(|file| read(file)).collect()
}
