//! Days of a case from a file that typing would have refused or asked about.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::forms;
use crate::domain::forms::days::{self, DayCheck};

/// Returns what a case that comes from a file has among its days that typing would have refused or
/// asked about, a line each.
pub fn days(case: &Case, today: NaiveDate) -> Vec<String> {
    let mut out = Vec::new();
    let mut look = |id: &str, day: Option<NaiveDate>| {
        let (Some(day), Some((_, field))) = (day, forms::any_field(id)) else { return };
        match days::check(field.days, day, today) {
            DayCheck::Fine => {}
            DayCheck::Ask(words) | DayCheck::Refused(words) => {
                out.push(format!("{}, {}: {words}", case.id, field.label));
            }
        }
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
        assert!(said[0].starts_with("OSD-2026-0007, Date of birth: Born on"), "{said:?}");
        assert!(said[1].contains("has not come yet"), "{said:?}");
    }
}
