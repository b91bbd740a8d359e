//! The national attendance codes from 19 August 2024 (SI 2024/208 reg 10; classes from Working together to improve school attendance,
//! read through secondary sources; the July 2026 edition was not compared code by code).

/// What a code counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
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

/// One code of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    pub code: &'static str,
    pub meaning: &'static str,
    pub class: Class,
}

const fn code(code: &'static str, meaning: &'static str, class: Class) -> Code {
    Code { code, meaning, class }
}

/// Every code in force.
pub const CODES: &[Code] = &[
    code("/", "present in the morning", Class::Attending),
    code("\\", "present in the afternoon", Class::Attending),
    code("L", "late, before the register closed", Class::Attending),
    code("K", "provision arranged by the local authority", Class::Approved),
    code("V", "visit or trip", Class::Approved),
    code("P", "sporting activity", Class::Approved),
    code("W", "work experience", Class::Approved),
    code("B", "other approved activity off site", Class::Approved),
    code("D", "due at the other school", Class::NotPossible),
    code("C", "leave in exceptional circumstances", Class::Authorised),
    code("C1", "regulated performance or work abroad", Class::Authorised),
    code("C2", "temporary part-time timetable", Class::Authorised),
    code("E", "suspended or excluded, no provision made", Class::Authorised),
    code("I", "illness", Class::Authorised),
    code("J1", "interview", Class::Authorised),
    code("M", "medical or dental appointment", Class::Authorised),
    code("R", "religious observance", Class::Authorised),
    code("S", "study leave", Class::Authorised),
    code("T", "parent travelling for occupation", Class::Authorised),
    code("G", "holiday not granted", Class::Unauthorised),
    code("N", "reason not known yet", Class::Unauthorised),
    code("O", "absent, other or unknown reason", Class::Unauthorised),
    code("U", "arrived after the register closed", Class::Unauthorised),
    code("Q", "no access arrangements", Class::NotPossible),
    code("X", "not required, not of compulsory age", Class::NotPossible),
    code("Y1", "transport not available", Class::NotPossible),
    code("Y2", "widespread travel disruption", Class::NotPossible),
    code("Y3", "part of the premises closed", Class::NotPossible),
    code("Y4", "whole site closed unexpectedly", Class::NotPossible),
    code("Y5", "in criminal justice detention", Class::NotPossible),
    code("Y6", "public health guidance or law", Class::NotPossible),
    code("Y7", "other unavoidable cause", Class::NotPossible),
    code("Z", "not on roll yet", Class::Administrative),
    code("#", "planned closure of the whole school", Class::Administrative),
];

/// Returns the code of the table that is written so.
pub fn find(code: &str) -> Option<&'static Code> {
    CODES.iter().find(|c| c.code == code)
}

/// Reads a typed code.
///
/// # Errors
/// A sentence: for a withdrawn code the codes that replaced it, else that it is none.
pub fn read(raw: &str) -> Result<&'static Code, String> {
    let code = raw.trim().to_uppercase();
    if let Some(found) = find(&code) {
        return Ok(found);
    }
    Err(match code.as_str() {
        "H" => "Code H was withdrawn in August 2024. Use C for granted leave, G for a holiday that was not granted.".into(),
        "J" => "Code J was withdrawn in August 2024. Use J1 for an interview.".into(),
        "Y" => "Code Y was withdrawn in August 2024. Use Y1 to Y7 by the cause.".into(),
        _ => {
            let short: String = raw.chars().take(8).collect();
            format!("\"{short}\" is no attendance code. Codes are / \\ L D E I N O and the others of the national table.")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_code_once_and_refuses_the_withdrawn_ones() {
        assert_eq!(CODES.len(), 34);
        for (i, c) in CODES.iter().enumerate() {
            assert!(CODES[i + 1..].iter().all(|d| d.code != c.code));
            assert_eq!(read(c.code), Ok(c));
        }
        for (old, new) in [("H", "C"), ("j", "J1"), ("Y", "Y7"), ("A", "no attendance code")] {
            assert!(read(old).is_err_and(|e| e.contains(new)));
        }
    }
}
