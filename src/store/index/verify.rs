//! Holds the whole index against the records.

use crate::domain::case::Case;
use crate::domain::case::stage::Stage;
use crate::domain::list::full_text;
use crate::domain::list::summary::Summary;
use crate::domain::plural::count;
use crate::error::Result;
use crate::store::index::order::places;
use crate::store::index::{COUNT_ALL, COUNT_RUNNING, SummaryFn};
use crate::store::{Store, keys};

/// What was compared so far, and what was wrong.
#[derive(Default)]
struct IndexCheck {
    entries: usize,
    cases: u64,
    running: u64,
    faults: Vec<String>,
}

impl IndexCheck {
    /// Holds what stands of one case against what follows from it.
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
        Ok(())
    }
}

impl Store {
    /// Derives the whole index from the records once more and returns how many of its entries were
    /// compared, and every fault as a sentence.
    ///
    /// # Errors
    /// Records or index cannot be read.
    pub fn verify_index(
        &self,
        summarise: SummaryFn,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<(usize, Vec<String>)> {
        let mut check = IndexCheck::default();
        let ids = self.cases_under(b"c")?;
        for (i, id) in ids.iter().enumerate() {
            let Some((case, touched)) = self.case_and_time(*id)? else { continue };
            check.case(self, &case, &summarise(&case, touched))?;
            if (i + 1) % 500 == 0 || i + 1 == ids.len() {
                on_progress(i + 1, ids.len());
            }
        }
        let IndexCheck { entries, cases, running, mut faults } = check;
        if (self.meta(COUNT_ALL)?, self.meta(COUNT_RUNNING)?) != (cases, running) {
            faults.push("The counts of the list of cases are wrong.".into());
        }
        // What is there besides belongs to no case.
        let mut there = 0;
        for prefix in [b"s", b"w", b"x", b"y"] {
            for entry in self.scan_raw(prefix) {
                entry?;
                there += 1;
            }
        }
        if there != entries {
            faults.push(format!(
                "The list of cases has {}, and {entries} follow from the cases.",
                count(there, "entry", "entries")
            ));
        }
        Ok((entries, faults))
    }
}
