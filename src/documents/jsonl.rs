//! Cases as JSON Lines, one case to a line. An exported case imports back equal.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::attendance::codes;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, Half, Marks, RowId, RowValues, limits};
use crate::domain::forms::parse;
use crate::domain::forms::schema::Field;
use crate::domain::value::Value;
use crate::domain::{forms, value};

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

/// Returns what this version cannot take in: questions, tables and marks that it does not know,
/// answers of another kind. Text is cleaned.
fn wrong(case: &mut Case) -> Vec<String> {
    let mut faults = Vec::new();
    check(&mut case.answers, |id| forms::field(id), &mut faults);
    for (id, rows) in &mut case.rows {
        let Some(table) = forms::table(id) else {
            faults.push(format!(
                "there is no table \"{}\". Take it out, or use the version that wrote it.",
                short(id)
            ));
            continue;
        };
        for cells in rows.values_mut() {
            check(cells, |id| table.fields.iter().find(|f| f.id == id), &mut faults);
        }
    }
    for ((day, _), marks) in &case.marks {
        for code in
            [&marks.home, &marks.host].into_iter().flatten().filter(|c| codes::find(c).is_none())
        {
            faults.push(format!(
                "\"{}\" on {} is no attendance code.",
                short(code),
                dates::format(*day)
            ));
        }
    }
    faults
}

fn check(
    cells: &mut RowValues,
    field: impl Fn(&str) -> Option<&'static Field>,
    faults: &mut Vec<String>,
) {
    for (id, value) in cells.iter_mut() {
        match field(id) {
            None => faults.push(format!(
                "there is no question \"{}\". Take it out, or use the version that wrote it.",
                short(id)
            )),
            Some(field) if !parse::is_of(&field.kind, value) => {
                faults.push(format!("the answer to \"{}\" is of another kind.", field.label));
            }
            Some(_) => {
                if let Value::Text(words) = value {
                    *value = value::text(words);
                }
                faults.extend(limits::answer(id, value).err().map(|fault| fault.to_string()));
            }
        }
    }
    cells.retain(|_, value| !value.is_empty());
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_version_does_not_know_is_named_with_its_line() {
        let line = |answers: &str, rows: &str, marks: &str| {
            format!(
                "{{\"id\":\"OSD-2026-0001\",\"answers\":{{{answers}}},\"rows\":{{{rows}}},\"marks\":[{marks}]}}"
            )
        };
        assert!(parse(&line("\"child.full_name\":{\"Text\":\"Zoë\"}", "", "")).is_ok());
        for (answers, rows, marks, words) in [
            ("\"child.shoe_size\":{\"Number\":4}", "", "", "no question \"child.shoe_size\""),
            ("\"child.dob\":{\"Text\":\"soon\"}", "", "", "\"Date of birth\" is of another kind"),
            ("\"child.gender\":{\"Choice\":\"x\"}", "", "", "\"Gender\" is of another kind"),
            ("", "\"pets\":{\"1\":{}}", "", "no table \"pets\""),
            (
                "",
                "\"contacts\":{\"1\":{\"contacts.age\":{\"Number\":40}}}",
                "",
                "no question \"contacts.age\"",
            ),
            (
                "",
                "",
                "[\"2026-11-23\",\"Am\",{\"home\":\"D\",\"host\":\"A\"}]",
                "\"A\" on 23/11/2026",
            ),
        ] {
            let faults = parse(&format!("\n{}", line(answers, rows, marks))).expect_err("refused");
            assert!(
                faults.len() == 1
                    && faults[0].starts_with("Line 2, OSD-2026-0001: ")
                    && faults[0].contains(words),
                "{faults:?}"
            );
        }
    }
}
