//! The national attendance codes from 19 August 2024 (SI 2024/208 reg 10; classes from Working
//! together to improve school attendance, read through secondary sources; the July 2026 edition was
//! not compared code by code). One row a code, here and nowhere else.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::case::{Half, Side};

/// What a code counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeClass {
    Attending,
    /// Approved educational activity: counts as attending.
    Approved,
    Authorised,
    Unauthorised,
    /// Not a possible attendance: the session counts on neither side.
    NotPossible,
    /// Not collected.
    Administrative,
}

impl CodeClass {
    /// Returns the words on screen.
    pub fn words(self) -> &'static str {
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
    Both,
    /// Only at the host: a pupil whose roll is the home school's is no prospective pupil there.
    Host,
}

/// One code of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttendanceCode {
    pub code: &'static str,
    pub meaning: &'static str,
    pub class: CodeClass,
    pub stands: CodeStatus,
    /// The session in which it stands, where it has one.
    pub half: Option<Half>,
    /// First and last day in force; no last day where it still is.
    pub from: NaiveDate,
    pub until: Option<NaiveDate>,
    /// Code and use of what replaced it, in words; "" for a code in force.
    pub replaced_by: &'static str,
}

/// The first day of the table (SI 2024/208). Marks of an older day are refused: the codes were
/// others.
pub const TABLE_FROM: NaiveDate =
    NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day of the calendar");
const WITHDRAWN: NaiveDate = NaiveDate::from_ymd_opt(2024, 8, 18).expect("a day of the calendar");

const fn code(code: &'static str, meaning: &'static str, class: CodeClass) -> AttendanceCode {
    AttendanceCode {
        code,
        meaning,
        class,
        stands: CodeStatus::Both,
        half: None,
        from: TABLE_FROM,
        until: None,
        replaced_by: "",
    }
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

/// Every code, the withdrawn ones last.
pub const CODES: &[AttendanceCode] = &[
    code("/", "present in the morning", CodeClass::Attending).only(Half::Am),
    code("\\", "present in the afternoon", CodeClass::Attending).only(Half::Pm),
    code("L", "late, before the register closed", CodeClass::Attending),
    code("K", "provision arranged by the local authority", CodeClass::Approved),
    code("V", "visit or trip", CodeClass::Approved),
    code("P", "sporting activity", CodeClass::Approved),
    code("W", "work experience", CodeClass::Approved),
    code("B", "other approved activity off site", CodeClass::Approved),
    code("D", "due at the other school", CodeClass::NotPossible),
    code("C", "leave in exceptional circumstances", CodeClass::Authorised),
    code("C1", "regulated performance or work abroad", CodeClass::Authorised),
    code("C2", "temporary part-time timetable", CodeClass::Authorised),
    code("E", "suspended or excluded, no provision made", CodeClass::Authorised),
    code("I", "illness", CodeClass::Authorised),
    code("J1", "interview", CodeClass::Authorised),
    code("M", "medical or dental appointment", CodeClass::Authorised),
    code("R", "religious observance", CodeClass::Authorised),
    code("S", "study leave", CodeClass::Authorised),
    code("T", "parent travelling for occupation", CodeClass::Authorised),
    code("G", "holiday not granted", CodeClass::Unauthorised),
    code("N", "reason not known yet", CodeClass::Unauthorised),
    code("O", "absent, other or unknown reason", CodeClass::Unauthorised),
    code("U", "arrived after the register closed", CodeClass::Unauthorised),
    code("Q", "no access arrangements", CodeClass::NotPossible),
    code("X", "not required, not of compulsory age", CodeClass::NotPossible),
    code("Y1", "transport not available", CodeClass::NotPossible),
    code("Y2", "widespread travel disruption", CodeClass::NotPossible),
    code("Y3", "part of the premises closed", CodeClass::NotPossible),
    code("Y4", "whole site closed unexpectedly", CodeClass::NotPossible),
    code("Y5", "in criminal justice detention", CodeClass::NotPossible),
    code("Y6", "public health guidance or law", CodeClass::NotPossible),
    code("Y7", "other unavoidable cause", CodeClass::NotPossible),
    code("Z", "not on roll yet", CodeClass::Administrative).host(),
    code("#", "planned closure of the whole school", CodeClass::Administrative),
    code("H", "holiday", CodeClass::Authorised)
        .withdrawn("C for granted leave, G for a holiday that was not granted"),
    code("J", "interview", CodeClass::Authorised).withdrawn("J1 for an interview"),
    code("Y", "unable to attend", CodeClass::NotPossible).withdrawn("Y1 to Y7 by the cause"),
];

/// Returns the code of the table that is written so, withdrawn ones too.
pub fn find(code: &str) -> Option<&'static AttendanceCode> {
    CODES.iter().find(|c| c.code == code)
}

/// Reads a code for a session. Either stroke is taken as present in the session's own half day,
/// since many registers print one for both.
///
/// # Errors
/// A sentence: for a withdrawn code what replaced it, for a day before the table its first day,
/// else that it is none.
pub fn parse(raw: &str, (day, half): (NaiveDate, Half)) -> Result<&'static AttendanceCode, String> {
    let code = raw.trim().to_uppercase();
    let code = if matches!(code.as_str(), "/" | "\\") { present(half) } else { code.as_str() };
    let Some(found) = find(code) else {
        let short: String = raw.trim().chars().take(8).collect();
        return Err(format!(
            "\"{short}\" is no attendance code. Codes are / \\ L D E I N O and the others of the national table."
        ));
    };
    if day < TABLE_FROM {
        return Err(format!(
            "The national codes hold from {}; this session is older.",
            crate::domain::calendar::dates::format(TABLE_FROM)
        ));
    }
    if !found.in_force(day) {
        return Err(format!(
            "Code {code} was withdrawn in August 2024. Use {}.",
            found.replaced_by
        ));
    }
    Ok(found)
}

/// Returns the mark of a pupil who is there.
pub fn present(half: Half) -> &'static str {
    match half {
        Half::Am => "/",
        Half::Pm => "\\",
    }
}
