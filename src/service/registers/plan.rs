//! Whose marks a register holds, and what they would change.

use crate::documents::registers;
use crate::documents::registers::{
    ImportPlan, Planning, PupilMatch, PupilTake, RegisterSheet, describe,
};
use crate::domain::attendance::Registers;
use crate::domain::attendance::intake::{Intake, PupilNamed};
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, PupilIndex};
use crate::error::{Faults, Result};
use crate::service::Service;
use crate::service::registers::PlannedImport;

/// How often a long import says how far it is, in pupils.
const PROGRESS: usize = 500;

impl Service {
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
            let ids = cases_of(found);
            if !matches!(found, PupilMatch::Sure(_) | PupilMatch::Nobody)
                && intake.named.answer(i).is_none()
            {
                questions.push((i, self.question(&describe(pupil), ids)));
            }
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
        self.each_seen_line(|line| known.push((line.id, line.pupil())))?;
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
}

/// Returns the cases that a pupil of a register may be meant by.
fn cases_of(found: &PupilMatch) -> &[CaseRef] {
    match found {
        PupilMatch::Sure(ids) | PupilMatch::Name(ids) | PupilMatch::Near(ids) => ids,
        PupilMatch::Nobody => &[],
    }
}
