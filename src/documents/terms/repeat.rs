//! Events that repeat (RFC 5545, 3.3.10): the days on which they fall. Every shape that term dates
//! are written in is counted out; another is not guessed at.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, Weekday};

use crate::documents::terms::moment::moment;

/// The most times that an event is counted out: a rule without an end goes on for ever.
const MAX_TIMES: usize = 400;

/// How many days, weeks, months or years are looked at to count them out.
const MAX_STEPS: u32 = 4_000;

/// A rule of repetition, as far as it is read here.
struct RepeatRule {
    frequency: String,
    /// Every so many days, weeks, months or years.
    every: u32,
    times: Option<usize>,
    until: Option<NaiveDateTime>,
    /// The weekdays of a weekly rule; none where it keeps to that of its first day.
    on: Vec<Weekday>,
    /// The day on which a week begins.
    week: Weekday,
}

impl RepeatRule {
    /// Reads a rule; none where it has a part that is not read here.
    fn parse(rule: &str) -> Option<RepeatRule> {
        let mut out = RepeatRule {
            frequency: String::new(),
            every: 1,
            times: None,
            until: None,
            on: Vec::new(),
            week: Weekday::Mon,
        };
        for part in rule.split(';').filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => out.frequency = value.to_ascii_uppercase(),
                "INTERVAL" => out.every = value.parse().ok().filter(|n| *n > 0)?,
                "COUNT" => out.times = Some(value.parse::<usize>().ok()?),
                "UNTIL" => out.until = Some(until(value)?),
                "BYDAY" => {
                    for day in value.split(',') {
                        out.on.push(weekday(day.trim())?);
                    }
                }
                "WKST" => out.week = weekday(value)?,
                _ => return None,
            }
        }
        (out.on.is_empty() || out.frequency == "WEEKLY").then_some(out)
    }

    /// Returns the days of one turn, counted from 0; none where the frequency is not read here.
    fn turn(&self, step: u32, first: NaiveDate) -> Option<Vec<NaiveDate>> {
        let by = step.checked_mul(self.every)?;
        let ahead = |days: u32| first.checked_add_days(Days::new(u64::from(days)));
        // A month or a year without such a day has none (29 February), rather than the day before.
        let months = |n: u32| first.checked_add_months(Months::new(n));
        let same_day = |d: &NaiveDate| d.day() == first.day();
        Some(match self.frequency.as_str() {
            "DAILY" => ahead(by).into_iter().collect(),
            "WEEKLY" if self.on.is_empty() => ahead(by.checked_mul(7)?).into_iter().collect(),
            "WEEKLY" => {
                let past = u64::from(first.weekday().days_since(self.week));
                let begin = first.checked_sub_days(Days::new(past))?;
                let week = begin.checked_add_days(Days::new(u64::from(by.checked_mul(7)?)))?;
                let named = |d: &NaiveDate| *d >= first && self.on.contains(&d.weekday());
                week.iter_days().take(7).filter(named).collect()
            }
            "MONTHLY" => months(by).filter(same_day).into_iter().collect(),
            "YEARLY" => months(by.checked_mul(12)?).filter(same_day).into_iter().collect(),
            _ => return None,
        })
    }
}

/// The first days of an event that repeats.
pub(super) struct CountedDays {
    pub days: Vec<NaiveDate>,
    /// There are more, further ahead than is counted out.
    pub is_cut: bool,
}

/// Returns the first days of an event that repeats by this rule and first begins then; none where
/// the rule has a part that is not read here.
pub(super) fn days(rule: &str, first: NaiveDateTime) -> Option<CountedDays> {
    let rule = RepeatRule::parse(rule)?;
    let wanted = rule.times.unwrap_or(usize::MAX);
    let mut days = Vec::new();
    for step in 0..MAX_STEPS {
        for day in rule.turn(step, first.date())? {
            if days.len() >= wanted
                || rule.until.is_some_and(|last| day.and_time(first.time()) > last)
            {
                return Some(CountedDays { days, is_cut: false });
            }
            if days.len() >= MAX_TIMES {
                return Some(CountedDays { days, is_cut: true });
            }
            days.push(day);
        }
    }
    let is_cut = days.len() < wanted;
    Some(CountedDays { days, is_cut })
}

/// Reads the last moment of a rule as the clock in London shows it; a day counts whole.
fn until(value: &str) -> Option<NaiveDateTime> {
    match NaiveDate::parse_from_str(value, "%Y%m%d") {
        Ok(day) => day.and_hms_opt(23, 59, 59),
        Err(_) => moment(value, None),
    }
}

fn weekday(code: &str) -> Option<Weekday> {
    Some(match code.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn at(text: &str) -> NaiveDateTime {
        text.parse().expect("a moment")
    }

    #[test]
    fn repeated_days_are_counted_out() {
        for (rule, expected) in [
            ("FREQ=WEEKLY;COUNT=3", vec!["2026-09-07", "2026-09-14", "2026-09-21"]),
            (
                "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260916T230000Z",
                vec!["2026-09-07", "2026-09-09", "2026-09-14", "2026-09-16"],
            ),
            ("FREQ=DAILY;INTERVAL=2;COUNT=2", vec!["2026-09-07", "2026-09-09"]),
            ("FREQ=DAILY;UNTIL=20260908", vec!["2026-09-07", "2026-09-08"]),
            ("FREQ=YEARLY;COUNT=2", vec!["2026-09-07", "2027-09-07"]),
            // Weeks that begin on Sunday put Sunday into the week of the Monday after it.
            (
                "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=SU,MO;COUNT=3",
                vec!["2026-09-07", "2026-09-20", "2026-09-21"],
            ),
        ] {
            let found = days(rule, at("2026-09-07T00:00:00")).expect(rule);
            let expected: Vec<NaiveDate> = expected.into_iter().map(day).collect();
            assert_eq!((found.days, found.is_cut), (expected, false), "{rule}");
        }
        for rule in
            ["FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "FREQ=SECONDLY", "x"]
        {
            assert!(days(rule, at("2026-09-07T00:00:00")).is_none(), "{rule}");
        }
        let endless = days("FREQ=DAILY", at("2026-09-07T00:00:00")).expect("counted");
        assert!(endless.days.len() == MAX_TIMES && endless.is_cut);
    }

    #[test]
    fn last_moment_of_a_rule_in_utc_is_the_one_in_london() {
        // Midnight of 2 July in London is 23:00 of 1 July in UTC.
        let until = |end: &str| {
            let rule = format!("FREQ=WEEKLY;UNTIL={end}");
            days(&rule, at("2027-06-25T00:00:00")).expect("counted").days
        };
        assert_eq!(until("20270701T230000Z"), [day("2027-06-25"), day("2027-07-02")]);
        assert_eq!(until("20270701T220000Z"), [day("2027-06-25")]);
    }
}
