//! Holds the heads of all backups and of the anchor against the journal, against each other and
//! against the key with which they are signed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::chain::{ChainReader, ChainStep, HASH, JournalPos};
use crate::store::heads::{HeadKeys, NamedHead};
use crate::store::system_error::describe;
use crate::store::verify::fork::{CommonPart, HistorySource, common_part};
use crate::store::verify::wording;
use crate::store::witness::{accepted, anchor_heads};
use crate::store::{backup_head, earlier_sums, journal, paths};

/// What the comparison of heads has found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadReport {
    /// How many heads were compared: those of the backups that can be read, and lines of the anchor.
    pub compared: usize,
    /// How many of them carry a right signature of the officer's key.
    pub signed: usize,
    /// A sentence for everything that is wrong.
    pub faults: Vec<String>,
    /// A sentence for everything that is worth knowing: heads that are not signed, or not compared.
    pub notes: Vec<String>,
}

/// What is known of the journal: where it ends, of the entries that heads name the hash and the time
/// of saving, and the hashes of all entries as they were before they were sealed.
struct JournalHeads {
    end: u64,
    earlier: Vec<[u8; HASH]>,
    named: BTreeMap<u64, ([u8; HASH], Option<i64>)>,
}

impl JournalHeads {
    fn agrees_with(&self, head: &NamedHead) -> bool {
        let is_of_none = head.entries == 0 && head.hash == [0; HASH];
        let was = earlier_sums::is_hash(&self.earlier, head.entries, &head.hash);
        let is = self.named.get(&head.entries).is_some_and(|(hash, _)| *hash == head.hash || was);
        is_of_none || is
    }
}

/// Compares the heads of the backups of a store and of an anchor with its journal and with each
/// other, and their signatures with the officer's key. Nothing is written; a session may be open.
///
/// # Errors
/// The journal cannot be read.
pub fn compare_heads(dir: &Path, anchor: Option<&Path>, key: Option<&Path>) -> Result<HeadReport> {
    let mut report = HeadReport::default();
    let mut heads = of_backups(dir, &mut report);
    if let Some(file) = anchor {
        match anchor_heads(file) {
            Ok(lines) => heads.extend(lines),
            Err(e) => report.notes.push(wording::anchor_unread(file, describe(&e))),
        }
    }
    if heads.is_empty() {
        return Ok(report);
    }
    heads.sort_by_key(|head| head.entries);
    report.compared = heads.len();
    let journal = walk(dir, &heads)?;
    with_the_journal(dir, &heads, &journal, &mut report);
    with_each_other(&heads, &journal, &mut report);
    with_the_key(&heads, &journal, key, &mut report);
    Ok(report)
}

fn of_backups(dir: &Path, report: &mut HeadReport) -> Vec<NamedHead> {
    let (mut heads, mut unread) = (Vec::new(), Vec::new());
    for file in paths::backups(dir) {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match backup_head::read(&file) {
            Some(head) => heads.push(NamedHead {
                name: format!("the backup {name}"),
                file: Some(file),
                entries: head.entries,
                hash: head.hash,
                signature: head.signature,
            }),
            None => unread.push(name),
        }
    }
    report.notes.extend(wording::unread(&unread));
    heads
}

/// Walks the journal to the end of its last whole entry.
fn walk(dir: &Path, heads: &[NamedHead]) -> Result<JournalHeads> {
    let path = dir.join("journal");
    let unreadable = |e: io::Error| {
        Error::io(format!("{} cannot be read: {}.", path.display(), describe(&e)), e)
    };
    let mut file = File::open(&path).map_err(unreadable)?;
    file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).map_err(unreadable)?;
    let from = BufReader::with_capacity(1 << 18, file);
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    let mut named = BTreeMap::new();
    while reader.step().map_err(unreadable)? == ChainStep::Entry {
        let mark = reader.mark();
        if heads.iter().any(|head| head.entries == mark.seq) {
            let saved = journal::saved_ms(reader.payload());
            named.insert(mark.seq, (mark.hash, saved));
        }
    }
    Ok(JournalHeads { end: reader.mark().seq, earlier: earlier_sums::read(dir), named })
}

