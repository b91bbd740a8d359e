//! Register imports: whose marks they are, the preview, the change, and which hosts still owe
//! marks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::documents::registers;
use crate::documents::registers::{
    ImportPlan, Planning, PupilMatch, PupilTake, RegisterSheet, describe,
};
use crate::domain::attendance::chase::ChasedPupil;
use crate::domain::attendance::correct::{CorrectionReason, with_reason};
use crate::domain::attendance::intake::{AcceptedPreview, Intake, IntakePreview, PupilNamed};
use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{BothSchools, Registers, chase};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::pupil::{Pupil, PupilIndex};
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, CaseRef, Side};
use crate::domain::plural::pluralize;
use crate::error::{Error, Faults, Result};
use crate::service::Service;
use crate::store::{Change, ChangeKind, Subject};

/// The most lines of a preview; a longer one is counted by case.
const LINES_MOST: usize = 500;
/// The most pupils without a case that a preview names; a whole school's register has hundreds.
const STRANGERS_MOST: usize = 20;
/// The most lines of a preview for what was passed over.
const PASSED_MOST: usize = 30;
/// How often a long import says how far it is, in pupils.
const PROGRESS: usize = 500;

/// A file's marks as they would be stored.
pub struct PlannedImport {
    pub plan: ImportPlan,
    /// Pupils who were matched by name and day of birth and not answered for, with the question.
    pub questions: Vec<(usize, String)>,
}

/// One step of an import from the screen.
pub enum RegisterStep {
    /// What the officer looks at before anything is stored.
    Preview(IntakePreview),
    /// The marks are on disk; what was done in words.
    Stored(String),
}

