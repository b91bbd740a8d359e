//! The first page of a backup: how many entries its journal has, and the hash of the last.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

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

/// Returns the first page of a backup at the end of a journal. Earlier versions read over the lines
/// of the signature.
pub(super) fn about(format: u32, mark: JournalPos, signature: Option<&HeadSignature>) -> String {
    format!(
        "Offsite backup, format {format}\nJournal entries: {}\nHash of the last: {}\n{}To restore: offsite restore FILE --data NEW-FOLDER\nOr unpack it anywhere: journal is the whole record.\n",
        mark.seq,
        to_hex(&mark.hash),
        signature.map(HeadSignature::to_lines).unwrap_or_default()
    )
}

/// Returns what a first page says.
pub(super) fn parse(about: &str) -> Option<(u64, [u8; HASH])> {
    let line = |start: &str| about.lines().find_map(|line| line.strip_prefix(start));
    let entries = line("Journal entries: ")?.parse().ok()?;
    Some((entries, from_hex(line("Hash of the last: ")?)?))
}

/// Returns the head of a backup; none where it is encrypted or does not read.
pub(super) fn read(file: &Path) -> Option<Head> {
    let from = BufReader::with_capacity(4096, File::open(file).ok()?);
    let mut archive = tar::Archive::new(GzDecoder::new(from));
    let first = archive.entries().ok()?.next()?.ok()?;
    if first.path().ok()?.to_str() != Some(ABOUT) {
        return None;
    }
    let mut text = String::new();
    first.take(4096).read_to_string(&mut text).ok()?;
    let (entries, hash) = parse(&text)?;
    let signature = HeadSignature::of_page(&text);
    Some(Head { file: file.to_owned(), entries, hash, signature })
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
