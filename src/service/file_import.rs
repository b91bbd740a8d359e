//! Takes files in from inside a session: says first what each would change, then changes it.

use chrono::NaiveDate;

use crate::api::{ImportFile, ImportKind};
use crate::documents::ctf;
use crate::documents::jsonl;
use crate::documents::terms::{Answers, read_terms};
use crate::domain::case::doubtful;
use crate::domain::plural::pluralize;
use crate::domain::prefill::{Source, Suggestion};
use crate::error::{Error, Faults, Result};
use crate::service::kinds;
use crate::service::{Service, ViewerService};

/// The most cases of one file; more are imported outside a session, which shows how far it is.
const MAX_CASES: usize = 1_000;

impl ViewerService<'_> {
    /// Returns what a file would change, in words with their sum, and changes it where that sum was
    /// agreed to. Pupils are asked for by [`Service::pupils_of`].
    ///
    /// Answers [`Request::Import`](crate::api::Request::Import).
    ///
    /// # Errors
    /// Every fault of the file, or why it cannot be stored; nothing is then changed.
    pub fn import_file(
        &mut self,
        file: &ImportFile,
        on: NaiveDate,
        agreed: Option<u32>,
    ) -> Result<(String, u32)> {
        match file.kind {
            ImportKind::Terms => self.import_term_file(file, agreed),
            ImportKind::Cases => self.import_case_file(&file.bytes.0, on, agreed),
            ImportKind::Sheet | ImportKind::Rows(_) => {
                Err(Error::input("A sheet is asked about first. Import it again."))
            }
            ImportKind::Pupil => {
                Err(Error::input("A transfer file opens a case; choose the pupil first."))
            }
        }
    }

    fn import_term_file(
        &mut self,
        file: &ImportFile,
        agreed: Option<u32>,
    ) -> Result<(String, u32)> {
        let read = read_terms(&file.school, &file.bytes.0, &Answers::default())
            .map_err(|faults| refused(Faults::from(faults)))?;
        if let Some(first) = read.reading.doubtful.first() {
            return Err(Error::input(format!(
                "Some events may or may not close the school, the first {} (\"{}\"). Import the file with: offsite import terms FILE. It asks about each.",
                first.place.to_lowercase(),
                first.what
            )));
        }
        let plan = self.plan_terms(read.schools)?;
        let said = format!("term dates of {}", pluralize(plan.items.len(), "school"));
        // The terms that they take the place of are agreed to as well.
        let mut stands = vec![said.clone()];
        for (school, _) in &plan.items {
            stands.push(format!("{school}: {:?}", self.store.item(kinds::TERMS, school)?));
        }
        let sum = preview_sum(&stands);
        if is_agreed(agreed, sum)? {
            self.import_items(kinds::TERMS, plan.items)?;
        }
        Ok((said, sum))
    }

    fn import_case_file(
        &mut self,
        bytes: &[u8],
        on: NaiveDate,
        agreed: Option<u32>,
    ) -> Result<(String, u32)> {
        let text = std::str::from_utf8(bytes)
            .map_err(|cause| Error::input("The file is not UTF-8 text.").with_source(cause))?;
        let cases = jsonl::parse(text).map_err(|faults| refused(Faults::from(faults)))?;
        if cases.len() > MAX_CASES {
            return Err(Error::input(format!(
                "The file has {}. Import more than {MAX_CASES} with: offsite import cases FILE.",
                pluralize(cases.len(), "case")
            )));
        }
        for case in &cases {
            if self.has_case(case.id)? {
                return Err(Error::conflict(format!("{} is in your records already.", case.id)));
            }
            if let Some(day) = doubtful::days(case, on).iter().find(|day| day.is_refused) {
                return Err(Error::input(format!("{}: {}", case.id, day.message)));
            }
        }
        let said = pluralize(cases.len(), "case");
        let sum = crc32fast::hash(bytes);
        if is_agreed(agreed, sum)? {
            self.import_cases(&cases)?;
        }
        Ok((said, sum))
    }
}

impl Service {
    /// Returns the pupils of a transfer file with what each offers to a new case; what has to be
    /// checked first is left out.
    ///
    /// Answers [`Request::Pupils`](crate::api::Request::Pupils).
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn pupils_of(&self, file: &[u8], on: NaiveDate) -> Result<Vec<Source>> {
        let read = ctf::parse(file, on).map_err(|faults| refused(Faults::from(faults)))?;
        let mut pupils = read.pupils;
        for pupil in &mut pupils {
            let sure = std::mem::take(&mut pupil.offers).into_iter();
            let sure = sure.filter(|o| o.check.is_empty()).map(Suggestion::without_asked);
            pupil.offers = sure.collect();
        }
        Ok(pupils)
    }
}

/// Returns a check sum of the lines of a preview.
pub(super) fn preview_sum(lines: &[String]) -> u32 {
    crc32fast::hash(lines.join("\n").as_bytes())
}

/// Returns whether a preview was agreed to; false where nobody has seen it yet.
///
/// # Errors
/// Another one was agreed to than the records give now.
pub(super) fn is_agreed(agreed: Option<u32>, sum: u32) -> Result<bool> {
    match agreed {
        None => Ok(false),
        Some(seen) if seen == sum => Ok(true),
        Some(_) => Err(Error::conflict(
            "The records have changed since you saw what this import would do. Nothing was imported.",
        )
        .with_hint("Import the file again, and look at what it would do now.")),
    }
}

fn refused(faults: Faults) -> Error {
    Error::input(format!("Nothing was imported. {}", faults.to_lines().join(" ")))
}
