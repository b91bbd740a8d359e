//! The whole days of an event as they are in London (RFC 5545).

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime, Event};

use crate::domain::calendar::zone;

/// The whole days of an event, or why it has none.
pub(super) enum EventDays {
    /// First and last day, both included.
    Days(NaiveDate, NaiveDate),
    /// It begins or ends within a day.
    Hours(NaiveDate),
    /// A day of it is missing or does not read.
    Unknown,
}

pub(super) fn first_day(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim().get(..8)?, "%Y%m%d").ok()
}

/// Returns the whole days of an event as they are in London.
pub(super) fn days_of(event: &Event) -> EventDays {
    let Some(start) = event.get_start() else { return EventDays::Unknown };
    let end = match (event.get_end(), event.property_value("DURATION")) {
        (Some(end), _) => Some(end),
        (None, Some(duration)) => match whole_days(duration) {
            Some(days) => match &start {
                DatePerhapsTime::Date(day) => {
                    day.checked_add_days(Days::new(days)).map(DatePerhapsTime::Date)
                }
                DatePerhapsTime::DateTime(moment) => local(moment)
                    .and_then(|m| m.checked_add_days(Days::new(days)))
                    .map(|m| DatePerhapsTime::DateTime(CalendarDateTime::Floating(m))),
            },
            None => return EventDays::Hours(start.date_naive()),
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
        _ => EventDays::Hours(first.date()),
    }
}

/// Returns a moment as the clock in London shows it. A zone that is not in the tables of IANA, as
/// `GMT Standard Time`, is taken to be London's own.
fn local(moment: &CalendarDateTime) -> Option<NaiveDateTime> {
    match moment {
        CalendarDateTime::Floating(time) => Some(*time),
        CalendarDateTime::Utc(time) => Some(zone::london(time).naive_local()),
        CalendarDateTime::WithTimezone { date_time, tzid } => match zone::named(tzid) {
            None => Some(*date_time),
            Some(zone) => {
                let moment: DateTime<Utc> =
                    zone.from_local_datetime(date_time).earliest()?.with_timezone(&Utc);
                Some(zone::london(&moment).naive_local())
            }
        },
    }
}

/// Reads `P5D` and `P2W`; a duration with hours is none of whole days.
fn whole_days(duration: &str) -> Option<u64> {
    let rest = duration.trim().strip_prefix('+').unwrap_or(duration.trim()).strip_prefix('P')?;
    let (count, unit) = match rest.strip_suffix('W') {
        Some(count) => (count, 7),
        None => (rest.strip_suffix('D')?, 1),
    };
    count.parse::<u64>().ok().filter(|n| (1..=1_000).contains(n)).map(|n| n * unit)
}
