//! Full verification: the journal's chain, the checksum of every record, records and lists against
//! the journal, evidence by hash, who looked, and drafts.

mod earlier;
mod fork;
mod heads;
mod records;
mod wording;

pub use crate::store::verify::heads::{HeadReport, compare_heads};

use crate::domain::plural::count;
use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::JournalPos;
use crate::store::index::SummaryFn;
use crate::store::verify::earlier::EarlierChain;
use crate::store::witness::Witnesses;
use crate::store::{Progress, Store, evidence};

/// The most faults that are told one by one.
const MAX_FAULTS: usize = 20;

/// What is said of records that could not be compared.
const LACKS_RECORDS: &str = "The records on disk are damaged or missing. Start Offsite once to rebuild them from the journal.";

/// What was looked at, and every fault as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Entries of the journal.
    pub entries: u64,
    /// Cases.
    pub cases: u64,
    /// Records and lists that were made anew and compared.
    pub records: u64,
    /// Files of evidence.
    pub evidence: u64,
    /// Everything that is wrong; the first of many where they are of one kind.
    pub faults: Vec<String>,
}

impl Store {
    /// Verifies the whole store but for the lists of cases. It takes as long as making the records
    /// anew.
    pub fn verify(&mut self, progress: Progress<'_>) -> Report {
        self.verify_by(None, progress)
    }

    /// Verifies the whole store, the lists of cases too, whose lines are made with `summarise`.
    pub fn verify_with_lists(&mut self, summarise: SummaryFn, progress: Progress<'_>) -> Report {
        self.verify_by(Some(summarise), progress)
    }

    fn verify_by(&mut self, lists: Option<SummaryFn>, progress: Progress<'_>) -> Report {
        let mut checked = None;
        let mut report = Report::default();
        self.end_background();
        let (entries, made) = self.verify_journal_and_remake(progress);
        report.entries = entries.as_ref().map_or(0, |n| *n);
        let entries_read = entries.is_ok();
        report.faults.extend(entries.err().map(|e| e.to_string()));
        if report.faults.is_empty() {
            match self.disposal_faults() {
                Ok(said) => report.faults.extend(said),
                Err(e) => report.faults.push(e.to_string()),
            }
            match made.and_then(|made| self.verify_records_and_lists(&made, lists, progress)) {
                Ok((records, of_lists)) => {
                    (report.records, report.cases) = (records.records, records.cases);
                    report.faults.extend(records.faults);
                    checked = of_lists;
                }
                Err(error) => report.faults.push(error.to_string()),
            }
            report.faults.extend(self.lacks_records.then(|| LACKS_RECORDS.to_owned()));
        }
        let is_sealed = self.journal.is_sealed();
        match evidence::hold_to_names(&self.dir, is_sealed, MAX_FAULTS, &mut report.faults) {
            Ok(n) => report.evidence = n,
            Err(e) => report.faults.push(format!("The folder of evidence could not be read: {e}.")),
        }
        let opened = self.open_all_evidence(MAX_FAULTS, &mut report.faults);
        // A journal that does not read is told above.
        report.faults.extend(opened.err().filter(|_| entries_read).map(|e| e.to_string()));
        match self.accesses() {
            Ok((_, faults)) => report.faults.extend(faults),
            Err(error) => report.faults.push(error.to_string()),
        }
        match crate::store::drafts::read_all(&self.dir, &self.keys) {
            Ok((_, 0)) => {}
            Ok((_, n)) => report.faults.push(format!(
                "{} not read. See {}.",
                count(n, "text being typed does", "texts being typed do"),
                crate::store::paths::drafts(&self.dir).display()
            )),
            Err(_) => report.faults.push("The texts being typed could not be read.".into()),
        }
        // What is wrong with the records is not told once more of their lists.
        match checked.filter(|_| report.faults.is_empty()) {
            Some(Ok(lists)) => {
                report.records += lists.entries;
                report.faults.extend(lists.faults);
            }
            Some(Err(error)) => report.faults.push(error.to_string()),
            None => {}
        }
        report
    }

    /// Reads every entry, holds it to the hash that it had before it was sealed, and returns how many
    /// there are.
    fn verify_journal(&self, progress: Progress<'_>) -> Result<u64> {
        let end = self.journal.mark();
        let mut n = 0;
        let mut notices = Vec::new();
        let mut witnesses =
            Witnesses::gather(&self.dir, None, self.anchor.as_deref(), &mut notices);
        let mut earlier = EarlierChain::of(&self.dir);
        let done = self.journal.replay_with_authors(JournalPos::ORIGIN, |mark, change, by| {
            n = mark.seq;
            witnesses.meet(mark);
            progress("Verifying the journal", mark.end, end.end);
            earlier.meet(&change, by.as_ref())
        });
        done.map_err(|error| error.with_hint(advice(&self.dir)))?;
        witnesses.agree(&self.dir, end, None)?;
        notices.into_iter().next().map_or(Ok(n), |notice| Err(Error::input(notice)))
    }
}
