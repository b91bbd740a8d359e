//! Days, times and periods as letters write them.

use chrono::NaiveDate;

/// Returns a day as letters write it: `27 November 2026`.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// Returns a day with its weekday: `Friday 27 November 2026`.
pub(super) fn weekday(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// Returns minutes after midnight as letters write them: `8:45 am`.
pub(super) fn time(minutes: u16) -> String {
    let (hour, minute) = (minutes / 60, minutes % 60);
    let half = match (hour, minute) {
        (12, 0) => "noon",
        (0..12, _) => "am",
        _ => "pm",
    };
    format!("{}:{minute:02} {half}", if hour % 12 == 0 { 12 } else { hour % 12 })
}

/// Returns a count of days in words: `six weeks`, `six days`, `12 days`.
pub(super) fn period(days: u64) -> String {
    const WORDS: [&str; 11] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let word = |n: u64| {
        usize::try_from(n)
            .ok()
            .and_then(|i| WORDS.get(i))
            .map_or_else(|| n.to_string(), |w| (*w).to_owned())
    };
    let (n, unit) =
        if days >= 14 && days.is_multiple_of(7) { (days / 7, "week") } else { (days, "day") };
    format!("{} {unit}{}", word(n), if n == 1 { "" } else { "s" })
}
