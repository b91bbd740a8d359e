//! Days of a case from a file that typing would have refused or asked about.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::forms;
use crate::domain::forms::days::{self, DayCheck};

/// A day of a case from a file that typing would not have taken as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulDay {
    /// What is to be said of it, with its field.
    pub message: String,
    /// Typing would have refused it, rather than asked.
    pub is_refused: bool,
}

/// Returns what a case that comes from a file has among its days that typing would have refused or
/// asked about.
pub fn days(case: &Case, today: NaiveDate) -> Vec<DoubtfulDay> {
    let mut out = Vec::new();
    let mut look = |id: &str, day: Option<NaiveDate>| {
        let (Some(day), Some((_, field))) = (day, forms::any_field(id)) else { return };
        let (words, is_refused) = match days::check(field.days, day, today) {
            DayCheck::Fine => return,
            DayCheck::Ask(words) => (words, false),
            DayCheck::Refused(words) => (words, true),
        };
        out.push(DoubtfulDay { message: format!("{}: {words}", field.label), is_refused });
    };
    case.answers.iter().for_each(|(id, value)| look(id, value.as_date()));
    for cells in case.rows.values().flat_map(|rows| rows.values()) {
        for (id, value) in cells {
            look(id, value.as_date());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseRef, RowValues};
    use crate::domain::forms::schema::DayBounds;
    use crate::domain::value::Value;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn case_from_a_file_names_each_day_that_cannot_be() {
        let mut case = Case::new(CaseRef { year: 2026, number: 7 });
        case.answers.insert("child.dob".into(), Value::Date(day("1913-03-12")));
        case.answers.insert("direction.start".into(), Value::Date(day("2027-01-04")));
        let cells = RowValues::from([("contact.on".to_owned(), Value::Date(day("2027-11-26")))]);
        case.rows.entry("event.contact".into()).or_default().insert(1, cells);
        let said = days(&case, day("2026-11-26"));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].message.starts_with("Date of birth: Born on"), "{said:?}");
        assert!(said[1].message.contains("has not come yet"), "{said:?}");
        assert_eq!([said[0].is_refused, said[1].is_refused], [false, true]);
    }

    /// A day ahead of today in what has happened would put a duty off for as long: so whichever
    /// field it stands in, a file that brings it is refused.
    #[test]
    fn no_file_brings_a_day_ahead_of_today_for_what_has_happened() {
        let today = day("2026-11-26");
        let ahead = Value::Date(day("2027-11-26"));
        let mut tried = 0;
        let is_past = |days| matches!(days, DayBounds::Happened | DayBounds::Birth);
        for field in forms::fields().filter(|f| is_past(f.days)) {
            let mut case = Case::new(CaseRef { year: 2026, number: 7 });
            case.answers.insert(field.id.into(), ahead.clone());
            assert!(days(&case, today).iter().any(|d| d.is_refused), "{}", field.id);
            tried += 1;
        }
        for table in forms::tables() {
            for field in table.fields.iter().filter(|f| is_past(f.days)) {
                let mut case = Case::new(CaseRef { year: 2026, number: 7 });
                let cells = RowValues::from([(field.id.to_owned(), ahead.clone())]);
                case.rows.entry(table.id.into()).or_default().insert(1, cells);
                assert!(days(&case, today).iter().any(|d| d.is_refused), "{}", field.id);
                tried += 1;
            }
        }
        assert!(tried > 50, "{tried} fields");
    }
}
