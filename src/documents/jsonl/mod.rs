//! Cases as JSON Lines, one case to a line. An exported case imports back equal.

mod check;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::documents::jsonl::check::wrong;
use crate::domain::case::{Case, Half, Marks, RowId, RowValues};

#[derive(Serialize, Deserialize)]
struct CaseLine {
    id: crate::domain::case::CaseRef,
    answers: RowValues,
    rows: BTreeMap<String, BTreeMap<RowId, RowValues>>,
    marks: Vec<(NaiveDate, Half, Marks)>,
}

/// Returns a case as one line of JSON, without its line break.
pub fn write(case: &Case) -> String {
    let marks = case.marks.iter().map(|((day, half), m)| (*day, *half, m.clone())).collect();
    let line =
        CaseLine { id: case.id, answers: case.answers.clone(), rows: case.rows.clone(), marks };
    serde_json::to_string(&line).unwrap_or_default()
}

/// Reads every case of a text.
///
/// # Errors
/// Every fault as a sentence with its line; nothing is then to be imported.
pub fn parse(text: &str) -> Result<Vec<Case>, Vec<String>> {
    let mut cases = Vec::new();
    each(text.as_bytes(), &mut |case| {
        cases.push(case);
        Ok(())
    })?;
    Ok(cases)
}

/// The most faults that are gathered before the reading ends.
const FAULTS_MOST: usize = 100;

/// The longest line, in bytes: a case with twenty years of marks has less than one megabyte.
const LINE_MOST: u64 = 64 << 20;

/// Gives the cases of a file to `take`, one after the other, and returns how many there were; what
/// `take` refuses is a fault of its line.
///
/// # Errors
/// Every fault as a sentence with its line; nothing is then to be imported.
pub fn each(
    mut from: impl BufRead,
    take: &mut dyn FnMut(Case) -> Result<(), String>,
) -> Result<usize, Vec<String>> {
    let (mut count, mut faults, mut line) = (0, Vec::new(), Vec::new());
    for n in 1.. {
        line.clear();
        match from.by_ref().take(LINE_MOST).read_until(b'\n', &mut line) {
            Err(e) => faults.push(format!("Line {n}: the file cannot be read on ({e}).")),
            Ok(0) => break,
            Ok(_) if line.iter().all(u8::is_ascii_whitespace) => continue,
            Ok(_) => match serde_json::from_slice::<CaseLine>(&line).map(Case::from) {
                Ok(mut case) => {
                    let found = wrong(&mut case);
                    faults.extend(
                        found.iter().map(|words| format!("Line {n}, {}: {words}", case.id)),
                    );
                    if found.is_empty() {
                        match take(case) {
                            Ok(()) => count += 1,
                            Err(words) => faults.push(format!("Line {n}: {words}")),
                        }
                    }
                }
                Err(e) => faults.push(format!(
                    "Line {n}, column {}: this is not a whole case. Export the file again.",
                    e.column()
                )),
            },
        }
        if faults.len() >= FAULTS_MOST {
            break;
        }
    }
    if faults.is_empty() && count == 0 {
        faults.push(
            "The file holds no case. Choose a file that offsite export cases has written.".into(),
        );
    }
    if faults.is_empty() { Ok(count) } else { Err(faults) }
}

impl From<CaseLine> for Case {
    fn from(l: CaseLine) -> Case {
        Case {
            id: l.id,
            answers: l.answers,
            rows: l.rows,
            marks: l.marks.into_iter().map(|(day, half, m)| ((day, half), m)).collect(),
        }
    }
}
