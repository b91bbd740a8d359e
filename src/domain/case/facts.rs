//! Where a case stands in facts of a line each, as the overview shows them and a linear session reads
//! them.

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::life;
use crate::domain::case::outline::{EditorView, completeness};
use crate::domain::case::stage::{first_day, last_day};
use crate::domain::forms::{field, table};
use crate::domain::plural::{every, pluralize};
use crate::domain::value::Value;

/// Returns home and host by the names that `named` gives to their ids.
pub fn placement(case: &Case, named: &dyn Fn(&str) -> String) -> [String; 2] {
    let name = |id: &str, otherwise: &str| {
        if id.is_empty() { otherwise.to_owned() } else { named(id) }
    };
    let home = name(case.school(field::SCHOOL_HOME), "home school not chosen");
    let host = name(case.school(field::SCHOOL_HOST), "host school not chosen");
    [home, host]
}

/// Returns the first and last day at the host.
pub fn days(case: &Case) -> String {
    match (first_day(case), last_day(case)) {
        (None, _) => "no first day yet".to_owned(),
        (Some(first), None) => format!("from {}, no last day yet", dates::show_long(first)),
        (Some(first), Some(last)) => {
            format!("{} to {}", dates::show_long(first), dates::show_long(last))
        }
    }
}

/// Returns when the last review was held, when the next is, and how often they are, each day as
/// `shown` writes it (P-RV1).
pub fn reviews(case: &Case, shown: fn(NaiveDate) -> String) -> Vec<String> {
    let held = case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
    let held = held.filter_map(|(_, r)| r.date(field::REVIEW_ON)).max();
    let mut parts = Vec::new();
    parts.extend(held.map(|on| format!("held {}", shown(on))));
    parts.push(match life::next_review(case) {
        Some(on) => format!("next {}", shown(on)),
        None => "none booked".to_owned(),
    });
    if let Value::Number(n) = case.answer(field::INITIAL_FREQUENCY_WEEKS) {
        parts.push(every(*n, "school week"));
    }
    parts
}

/// Returns how far the pupil passport is: "87%, 9 answers missing".
pub fn passport(case: &Case) -> String {
    let done = completeness(case, &EditorView::Form { form: 1, row: None });
    let missing = match done.wanted - done.answered {
        0 => "complete".to_owned(),
        n => format!("{} missing", pluralize(n, "answer")),
    };
    format!("{}%, {missing}", done.percent())
}
