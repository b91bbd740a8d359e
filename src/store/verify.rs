//! Full verification: the journal's chain, the checksum of every record, records and lists against
//! the journal, evidence by hash, and drafts.

use std::fs::File;
use std::io;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::check::records_hold;
use crate::store::guard::RawScan;
use crate::store::reading::PrivateFolder;
use crate::store::witness::Witnesses;
use crate::store::{Progress, Store, drafts, keys, log, paths};

/// The most faults that are told one by one.
const MOST: usize = 20;

/// What was looked at, and every fault as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    pub entries: u64,
    pub cases: u64,
    pub records: u64,
    pub evidence: u64,
    pub faults: Vec<String>,
}

impl Store {
    /// Verifies the whole store. It takes as long as making the records anew.
    pub fn verify(&mut self, progress: Progress<'_>) -> Report {
        let mut report = Report::default();
        self.end_beside();
        let entries = self.verify_journal(progress);
        report.entries = entries.as_ref().map_or(0, |n| *n);
        report.faults.extend(entries.err().map(|e| e.to_string()));
        if report.faults.is_empty() {
            let done = self.verify_records(&mut report, progress);
            report.faults.extend(done.err().map(|e| e.to_string()));
        }
        match evidence(&self.dir.join("evidence"), &mut report.faults) {
            Ok(n) => report.evidence = n,
            Err(e) => report.faults.push(format!("The folder of evidence could not be read: {e}.")),
        }
        match drafts::read_all(&self.dir) {
            Ok((_, 0)) => {}
            Ok((_, n)) => report.faults.push(format!(
                "{n} texts being typed do not read. They stay in {}.",
                drafts::folder(&self.dir).display()
            )),
            Err(_) => report.faults.push("The texts being typed could not be read.".into()),
        }
        report
    }

    /// Reads every entry and returns how many there are.
    fn verify_journal(&self, progress: Progress<'_>) -> Result<u64> {
        let end = self.journal.mark();
        let mut n = 0;
        let mut notices = Vec::new();
        let mut witnesses =
            Witnesses::gather(&self.dir, None, self.anchor.as_deref(), &mut notices);
        let done = self.journal.replay(JournalPos::ORIGIN, |mark, _| {
            n = mark.seq;
            witnesses.meet(mark);
            progress("Verifying the journal", mark.end, end.end);
            Ok(())
        });
        done.map_err(|error| error.with_hint(paths::advice(&self.dir)))?;
        witnesses.agree(&self.dir, end, None)?;
        notices.into_iter().next().map_or(Ok(n), |notice| Err(Error::input(notice)))
    }

    /// Holds the records' sums, then makes them anew beside the old ones and compares the two.
    fn verify_records(&self, report: &mut Report, progress: Progress<'_>) -> Result<()> {
        let db = self.records()?;
        records_hold(db, &mut |n| {
            progress("Verifying the records", n, 0);
            true
        })?;
        let place = self.reading.as_ref().map_or(self.dir.as_path(), PrivateFolder::path);
        let aside = place.join("verify");
        let _ = std::fs::remove_dir_all(&aside);
        let done = self.made_anew(&aside).and_then(|second| {
            second.replay(None, progress)?;
            compare(db, second.records()?, report)
        });
        let _ = std::fs::remove_dir_all(&aside);
        done
    }

    /// Returns a store over the same journal with empty records of its own.
    fn made_anew(&self, path: &Path) -> Result<Store> {
        let refused = Error::no_space("The records could not be made anew to compare them.")
            .with_hint("Make room on the disk, then verify again.");
        let db = match crate::store::open::open_sled(path) {
            Ok(db) => db,
            Err(fault) => return Err(refused.with_source(fault)),
        };
        let journal = match self.journal.again() {
            Ok(journal) => journal,
            Err(e) => return Err(refused.with_source(e)),
        };
        Ok(Store {
            dir: self.dir.clone(),
            db: Some(db),
            file: None,
            journal,
            is_behind: false,
            check: None,
            beside: Vec::new(),
            anchor: None,
            _lock: None,
            reading: None,
        })
    }
}

fn counts(key: &[u8]) -> bool {
    keys::is_record(key) || log::is_log(key)
}

fn compare(ours: &sled::Db, made: &sled::Db, report: &mut Report) -> Result<()> {
    let next =
        |scan: &mut RawScan| scan.find(|e| e.as_ref().map_or(true, |(k, _)| counts(k))).transpose();
    let (mut left, mut right) = (RawScan::new(ours, b""), RawScan::new(made, b""));
    let (mut a, mut b) = (next(&mut left)?, next(&mut right)?);
    let mut wrong = 0;
    loop {
        let order = match (&a, &b) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((k, _)), Some((l, _))) => k.cmp(l),
        };
        let pair = if order.is_gt() { &b } else { &a };
        let key = pair.as_ref().map(|(k, _)| k.to_vec()).unwrap_or_default();
        if order.is_ne() || a != b {
            wrong += 1;
            let what = if order.is_lt() {
                "is not in the journal"
            } else if order.is_gt() {
                "is missing"
            } else {
                "differs from the journal"
            };
            if wrong <= MOST {
                report.faults.push(format!("{} {what}.", keys::describe(&key)));
            }
        }
        report.records += u64::from(!order.is_gt());
        report.cases += u64::from(!order.is_gt() && keys::case_at(&key).is_some());
        if order.is_le() {
            a = next(&mut left)?;
        }
        if order.is_ge() {
            b = next(&mut right)?;
        }
    }
    if wrong > 0 {
        report.faults.push(format!("{wrong} records are not as the journal says. Leave Offsite, move the folder sled out of the store, start again, and verify once more."));
    }
    Ok(())
}

/// Holds every file of evidence against its name, which is the SHA-256 of what it holds, and
/// returns how many there are.
fn evidence(dir: &Path, faults: &mut Vec<String>) -> io::Result<u64> {
    let entries = match std::fs::read_dir(dir) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut n = 0;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            n += evidence(&path, faults)?;
            continue;
        }
        // What was being put away when the program was killed was never acknowledged.
        if path.extension().is_some_and(|e| e == "new") {
            continue;
        }
        n += 1;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if faults.len() < MOST && !sum(&path)?.ends_with(&name) {
            faults.push(format!(
                "Evidence {} is not the file that was put there. Take it from a backup.",
                path.display()
            ));
        }
    }
    Ok(n)
}

fn sum(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    io::copy(&mut File::open(path)?, &mut HashInto(&mut hash))?;
    Ok(hash.finalize().iter().map(|b| format!("{b:02x}")).collect())
}

struct HashInto<'a>(&'a mut Sha256);

impl io::Write for HashInto<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
