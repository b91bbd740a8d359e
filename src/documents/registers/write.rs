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

/// One session of the merged register.
pub struct SessionRow {
    /// The day.
    pub day: NaiveDate,
    /// "am" or "pm".
    pub half: &'static str,
    /// Where the pupil was expected, in words.
    pub expected: &'static str,
    /// The home school's mark.
    pub home: Option<String>,
    /// The host's mark.
    pub host: Option<String>,
    /// The code that counts; "" where none does.
    pub merged: &'static str,
    /// What it counts as, in words.
    pub counts: String,
    /// What is to be put right, in words.
    pub faults: Vec<&'static str>,
}

/// Returns every session of a case up to today, and each later one that has a mark.
pub fn sessions(registers: &Registers, today: NaiveDate) -> Vec<SessionRow> {
    let sessions: BTreeSet<Session> =
        registers.sessions(today).chain(registers.case.marks.keys().copied()).collect();
    let row = |session: Session| {
        let (marks, reading) = (registers.marks(session), registers.reading(session));
        let counts = match reading {
            MergedMark::Mark(code) => format!("{}: {}", code.class.label(), code.meaning),
            MergedMark::Unmarked
            | MergedMark::Gap
            | MergedMark::Conflict
            | MergedMark::NotExpected => reading.description().to_owned(),
        };
        SessionRow {
            day: session.0,
            half: half_words(session.1),
            expected: registers.place(session).label(),
            home: marks.home.clone(),
            host: marks.host.clone(),
            merged: if let MergedMark::Mark(code) = reading { code.code } else { "" },
            counts,
            faults: registers.faults(session, today).into_iter().map(|f| f.about().words).collect(),
        }
    };
    sessions.into_iter().map(row).collect()
}

/// Returns the merged register of a case: headings, a row a session up to today (and each later one
/// that has a mark), then the figures.
pub fn rows(registers: &Registers, today: NaiveDate) -> Vec<Vec<String>> {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    rows.extend(sessions(registers, today).into_iter().map(|row| {
        vec![
            dates::format(row.day),
            row.half.to_owned(),
            row.expected.to_owned(),
            row.home.unwrap_or_default(),
            row.host.unwrap_or_default(),
            row.merged.to_owned(),
            row.counts,
            row.faults.join("; "),
        ]
    }));
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
