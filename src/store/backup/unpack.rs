//! Reads a backup to its end, held to its sums and to the journal's chain.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::io::{BufRead, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::store::backup::copy::{HashingCopy, create};
use crate::store::backup::key::BackupKey;
use crate::store::backup::{BackupSummary, SUMS, WITH_ITEMS_OF_CASES, encryption, is_expected};
use crate::store::backup_head::ABOUT;
use crate::store::chain::{self, ChainReader, ChainStep, HASH, JournalPos, MAGIC};
use crate::store::evidence::named::{NamedFiles, missing};
use crate::store::heads::HeadSignature;
use crate::store::hex::{is_sum, to_hex};
use crate::store::system_error::describe;
use crate::store::{Progress, backup_head};

/// The largest file besides the journal, in bytes: evidence is scans and letters.
const MAX_FILE: u64 = 1 << 30;

/// What is said of a backup that cannot be taken.
pub(super) const EARLIER: &str = "Nothing was restored; take an earlier one.";

/// Returns the error of a file that is no whole backup.
fn damaged() -> Error {
    Error::damaged("The backup is damaged or no backup of Offsite.").with_hint(EARLIER)
}

/// Returns the error of a backup that does not read on.
fn unreadable(cause: io::Error) -> Error {
    damaged().with_source(cause)
}

/// What was read of a backup so far.
struct Unpacking<'a> {
    into: Unpacked<'a>,
    summary: BackupSummary,
    /// The evidence that the journal names, and that which is there.
    named: NamedFiles,
    /// Whether the journal, and with it the evidence, is sealed.
    is_sealed: bool,
    held: BTreeSet<String>,
    /// How far the journal goes: by the first page, and by itself.
    about: Option<(u64, [u8; HASH])>,
    end: Option<(u64, [u8; HASH])>,
    sums: BTreeMap<String, String>,
    /// The list of sums, which is the last file.
    listed: Option<String>,
}

/// Where what a backup holds is written.
#[derive(Clone, Copy)]
pub(super) enum Unpacked<'a> {
    /// Nowhere: it is only read.
    Nowhere,
    /// The journal and its keys, into a folder.
    Journal(&'a Path),
    /// All of it, into a folder.
    Whole(&'a Path),
}

impl<'a> Unpacked<'a> {
    /// Returns the folder that a file is written into.
    fn folder_of(self, name: &str) -> Option<&'a Path> {
        match self {
            Unpacked::Journal(dir) if !name.contains('/') => Some(dir),
            Unpacked::Whole(dir) => Some(dir),
            Unpacked::Journal(_) | Unpacked::Nowhere => None,
        }
    }
}

/// Reads a backup from anywhere; with a folder, writes what it holds there.
///
/// # Errors
/// It is damaged or cannot be opened.
pub fn unpack(
    from: impl BufRead,
    key: &BackupKey,
    into: Option<&Path>,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    unpack_into(from, key, into.map_or(Unpacked::Nowhere, Unpacked::Whole), progress)
}

/// Reads a backup, and writes of it what is asked for.
///
/// # Errors
/// It is damaged, cannot be opened, or cannot be written out.
pub(super) fn unpack_into(
    from: impl BufRead,
    key: &BackupKey,
    into: Unpacked<'_>,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    let mut archive = tar::Archive::new(GzDecoder::new(encryption::open(from, key)?));
    let mut unpacking = Unpacking::new(into);
    for entry in archive.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        let path = entry.path().map_err(unreadable)?;
        let name = path.to_str().map(str::to_owned).ok_or_else(damaged)?;
        let is_plain = entry.header().entry_type() == tar::EntryType::Regular;
        if !is_plain || !unpacking.awaits(&name, entry.size()) {
            return Err(damaged());
        }
        if name == SUMS || name == ABOUT {
            let mut text = String::new();
            entry.by_ref().take(1 << 26).read_to_string(&mut text).map_err(unreadable)?;
            unpacking.page(name, text)?;
        } else {
            let len = entry.size();
            unpacking.file(name, len, entry, progress)?;
        }
    }
    // The end of the compression holds its checksum, and the end of the encryption the proof that
    // nothing was cut off.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(unreadable)?;
    unpacking.finish()
}