impl Service {
    /// Returns the calendars of a case's two schools.
    pub fn schools_of(&self, case: &Case) -> BothSchools<'_> {
        let context = self.judge.context(case);
        BothSchools { home: context.home, host: context.host }
    }

    /// Returns the officer's name in the record.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// Shows what a register's file would change, or, once that was looked at, stores it.
    ///
    /// Answers [`Request::Register`](crate::api::Request::Register).
    ///
    /// # Errors
    /// Every fault by its place; nothing was then changed.
    pub fn register(
        &mut self,
        file: &[u8],
        intake: &Intake,
        take: Option<AcceptedPreview>,
    ) -> Result<RegisterStep, Faults> {
        let sum = crc32fast::hash(file);
        let mut how = intake.how.clone();
        how.between = Some(self.register_span(intake)?);
        let sheet = registers::parse(file, &how)?;
        let planned = self.plan_register(&sheet, intake, &mut |_, _| ())?;
        let Some(take) = take else {
            let mut preview = self.preview_register(&planned, intake.side, sum);
            preview.lines.extend(sheet.reading.without_taken().lines(PASSED_MOST));
            return Ok(RegisterStep::Preview(preview));
        };
        if take.sum != sum {
            return Err(Faults::from(Error::conflict(
                "The file changed since you looked at it. Import it again.",
            )));
        }
        Ok(RegisterStep::Stored(self.take_register(planned.plan, take.reason.as_ref())?))
    }

    /// Returns between which days a day of a register lies that does not say its year: those of
    /// the direction where it is one case's, else the year that ends today, since marks have
    /// happened.
    ///
    /// # Errors
    /// A sentence where the case cannot be read.
    pub fn register_span(&self, intake: &Intake) -> Result<(NaiveDate, NaiveDate)> {
        let year = intake.today.checked_sub_days(chrono::Days::new(364)).unwrap_or(intake.today);
        let first = match intake.case {
            None => None,
            Some(id) => self.store.case(id)?.and_then(|c| {
                Registers::new(&c, self.schools_of(&c)).first.filter(|first| *first > year)
            }),
        };
        Ok((first.unwrap_or(year), intake.today))
    }

    /// Works out what a register would change. `progress` is told how many pupils of how many are
    /// done.
    ///
    /// # Errors
    /// Every fault by its place; nothing is then to be changed.
    pub fn plan_register(
        &self,
        sheet: &RegisterSheet,
        intake: &Intake,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Result<PlannedImport, Faults> {
        let found = self.find_pupils(sheet, intake)?;
        let named = |pupil: usize, is_near: bool| match &intake.named {
            PupilNamed::All => !is_near,
            PupilNamed::Asked(answers) => answers.get(&pupil) == Some(&true),
        };
        let take = PupilTake { side: intake.side, today: intake.today, named: &named };
        let (mut planning, mut questions) = (Planning::new(sheet, take), Vec::new());
        for (i, (pupil, found)) in sheet.pupils.iter().zip(&found).enumerate() {
            if i.is_multiple_of(PROGRESS) {
                progress(i, sheet.pupils.len());
            }
            let ids: &[CaseRef] = match found {
                PupilMatch::Sure(ids) => ids,
                PupilMatch::Name(ids) => {
                    if intake.named.answer(i).is_none() {
                        questions.push((i, self.question(&describe(pupil), ids)));
                    }
                    ids
                }
                PupilMatch::Near(ids) => {
                    if intake.named.answer(i).is_none() {
                        questions.push((i, self.question(&describe(pupil), ids)));
                    }
                    ids
                }
                PupilMatch::Nobody => &[],
            };
            let mut cases = Vec::with_capacity(ids.len());
            for id in ids {
                cases.extend(self.store.case(*id)?);
            }
            let all: Vec<Registers> =
                cases.iter().map(|c| Registers::new(c, self.schools_of(c))).collect();
            planning.pupil(i, found, &all);
        }
        progress(sheet.pupils.len(), sheet.pupils.len());
        let plan = match planning.done() {
            Ok(plan) => plan,
            // Nobody is known for sure, but some are to be asked about: that is no fault yet.
            Err(_)
                if !questions.is_empty()
                    && found.iter().all(|f| !matches!(f, PupilMatch::Sure(_))) =>
            {
                ImportPlan::default()
            }
            Err(faults) => return Err(faults.into()),
        };
        Ok(PlannedImport { plan, questions })
    }

    fn find_pupils(&self, sheet: &RegisterSheet, intake: &Intake) -> Result<Vec<PupilMatch>> {
        let mut known: Vec<(CaseRef, Pupil)> = Vec::new();
        self.store.each_line(|line| known.push((line.id, line.pupil())))?;
        let mut found = registers::matches(sheet, &PupilIndex::new(known));
        if let Some(case) = intake.case {
            for (pupil, found) in sheet.pupils.iter().zip(&mut found) {
                if pupil.upn.is_empty() && pupil.name.is_empty() {
                    *found = PupilMatch::Sure(vec![case]);
                }
            }
        }
        Ok(found)
    }

    fn question(&self, pupil: &str, ids: &[CaseRef]) -> String {
        let cases: Vec<String> =
            ids.iter().map(|id| format!("{id} {}", self.name_of(*id))).collect();
        format!("The UPN is not known. Is {pupil} the pupil of {}?", cases.join(" and "))
    }

    fn name_of(&self, id: CaseRef) -> String {
        let host = |s: &crate::domain::list::summary::Summary| self.school_name(&s.host);
        self.line(id).map(|s| format!("{}, at {}", s.name, host(&s))).unwrap_or_default()
    }

    /// Returns what the officer looks at before anything is stored.
    pub fn preview_register(&self, planned: &PlannedImport, side: Side, sum: u32) -> IntakePreview {
        let (new, corrected) = planned.plan.counts();
        let lines = if new + corrected > LINES_MOST {
            self.by_case(&planned.plan)
        } else {
            self.by_mark(&planned.plan, side)
        };
        let mut says = planned.plan.says();
        let mut lines = lines;
        lines.extend(
            planned
                .plan
                .strangers
                .iter()
                .take(STRANGERS_MOST)
                .map(|pupil| format!(". no case here: {pupil}")),
        );
        if !planned.plan.suspended.is_empty() {
            says += " The host suspended a pupil: record each suspension and call an emergency review (P-RV9).";
        }
        IntakePreview { says, lines, questions: planned.questions.clone(), new, corrected, sum }
    }

    fn by_mark(&self, plan: &ImportPlan, side: Side) -> Vec<String> {
        let side = if side == Side::Home { "home" } else { "host" };
        let mut lines = Vec::new();
        for change in &plan.changes {
            let name = self.line(change.case).map(|l| l.name).unwrap_or_default();
            for edit in &change.edits {
                if let Edit::Mark { on: (day, half), old, new, .. } = edit {
                    let (old, new) = (old.as_deref().unwrap_or("·"), new.as_deref().unwrap_or("·"));
                    let when = format!("{} {}", dates::show_long(*day), half_words(*half));
                    lines.push(format!(
                        "{}  {name:<24}  {when:<19}  {side}  {old:>2} → {new}",
                        change.case
                    ));
                }
            }
        }
        lines
    }

    fn by_case(&self, plan: &ImportPlan) -> Vec<String> {
        let line = |change: &CaseChange| {
            let name = self.line(change.case).map(|l| l.name).unwrap_or_default();
            let corrected = crate::domain::attendance::correct::corrections(&change.edits);
            format!(
                "{}  {name:<24}  {} new, {corrected} corrected",
                change.case,
                change.edits.len() - corrected
            )
        };
        plan.changes.iter().map(line).collect()
    }

    /// Stores a plan: every case of it in one change, so that one undo takes it back whole.
    ///
    /// # Errors
    /// A sentence where a correction lacks its reason, or the marks cannot be stored; nothing is
    /// then changed.
    pub fn take_register(
        &mut self,
        plan: ImportPlan,
        reason: Option<&CorrectionReason>,
    ) -> Result<String> {
        let (new, corrected) = plan.counts();
        if new + corrected == 0 {
            return Ok("Nothing was changed: every mark stands already.".into());
        }
        let mut edits = Vec::with_capacity(plan.changes.len());
        for change in plan.changes {
            edits.push(Subject::Case(self.reasoned(change, reason)?));
        }
        let cases: Vec<CaseRef> = edits
            .iter()
            .filter_map(|e| if let Subject::Case(c) = e { Some(c.case) } else { None })
            .collect();
        let change = Change {
            who: self.who.clone(),
            at_ms: (self.clock)(),
            why: Some("register imported".into()),
            act: ChangeKind::Do,
            edits,
        };
        self.store_change(change)?;
        let also = if corrected > 0 { format!(", {corrected} corrected") } else { String::new() };
        Ok(format!(
            "Stored: {}{also}, in {}.",
            pluralize(new, "new mark"),
            pluralize(cases.len(), "case")
        ))
    }

    fn reasoned(
        &self,
        change: CaseChange,
        reason: Option<&CorrectionReason>,
    ) -> Result<CaseChange> {
        if crate::domain::attendance::correct::corrections(&change.edits) == 0 {
            return Ok(change);
        }
        let Some(reason) = reason else {
            return Err(Error::input("Marks that stand would be corrected.")
                .with_hint("Say why, and in which position you do so."));
        };
        let first = self.load(change.case)?.next_row();
        Ok(CaseChange { case: change.case, edits: with_reason(change.edits, first, reason)? })
    }

    /// Returns the hosts that have yet to send marks of a Monday's week, with their pupils, by the
    /// school's id.
    ///
    /// # Errors
    /// A sentence where a case cannot be read.
    pub fn chase(
        &self,
        monday: NaiveDate,
        today: NaiveDate,
    ) -> Result<BTreeMap<String, Vec<ChasedPupil>>> {
        let mut hosts: BTreeMap<String, Vec<ChasedPupil>> = BTreeMap::new();
        let mut lines = Vec::new();
        self.store.each_line(|line| {
            lines
                .extend(Some(line).filter(|s| matches!(s.stage, Stage::Running | Stage::Ended(_))));
        })?;
        for line in lines {
            let Some(case) = self.store.case(line.id)? else { continue };
            if let Some(pupil) =
                chase::missing(&Registers::new(&case, self.schools_of(&case)), monday, today)
            {
                hosts.entry(line.host.clone()).or_default().push(pupil);
            }
        }
        Ok(hosts)
    }
}
