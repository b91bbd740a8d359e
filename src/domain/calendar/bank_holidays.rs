//! The bank holidays of England that are built in.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

#[derive(Deserialize)]
struct Holidays {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
struct Holiday {
    date: toml::value::Datetime,
    name: String,
}

/// The bank holidays of England that are built in, by day. A test holds that the file reads.
static BANK_HOLIDAYS: LazyLock<Vec<(NaiveDate, String)>> = LazyLock::new(|| {
    let read = toml::from_str::<Holidays>(include_str!("../data/england_bank_holidays.toml"));
    let mut days: Vec<(NaiveDate, String)> = read
        .map(|h| h.holiday.into_iter().filter_map(|h| Some((day_of(&h.date)?, h.name))).collect())
        .unwrap_or_default();
    days.sort();
    days
});

/// Returns the day of a TOML date.
pub fn day_of(date: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = date.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

/// Returns the name of the bank holiday in England on this day.
pub fn bank_holiday(day: NaiveDate) -> Option<&'static str> {
    let found = BANK_HOLIDAYS.binary_search_by_key(&day, |(d, _)| *d).ok()?;
    BANK_HOLIDAYS.get(found).map(|(_, name)| name.as_str())
}

/// Returns the last day whose bank holidays are known: the end of the last year in the file.
pub fn bank_holidays_known_to() -> Option<NaiveDate> {
    BANK_HOLIDAYS.last().and_then(|(day, _)| NaiveDate::from_ymd_opt(day.year(), 12, 31))
}
