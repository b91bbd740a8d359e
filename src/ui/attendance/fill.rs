//! The edits that a typed code makes: one session, a run, a selection, or the rest of the week.

use chrono::NaiveDate;

use crate::domain::attendance::correct::mark;
use crate::domain::attendance::{ExpectedAt, Registers, codes};
use crate::domain::case::edit::Edit;
use crate::domain::case::{Half, Session, Side};
use crate::error::{Error, Result};
use crate::ui::attendance::AttendancePane;

/// What is said where the rest of the week has nothing to fill.
pub(super) const NOTHING: &str =
    "Nothing to fill: no session from here to Friday that has come, is expected and is not marked.";
/// The most days that a run walks to find its sessions.
const RUN_DAYS: usize = 500;

impl AttendancePane {
    /// Returns the edits that a code (or none, to clear) makes: at the cursor, over the selection,
    /// or over a run of so many sessions. A run and a selection take the sessions in which that
    /// school expects the pupil; for D, those in which the other does.
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
        if run.is_none() && self.anchor.is_none() {
            return self
                .one(registers, self.here(), code, today)
                .map(|edit| edit.into_iter().collect());
        }
        let fits = |session: &Session| match code {
            None => registers.marks(*session).side(self.side).is_some(),
            Some(code) => {
                self.is_due(registers, *session, code)
                    && registers.check(*session, self.side, code, today).is_ok()
            }
        };
        let sessions: Vec<Session> = match run {
            Some(count) => self.onward().filter(fits).take(count).collect(),
            None => self.selected().filter(fits).collect(),
        };
        if sessions.is_empty() {
            if let Some(code) = code {
                registers.check(self.here(), self.side, code, today)?;
            }
            return Err(Error::input(match code {
                Some("D") => {
                    "Nothing to fill: the other school expects the pupil in none of these sessions."
                }
                Some(_) => {
                    "Nothing to fill: this school expects the pupil in none of these sessions."
                }
                None => "Nothing to clear: none of these sessions is marked.",
            }));
        }
        let mut edits = Vec::new();
        for session in sessions {
            edits.extend(self.one(registers, session, code, today)?);
        }
        Ok(edits)
    }

    fn one(
        &self,
        registers: &Registers,
        on: Session,
        code: Option<&str>,
        today: NaiveDate,
    ) -> Result<Option<Edit>> {
        let new = code.map(|code| registers.check(on, self.side, code, today)).transpose()?;
        Ok(mark(registers.case, on, self.side, new.map(|c| c.code)))
    }

    /// Returns whether a run of this code takes a session.
    fn is_due(&self, registers: &Registers, session: Session, code: &str) -> bool {
        let (own, other) = match self.side {
            Side::Home => (ExpectedAt::Home, ExpectedAt::Host),
            Side::Host => (ExpectedAt::Host, ExpectedAt::Home),
        };
        match registers.place(session) {
            place if code == "D" => place == other,
            // Where the host is no school, the home register marks every session with what happened
            // there.
            place if self.side == Side::Home && !registers.host_is_school => {
                place == own || place == other
            }
            place => place == own,
        }
    }

    fn onward(&self) -> impl Iterator<Item = Session> + '_ {
        let half_days =
            self.monday.iter_days().take(RUN_DAYS).flat_map(|d| [(d, Half::Am), (d, Half::Pm)]);
        half_days.skip_while(|s| *s < self.here())
    }

    fn selected(&self) -> impl Iterator<Item = Session> + '_ {
        let here = self.here();
        let anchor = self.anchor.unwrap_or(here);
        let (first, last) = (anchor.min(here), anchor.max(here));
        let half_days = first.0.iter_days().flat_map(|d| [(d, Half::Am), (d, Half::Pm)]);
        half_days.skip_while(move |s| *s < first).take_while(move |s| *s <= last)
    }

    /// Returns the edits that fill the unmarked sessions from the cursor to Friday: present where
    /// this school expects the pupil at the host, D where the other school does; in the home
    /// register of a host that is no school, B where the host says that the pupil came.
    pub fn fill_week(&self, registers: &Registers, today: NaiveDate) -> Vec<Edit> {
        let mut edits = Vec::new();
        for column in self.cursor..10 {
            let on = self.session(column);
            if registers.marks(on).side(self.side).is_some() {
                continue;
            }
            let came = registers
                .marks(on)
                .host
                .as_deref()
                .and_then(codes::find)
                .is_some_and(|c| c.class.attends());
            let code = match (self.side, registers.place(on)) {
                (Side::Host, ExpectedAt::Host) => codes::present(on.1),
                (Side::Home, ExpectedAt::Host) if !registers.host_is_school && came => "B",
                (Side::Home, ExpectedAt::Host) | (Side::Host, ExpectedAt::Home)
                    if registers.host_is_school =>
                {
                    "D"
                }
                (
                    Side::Home | Side::Host,
                    ExpectedAt::Home
                    | ExpectedAt::Host
                    | ExpectedAt::Nowhere
                    | ExpectedAt::Closed
                    | ExpectedAt::Outside,
                ) => continue,
            };
            edits.extend(self.one(registers, on, Some(code), today).ok().flatten());
        }
        edits
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
