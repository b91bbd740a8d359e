//! The national attendance codes from 19 August 2024 (SI 2024/208 reg 10; classes from Working
//! together to improve school attendance, read through secondary sources; the July 2026 edition was
//! not compared code by code). One row a code, here and nowhere else.

mod table;
#[cfg(test)]
mod tests;
mod typed;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::attendance::codes::table::WITHDRAWN;
pub use crate::domain::attendance::codes::table::{CODES, TABLE_FROM};
pub use crate::domain::attendance::codes::typed::{CodeError, parse};
use crate::domain::case::{Half, Side};

/// What a code counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeClass {
    /// The pupil was there.
    Attending,
    /// Approved educational activity: counts as attending.
    Approved,
    /// Absent with leave, or for a reason that the school accepts.
    Authorised,
    /// Absent without leave.
    Unauthorised,
    /// Not a possible attendance: the session counts on neither side.
    NotPossible,
    /// Not collected.
    Administrative,
}

impl CodeClass {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            CodeClass::Attending => "attending",
            CodeClass::Approved => "approved activity, counts as attending",
            CodeClass::Authorised => "authorised absence",
            CodeClass::Unauthorised => "unauthorised absence",
            CodeClass::NotPossible => "no possible attendance",
            CodeClass::Administrative => "not counted",
        }
    }

    /// Returns whether a session of this class counts as attended.
    pub fn attends(self) -> bool {
        matches!(self, CodeClass::Attending | CodeClass::Approved)
    }

    /// Returns whether a session of this class is a possible attendance (D, Q, X, Y1 to Y7, Z and #
    /// are not).
    pub fn is_possible(self) -> bool {
        matches!(
            self,
            CodeClass::Attending
                | CodeClass::Approved
                | CodeClass::Authorised
                | CodeClass::Unauthorised
        )
    }
}

/// In which register a code can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeStatus {
    /// In either school's register.
    Both,
    /// Only at the host: a pupil whose roll is the home school's is no prospective pupil there.
    Host,
}

/// One code of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceCode {
    /// As it stands in the register: `/`, `C1`.
    pub code: &'static str,
    /// What it says, in a few words.
    pub meaning: &'static str,
    /// What it counts as.
    pub class: CodeClass,
    /// In which register it can stand.
    pub stands: CodeStatus,
    /// The session in which it stands, where it has one.
    pub half: Option<Half>,
    /// First and last day in force; no last day where it still is.
    pub from: NaiveDate,
    /// The last day in force; none where it still is.
    pub until: Option<NaiveDate>,
    /// Code and use of what replaced it, in words; "" for a code in force.
    pub replaced_by: &'static str,
}

impl AttendanceCode {
    const fn only(mut self, half: Half) -> AttendanceCode {
        self.half = Some(half);
        self
    }

    const fn host(mut self) -> AttendanceCode {
        self.stands = CodeStatus::Host;
        self
    }

    /// Withdrawn with the new table; its class no longer matters, since no mark of an older day is
    /// taken.
    const fn withdrawn(mut self, replaced_by: &'static str) -> AttendanceCode {
        self.from = NaiveDate::MIN;
        self.until = Some(WITHDRAWN);
        self.replaced_by = replaced_by;
        self
    }

    /// Returns whether the code may be used for a session of this day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|last| day <= last)
    }

    /// Returns whether the code can stand in a school's register.
    pub fn stands_at(&self, side: Side) -> bool {
        match self.stands {
            CodeStatus::Both => true,
            CodeStatus::Host => side == Side::Host,
        }
    }

    /// Returns whether the code says that this school had, or should have had, the pupil: not D,
    /// and not administrative.
    pub fn claims(&self) -> bool {
        self.code != "D" && self.class != CodeClass::Administrative
    }
}

/// Returns the code of the table that is written so, withdrawn ones too.
pub fn find(code: &str) -> Option<&'static AttendanceCode> {
    match code.as_bytes() {
        [letter] => BY_LETTER.get(usize::from(*letter)).copied().flatten(),
        _ => CODES.iter().find(|c| c.code == code),
    }
}

/// The codes of one letter by that letter: a term of one school asks for a hundred thousand.
static BY_LETTER: LazyLock<[Option<&'static AttendanceCode>; 128]> = LazyLock::new(|| {
    let mut all = [None; 128];
    for code in CODES {
        if let [letter] = code.code.as_bytes() {
            all[usize::from(*letter)] = Some(code);
        }
    }
    all
});

/// Returns the mark of a pupil who is there.
pub fn present(half: Half) -> &'static str {
    match half {
        Half::Am => "/",
        Half::Pm => "\\",
    }
}
