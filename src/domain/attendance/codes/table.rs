//! The table of codes.

use chrono::NaiveDate;

use crate::domain::attendance::codes::{AttendanceCode, CodeClass, CodeStatus};
use crate::domain::case::Half;

/// The first day of the table (SI 2024/208). Marks of an older day are refused: the codes were
/// others.
pub const TABLE_FROM: NaiveDate =
    NaiveDate::from_ymd_opt(2024, 8, 19).expect("a day of the calendar");

pub(super) const WITHDRAWN: NaiveDate =
    NaiveDate::from_ymd_opt(2024, 8, 18).expect("a day of the calendar");

pub(super) const fn code(
    code: &'static str,
    meaning: &'static str,
    class: CodeClass,
) -> AttendanceCode {
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
