//! Cases as JSON lines, one case a line: what is exported imports back equal.

use crate::domain::case::{Case, Cells, Half, Marks, RowId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Serialize, Deserialize)]
struct Line {
    id: crate::domain::case::CaseRef,
    answers: Cells,
    rows: BTreeMap<String, BTreeMap<RowId, Cells>>,
    marks: Vec<(NaiveDate, Half, Marks)>,
}

/// Returns a case as one line of JSON, without its line break.
pub fn write(case: &Case) -> String {
    let marks = case.marks.iter().map(|((day, half), m)| (*day, *half, m.clone())).collect();
    let line = Line { id: case.id, answers: case.answers.clone(), rows: case.rows.clone(), marks };
    serde_json::to_string(&line).unwrap_or_default()
}

/// Reads every case of a file.
///
/// # Errors
/// Every fault as a sentence with its line; nothing is then to be imported.
pub fn read(text: &str) -> Result<Vec<Case>, Vec<String>> {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        match serde_json::from_str::<Line>(line) {
            Ok(l) => cases.push(Case {
                id: l.id,
                answers: l.answers,
                rows: l.rows,
                marks: l.marks.into_iter().map(|(day, half, m)| ((day, half), m)).collect(),
            }),
            Err(e) => faults.push(format!("Line {}, column {}: this is not a whole case. Export the file again.", i + 1, e.column())),
        }
    }
    if faults.is_empty() && cases.is_empty() {
        faults.push("The file holds no case. Choose a file that offsite export cases has written.".into());
    }
    if faults.is_empty() { Ok(cases) } else { Err(faults) }
}
