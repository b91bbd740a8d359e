//! The merged register of one case as rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{MergedMark, Registers};
use crate::domain::calendar::dates;
use crate::domain::case::Session;

/// The columns of the merged register.
const HEADINGS: [&str; 8] = [
    "Date",
    "Session",
    "Expected at",
    "Home mark",
    "Host mark",
    "Merged",
    "Counts as",
    "To put right",
];

/// Returns the merged register of a case: headings, a row a session up to today (and each later one
/// that has a mark), then the figures.
pub fn rows(registers: &Registers, today: NaiveDate) -> Vec<Vec<String>> {
    let sessions: BTreeSet<Session> =
        registers.sessions(today).chain(registers.case.marks.keys().copied()).collect();
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    for session in sessions {
        let (marks, reading) = (registers.marks(session), registers.reading(session));
        let counts = match reading {
            MergedMark::Mark(code) => format!("{}: {}", code.class.label(), code.meaning),
            MergedMark::Unmarked
            | MergedMark::Gap
            | MergedMark::Conflict
            | MergedMark::NotExpected => reading.description().to_owned(),
        };
        let merged = if let MergedMark::Mark(code) = reading { code.code } else { "" };
        let faults: Vec<&str> =
            registers.faults(session, today).into_iter().map(|f| f.about().words).collect();
        rows.push(vec![
            dates::format(session.0),
            half_words(session.1).to_owned(),
            registers.place(session).label().to_owned(),
            marks.home.clone().unwrap_or_default(),
            marks.host.clone().unwrap_or_default(),
            merged.to_owned(),
            counts,
            faults.join("; "),
        ]);
    }
    let sum = registers.figures(today);
    for (label, value) in [
        ("Possible sessions", sum.possible().to_string()),
        ("Attended", sum.attended.to_string()),
        ("Authorised absence", sum.authorised.to_string()),
        ("Unauthorised absence", sum.unauthorised.to_string()),
        ("Not marked", sum.unmarked.to_string()),
        ("Attendance", sum.percent()),
        ("Sessions on a disputed mark", sum.disputed.to_string()),
    ] {
        rows.push(vec![label.to_owned(), value]);
    }
    rows
}
