//! Dates as officers type and read them.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Returns a day as `27/11/2026`.
pub fn format(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Returns a day as `Fri 27 Nov`.
pub fn show_short(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// Returns a day as `Fri 27 Nov 2026`.
pub fn show_long(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Reads a day: `12/3/2013`, `12/3/13`, `12/3` (the nearest one to today), `2013-03-12`, `today`,
/// `tomorrow`, `mon`, `+6d`, `-2w`.
///
/// ```
/// use chrono::NaiveDate;
/// use offsite::domain::calendar::dates::parse;
///
/// let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");
/// assert_eq!(parse("12/3/2013", today).ok(), NaiveDate::from_ymd_opt(2013, 3, 12));
/// assert_eq!(parse("+6d", today).ok(), NaiveDate::from_ymd_opt(2026, 12, 2));
/// assert!(parse("31/2/2026", today).is_err());
/// ```
///
/// # Errors
/// One sentence that shows how to type a date.
pub fn parse(raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let text = raw.trim().to_lowercase();
    let wrong = || {
        let short: String = raw.trim().chars().take(30).collect();
        format!("\"{short}\" is not a day. Type a date like 12/3/2013, or today, mon, +6d.")
    };
    word(&text, today)
        .or_else(|| numbers(&text, today))
        .filter(|d| (1900..=2200).contains(&d.year()))
        .ok_or_else(wrong)
}

fn word(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        "yesterday" => return today.pred_opt(),
        _ => {}
    }
    if text.len() >= 3
        && text.chars().all(|c| c.is_ascii_alphabetic())
        && let Ok(day) = text.parse::<Weekday>()
    {
        return (1..=7)
            .filter_map(|n| today.checked_add_days(Days::new(n)))
            .find(|d| d.weekday() == day);
    }
    let (sign, rest) =
        if let Some(r) = text.strip_prefix('+') { (1, r) } else { (-1, text.strip_prefix('-')?) };
    let (count, unit) = rest
        .strip_suffix('w')
        .map(|c| (c, 7))
        .or_else(|| rest.strip_suffix('d').map(|c| (c, 1)))?;
    let days = count.parse::<i64>().ok().filter(|n| *n < 10_000)? * unit * sign;
    today.checked_add_signed(chrono::Duration::days(days))
}

fn numbers(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    if !parts.iter().all(|p| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let n: Vec<u32> = parts.iter().filter_map(|p| p.parse().ok()).collect();
    match n.as_slice() {
        [year, month, day] if parts[0].len() == 4 => {
            NaiveDate::from_ymd_opt(*year as i32, *month, *day)
        }
        [day, month, year] if parts[2].len() == 4 => {
            NaiveDate::from_ymd_opt(*year as i32, *month, *day)
        }
        [day, month, year] if parts[2].len() == 2 => {
            // The century in which the day lies at most ten years ahead of today.
            let this = today.year() / 100 * 100 + *year as i32;
            let year = if this > today.year() + 10 { this - 100 } else { this };
            NaiveDate::from_ymd_opt(year, *month, *day)
        }
        [day, month] => (-1..=1)
            .filter_map(|by| NaiveDate::from_ymd_opt(today.year() + by, *month, *day))
            .min_by_key(|d| (*d - today).num_days().abs()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_officers_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for (typed, shown) in [
            ("12/3/2013", "12/03/2013"),
            ("12/3/13", "12/03/2013"),
            ("12.3.2013", "12/03/2013"),
            ("2013-03-12", "12/03/2013"),
            ("today", "23/11/2026"),
            ("fri", "27/11/2026"),
            ("mon", "30/11/2026"),
            ("+6d", "29/11/2026"),
            ("-2w", "09/11/2026"),
            ("12/3", "12/03/2027"),
            ("1/12", "01/12/2026"),
        ] {
            assert_eq!(parse(typed, today).map(format), Ok(shown.to_owned()), "{typed}");
        }
        for wrong in [
            "31/2/2026",
            "",
            "soon",
            "12/13/2026",
            "99999999",
            "1/2/3/4",
            "+999999999d",
            "12/3/0001",
        ] {
            assert!(parse(wrong, today).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whatever_is_typed_is_a_day_or_a_sentence() {
        let rounds = if std::env::var_os("OFFSITE_LONG").is_some() { 20_000_000 } else { 60_000 };
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let scraps = [
            "12",
            "3",
            "31",
            "2013",
            "0",
            "-",
            "/",
            ".",
            " ",
            "+",
            "d",
            "w",
            "today",
            "mon",
            "fri",
            "tomorrow",
            "99999",
            "é",
            "\u{202e}",
            "２",
            "29/2",
            "feb",
            "18446744073709551616",
            "-1",
            "\t",
            "2024-02-29",
            "💥",
            "",
        ];
        let (mut state, mut days) = (20_261_123u64, 0);
        let mut below = |n: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for _ in 0..rounds {
            let typed: String = (0..1 + below(5)).map(|_| scraps[below(scraps.len())]).collect();
            match parse(&typed, today) {
                Ok(day) => {
                    days += 1;
                    // What was read reads again as the same day, however it is shown.
                    assert_eq!(parse(&format(day), today), Ok(day), "{typed}");
                    assert!((1900..=2200).contains(&day.year()), "{typed}");
                }
                Err(says) => {
                    assert!(says.ends_with('.') && says.chars().count() < 120, "{typed}: {says}")
                }
            }
        }
        println!("days typed: {rounds}, read: {days}");
        assert!(days > rounds / 50);
    }
}
