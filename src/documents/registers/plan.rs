//! Works out what a register file would change: whose marks they are, which are new, which are
//! refused.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::documents::all_or_nothing;
use crate::documents::registers::read::{MarkEntry, RegisterPupil, RegisterSheet};
use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::{Registers, correct};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::pupil::{Pupil, PupilIndex, SamePupil};
use crate::domain::case::{CaseRef, Session, Side};
use crate::domain::plural::pluralize;
use crate::domain::value;

/// How a pupil of a file was found among the cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PupilMatch {
    /// By UPN: a case, and a later one of the same pupil where there is one.
    Sure(Vec<CaseRef>),
    /// By name and day of birth only: to be asked.
    Name(Vec<CaseRef>),
    /// By a name that is near, or by the name alone: to be asked, and never taken unasked.
    Near(Vec<CaseRef>),
    Nobody,
}

/// Finds whose marks they are: by UPN, then by name and day of birth.
pub fn matches(sheet: &RegisterSheet, known: &PupilIndex<CaseRef>) -> Vec<PupilMatch> {
    let find = |pupil: &RegisterPupil| {
        let found = known.find(&Pupil {
            upn: pupil.upn.clone(),
            former: Vec::new(),
            name: pupil.name.clone(),
            born: pupil.born,
        });
        let of = |fits: fn(SamePupil) -> bool| -> Vec<CaseRef> {
            found.iter().filter(|(_, why)| fits(*why)).map(|(id, _)| *id).collect()
        };
        let (sure, named) = (of(SamePupil::is_sure), of(|why| why == SamePupil::NameAndBirth));
        match (sure.is_empty(), named.is_empty(), found.is_empty()) {
            (false, ..) => PupilMatch::Sure(sure),
            (true, false, _) => PupilMatch::Name(named),
            (true, true, false) => PupilMatch::Near(of(|_| true)),
            (true, true, true) => PupilMatch::Nobody,
        }
    };
    sheet.pupils.iter().map(find).collect()
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportPlan {
    /// New and changed marks, by case.
    pub changes: Vec<CaseChange>,
    /// Marks that stand already.
    pub unchanged: usize,
    /// Marks that say nothing of the direction: the home school's own before and after it, planned
    /// closures on days without school.
    pub passed: usize,
    /// Pupils of the file that have no case, as the file names them.
    pub strangers: Vec<String>,
    /// Sessions newly marked as suspended by the host (P-RV9).
    pub suspended: Vec<(CaseRef, Session)>,
}

impl ImportPlan {
    /// Returns how many marks are new, and how many change a mark that stands.
    pub fn counts(&self) -> (usize, usize) {
        let edits = self.changes.iter().map(|c| c.edits.len()).sum::<usize>();
        let corrected = self.changes.iter().map(|c| correct::corrections(&c.edits)).sum();
        (edits - corrected, corrected)
    }

    /// Returns one sentence of what would change.
    pub fn says(&self) -> String {
        let (new, corrected) = self.counts();
        let mut says = match (new, corrected) {
            (0, 0) => "Nothing would change".to_owned(),
            (n, 0) => format!("{n} new {} in {}", marks(n), pluralize(self.changes.len(), "case")),
            (n, c) => format!(
                "{n} new {} and {c} corrected in {}",
                marks(n),
                pluralize(self.changes.len(), "case")
            ),
        };
        if self.unchanged > 0 {
            says += &format!(", {} stand already", self.unchanged);
        }
        if self.passed > 0 {
            says += &format!(", {} outside the direction or on closed days left out", self.passed);
        }
        if !self.strangers.is_empty() {
            says += &format!(
                ", {} of the file without a case here left out",
                pluralize(self.strangers.len(), "pupil")
            );
        }
        says + "."
    }
}

fn marks(n: usize) -> &'static str {
    if n == 1 { "mark" } else { "marks" }
}