/// Says where the journal and a head part, and which of them holds more. What an officer has
/// accepted as superseded is worth knowing still: whoever rewrites a store can accept it too.
fn with_the_journal(
    dir: &Path,
    heads: &[NamedHead],
    journal: &JournalHeads,
    report: &mut HeadReport,
) {
    let accepted = accepted(dir);
    let store = HistorySource::Store(dir.to_owned());
    let mut agreed = 0;
    for head in heads {
        if journal.agrees_with(head) {
            agreed = head.entries;
            continue;
        }
        let common = head
            .file
            .as_ref()
            .and_then(|file| common_part(&store, &HistorySource::Backup(file.clone())).ok());
        let words = wording::disagrees(head, journal.end, agreed, common);
        // An anchor is out of the reach of whoever may have accepted: it is never silenced.
        if head.file.is_some() && accepted.contains(&(head.entries, head.hash)) {
            report.notes.push(wording::accepted(&words));
        } else {
            report.faults.push(words);
        }
    }
}

/// Says where backups part from each other that the journal does not agree with. Those that it
/// agrees with are parts of one history.
fn with_each_other(heads: &[NamedHead], journal: &JournalHeads, report: &mut HeadReport) {
    let others: Vec<(&NamedHead, &PathBuf)> = heads
        .iter()
        .filter(|head| !journal.agrees_with(head))
        .filter_map(|head| Some((head, head.file.as_ref()?)))
        .collect();
    let Some(((longest, file), rest)) = others.split_last() else { return };
    let longest_source = HistorySource::Backup((*file).clone());
    for (head, file) in rest {
        let common = common_part(&HistorySource::Backup((*file).clone()), &longest_source);
        if let Some(at) = common.ok().and_then(CommonPart::parts_at) {
            report.faults.push(wording::backups_part(head, longest, at));
        }
    }
}

/// Holds every signature to its head and to the officer's key, and says which heads have none.
fn with_the_key(
    heads: &[NamedHead],
    journal: &JournalHeads,
    file: Option<&Path>,
    report: &mut HeadReport,
) {
    let keys = file.and_then(|file| match HeadKeys::read(file) {
        Ok(keys) => keys,
        Err(error) => {
            report.notes.push(error.to_string());
            None
        }
    });
    let (mut unsigned, mut is_unproved) = (Vec::new(), false);
    let mut by_others: BTreeMap<[u8; HASH], Vec<&str>> = BTreeMap::new();
    for head in heads {
        let Some(signature) = &head.signature else {
            let saved = journal.named.get(&head.entries).and_then(|(_, saved)| *saved);
            let since = keys.as_ref().and_then(|keys| keys.since_ms);
            match (since, saved, file) {
                (Some(since), Some(saved), Some(file)) if saved > since => {
                    report.faults.push(wording::no_longer_signed(head, file, since));
                }
                _ => unsigned.push(head.name.as_str()),
            }
            continue;
        };
        if !signature.holds(head.entries, &head.hash) {
            report.faults.push(wording::bad_signature(head));
            continue;
        }
        match &keys {
            Some(keys) if keys.trusts(&signature.by) => report.signed += 1,
            Some(_) => by_others.entry(signature.by).or_default().push(&head.name),
            None => is_unproved = true,
        }
    }
    if let Some(file) = file {
        let words =
            |(key, names): (&[u8; HASH], &Vec<&str>)| wording::another_key(names, key, file);
        report.faults.extend(by_others.iter().map(words));
    }
    report.notes.extend(wording::unsigned(&unsigned));
    if is_unproved {
        report.notes.push(wording::no_key(file));
    }
}
