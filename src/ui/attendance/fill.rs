//! Where a typed code goes: the session under the cursor, a selection, a run, or the rest of the
//! week.

use chrono::NaiveDate;

use crate::domain::attendance::Registers;
use crate::domain::attendance::fill::Filling;
use crate::domain::case::edit::Edit;
use crate::error::Result;
use crate::ui::attendance::AttendancePane;

impl AttendancePane {
    /// Returns the edits that a code (or none, to clear) makes: at the cursor, over the selection,
    /// or over a run of so many sessions.
    ///
    /// # Errors
    /// A sentence that says why the mark cannot stand.
    pub fn edits(
        &self,
        registers: &Registers,
        code: Option<&str>,
        run: Option<usize>,
        today: NaiveDate,
    ) -> Result<Vec<Edit>> {
        let (filling, here) = (self.filling(registers, today), self.here());
        match (run, self.anchor) {
            (Some(count), _) => filling.run(here, count, code),
            (None, Some(anchor)) => filling.between(anchor.min(here), anchor.max(here), code),
            (None, None) => Ok(filling.one(here, code)?.into_iter().collect()),
        }
    }

    /// Returns the edits that fill the unmarked sessions from the cursor to Friday.
    pub fn fill_week(&self, registers: &Registers, today: NaiveDate) -> Vec<Edit> {
        self.filling(registers, today).rest_of_week(self.here())
    }

    fn filling<'a>(&self, registers: &'a Registers<'a>, today: NaiveDate) -> Filling<'a> {
        Filling { registers, side: self.side, today }
    }

    /// Moves to the next session, after the cursor and round, that has a fault; returns its words.
    pub fn next_fault(&mut self, registers: &Registers, today: NaiveDate) -> Option<String> {
        let all = registers.all_faults(today);
        let (session, fault) =
            all.iter().find(|(s, _)| *s > self.here()).or(all.first()).copied()?;
        self.go_to(session);
        Some(fault.about().words.to_owned())
    }
}
