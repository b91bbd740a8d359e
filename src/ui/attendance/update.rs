//! Actions of the attendance pane: typed marks, runs, selections, next fault, next pupil.

use crate::api::Request;
use crate::domain::attendance::correct::{CorrectionReason, corrections, with_reason};
use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::keymap::key::Key;
use crate::ui::App;
use crate::ui::attendance::dialog::{ReasonPrompt, Waiting};
use crate::ui::attendance::timetable::TimetableDialog;
use crate::ui::attendance::{AttendancePage, fill, other, side_word};

/// What this session knows of the officer's corrections.
#[derive(Debug, Default)]
pub(in crate::ui) struct CorrectionDefaults {
    /// The reason given last, offered again.
    pub reason: String,
    /// The officer's position, asked once.
    pub position: String,
    /// The file imported last, offered again.
    pub file: String,
}

impl App {
    /// Returns both registers of the open case.
    pub(in crate::ui) fn registers(&self) -> Option<Registers<'_>> {
        let case = self.case.as_deref()?;
        Some(Registers::new(case, BothSchools::of_case(case, &self.calendars, &self.unknown)))
    }

    /// Takes a key of the grid that is (part of) a code or of a run's number; none where it is an
    /// action.
    pub(in crate::ui) fn key_code(&mut self, key: Key) -> Option<Vec<Request>> {
        let c = key.character()?;
        if self.attendance.page != AttendancePage::Week {
            return None;
        }
        if let Some(first) = self.attendance.half_typed.take() {
            if c.is_ascii_digit() {
                return Some(self.mark(Some(&format!("{first}{c}"))));
            }
            let mut out = self.mark(Some(&first.to_string()));
            out.extend(self.on_key(key));
            return Some(out);
        }
        if let (Some(run), Some(digit)) = (self.attendance.run, c.to_digit(10)) {
            self.attendance.run = Some((run * 10 + digit as usize).min(999));
            return Some(Vec::new());
        }
        match c {
            'C' | 'J' | 'Y' => {
                self.attendance.half_typed = Some(c);
                self.say(format!("{c} and a digit, or the next mark."));
                Some(Vec::new())
            }
            '/' | '\\' | '#' | 'A'..='Z' => Some(self.mark(Some(&c.to_string()))),
            _ => None,
        }
    }

    /// Begins a run: a number is typed, then the code that fills so many sessions.
    pub(in crate::ui) fn run(&mut self) {
        self.attendance.run = Some(0);
        self.say("Fill how many sessions? Type the number, then the code.");
    }

    /// Begins or ends a selection.
    pub(in crate::ui) fn select(&mut self) {
        let here = self.attendance.here();
        self.attendance.anchor = if self.attendance.anchor.is_some() { None } else { Some(here) };
        self.say(if self.attendance.anchor.is_some() {
            "Move to the other end, then type the code."
        } else {
            "Nothing is selected."
        });
    }

    /// Sets the mark under the cursor, over the selection or over a run.
    pub(in crate::ui) fn mark(&mut self, code: Option<&str>) -> Vec<Request> {
        let count = self.desk.end_count();
        let run = self.attendance.run.take().or(count);
        if run == Some(0) {
            self.refuse("Type how many sessions first, then the code.");
            return Vec::new();
        }
        let Some(registers) = self.registers() else { return Vec::new() };
        match self.attendance.edits(&registers, code, run, self.today) {
            Ok(edits) => {
                let is_one = run.is_none() && self.attendance.anchor.take().is_none();
                // A correction is asked about first; the cursor stays on the mark meanwhile.
                if is_one && corrections(&edits) == 0 {
                    self.attendance.step(1);
                }
                self.put_marks(edits)
            }
            Err(error) => {
                self.refuse(error.to_string());
                Vec::new()
            }
        }
    }

    /// Stores marks, and asks why first where some that stand would change.
    fn put_marks(&mut self, edits: Vec<Edit>) -> Vec<Request> {
        let Some(case) = &self.case else { return Vec::new() };
        if edits.is_empty() {
            self.say("It stands there already.");
            return Vec::new();
        }
        if corrections(&edits) > 0 {
            self.ask_why(Waiting::Marks(edits));
            return Vec::new();
        }
        vec![Request::Change { change: CaseChange { case: case.id, edits }, why: None }]
    }

    /// Asks why marks that stand are changed (SI 2024/208); the last reason is offered again.
    pub(in crate::ui) fn ask_why(&mut self, waiting: Waiting) {
        let prompt = ReasonPrompt::new(waiting, &self.correcting.reason);
        self.lay(prompt);
    }

    pub(in crate::ui) fn store_reasoned(
        &mut self,
        waiting: Waiting,
        words: String,
    ) -> Vec<Request> {
        let reason = CorrectionReason {
            words,
            officer: self.who.clone(),
            position: self.correcting.position.clone(),
            date: self.today,
        };
        let edits = match waiting {
            Waiting::Register(import) => return self.take_import(*import, Some(reason)),
            Waiting::Marks(edits) => edits,
        };
        if edits.len() == 1 {
            self.attendance.step(1);
        }
        let Some(case) = &self.case else { return Vec::new() };
        match with_reason(edits, case.next_row(), &reason) {
            Ok(edits) => vec![Request::Change {
                change: CaseChange { case: case.id, edits },
                why: Some(reason.words),
            }],
            Err(error) => {
                self.refuse(error.to_string());
                Vec::new()
            }
        }
    }

    pub(in crate::ui) fn switch_side(&mut self) {
        self.attendance.side = other(self.attendance.side);
    }

    pub(in crate::ui) fn fill(&mut self) -> Vec<Request> {
        let Some(registers) = self.registers() else { return Vec::new() };
        let edits = self.attendance.fill_week(&registers, self.today);
        if edits.is_empty() {
            self.say(fill::NOTHING);
            return Vec::new();
        }
        self.put_marks(edits)
    }

    /// Moves to the next session in which the registers do not fit.
    pub(in crate::ui) fn next_fault(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let registers =
            Registers::new(&case, BothSchools::of_case(&case, &self.calendars, &self.unknown));
        match self.attendance.next_fault(&registers, self.today) {
            Some(words) => {
                self.attendance.page = AttendancePage::Week;
                self.refuse(words);
            }
            None => self.say("= both registers fit; there is no fault."),
        }
    }

    /// Shows another page of the pane, or the week again.
    pub(in crate::ui) fn page(&mut self, page: AttendancePage) {
        self.attendance.page =
            if self.attendance.page == page { AttendancePage::Week } else { page };
    }

    /// Opens another pupil of the list in this pane, on the same week.
    pub(in crate::ui) fn pupil(&mut self, by: isize) -> Vec<Request> {
        self.attendance.keep = true;
        let asks = self.step_list(by);
        if asks.is_empty() {
            self.attendance.keep = false;
            self.say("There is no other pupil that way in the list.");
        }
        asks
    }

    /// Opens the timetable in force under the cursor.
    pub(in crate::ui) fn timetable(&mut self) {
        let Some(registers) = self.registers() else { return };
        let day = self.attendance.here().0;
        let from = registers
            .first
            .filter(|first| *first > day || registers.timetables.is_empty())
            .unwrap_or(day);
        let editor = TimetableDialog::new(from, registers.week_on(from));
        self.lay(editor);
    }
}

/// Returns a correction in words: `Mon 16 Nov am, host, from / to L`.
pub(crate) fn one_correction(edit: &Edit) -> Option<String> {
    let Edit::Mark { on: (day, half), side, old: Some(old), new } = edit else { return None };
    let new = new.as_deref().unwrap_or("no mark");
    Some(format!(
        "{} {}, {}, from {old} to {new}",
        dates::show_short(*day),
        half_words(*half),
        side_word(*side)
    ))
}
