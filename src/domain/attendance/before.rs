//! Compares attendance before the direction (the passport's last three terms) with attendance
//! during it, as a review asks.

use chrono::NaiveDate;

use crate::domain::attendance::figures::Figures;
use crate::domain::attendance::registers::Registers;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::{field, table};
use crate::domain::plural::{count, pluralize};

/// One term before the direction, as the passport has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierTerm {
    /// As the home school calls it: "Autumn 2025".
    pub name: String,
    /// Where the absences are not split, all of them stand as unauthorised here, so that the
    /// percentage is right.
    pub figures: Figures,
    /// Whether authorised and unauthorised are both answered and make up what was missed.
    pub is_split: bool,
}

/// Returns the terms of the passport, in its order.
pub fn terms(case: &Case) -> Vec<EarlierTerm> {
    let number =
        |row: &_, field: &str| cell(row, field).as_number().and_then(|n| usize::try_from(n).ok());
    case.rows(table::PAST_TERMS)
        .map(|(_, row)| {
            let possible = number(row, field::PAST_TERMS_POSSIBLE.id).unwrap_or(0);
            let attended = number(row, field::PAST_TERMS_ATTENDED.id).unwrap_or(0).min(possible);
            let absent = possible - attended;
            let split = number(row, field::PAST_TERMS_AUTHORISED.id)
                .zip(number(row, field::PAST_TERMS_UNAUTHORISED.id));
            let split =
                split.filter(|(authorised, unauthorised)| authorised + unauthorised == absent);
            let (authorised, unauthorised) = split.unwrap_or((0, absent));
            let figures = Figures { attended, authorised, unauthorised, ..Figures::default() };
            EarlierTerm {
                name: row.text(field::PAST_TERMS_NAME).to_owned(),
                figures,
                is_split: split.is_some(),
            }
        })
        .collect()
}

/// Returns the attendance page of a review as rows of words, the headings first: what was possible,
/// attended and missed in each term before, in all of them, and during the direction (P-RV1).
pub fn review_rows(registers: &Registers, today: NaiveDate) -> Vec<[String; 6]> {
    let row = |name: &str, f: &Figures, is_split: bool| {
        let part = |n: usize| if is_split { n.to_string() } else { "not split".to_owned() };
        [
            name.to_owned(),
            f.possible().to_string(),
            f.attended.to_string(),
            part(f.authorised),
            part(f.unauthorised),
            f.percent(),
        ]
    };
    let terms = terms(registers.case);
    let mut rows = vec![
        ["Period", "Possible sessions", "Attended", "Authorised", "Unauthorised", "Attendance"]
            .map(str::to_owned),
    ];
    rows.extend(terms.iter().map(|t| row(&t.name, &t.figures, t.is_split)));
    if !terms.is_empty() {
        rows.push(row("All before", &total(&terms), terms.iter().all(|t| t.is_split)));
    }
    rows.push(row("During the direction", &registers.figures(today), true));
    rows
}

/// Returns the terms together.
pub fn total(terms: &[EarlierTerm]) -> Figures {
    terms.iter().fold(Figures::default(), |sum, term| sum.plus(&term.figures))
}

/// Returns what a review reads in a few lines: before against during, what is not marked, and every
/// fault (P-RV1, P-AT3).
pub fn review_lines(registers: &Registers, today: NaiveDate) -> Vec<String> {
    let (before, during) = (total(&terms(registers.case)), registers.figures(today));
    let say = |f: &Figures| match f.possible() {
        0 => "no possible sessions".to_owned(),
        n => format!("{} of {n} sessions, {}", f.attended, f.percent()),
    };
    let mut lines = vec![format!("During the direction: {}.", say(&during))];
    if before.possible() > 0 {
        lines.insert(0, format!("Before the direction, from the passport: {}.", say(&before)));
    }
    if let Some(change) = change(&before, &during) {
        lines.push(change);
    }
    if let Some(band) = during.band() {
        lines.push(band.sentence().to_owned());
    }
    match during.unmarked {
        0 => {}
        n => {
            let are = count(n, "session is", "sessions are");
            lines.push(format!("{are} not marked and not counted."));
        }
    }
    match during.disputed {
        0 => {}
        n => {
            let are = count(n, "session is", "sessions are");
            lines.push(format!("{are} counted on a disputed mark."));
        }
    }
    match registers.all_faults(today).len() {
        0 => {}
        n => lines.push(format!("The two registers disagree in {}.", pluralize(n, "place"))),
    }
    lines
}

/// Returns the change in whole tenths of a percentage point, where both sides have sessions.
pub fn change(before: &Figures, during: &Figures) -> Option<String> {
    let is_same = before.per_mille()? == during.per_mille()?;
    let points = points(before, during)?;
    Some(if is_same { points + "." } else { format!("{points} on earlier terms.") })
}

/// Returns the same for a line with little room: "Up 2.0 points".
pub fn points(before: &Figures, during: &Figures) -> Option<String> {
    let (then, now) = (before.per_mille()?, during.per_mille()?);
    let by = then.abs_diff(now);
    let points = format!("{}.{} points", by / 10, by % 10);
    Some(match now.cmp(&then) {
        std::cmp::Ordering::Greater => format!("Up {points}"),
        std::cmp::Ordering::Less => format!("Down {points}"),
        std::cmp::Ordering::Equal => "The same as before".to_owned(),
    })
}
