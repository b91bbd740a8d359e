//! Builds the plan of an import, pupil by pupil.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::registers::fault::{RegisterFault, RegisterFaults};
use crate::documents::registers::matches::{PupilMatch, describe};
use crate::documents::registers::plan::ImportPlan;
use crate::documents::registers::sheet::{MarkEntry, RegisterSheet};
use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::{Registers, correct};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, Session, Side};
use crate::domain::upn;

/// What an import is told beside its file.
#[derive(Clone, Copy)]
pub struct PupilTake<'a> {
    /// Whose register it is.
    pub side: Side,
    /// The day of the import: no mark may lie after it.
    pub today: NaiveDate,
    /// Which pupils that are known by name and day of birth only are taken: by their place in the
    /// file, and whether the name is only near.
    pub named: &'a dyn Fn(usize, bool) -> bool,
}

/// Builds an [`ImportPlan`] pupil by pupil, so that the caller can report progress.
pub struct Planning<'a> {
    sheet: &'a RegisterSheet,
    take: PupilTake<'a>,
    edits: BTreeMap<CaseRef, Vec<Edit>>,
    plan: ImportPlan,
    faults: RegisterFaults,
}

impl<'a> Planning<'a> {
    /// Begins a plan.
    pub fn new(sheet: &'a RegisterSheet, take: PupilTake<'a>) -> Planning<'a> {
        Planning {
            sheet,
            take,
            edits: BTreeMap::new(),
            plan: ImportPlan::default(),
            faults: RegisterFaults::default(),
        }
    }

    /// Takes the marks of one pupil into the cases it was matched with, in which `registers` stand
    /// in the same order.
    pub fn pupil(&mut self, at: usize, found: &PupilMatch, registers: &[Registers]) {
        let Some(pupil) = self.sheet.pupils.get(at) else { return };
        if pupil.entries.is_empty() {
            return;
        }
        match found {
            PupilMatch::Sure(_) => {}
            PupilMatch::Name(_) if (self.take.named)(at, false) => {}
            PupilMatch::Near(_) if (self.take.named)(at, true) => {}
            PupilMatch::Near(ids) => {
                let ids: Vec<String> = ids.iter().take(3).map(ToString::to_string).collect();
                let perhaps = format!("{}, perhaps of {}", describe(pupil), ids.join(" or "));
                return self.plan.strangers.push(perhaps);
            }
            PupilMatch::Name(_) | PupilMatch::Nobody => {
                return self.plan.strangers.push(describe(pupil));
            }
        }
        if upn::is_temporary(&pupil.upn) {
            self.plan.temporary.push(format!("{}, {}", pupil.upn, describe(pupil)));
        }
        if registers.iter().all(|r| r.first.is_none()) {
            let place = FilePlace::Pupil { line: pupil.line, name: describe(pupil) };
            let case = registers.first().map(|r| r.case.id);
            self.faults.push(place, RegisterFault::NoFirstDay(case));
            return;
        }
        let mut seen: HashMap<Session, &'static AttendanceCode> = HashMap::new();
        for entry in &pupil.entries {
            if let Some(before) = seen.insert(entry.session, entry.code) {
                if before != entry.code {
                    let (before, after) = (before.code, entry.code.code);
                    let session = session(entry.session);
                    self.fault(entry, RegisterFault::Twice { session, before, after });
                }
                continue;
            }
            if let Some(r) =
                registers.iter().find(|r| r.is_within(entry.session.0)).or(registers.last())
            {
                self.entry(entry, r);
            }
        }
    }

    fn entry(&mut self, entry: &MarkEntry, registers: &Registers) {
        let (case, side, code) = (registers.case, self.take.side, entry.code);
        if says_nothing(entry, side, registers) {
            self.plan.passed += 1;
            return;
        }
        match registers.check(entry.session, side, code.code, self.take.today) {
            Err(wrong) => self.fault(entry, RegisterFault::Refused(wrong.to_string())),
            Ok(code) => match correct::mark(case, entry.session, side, Some(code.code)) {
                None => self.plan.unchanged += 1,
                Some(edit) => {
                    if side == Side::Host && code.code == "E" {
                        self.plan.suspended.push((case.id, entry.session));
                    }
                    self.edits.entry(case.id).or_default().push(edit);
                }
            },
        }
    }

    fn fault(&mut self, entry: &MarkEntry, fault: RegisterFault) {
        self.faults.push(self.sheet.place(entry), fault);
    }

    /// Ends the plan.
    ///
    /// # Errors
    /// Every fault by its place; nothing is then to be changed.
    pub fn done(mut self) -> Result<ImportPlan, RegisterFaults> {
        if self.faults.is_empty()
            && !self.sheet.is_empty()
            && self.edits.is_empty()
            && self.plan.unchanged + self.plan.passed == 0
        {
            let first = self.plan.strangers.first().cloned().unwrap_or_default();
            self.faults.push(FilePlace::Whole, RegisterFault::NoCase(first));
        }
        self.plan.changes =
            self.edits.into_iter().map(|(case, edits)| CaseChange { case, edits }).collect();
        self.faults.or(self.plan)
    }
}

/// Returns whether a mark has nothing to say here: a closure where there is no school, or the home
/// school's marks before and after.
fn says_nothing(entry: &MarkEntry, side: Side, registers: &Registers) -> bool {
    let outside = !registers.is_within(entry.session.0);
    let closed = !registers.schools.calendar(side).is_school_day(entry.session.0);
    (entry.code.class == CodeClass::Administrative && (outside || closed))
        || (outside && side == Side::Home && entry.code.code != "D")
}

fn session((day, half): Session) -> String {
    format!("{} {}", dates::show_short(day), crate::domain::attendance::timetable::half_words(half))
}