/// What an import is told beside its file.
#[derive(Clone, Copy)]
pub struct PupilTake<'a> {
    /// Whose register it is.
    pub side: Side,
    pub today: NaiveDate,
    /// Which pupils that are known by name and day of birth only are taken: by their place in the
    /// file, and whether the name is only near.
    pub named: &'a dyn Fn(usize, bool) -> bool,
}

/// A plan in the making, a pupil at a time, so that whoever reads the cases can say how far it is.
pub struct Planning<'a> {
    sheet: &'a RegisterSheet,
    take: PupilTake<'a>,
    edits: BTreeMap<CaseRef, Vec<Edit>>,
    plan: ImportPlan,
    faults: Vec<String>,
}

impl<'a> Planning<'a> {
    /// Begins a plan.
    pub fn new(sheet: &'a RegisterSheet, take: PupilTake<'a>) -> Planning<'a> {
        Planning {
            sheet,
            take,
            edits: BTreeMap::new(),
            plan: ImportPlan::default(),
            faults: Vec::new(),
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
        if registers.iter().all(|r| r.first.is_none()) {
            self.faults.push(format!(
                "{}: {} has no first day at the host yet. Record it, then import again.",
                describe(pupil),
                registers.first().map_or_else(String::new, |r| r.case.id.to_string())
            ));
            return;
        }
        let mut seen: HashMap<Session, &'static AttendanceCode> = HashMap::new();
        for entry in &pupil.entries {
            if let Some(before) = seen.insert(entry.session, entry.code) {
                if before != entry.code {
                    let words = format!(
                        "{} stands in the file twice, as {} and as {}.",
                        session(entry.session),
                        before.code,
                        entry.code.code
                    );
                    self.fault(entry, &words);
                }
                continue;
            }
            if let Some(r) =
                registers.iter().find(|r| r.within(entry.session.0)).or(registers.last())
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
            Err(error) => self.fault(entry, &error.to_string()),
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

    fn fault(&mut self, entry: &MarkEntry, words: &str) {
        self.faults.push(format!("{}: {words}", self.sheet.place(entry)));
    }

    /// Ends the plan.
    ///
    /// # Errors
    /// Every fault by its place; nothing is then to be changed.
    pub fn done(mut self) -> Result<ImportPlan, Vec<String>> {
        if self.faults.is_empty()
            && !self.sheet.is_empty()
            && self.edits.is_empty()
            && self.plan.unchanged + self.plan.passed == 0
        {
            let first = self.plan.strangers.first().cloned().unwrap_or_default();
            self.faults.push(format!("No pupil of the file has a case here ({first}). Check the UPNs, or choose another file."));
        }
        self.plan.changes =
            self.edits.into_iter().map(|(case, edits)| CaseChange { case, edits }).collect();
        all_or_nothing(self.plan, self.faults)
    }
}

/// Returns whether a mark has nothing to say here: a closure where there is no school, or the home
/// school's marks before and after.
fn says_nothing(entry: &MarkEntry, side: Side, registers: &Registers) -> bool {
    let outside = !registers.within(entry.session.0);
    let closed = !registers.schools.of(side).is_school_day(entry.session.0);
    (entry.code.class == CodeClass::Administrative && (outside || closed))
        || (outside && side == Side::Home && entry.code.code != "D")
}

/// Returns a pupil as the file names them: `Zoë Ashworth, born 12/03/2013 (line 4)`.
pub fn describe(pupil: &RegisterPupil) -> String {
    let name = match (pupil.name.as_str(), pupil.upn.as_str()) {
        ("", "") => "a pupil whom the file does not name",
        ("", upn) => upn,
        (name, _) => name,
    };
    let born = pupil.born.map(|d| format!(", born {}", dates::format(d))).unwrap_or_default();
    let name = value::text(name).as_text().chars().take(60).collect::<String>();
    format!("{name}{born} (line {})", pupil.line)
}

fn session((day, half): Session) -> String {
    format!("{} {}", dates::show_short(day), crate::domain::attendance::timetable::half_words(half))
}
