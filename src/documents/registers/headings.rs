//! Recognises what a column holds, and which session, from its heading.

use chrono::NaiveDate;

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
    /// One session of one day.
    Session(NaiveDate, Half),
    /// Both sessions of a day, or one of them with the half in the row below.
    Day(NaiveDate),
    Other,
}

/// Returns what a heading says. Capitals, blanks and signs do not matter.
pub(super) fn column(heading: &str) -> Column {
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
        "marks" | "mark" | "codes" | "attendance" | "attendancemarks" | "attendancecodes"
        | "register" => Column::Marks,
        "start" | "startdate" | "from" | "firstday" | "marksstart" => Column::Start,
        _ => session(heading),
    }
}

fn session(heading: &str) -> Column {
    let lower = heading.trim().to_lowercase();
    for (word, half) in
        [("am", Half::Am), ("pm", Half::Pm), ("morning", Half::Am), ("afternoon", Half::Pm)]
    {
        let rest = lower.strip_suffix(word).or_else(|| lower.strip_prefix(word));
        if let Some(day) =
            rest.map(|r| r.trim_matches([' ', ':', '-', '_', '(', ')', '.'])).and_then(day)
        {
            return Column::Session(day, half);
        }
    }
    day(&lower).map_or(Column::Other, Column::Day)
}

/// Reads a day that says its year: `2026-11-23`, `23/11/2026`, `23/11/26`, `23 Nov 2026`, each with
/// or without its weekday before it. A weekday that does not fit the day is no day: the file would
/// be about another year.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim().trim_end_matches(" 00:00:00").trim_end_matches(" 00:00");
    let is_weekday = |w: &str| {
        w.len() >= 3
            && w.chars().all(|c| c.is_ascii_alphabetic())
            && w.parse::<chrono::Weekday>().is_ok()
    };
    let (weekday, rest) = match text.split_once([' ', ',']) {
        Some((word, rest)) if is_weekday(word) => {
            (word.parse::<chrono::Weekday>().ok(), rest.trim_matches([' ', ',']))
        }
        _ => (None, text),
    };
    let parts: Vec<&str> = rest.split(['/', '-', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |t: &str| {
        (t.len() <= 4 && t.bytes().all(|b| b.is_ascii_digit()))
            .then(|| t.parse::<u32>().ok())
            .flatten()
    };
    let month = number(month).or_else(|| month_name(month))?;
    let (year, day) = match (first.len(), last.len()) {
        (4, 1 | 2) => (number(first)?, number(last)?),
        (1 | 2, 4) => (number(last)?, number(first)?),
        (1 | 2, 2) => (2000 + number(last)?, number(first)?),
        _ => return None,
    };
    let found = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let fits = weekday.is_none_or(|w| chrono::Datelike::weekday(&found) == w);
    (fits && (1900..=2200).contains(&year)).then_some(found)
}

fn month_name(word: &str) -> Option<u32> {
    (word.len() >= 3)
        .then(|| word.parse::<chrono::Month>().ok())
        .flatten()
        .map(|m| m.number_from_month())
}
