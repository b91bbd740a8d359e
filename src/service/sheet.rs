//! An authority's own sheet of directions, taken in as cases: all of it in one change.

use chrono::{Datelike, NaiveDate};

use crate::api::{SheetFile, SheetPreview};
use crate::documents::reading::Reading;
use crate::documents::sheets;
use crate::documents::sheets::{KnownChild, SheetContext, SheetPlan};
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, PupilIndex, SamePupil};
use crate::domain::case::stage;
use crate::domain::plural::pluralize;
use crate::domain::sheet::SheetMapping;
use crate::error::{Error, Faults, Result};
use crate::service::file_import::{is_agreed, preview_sum};
use crate::service::kinds;
use crate::service::{Service, ViewerService};

/// The one item of that kind.
const MAPPING: &str = "mapping";

/// The most lines of each kind that a preview has.
const MAX_LINES: usize = 500;

/// So many cases are one change; more are stored in parts, which one undo takes back too.
const ONE_CHANGE: usize = 1_000;

/// Returns what is shown of a file that was read, and its check sum.
pub(super) fn shown(reading: &Reading) -> (Vec<String>, u32) {
    let lines: Vec<String> =
        std::iter::once(reading.summary()).chain(reading.lines(MAX_LINES)).collect();
    let sum = preview_sum(&lines);
    (lines, sum)
}

/// Returns the error of a file or of answers with faults.
pub(super) fn refused(faults: Faults) -> Error {
    Error::input(format!("Nothing was imported. {}", faults.to_lines().join(" ")))
}

impl Service {
    /// Returns what was answered about earlier sheets.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn sheet_mapping(&self) -> Result<SheetMapping> {
        let kept = self.store.item(kinds::SHEET, MAPPING)?;
        Ok(kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    /// Returns the same with what is answered now over it.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn sheet_mapping_with(&self, given: &SheetMapping) -> Result<SheetMapping> {
        let mut mapping = self.sheet_mapping()?;
        mapping.extend(given.clone());
        Ok(mapping)
    }

    /// Works out what a sheet would make with these answers, or what is to be answered first.
    ///
    /// # Errors
    /// Every fault of the file by its place, or a sentence where the records cannot be read.
    pub fn plan_sheet(
        &self,
        (name, bytes): (&str, &[u8]),
        mapping: &SheetMapping,
        today: NaiveDate,
    ) -> Result<SheetPlan, Faults> {
        let children = self.children().map_err(|e| Faults::from_iter([e.to_string()]))?;
        let known = |pupil: &Pupil, start: Option<NaiveDate>| self.known(&children, pupil, start);
        let first = self.store.next_ref(today.year().unsigned_abs() as u16);
        let context =
            SheetContext { name, mapping, schools: &self.schools, known: &known, first, today };
        sheets::plan(bytes, context).map_err(Faults::from)
    }

    /// Returns what a sheet would make, or what is to be answered first; of a file of rows for cases
    /// that are there, what it would fill in.
    ///
    /// Answers [`Request::ImportSheet`](crate::api::Request::ImportSheet).
    ///
    /// # Errors
    /// Every fault of the file or of the answers.
    pub fn preview_sheet(&self, file: &SheetFile, on: NaiveDate) -> Result<SheetPreview> {
        if let Some(kind) = file.rows {
            return self.preview_rows(file, kind, on);
        }
        let (plan, _) = self.plan_file(file, on)?;
        let (lines, sum) = shown(&plan.reading);
        let (open, cases) = (plan.questions.len(), plan.cases.len());
        Ok(SheetPreview { question: plan.questions.into_iter().next(), open, cases, lines, sum })
    }

    fn plan_file(&self, file: &SheetFile, on: NaiveDate) -> Result<(SheetPlan, SheetMapping)> {
        let given = SheetMapping::parse(&file.answers).map_err(refused)?;
        let mapping = self.sheet_mapping_with(&given)?;
        let plan = self.plan_sheet((&file.name, &file.bytes.0), &mapping, on).map_err(refused)?;
        Ok((plan, mapping))
    }

    /// Returns every child of a case that the viewer sees, and whether the case is open: a sheet
    /// tells nobody that a hidden case is there.
    fn children(&self) -> Result<PupilIndex<(CaseRef, bool)>> {
        let mut all = Vec::new();
        self.each_seen_line(|line| all.push(((line.id, !line.stage.is_ended()), line.pupil())))?;
        Ok(PupilIndex::new(all))
    }

    fn known(
        &self,
        children: &PupilIndex<(CaseRef, bool)>,
        pupil: &Pupil,
        start: Option<NaiveDate>,
    ) -> KnownChild {
        let found = children.find(pupil);
        let is_child = |why: SamePupil| why.is_sure() || why == SamePupil::NameAndBirth;
        let same = found.iter().find(|((id, _), why)| {
            let first = || self.load(*id).ok().and_then(|case| stage::first_day(&case));
            is_child(*why) && start.is_some() && first() == start
        });
        let open = || found.iter().find(|((_, is_open), _)| *is_open);
        match (same, open()) {
            (Some(((id, _), _)), _) => KnownChild::Same(*id),
            (None, Some(((id, _), _))) => KnownChild::Open(*id),
            (None, None) => KnownChild::None,
        }
    }
}

impl ViewerService<'_> {
    /// Opens the cases of a sheet of which nothing is to be answered any more, or fills in cases from
    /// a file of rows; returns how many there are, in words.
    ///
    /// Answers [`Request::ImportSheet`](crate::api::Request::ImportSheet).
    ///
    /// # Errors
    /// As [`ViewerService::take_sheet`], every fault of the file, and that it would now make something
    /// else than what was agreed to.
    pub fn import_sheet(&mut self, file: &SheetFile, on: NaiveDate, agreed: u32) -> Result<String> {
        if let Some(kind) = file.rows {
            return self.import_rows(file, kind, on, agreed);
        }
        let (plan, mapping) = self.plan_file(file, on)?;
        is_agreed(Some(agreed), shown(&plan.reading).1)?;
        Ok(pluralize(self.take_sheet(&plan, &mapping)?, "case"))
    }

    /// Opens the cases of a sheet, all of them so that one undo takes all of them back, and keeps
    /// what was answered for the next sheet.
    ///
    /// # Errors
    /// Where something is still to be answered, or a case cannot be stored; no case is then opened.
    pub fn take_sheet(&mut self, plan: &SheetPlan, mapping: &SheetMapping) -> Result<usize> {
        if let Some(first) = plan.questions.first() {
            return Err(Error::input(format!("No changes made. {}", first.question)));
        }
        self.keep_answers(mapping)?;
        if plan.cases.len() <= ONE_CHANGE {
            self.import_cases(&plan.cases)?;
        } else {
            let mut all = plan.cases.iter().cloned().map(Ok);
            self.import_many(&mut all, &mut |_, _, _| {})?;
        }
        Ok(plan.cases.len())
    }

    /// Keeps what was answered about columns and words for the next file.
    pub(super) fn keep_answers(&mut self, mapping: &SheetMapping) -> Result<()> {
        let kept = self.sheet_mapping_with(&mapping.clone().kept())?;
        let json = serde_json::to_string(&kept)
            .map_err(|e| Error::input("The answers could not be saved.").with_source(e))?;
        if !kept.is_empty() {
            self.import_items(kinds::SHEET, vec![(MAPPING.to_owned(), json)])?;
        }
        Ok(())
    }
}
