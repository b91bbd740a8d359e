//! The clock of the office: London's, whatever zone a machine or a file is set to. A duty that ends
//! today ends at midnight in Worcestershire, also on a server that keeps UTC.

use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use chrono_tz::{Europe::London, Tz};

/// Returns a moment as the clock on an English wall shows it.
pub fn london<Z: TimeZone>(moment: &DateTime<Z>) -> DateTime<Tz> {
    moment.with_timezone(&London)
}

/// Returns the day that it is in London at a moment.
pub fn day(moment: DateTime<Utc>) -> NaiveDate {
    london(&moment).date_naive()
}

/// Returns the zone of this name in the tables of IANA (`Europe/London`); none where there is none.
pub fn named(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_evening_in_summer_utc_is_the_next_day_in_london() {
        for (moment, day) in [
            ("2027-06-24T23:30:00Z", "2027-06-25"),
            ("2027-06-24T22:30:00Z", "2027-06-24"),
            ("2026-11-25T23:30:00Z", "2026-11-25"),
            ("2026-10-25T00:59:59Z", "2026-10-25"),
        ] {
            let moment: DateTime<Utc> = moment.parse().expect("a moment");
            assert_eq!(super::day(moment).to_string(), day);
        }
        assert!(named("Europe/London").is_some() && named("GMT Standard Time").is_none());
    }
}