impl<'a> Unpacking<'a> {
    fn new(into: Unpacked<'a>) -> Unpacking<'a> {
        let summary = BackupSummary::default();
        Unpacking {
            into,
            summary,
            named: NamedFiles::default(),
            is_sealed: false,
            held: BTreeSet::new(),
            about: None,
            end: None,
            sums: BTreeMap::new(),
            listed: None,
        }
    }

    /// Returns whether a file of this name may come now.
    fn awaits(&self, name: &str, len: u64) -> bool {
        self.listed.is_none()
            && is_expected(name)
            && !self.sums.contains_key(name)
            && (name == "journal" || len <= MAX_FILE)
    }

    /// Takes in the first page or the list of sums.
    fn page(&mut self, name: String, text: String) -> Result<()> {
        if name == SUMS {
            self.listed = Some(text);
            return Ok(());
        }
        let first = text.lines().next();
        let format = first
            .and_then(|line| line.strip_prefix("Offsite backup, format "))
            .and_then(|n| n.parse::<u32>().ok());
        let format = format.ok_or_else(damaged)?;
        if format > WITH_ITEMS_OF_CASES {
            return Err(Error::input("The backup was written by a newer version of Offsite.")
                .with_hint("Restore it with that version."));
        }
        self.summary.has_items_of_cases = format == WITH_ITEMS_OF_CASES;
        let (entries, hash) = backup_head::parse(&text).ok_or_else(damaged)?;
        self.about = Some((entries, hash));
        self.summary.signature = HeadSignature::of_page(&text);
        if self.summary.signature.as_ref().is_some_and(|signed| !signed.holds(entries, &hash)) {
            let words =
                "The backup is damaged or was made by someone else: its signature is wrong.";
            return Err(Error::damaged(words).with_hint(EARLIER));
        }
        self.sums.insert(name, to_hex(&Sha256::digest(text.as_bytes())));
        Ok(())
    }

    /// Takes in the journal, a draft or a piece of evidence, and writes it where there is a folder.
    fn file(
        &mut self,
        name: String,
        len: u64,
        from: impl Read,
        progress: Progress<'_>,
    ) -> Result<()> {
        let file = self.into.folder_of(&name).map(|dir| create(dir, &name)).transpose()?;
        let mut copy = HashingCopy::new(from, &name, file);
        if name == "journal" {
            let (mark, is_sealed) = journal(&mut copy, len, &mut self.named, progress)
                .map_err(|error| copy.failed.take().unwrap_or(error))?;
            self.is_sealed = is_sealed;
            self.summary.entries = mark.seq;
            self.end = Some((mark.seq, mark.hash));
        }
        io::copy(&mut copy, &mut io::sink())
            .map_err(|e| copy.failed.take().unwrap_or_else(|| unreadable(e)))?;
        if let Some(file) = &copy.file {
            file.sync_all().map_err(|e| {
                Error::io(format!("{name} could not be written: {}.", describe(&e)), e)
            })?;
        }
        let sum = to_hex(&copy.hash.finalize());
        if let Some(held) = copy.held {
            self.summary.evidence += 1;
            let own = name.rsplit('/').next().unwrap_or_default();
            let is_own = if self.is_sealed { held.holds() } else { own == sum };
            if is_sum(own) && !is_own {
                return Err(Error::damaged(format!(
                    "The backup is not sound: {name} is not the file that was put there."
                ))
                .with_hint(EARLIER));
            }
            self.held.insert(own.to_owned());
        }
        self.sums.insert(name, sum);
        Ok(())
    }

    /// Holds what was read against the list of sums and the first page. One without a first page,
    /// or of another journal, was put together by somebody else.
    fn finish(mut self) -> Result<BackupSummary> {
        let found: String =
            self.sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
        let mut listed: Vec<&str> = self.listed.as_deref().ok_or_else(damaged)?.lines().collect();
        listed.sort_by_key(|l| l.get(66..).unwrap_or_default());
        let is_listed = listed == found.lines().collect::<Vec<_>>();
        if self.about.is_none()
            || self.about != self.end
            || !self.sums.contains_key("journal")
            || !is_listed
        {
            return Err(damaged());
        }
        let named = std::mem::take(&mut self.named).into_names();
        self.summary.orphans = self.held.difference(&named).count() as u64;
        let missing = named.difference(&self.held).map(|name| missing(name));
        self.summary.faults.extend(missing);
        Ok(self.summary)
    }
}

/// Reads the journal's entries and the change in each, gathers the evidence that they name, and
/// returns where it ends.
fn journal(
    from: &mut impl Read,
    len: u64,
    named: &mut NamedFiles,
    progress: Progress<'_>,
) -> Result<(JournalPos, bool)> {
    let damaged = |n: u64| {
        let words = format!("The backup is damaged: entry {n} of its journal does not read.");
        Error::damaged(words).with_hint(EARLIER)
    };
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic).map_err(|e| damaged(1).with_source(e))?;
    let is_sealed = chain::is_sealed(&magic).ok_or_else(|| {
        Error::damaged("The backup's journal is of a newer Offsite, or damaged.")
            .with_hint("Nothing was restored.")
    })?;
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    loop {
        let next = reader.mark().seq + 1;
        match reader.step().map_err(|e| damaged(next).with_source(e))? {
            ChainStep::Entry => {
                progress("Reading the backup", reader.mark().end, len);
                named
                    .take(reader.payload(), is_sealed)
                    .map_err(|e| damaged(next).with_source(e))?;
            }
            ChainStep::End => return Ok((reader.mark(), is_sealed)),
            ChainStep::Broken | ChainStep::Unchained => return Err(damaged(next)),
        }
    }
}
