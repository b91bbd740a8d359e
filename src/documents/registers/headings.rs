//! Recognises what a column holds, and which session, from its heading.

use chrono::NaiveDate;

use crate::documents::clean;
use crate::documents::table::serial_day;
use crate::domain::calendar::dates;
use crate::domain::case::Half;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Upn,
    Name,
    Forename,
    Surname,
    Born,
    Date,
    Half(Half),
    Marks,
    Start,
    /// Whether the mark beside it is of the morning or of the afternoon.
    WhichHalf,
    /// One session of one day.
    Session(NaiveDate, Half),
    /// Both sessions of a day, or one of them with the half in the row below.
    Day(NaiveDate),
    Other,
}

/// The first and the last day that a heading without a year may mean.
pub(super) type DaySpan = (NaiveDate, NaiveDate);

/// Returns what a heading says. Capitals, blanks and signs do not matter.
pub(super) fn column(heading: &str, between: Option<DaySpan>) -> Column {
    let key: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    match key.as_str() {
        "upn" | "uniquepupilnumber" => Column::Upn,
        "name" | "pupil" | "pupilname" | "student" | "studentname" | "fullname" | "legalname" => {
            Column::Name
        }
        "forename" | "firstname" | "givenname" | "legalforename" => Column::Forename,
        "surname" | "lastname" | "familyname" | "legalsurname" => Column::Surname,
        "dob" | "dateofbirth" | "birthdate" | "born" => Column::Born,
        "date" | "day" | "sessiondate" | "attendancedate" | "markdate" => Column::Date,
        "am" | "morning" | "ammark" | "sessionam" | "markam" => Column::Half(Half::Am),
        "pm" | "afternoon" | "pmmark" | "sessionpm" | "markpm" => Column::Half(Half::Pm),
        "marks" | "mark" | "codes" | "code" | "markcode" | "sessionmark" | "attendancecode"
        | "attendance" | "attendancemarks" | "attendancecodes" | "register" => Column::Marks,
        "session" | "sessionname" | "ampm" | "half" | "halfday" | "period" => Column::WhichHalf,
        "start" | "startdate" | "from" | "firstday" | "marksstart" => Column::Start,
        _ => session(heading, between),
    }
}

pub(super) fn session(heading: &str, between: Option<DaySpan>) -> Column {
    // A heading may be broken over lines: "Mon", the day, "AM".
    let lower = clean(heading).to_lowercase();
    for (word, half) in HALVES {
        let rest = lower.strip_suffix(word).or_else(|| lower.strip_prefix(word));
        if let Some(rest) = rest.map(|r| r.trim_matches([' ', ':', '-', '_', '(', ')', '.']))
            && let Some(day) = heading_day(rest, between)
        {
            return Column::Session(day, *half);
        }
    }
    heading_day(&lower, between).map_or(Column::Other, Column::Day)
}

/// Reads the day of a heading; one without a year where it can be one day only.
fn heading_day(text: &str, between: Option<DaySpan>) -> Option<NaiveDate> {
    let yearless = || {
        let (first, last) = between?;
        dates::parse_between(text, first, last).ok()
    };
    day(text).or_else(|| serial_day(text)).or_else(yearless)
}

/// Returns whether a heading would be a day if it said its year.
pub(super) fn is_yearless(heading: &str) -> bool {
    let leap_year = NaiveDate::from_ymd_opt(2024, 1, 1).zip(NaiveDate::from_ymd_opt(2024, 12, 31));
    let lower = clean(heading).to_lowercase();
    let trimmed = HALVES.iter().fold(lower.as_str(), |text, (word, _)| text.trim_end_matches(word));
    // The weekday is another year's; only day and month matter.
    let parts = trimmed.split_whitespace().filter(|w| w.parse::<chrono::Weekday>().is_err());
    let text = parts.collect::<Vec<_>>().join(" ");
    day(&text).is_none()
        && leap_year.is_some_and(|(a, b)| dates::parse_between(&text, a, b).is_ok())
}

/// The words for the two halves of a day.
const HALVES: &[(&str, Half)] =
    &[("am", Half::Am), ("pm", Half::Pm), ("morning", Half::Am), ("afternoon", Half::Pm)];

/// Returns which half a cell names.
pub(super) fn half(cell: &str) -> Option<Half> {
    let lower = cell.trim().to_lowercase();
    HALVES.iter().find(|(word, _)| lower == *word).map(|(_, half)| *half)
}

/// Reads a day that says its year, with or without its weekday and a midnight beside it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    dates::parse_written(text).ok()
}

/// Reads a cell under a heading that promises a day.
pub(super) fn day_cell(text: &str) -> Option<NaiveDate> {
    day(text).or_else(|| serial_day(text))
}
