//! Holds the whole index against the records.

use crate::domain::case::Case;
use crate::domain::case::evidence::held;
use crate::domain::case::stage::Stage;
use crate::domain::list::full_text;
use crate::domain::list::summary::Summary;
use crate::domain::plural::count;
use crate::error::Result;
use crate::store::index::order::places;
use crate::store::index::{COUNT_ALL, COUNT_RUNNING, SummaryFn};
use crate::store::{Progress, Store, keys};

/// What was compared of the lists so far, and what was wrong.
#[derive(Default)]
pub struct ListCheck {
    /// Entries of the index.
    pub entries: u64,
    cases: u64,
    running: u64,
    /// Each a sentence.
    pub faults: Vec<String>,
}

impl ListCheck {
    /// Holds what stands of one case against what follows from it: its line, its places, its words
    /// and its evidence.
    fn case(&mut self, store: &Store, case: &Case, line: &Summary) -> Result<()> {
        let id = case.id;
        if store.line(id)?.as_ref() != Some(line) {
            self.faults.push(format!(
                "The line of {id} in the list of cases is not what follows from the case."
            ));
        }
        for (place, late) in places(line) {
            self.entries += 1;
            if store.get(&place)?.as_deref() != Some(&late[..]) {
                self.faults.push(format!("{id} is missing from an order of the list of cases."));
            }
        }
        self.cases += 1;
        self.running += u64::from(line.stage == Stage::Running);
        if store.get(&keys::of_case(b'w', id))?.as_deref() != Some(&full_text::signature(case)[..])
        {
            self.faults.push(format!(
                "The words of {id} for the text search are not what follows from the case."
            ));
        }
        // Its line and its words.
        self.entries += 2;
        let lost = held(case).into_iter().filter(|file| !store.has_evidence(id, &file.sha256));
        self.faults.extend(lost.map(|file| {
            let row = file.row;
            format!("{id}: the evidence file {row} is missing. Restore it from a backup.")
        }));
        Ok(())
    }
}

impl Store {
    /// Derives the whole index from the records once more, and returns how many of its entries were
    /// compared, and every fault as a sentence; evidence that cases name and that is not there too.
    ///
    /// # Errors
    /// Records or index cannot be read.
    pub fn verify_index(&self, summarise: SummaryFn, progress: Progress<'_>) -> Result<ListCheck> {
        let mut check = ListCheck::default();
        let ids = self.cases_under(b"c")?;
        for (i, id) in ids.iter().enumerate() {
            let Some((case, touched)) = self.case_and_time(*id)? else { continue };
            check.case(self, &case, &summarise(&case, touched))?;
            if (i + 1) % 500 == 0 || i + 1 == ids.len() {
                progress("Verifying the lists", i as u64 + 1, ids.len() as u64);
            }
        }
        let ListCheck { entries, cases, running, .. } = check;
        if (self.meta(COUNT_ALL)?, self.meta(COUNT_RUNNING)?) != (cases, running) {
            check.faults.push("The counts of the list of cases are wrong.".into());
        }
        // What is there besides belongs to no case.
        let mut there = 0u64;
        for prefix in [b"s", b"w", b"x", b"y"] {
            for entry in self.scan_raw(prefix) {
                entry?;
                there += 1;
            }
        }
        if there != entries {
            check.faults.push(format!(
                "The list of cases has {}, and {entries} follow from the cases.",
                count(there, "entry", "entries")
            ));
        }
        Ok(check)
    }
}
