//! Suggestions from earlier cases of the same child and from transfer files. Nothing is stored
//! here.

use chrono::NaiveDate;

use crate::documents::ctf;
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, SamePupil};
use crate::domain::prefill::last_used::{SchoolAnswers, add_answers, are_all_known, schools_of};
use crate::domain::prefill::{Source, earlier_case};
use crate::error::{Error, Faults, Result};
use crate::service::{Service, ViewerService};

/// How many of the newest cases are looked through for answers about a school: what was answered
/// longer ago is seldom still so.
const NEWEST: usize = 500;
/// How many cases of the same schools are read for them.
const READ: usize = 8;

impl Service {
    /// Returns the cases that may be about this child, each with what speaks for it, in the order
    /// of references.
    ///
    /// # Errors
    /// A sentence where the lines cannot be read.
    pub fn same_child(&self, child: &Pupil) -> Result<Vec<(CaseRef, SamePupil)>> {
        let mut found = Vec::new();
        self.each_seen_line(|line| {
            found.extend(child.same_as(&line.pupil()).map(|why| (line.id, why)));
        })?;
        Ok(found)
    }

    /// Returns what every other case of the same child offers, the latest case first.
    ///
    /// Answers [`Request::EarlierCases`](crate::api::Request::EarlierCases).
    ///
    /// # Errors
    /// Where a case cannot be read.
    pub fn earlier_cases(&self, id: CaseRef) -> Result<Vec<Source>> {
        let later = self.load(id)?;
        let child = Pupil::from_case(&later);
        let found: Vec<_> = self
            .same_child(&child)?
            .into_iter()
            .rev()
            .filter(|(other, _)| *other != id)
            .take(20)
            .collect();
        let mut sources = Vec::new();
        for (other, why) in found {
            sources.push(earlier_case::offers(&self.load(other)?, &later, why.label(), &|id| {
                self.school_name(id)
            }));
        }
        Ok(sources)
    }

    /// Returns what the pupils of a transfer file offer to a case: the one that is this child, else
    /// each. Nothing is stored.
    ///
    /// Answers [`Request::Transfer`](crate::api::Request::Transfer).
    ///
    /// # Errors
    /// Every fault of the file, or that no pupil of it is the child of this case.
    pub fn transfer(&self, id: CaseRef, on: NaiveDate, file: &[u8]) -> Result<Vec<Source>> {
        let case = self.load(id)?;
        let file = ctf::parse(file, on)
            .map_err(|faults| Error::input(Faults::from(faults).to_lines().join(" ")))?;
        let child = Pupil::from_case(&case);
        let mut pupils = file.pupils;
        // Those who are this child for sure, else those who may be: never one of several by chance.
        let why = pupils.iter().filter_map(|p| child.same_as(&p.child)).min();
        if let Some(best) = why {
            pupils.retain(|p| child.same_as(&p.child) == Some(best));
        }
        if let [only] = pupils.as_slice()
            && let Some(says) = only.child.is_not(&case)
        {
            return Err(Error::conflict(says));
        }
        for pupil in &mut pupils {
            pupil.from = if file.written.is_empty() {
                "transfer file".into()
            } else {
                format!("transfer file of {}", file.written)
            };
            pupil.notes.splice(0..0, file.notes.iter().cloned());
        }
        pupils.retain(|p| p.child.is_not(&case).is_none());
        if pupils.is_empty() {
            return Err(Error::conflict(format!("No pupil of the file is the child of {id}."))
                .with_hint("Choose another file or case."));
        }
        Ok(pupils)
    }
}

impl ViewerService<'_> {
    /// Returns what the newest cases of the same schools answer about their staff. Of what was
    /// answered differently the newest case counts.
    ///
    /// Answers [`Request::SchoolAnswers`](crate::api::Request::SchoolAnswers).
    ///
    /// # Errors
    /// Where a case cannot be read.
    pub fn school_answers(&self, id: CaseRef) -> Result<SchoolAnswers> {
        let case = self.load(id)?;
        let [home, host] = schools_of(&case);
        let mut answers = SchoolAnswers::new();
        let mut read = 0;
        for other in self.cases()?.into_iter().rev().filter(|other| *other != id).take(NEWEST) {
            if read == READ || are_all_known(&answers, &case) {
                break;
            }
            let line = self.line(other)?;
            let is_same = |own: &str, theirs: &str| !own.is_empty() && own == theirs;
            if is_same(home, &line.home) || is_same(host, &line.host) {
                read += 1;
                add_answers(&mut answers, &case, &self.load(other)?);
            }
        }
        Ok(answers)
    }
}
