//! The whole days of an event as they are in London (RFC 5545).

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime, Event, Property};

use crate::documents::terms::moment::{local, moment};

/// The whole days of an event, or why it has none.
pub(super) enum EventDays {
    /// First and last day, both included.
    Days(NaiveDate, NaiveDate),
    /// It begins or ends within a day; the first and the last day that it touches.
    Hours(NaiveDate, NaiveDate),
    /// A day of it is missing or does not read.
    Unknown,
}

/// Returns the whole days of an event as they are in London.
pub(super) fn days_of(event: &Event) -> EventDays {
    let Some(start) = event.get_start() else { return EventDays::Unknown };
    let end = match (event.get_end(), event.property_value("DURATION")) {
        (Some(end), _) => Some(end),
        (None, Some(text)) => match (duration(text), &start) {
            (None, _) => return EventDays::Unknown,
            (Some((days, hours)), DatePerhapsTime::Date(day)) if hours.is_zero() => {
                day.checked_add_days(days).map(DatePerhapsTime::Date)
            }
            (Some(_), DatePerhapsTime::Date(day)) => return EventDays::Hours(*day, *day),
            (Some((days, hours)), DatePerhapsTime::DateTime(moment)) => local(moment)
                .and_then(|m| m.checked_add_days(days)?.checked_add_signed(hours))
                .map(|m| DatePerhapsTime::DateTime(CalendarDateTime::Floating(m))),
        },
        (None, None) if event.property_value("DTEND").is_some() => return EventDays::Unknown,
        (None, None) => None,
    };
    match (&start, end) {
        (DatePerhapsTime::Date(first), None) => EventDays::Days(*first, *first),
        // An all-day event ends on the day after its last (RFC 5545, 3.6.1); some programs write
        // its only day twice.
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::Date(end))) if end == *first => {
            EventDays::Days(*first, *first)
        }
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::Date(end))) => {
            end.pred_opt().map_or(EventDays::Unknown, |last| EventDays::Days(*first, last))
        }
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::DateTime(end))) => {
            local(&end).map_or(EventDays::Unknown, |end| EventDays::Days(*first, end.date()))
        }
        (DatePerhapsTime::DateTime(start), end) => {
            local(start).map_or(EventDays::Unknown, |first| days_between(first, end))
        }
    }
}

/// Returns the time of day at which an event begins in London; midnight of one that lasts whole
/// days.
pub(super) fn start_time(event: &Event) -> NaiveTime {
    match event.get_start() {
        Some(DatePerhapsTime::DateTime(moment)) => {
            local(&moment).map_or(NaiveTime::MIN, |m| m.time())
        }
        Some(DatePerhapsTime::Date(_)) | None => NaiveTime::MIN,
    }
}

/// Returns the days in London that a list of days or moments names (`RDATE`, `EXDATE`,
/// `RECURRENCE-ID`); none where one of them is neither, as a period is not.
pub(super) fn listed_days(property: &Property) -> Option<Vec<NaiveDate>> {
    let zone = property.params().get("TZID").map(icalendar::Parameter::value);
    let day = |value: &str| match NaiveDate::parse_from_str(value, "%Y%m%d") {
        Ok(day) => Some(day),
        Err(_) => moment(value, zone).map(|m| m.date()),
    };
    property.value().split(',').map(|value| day(value.trim())).collect()
}

/// Returns the whole days from one midnight to another; anything else has hours.
fn days_between(first: NaiveDateTime, end: Option<DatePerhapsTime>) -> EventDays {
    let end = match end {
        Some(DatePerhapsTime::DateTime(end)) => local(&end),
        Some(DatePerhapsTime::Date(end)) => Some(end.and_time(NaiveTime::MIN)),
        None => None,
    };
    let is_midnight = |time: NaiveDateTime| time.time() == NaiveTime::MIN;
    match end {
        Some(end) if is_midnight(first) && is_midnight(end) && end > first => {
            let last = end.date().pred_opt().unwrap_or(end.date());
            EventDays::Days(first.date(), last)
        }
        end => {
            // What ends at midnight does not touch the day that begins then.
            let last = end.filter(|end| *end > first).map_or(first.date(), |end| {
                let before = if is_midnight(end) { end.date().pred_opt() } else { None };
                before.unwrap_or(end.date())
            });
            EventDays::Hours(first.date(), last)
        }
    }
}

/// Reads `P5D`, `P2W` and `P1DT6H30M` as days and what is left of a day; none where it is no
/// duration, or takes no time or more than some years.
fn duration(text: &str) -> Option<(Days, TimeDelta)> {
    let rest = text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?;
    let (days, hours) = rest.split_once('T').unwrap_or((rest, ""));
    let days = parts(days, &[('W', 7), ('D', 1)])?;
    let seconds = parts(hours, &[('H', 3_600), ('M', 60), ('S', 1)])?;
    let left = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds)?;
    (days + seconds > 0 && days <= MAX_DAYS && seconds <= MAX_DAYS * 86_400)
        .then_some((Days::new(days), left))
}

/// The longest duration that is read, in days.
const MAX_DAYS: u64 = 7_000;

/// Adds up numbers with their units, `6H30M`; none where anything else stands there.
fn parts(text: &str, units: &[(char, u64)]) -> Option<u64> {
    let (mut sum, mut rest) = (0_u64, text);
    for (unit, worth) in units {
        if let Some((count, after)) = rest.split_once(*unit) {
            sum = sum.checked_add(count.parse::<u64>().ok()?.checked_mul(*worth)?)?;
            rest = after;
        }
    }
    rest.is_empty().then_some(sum)
}
