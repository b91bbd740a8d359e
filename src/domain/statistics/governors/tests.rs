//! The figures on small invented cases.

mod children;
mod children_counted;
mod ended;
mod events;
mod sums;
mod withheld;

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, CaseRef, RowId};
use crate::domain::forms::{field, table};
use crate::domain::rules::RuleContext;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::counts::GovernorCounts;
use crate::domain::statistics::governors::figure::{Figure, FigureValue, Number};
use crate::domain::statistics::governors::period::Period;
use crate::domain::value::{RowValues, Value};

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn day(text: &str) -> Value {
    Value::Date(date(text))
}

fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) -> RowId {
    let row = case.next_row();
    let cells: RowValues = cells.iter().map(|(f, v)| ((*f).to_owned(), v.clone())).collect();
    case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    row
}

/// Returns a case of a direction that began on a day.
fn begun(on: &str) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    add(&mut case, table::EVENT_START, &[(field::START_ON.id, day(on))]);
    case
}

fn with(mut case: Case, answers: &[(&str, Value)]) -> Case {
    for (field, value) in answers {
        case.answers.insert((*field).to_owned(), value.clone());
    }
    case
}

/// Returns the figures of cases for the spring term of 2027 up to 25 March, the day of the report.
fn figures(cases: &[Case], least: u32) -> Vec<Figure> {
    let period = Period::new(date("2027-01-04"), date("2027-03-25")).expect("a time");
    let mut counts = GovernorCounts::new(period);
    for (case, number) in cases.iter().zip(1..) {
        let context = RuleContext::default();
        let today = date("2027-03-25");
        // The cases of one pupil number are those of one child.
        let upn = case.text(field::CHILD_UPN);
        let same = |other: &&Case| !upn.is_empty() && other.text(field::CHILD_UPN) == upn;
        let first = cases.iter().position(|other| same(&other)).map_or(number, |at| at as u32 + 1);
        let child = CaseRef { year: 2026, number: first };
        counts.count(&CountedCase { case, context: &context, has_earlier: false, child, today });
    }
    counts.figures(least)
}

fn find<'a>(all: &'a [Figure], section: &str, label: &str, part: &str) -> &'a Figure {
    let is_it = |f: &&Figure| {
        f.section == section && f.label == label && f.part.as_deref().unwrap_or_default() == part
    };
    all.iter().find(is_it).unwrap_or_else(|| panic!("{section}, {label}, {part}"))
}

fn number(number: Number) -> Option<u64> {
    if let Number::Is(number) = number { Some(number) } else { None }
}

fn both(value: FigureValue) -> (Option<u64>, Option<u64>) {
    (number(value.numerator), number(value.denominator))
}

/// Returns a count in the term and in the year to date.
fn count(all: &[Figure], section: &str, label: &str, part: &str) -> (u64, u64) {
    let pair = find(all, section, label, part).values[0];
    let of = |value: FigureValue| number(value.numerator).expect("a number");
    (of(pair.term), of(pair.year))
}
