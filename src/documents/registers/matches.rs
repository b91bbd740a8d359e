//! Whose marks a file holds: by UPN, then by name and day of birth.

use crate::documents::registers::sheet::{RegisterPupil, RegisterSheet};
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, PupilIndex, SamePupil};
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
    /// By nothing: no case is known of the pupil.
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

/// Returns a pupil as the file names them: `Zoë Ashworth, born 12/03/2013 (line 4)`.
pub fn describe(pupil: &RegisterPupil) -> String {
    let name = match (pupil.name.as_str(), pupil.upn.as_str()) {
        ("", "") => "a pupil the file does not name",
        ("", upn) => upn,
        (name, _) => name,
    };
    let born = pupil.born.map(|d| format!(", born {}", dates::format(d))).unwrap_or_default();
    let name = value::text(name).as_text().chars().take(60).collect::<String>();
    format!("{name}{born} (line {})", pupil.line)
}
