//! Every pair of codes in every place, hand-worked figures, and what the calendar bounds.

mod figures;
mod marks;
mod pairs;

use crate::domain::attendance::codes::{AttendanceCode, CODES, CodeClass};
use crate::domain::attendance::correct::CorrectionReason;
use crate::domain::attendance::faults::judge;
use crate::domain::attendance::figures::{Band, Figures};
use crate::domain::attendance::merged::merged;
use crate::domain::attendance::{codes, correct, *};
use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::edit::{CaseChange, Edit, apply_all};
use crate::domain::case::{Case, CaseRef, Half, Marks, RowValues, Session, Side};
use crate::domain::value::Value;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

type Mark = Option<&'static AttendanceCode>;

const fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn marks() -> Vec<Mark> {
    std::iter::once(None)
        .chain(CODES.iter().filter(|c| c.replaced_by.is_empty()).map(Some))
        .collect()
}

fn mark(code: &str) -> Mark {
    (!code.is_empty()).then(|| codes::find(code).expect("a code"))
}

fn directed(first: NaiveDate, last: NaiveDate) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("direction.start".into(), Value::Date(first));
    case.answers.insert("direction.end".into(), Value::Date(last));
    case
}

/// Two schools, the host with an INSET day on Friday 6 November.
fn schools() -> (Calendar, Calendar) {
    let terms = |closed| {
        Calendar::new(Terms { school: "x".into(), terms: vec![(day(9, 1), day(12, 18))], closed })
    };
    let inset = ClosedSpan { day: day(11, 6), reason: "INSET".into() };
    (terms(Vec::new()), terms(vec![inset]))
}

fn timetable(case: &mut Case, row: u32, from: NaiveDate, home: &[&str]) {
    let mut cells = RowValues::from([("timetable.from".to_owned(), Value::Date(from))]);
    for field in home {
        cells.insert(format!("timetable.{field}"), Value::Choice("home".into()));
    }
    case.rows.entry("timetable".into()).or_default().insert(row, cells);
}
