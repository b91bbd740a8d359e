//! A moment of a calendar file as the clock in London shows it.

use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};
use icalendar::CalendarDateTime;

use crate::domain::calendar::zone;

/// Reads `20261127T083000`, in a zone or with the `Z` of UTC, as the clock in London shows it.
pub(super) fn moment(value: &str, zone: Option<&str>) -> Option<NaiveDateTime> {
    let (time, is_utc) = match value.strip_suffix('Z') {
        Some(time) => (time, true),
        None => (value, false),
    };
    let time = NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%S").ok()?;
    local(&match zone {
        _ if is_utc => CalendarDateTime::Utc(time.and_utc()),
        Some(zone) => CalendarDateTime::WithTimezone { date_time: time, tzid: zone.to_owned() },
        None => CalendarDateTime::Floating(time),
    })
}

/// Returns a moment as the clock in London shows it. A zone that is not in the tables of IANA, as
/// `GMT Standard Time`, is taken to be London's own.
pub(super) fn local(moment: &CalendarDateTime) -> Option<NaiveDateTime> {
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
