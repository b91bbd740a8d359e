//! Cases as JSON Lines, one case to a line. An exported case imports back equal.

mod check;
mod fault;
mod lines;
#[cfg(test)]
mod tests;
mod unique;

use std::collections::BTreeMap;
use std::io::BufRead;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::documents::jsonl::check::wrong;
use crate::documents::jsonl::unique::UniqueMap;
use crate::documents::place::FilePlace;
use crate::domain::case::{Case, Half, Marks, RowId, RowValues, Session};
use crate::domain::stored_day;
use crate::domain::value::Value;
use crate::error::Error;

pub use fault::{CaseFault, CaseFaults};
pub use lines::CaseLines;

/// A case as a line of a file. A key that is not here is a fault: what it says would be lost.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseLine {
    id: crate::domain::case::CaseRef,
    answers: Cells,
    rows: UniqueMap<String, BTreeMap<RowId, RowValues>, UniqueMap<RowId, RowValues, Cells>>,
    marks: Vec<MarkLine>,
}

/// The marks of a session: an array of three.
#[derive(Serialize, Deserialize)]
struct MarkLine(#[serde(with = "stored_day")] NaiveDate, Half, MarksOfSession);

type Cells = UniqueMap<String, Value>;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarksOfSession {
    home: Option<String>,
    host: Option<String>,
}

/// Returns a case as one line of JSON, without its line break.
pub fn write(case: &Case) -> String {
    let marks = case.marks.iter().map(|((day, half), m)| {
        let Marks { home, host } = m.clone();
        MarkLine(*day, *half, MarksOfSession { home, host })
    });
    let (answers, rows) = (case.answers.clone().into(), case.rows.clone().into());
    let line = CaseLine { id: case.id, answers, rows, marks: marks.collect() };
    serde_json::to_string(&line).unwrap_or_default()
}

/// Reads every case of a text.
///
/// # Errors
/// Every fault with its line; nothing is then to be imported.
pub fn parse(text: &str) -> Result<Vec<Case>, CaseFaults> {
    let mut cases = Vec::new();
    each(text.as_bytes(), &mut |case| {
        cases.push(case);
        Ok(())
    })?;
    Ok(cases)
}

/// The most faults that are gathered before the reading ends.
const MAX_FAULTS: usize = 100;

/// Gives the cases of a file to `take`, one after the other, and returns how many there were; what
/// `take` refuses is a fault of its line.
///
/// # Errors
/// Every fault with its line; nothing is then to be imported.
pub fn each(
    from: impl BufRead,
    take: &mut dyn FnMut(Case) -> Result<(), Error>,
) -> Result<usize, CaseFaults> {
    let (mut count, mut faults) = (0, CaseFaults::default());
    for (n, read) in CaseLines::new(from) {
        match read.map(&mut *take) {
            Ok(Ok(())) => count += 1,
            Ok(Err(e)) => faults.push(FilePlace::Line(n), CaseFault::Refused(e)),
            Err(found) => faults.extend(found),
        }
        if faults.len() >= MAX_FAULTS {
            break;
        }
    }
    if faults.is_empty() && count == 0 {
        faults.push(FilePlace::Whole, CaseFault::NoCase);
    }
    faults.or(count)
}

/// Returns the case of a line.
fn case_of(n: u64, line: &[u8]) -> Result<Case, CaseFaults> {
    // One look at the whole line for what is no text, rather than one at each of its strings.
    let read = match str::from_utf8(line) {
        Ok(text) => serde_json::from_str::<CaseLine>(text),
        Err(_) => serde_json::from_slice(line),
    };
    let read = read.map_err(|e| {
        let place = FilePlace::Position { line: n, column: e.column() };
        CaseFaults::one(place, CaseFault::NotCase(e))
    })?;
    let place = FilePlace::Case { line: n, case: read.id.to_string() };
    let mut faults = CaseFaults::default();
    // They come in the order of the days as a rule, which costs next to nothing to sort.
    let mut sessions: Vec<Session> =
        read.marks.iter().map(|MarkLine(day, half, _)| (*day, *half)).collect();
    sessions.sort();
    for two in sessions.windows(2).filter(|two| two[0] == two[1]) {
        faults.push(place.clone(), CaseFault::Twice(two[0]));
    }
    let mut case = Case::from(read);
    for fault in wrong(&mut case) {
        faults.push(place.clone(), fault);
    }
    faults.or(case)
}

impl From<CaseLine> for Case {
    fn from(l: CaseLine) -> Case {
        let marks = l.marks.into_iter().map(|MarkLine(day, half, m)| {
            let MarksOfSession { home, host } = m;
            ((day, half), Marks { home, host })
        });
        let (answers, rows) = (l.answers.into(), l.rows.into());
        Case { id: l.id, answers, rows, marks: marks.collect() }
    }
}
