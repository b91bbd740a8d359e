//! Within which days an answer makes sense: a slip of a year in the day on which something happened
//! silences a duty for that year. One check for typing, for linear mode and for files.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::calendar::dates;
use crate::domain::forms::schema::DayBounds;

/// How old a pupil is at the least and at the most, in years; another age is asked about.
const AGES: std::ops::RangeInclusive<u32> = 3..=20;
/// How far ahead something is planned without being asked about, in months.
const AHEAD_MOST: u32 = 24;
/// How far back, or ahead, any other day lies without being asked about, in months.
const FAR: u32 = 240;

/// What is said of a day that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayCheck {
    Fine,
    /// It may be kept, but is to be looked at.
    Ask(String),
    /// It cannot be.
    Refused(String),
}

/// Reads a day as its field means it: `fri` is the last Friday where something has happened, and
/// the next one elsewhere.
///
/// # Errors
/// As [`dates::parse`].
pub fn parse(bounds: DayBounds, raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    match bounds {
        DayBounds::Happened | DayBounds::Birth => dates::parse_past(raw, today),
        DayBounds::Planned | DayBounds::Any => dates::parse(raw, today),
    }
}

/// Holds a day against the bounds of its field.
pub fn check(bounds: DayBounds, day: NaiveDate, today: NaiveDate) -> DayCheck {
    let ahead = |months| today.checked_add_months(Months::new(months)).is_none_or(|d| day > d);
    let back = |months| today.checked_sub_months(Months::new(months)).is_none_or(|d| day < d);
    let shown = dates::show_long(day);
    match bounds {
        DayBounds::Happened | DayBounds::Birth if day > today => DayCheck::Refused(format!(
            "{shown} has not come yet. Give the day on which it happened; check the year."
        )),
        DayBounds::Birth if !AGES.contains(&age(day, today)) => DayCheck::Ask(format!(
            "Born on {shown}, the child is {}. Check the year.",
            match age(day, today) {
                1 => "1 year old".to_owned(),
                n => format!("{n} years old"),
            }
        )),
        DayBounds::Planned if ahead(AHEAD_MOST) => {
            DayCheck::Ask(format!("{shown} is more than two years ahead. Check the year."))
        }
        DayBounds::Birth => DayCheck::Fine,
        DayBounds::Happened | DayBounds::Planned | DayBounds::Any if back(FAR) || ahead(FAR) => {
            DayCheck::Ask(format!("{shown} is more than twenty years away. Check the year."))
        }
        DayBounds::Happened | DayBounds::Planned | DayBounds::Any => DayCheck::Fine,
    }
}

/// Returns the age in whole years; nought before the birth.
pub fn age(born: NaiveDate, today: NaiveDate) -> u32 {
    today.years_since(born).unwrap_or(0)
}

/// Returns the year group of a child of this birthday who is taught in their own year: year 1
/// begins in the September after the fifth birthday, and a birth of 1 September is a year later than
/// one of 31 August.
pub fn year_group(born: NaiveDate, today: NaiveDate) -> i32 {
    let school_year = |day: NaiveDate| day.year() - i32::from(day.month() < 9);
    school_year(today) - school_year(born) - 5
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::forms::{any_field, days, parse, tables};

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    const TODAY: &str = "2026-11-26";

    #[test]
    fn slip_of_a_year_is_refused_or_asked_about() {
        use DayBounds::{Any, Birth, Happened, Planned};
        let says = |bounds, on: &str| match days::check(bounds, day(on), day(TODAY)) {
            DayCheck::Fine => "fine",
            DayCheck::Ask(_) => "ask",
            DayCheck::Refused(_) => "refused",
        };
        for (bounds, on, expected) in [
            (Happened, "2026-11-26", "fine"),
            (Happened, "2026-11-27", "refused"),
            (Happened, "2027-11-26", "refused"),
            (Happened, "1926-03-12", "ask"),
            (Planned, "2027-01-04", "fine"),
            (Planned, "2029-01-04", "ask"),
            (Birth, "2013-03-12", "fine"),
            (Birth, "2023-11-26", "fine"),
            (Birth, "2023-11-27", "ask"),
            (Birth, "2005-11-27", "fine"),
            (Birth, "2005-11-26", "ask"),
            (Birth, "1913-03-12", "ask"),
            (Birth, "2026-12-03", "refused"),
            (Any, "2027-11-26", "fine"),
            (Any, "2126-03-12", "ask"),
        ] {
            assert_eq!(says(bounds, on), expected, "{bounds:?} {on}");
        }
    }

    #[test]
    fn year_group_follows_from_the_birthday() {
        for (born, group) in [
            ("2013-03-12", 9),
            ("2012-09-01", 9),
            ("2012-08-31", 10),
            ("2021-09-01", 0),
            ("2021-08-31", 1),
        ] {
            assert_eq!(year_group(day(born), day(TODAY)), group, "{born}");
        }
    }

    /// Days of events that may lie ahead when they are recorded, each for its own reason.
    const AHEAD: &[&str] = &[
        "review.on",          // booked first, held then
        "end.on",             // a last day may be agreed before it comes
        "deletion.on",        // the name may be taken off from a day ahead
        "host_suspension.on", // it may begin tomorrow
        "timetable.from",     // it holds from a day ahead
    ];

    #[test]
    fn events_have_happened_unless_they_are_booked() {
        for table in tables().filter(|t| t.event) {
            let (_, field) = any_field(table.title).expect("every event has a title");
            if field.kind != crate::domain::forms::schema::FieldKind::Date {
                continue;
            }
            let tomorrow = parse::parse_field(field, "27/11/2026", day(TODAY));
            assert_eq!(tomorrow.is_ok(), AHEAD.contains(&field.id), "{}", field.id);
        }
    }
}
