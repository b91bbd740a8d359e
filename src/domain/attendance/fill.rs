//! The edits that one code makes in a register: one session, several, or the rest of a week.

use chrono::NaiveDate;

use crate::domain::attendance::correct::mark;
use crate::domain::attendance::{ExpectedAt, Registers, codes};
use crate::domain::case::edit::Edit;
use crate::domain::case::{Half, Session, Side};
use crate::error::{Error, Result};

/// What is said where the rest of the week has nothing to fill.
pub const NOTHING: &str =
    "Nothing to fill: no session from here to Friday that has come, is expected and is not marked.";
/// The most days that a run walks to find its sessions.
const RUN_DAYS: usize = 500;

/// One register of a case, as it is filled on a day.
#[derive(Clone, Copy)]
pub struct Filling<'a> {
    /// Both registers.
    pub registers: &'a Registers<'a>,
    /// The register that is filled.
    pub side: Side,
    /// Today.
    pub today: NaiveDate,
}

impl Filling<'_> {
    /// Returns the edit that sets a code, or clears the mark; none where it stands so already.
    ///
    /// # Errors
    /// A sentence that says why the mark cannot stand.
    pub fn one(&self, on: Session, code: Option<&str>) -> Result<Option<Edit>> {
        let check = |code| self.registers.check(on, self.side, code, self.today);
        let new = code.map(check).transpose()?;
        Ok(mark(self.registers.case, on, self.side, new.map(|c| c.code)))
    }

    /// Returns the edits that a code (or none, to clear) makes in the next so many sessions that it
    /// fits, from one on.
    ///
    /// # Errors
    /// A sentence that says why no session takes it.
    pub fn run(&self, from: Session, count: usize, code: Option<&str>) -> Result<Vec<Edit>> {
        let onward = half_days(from.0).take(RUN_DAYS * 2).filter(|s| *s >= from);
        self.several(from, onward, count, code)
    }

    /// Returns the edits that a code (or none, to clear) makes in those sessions between two that
    /// it fits.
    ///
    /// # Errors
    /// A sentence that says why no session takes it.
    pub fn between(&self, first: Session, last: Session, code: Option<&str>) -> Result<Vec<Edit>> {
        let all = half_days(first.0).filter(|s| *s >= first).take_while(|s| *s <= last);
        self.several(first, all, usize::MAX, code)
    }

    /// Takes the sessions in which this school expects the pupil; for D, those in which the other
    /// does.
    fn several(
        &self,
        first: Session,
        all: impl Iterator<Item = Session>,
        count: usize,
        code: Option<&str>,
    ) -> Result<Vec<Edit>> {
        let fits = |session: &Session| match code {
            None => self.registers.marks(*session).side(self.side).is_some(),
            Some(code) => {
                self.is_due(*session, code)
                    && self.registers.check(*session, self.side, code, self.today).is_ok()
            }
        };
        let sessions: Vec<Session> = all.filter(fits).take(count).collect();
        if sessions.is_empty() {
            if let Some(code) = code {
                self.registers.check(first, self.side, code, self.today)?;
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
            edits.extend(self.one(session, code)?);
        }
        Ok(edits)
    }

    /// Returns whether a run of this code takes a session.
    fn is_due(&self, session: Session, code: &str) -> bool {
        let (own, other) = match self.side {
            Side::Home => (ExpectedAt::Home, ExpectedAt::Host),
            Side::Host => (ExpectedAt::Host, ExpectedAt::Home),
        };
        match self.registers.place(session) {
            place if code == "D" => place == other,
            // Where the host is no school, the home register marks every session with what happened
            // there.
            place if self.side == Side::Home && !self.registers.host_is_school => {
                place == own || place == other
            }
            place => place == own,
        }
    }

    /// Returns the edits that fill the unmarked sessions from one to the Friday of its week: present
    /// where this school expects the pupil at the host, D where the other school does; in the home
    /// register of a host that is no school, B where the host says that the pupil came.
    pub fn rest_of_week(&self, from: Session) -> Vec<Edit> {
        let registers = self.registers;
        let friday = super::figures::monday_of(from.0) + chrono::Days::new(4);
        let mut edits = Vec::new();
        for on in half_days(from.0).filter(|s| *s >= from).take_while(|(day, _)| *day <= friday) {
            if registers.marks(on).side(self.side).is_some() {
                continue;
            }
            let host = registers.marks(on).host.as_deref().and_then(codes::find);
            let came = host.is_some_and(|c| c.class.attends());
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
            edits.extend(self.one(on, Some(code)).ok().flatten());
        }
        edits
    }
}

/// Returns the sessions from the morning of a day on.
fn half_days(from: NaiveDate) -> impl Iterator<Item = Session> {
    from.iter_days().flat_map(|d| [(d, Half::Am), (d, Half::Pm)])
}
