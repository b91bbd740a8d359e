//! Events that repeat (RFC 5545, 3.3.10): the days on which they fall. Every shape that term dates
//! are written in is counted out; another is not guessed at.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

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
    until: Option<NaiveDate>,
    /// The weekdays of a weekly rule; none where it keeps to that of its first day.
    on: Vec<Weekday>,
}

impl RepeatRule {
    /// Reads a rule; none where it has a part that is not read here.
    fn parse(rule: &str) -> Option<RepeatRule> {
        let frequency = String::new();
        let mut out = RepeatRule { frequency, every: 1, times: None, until: None, on: Vec::new() };
        for part in rule.split(';').filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=')?;
            let value = value.trim();
            match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => out.frequency = value.to_ascii_uppercase(),
                "INTERVAL" => out.every = value.parse().ok().filter(|n| *n > 0)?,
                "COUNT" => out.times = Some(value.parse::<usize>().ok()?),
                "UNTIL" => {
                    out.until = Some(NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok()?);
                }
                "BYDAY" => {
                    for day in value.split(',') {
                        out.on.push(weekday(day.trim())?);
                    }
                }
                "WKST" => {}
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
                let past = u64::from(first.weekday().num_days_from_monday());
                let monday = first.checked_sub_days(Days::new(past))?;
                let week = monday.checked_add_days(Days::new(u64::from(by.checked_mul(7)?)))?;
                let named = |d: &NaiveDate| *d >= first && self.on.contains(&d.weekday());
                week.iter_days().take(7).filter(named).collect()
            }
            "MONTHLY" => months(by).filter(same_day).into_iter().collect(),
            "YEARLY" => months(by.checked_mul(12)?).filter(same_day).into_iter().collect(),
            _ => return None,
        })
    }
}

/// Returns the first days of an event that repeats by this rule; none where the rule has a part
/// that is not read here.
pub(super) fn days(
    rule: &str,
    first: NaiveDate,
    left_out: &BTreeSet<NaiveDate>,
) -> Option<Vec<NaiveDate>> {
    let rule = RepeatRule::parse(rule)?;
    let most = rule.times.unwrap_or(MAX_TIMES).min(MAX_TIMES);
    let mut found = Vec::new();
    'turns: for step in 0..MAX_STEPS {
        for day in rule.turn(step, first)? {
            if found.len() >= most || rule.until.is_some_and(|last| day > last) {
                break 'turns;
            }
            found.push(day);
        }
    }
    found.retain(|d| !left_out.contains(d));
    Some(found)
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

    #[test]
    fn repeated_days_are_counted_out() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let out = BTreeSet::from([day("2026-09-14")]);
        for (rule, expected) in [
            ("FREQ=WEEKLY;COUNT=3", vec!["2026-09-07", "2026-09-21"]),
            (
                "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260916T230000Z",
                vec!["2026-09-07", "2026-09-09", "2026-09-16"],
            ),
            ("FREQ=DAILY;INTERVAL=2;COUNT=2", vec!["2026-09-07", "2026-09-09"]),
            ("FREQ=YEARLY;COUNT=2", vec!["2026-09-07", "2027-09-07"]),
        ] {
            let found = days(rule, day("2026-09-07"), &out).expect(rule);
            assert_eq!(found, expected.into_iter().map(day).collect::<Vec<_>>(), "{rule}");
        }
        for rule in
            ["FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "FREQ=SECONDLY", "x"]
        {
            assert_eq!(days(rule, day("2026-09-07"), &out), None, "{rule}");
        }
        let endless = days("FREQ=DAILY", day("2026-09-07"), &out).expect("counted");
        assert!(endless.len() <= MAX_TIMES);
    }
}
