//! Days as people write them: read in one place for typing, forms, files and commands.

use chrono::{Datelike, Days, Month, NaiveDate, Weekday};

/// The years in which a day of this work can lie.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;
/// The most words of one day: `Tuesday 1 September 2026`, with `the` or `of` among them.
const WORDS_MOST: usize = 6;

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

/// Reads a day as an officer types it: `12/3/2013`, `12/3/13`, `120313`, `12 March 2013`,
/// `Tue 12 Mar 13`, `2013-03-12`, `12/3` (the nearest one to today), `today`, `tomorrow`, `mon`,
/// `+6d`, `-2w`.
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
/// One sentence that names the part that is wrong, or shows how to type a date.
pub fn parse(raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let text = raw.trim().to_lowercase();
    let day = match word(&text, today) {
        Some(day) => day,
        None => Written::read(&text).and_then(|w| w.near(today)).map_err(|f| f.says(raw))?,
    };
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(DateFault::Year(day.year()).says(raw)) }
}

/// Reads a day that has happened: as [`parse`], but a weekday or a day without its year is the last
/// one up to today.
///
/// # Errors
/// As [`parse`].
pub fn parse_past(raw: &str, today: NaiveDate) -> Result<NaiveDate, String> {
    let text = raw.trim().to_lowercase();
    if let Some(day) = weekday_name(&text) {
        let back = (0..7).filter_map(|n| today.checked_sub_days(Days::new(n)));
        return Ok(back.into_iter().find(|d| d.weekday() == day).unwrap_or(today));
    }
    let day = parse(raw, today)?;
    let is_yearless = Written::read(&text).is_ok_and(|w| w.year.is_none());
    Ok(if is_yearless && day > today { day.with_year(day.year() - 1).unwrap_or(day) } else { day })
}

/// Reads the day at the beginning of a line, however many words it takes; returns it with how many
/// words it took.
///
/// # Errors
/// As [`parse`] for the first word alone.
pub fn parse_leading(words: &[&str], today: NaiveDate) -> Result<(NaiveDate, usize), String> {
    (2..=WORDS_MOST.min(words.len()))
        .rev()
        .find_map(|n| Some((parse(&words[..n].join(" "), today).ok()?, n)))
        .map_or_else(|| Ok((parse(words.first().unwrap_or(&""), today)?, 1)), Ok)
}

/// Reads a day of a file: one that says its year, with its weekday or a time of day beside it or
/// not. A weekday that does not fit is no day, for then the file is about another year.
///
/// # Errors
/// One sentence that names the part that is wrong.
pub fn parse_written(raw: &str) -> Result<NaiveDate, String> {
    let text = raw.trim().to_lowercase();
    let written = Written::read(&text).map_err(|f| f.says(raw))?;
    written.of_this_century().map_err(|f| f.says(raw))
}

/// Reads a day that may leave its year out, where it can lie on one day only between two days.
///
/// # Errors
/// One sentence that names the part that is wrong, or that no day, or more than one, is meant.
pub fn parse_between(raw: &str, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, String> {
    let text = raw.trim().to_lowercase();
    let written = Written::read(&text).map_err(|f| f.says(raw))?;
    if written.year.is_some() {
        return written.of_this_century().map_err(|f| f.says(raw));
    }
    let mut fits = (first.year()..=last.year())
        .filter_map(|year| written.in_year(year).ok())
        .filter(|d| (first..=last).contains(d));
    match (fits.next(), fits.next()) {
        (Some(day), None) => Ok(day),
        _ => Err(DateFault::NoYear.says(raw)),
    }
}

/// What is wrong with a day.
#[derive(Debug, Clone, PartialEq, Eq)]
enum DateFault {
    Unknown,
    NoYear,
    Month(String),
    Year(i32),
    /// A day of the month that its month does not have.
    Day {
        day: u32,
        month: Month,
        year: i32,
    },
    Weekday {
        said: Weekday,
        is: Weekday,
    },
}

impl DateFault {
    fn says(&self, raw: &str) -> String {
        let short: String = crate::domain::text::clean(raw).trim().chars().take(30).collect();
        let short = short.replace('\n', " ");
        let why = match self {
            DateFault::Unknown => {
                return format!(
                    "\"{short}\" is not a day. Type a date like 12/3/2013, or today, mon, +6d."
                );
            }
            DateFault::NoYear => "its year is missing".to_owned(),
            DateFault::Month(word) => format!("there is no month \"{word}\""),
            DateFault::Year(year) => {
                format!("the year {year} is not from {} to {}", YEARS.start(), YEARS.end())
            }
            DateFault::Day { day, month, year } => {
                let days = days_in(*month, *year);
                format!("{} {year} has {days} days, not {day}", month.name())
            }
            DateFault::Weekday { said, is } => format!("that day is a {is}, not a {said}"),
        };
        format!("\"{short}\" is not a day: {why}.")
    }
}

fn days_in(month: Month, year: i32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month.number_from_month(), *day).is_some())
        .unwrap_or(28)
}

/// A year as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Year {
    Whole(i32),
    /// The last two figures.
    Short(i32),
}

/// The parts of a day as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Written {
    day: u32,
    month: Month,
    year: Option<Year>,
    weekday: Option<Weekday>,
}

impl Written {
    /// Takes a text in small letters apart; nothing is yet said of whether there is such a day.
    fn read(text: &str) -> Result<Written, DateFault> {
        let text = without_midnight(text);
        let mut parts: Vec<&str> =
            text.split(['/', '.', '-', ' ', ',']).filter(|p| !p.is_empty()).collect();
        let named = text.chars().any(char::is_alphabetic);
        if !named && text.split(['/', '.', '-', ' ', ',']).any(str::is_empty) {
            return Err(DateFault::Unknown);
        }
        let mut weekday = None;
        if let Some(found) = parts.first().and_then(|p| weekday_name(p)) {
            weekday = Some(found);
            parts.remove(0);
        }
        if named {
            parts.retain(|p| !matches!(*p, "the" | "of"));
        }
        let split;
        if let [one] = parts.as_slice()
            && let Some(three) = run_of_figures(one)
        {
            split = three;
            parts = split.to_vec();
        }
        let (day, month, year) = match parts.as_slice() {
            [year, month, day] if is_number(year, 4..=4) => (*day, *month, Some(*year)),
            // `September 1 2026`: the month can be told only where it is a word.
            [month, day, year] if month_name(month).is_some() => (*day, *month, Some(*year)),
            [day, month, year] => (*day, *month, Some(*year)),
            [month, day] if month_name(month).is_some() => (*day, *month, None),
            [day, month] => (*day, *month, None),
            _ => return Err(DateFault::Unknown),
        };
        let year = match year {
            None => None,
            Some(y) if is_number(y, 4..=4) => Some(Year::Whole(figure(y)?)),
            Some(y) if is_number(y, 2..=2) => Some(Year::Short(figure(y)?)),
            Some(_) => return Err(DateFault::Unknown),
        };
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end));
        let day = ordinal.unwrap_or(day);
        if !is_number(day, 1..=2) {
            return Err(DateFault::Unknown);
        }
        let month = match month_name(month) {
            Some(month) => month,
            None if is_number(month, 1..=2) => Month::try_from(figure::<u8>(month)?)
                .map_err(|_| DateFault::Month(month.to_owned()))?,
            None if is_number(month, 3..=99) => return Err(DateFault::Unknown),
            None => return Err(DateFault::Month(month.chars().take(12).collect())),
        };
        Ok(Written { day: figure(day)?, month, year, weekday })
    }

    fn in_year(&self, year: i32) -> Result<NaiveDate, DateFault> {
        let day = NaiveDate::from_ymd_opt(year, self.month.number_from_month(), self.day)
            .ok_or(DateFault::Day { day: self.day, month: self.month, year })?;
        match self.weekday {
            Some(said) if said != day.weekday() => {
                Err(DateFault::Weekday { said, is: day.weekday() })
            }
            _ => Ok(day),
        }
    }

    /// Returns the day; without a year the nearest one to today, and with half a year the one that
    /// lies at most ten years ahead.
    fn near(&self, today: NaiveDate) -> Result<NaiveDate, DateFault> {
        match self.year {
            Some(Year::Whole(year)) => self.in_year(year),
            Some(Year::Short(year)) => {
                let this = today.year() / 100 * 100 + year;
                self.in_year(if this > today.year() + 10 { this - 100 } else { this })
            }
            None => (-1..=1)
                .filter_map(|by| self.in_year(today.year() + by).ok())
                .min_by_key(|d| (*d - today).num_days().abs())
                .map_or_else(|| self.in_year(today.year()), Ok),
        }
    }

    fn of_this_century(&self) -> Result<NaiveDate, DateFault> {
        let year = match self.year {
            Some(Year::Whole(year)) => year,
            Some(Year::Short(year)) => 2000 + year,
            None => return Err(DateFault::NoYear),
        };
        if YEARS.contains(&year) { self.in_year(year) } else { Err(DateFault::Year(year)) }
    }
}

/// Returns the text without a time of day at midnight behind it, which is how programs write a day
/// that they keep as a moment. Any other time says that the cell is not a day.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once(['t', ' ']).filter(|(d, _)| d.len() >= 8) else {
        return text.trim();
    };
    let time = time.trim().trim_end_matches('z');
    let time = time.split_once(['+', '.']).map_or(time, |(t, rest)| {
        if rest.bytes().all(|b| matches!(b, b'0' | b':')) { t } else { time }
    });
    if matches!(time, "00:00" | "00:00:00" | "0:00" | "0:00:00" | "12:00:00 am") {
        day
    } else {
        text.trim()
    }
}

/// Splits `010926`, `01092026` and `20260901`. A run of eight figures never reads both ways, for no
/// month is 19, 20 or 21.
fn run_of_figures(text: &str) -> Option<[&str; 3]> {
    match text.len() {
        6 if is_number(text, 6..=6) => Some([&text[..2], &text[2..4], &text[4..]]),
        8 if is_number(text, 8..=8) => {
            let year_first = text[..4].parse().is_ok_and(|y: i32| YEARS.contains(&y))
                && text[4..6].parse().is_ok_and(|m: u8| (1..=12).contains(&m));
            Some(if year_first {
                [&text[..4], &text[4..6], &text[6..]]
            } else {
                [&text[..2], &text[2..4], &text[4..]]
            })
        }
        _ => None,
    }
}

fn is_number(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn figure<T: std::str::FromStr>(text: &str) -> Result<T, DateFault> {
    text.parse().map_err(|_| DateFault::Unknown)
}

fn month_name(word: &str) -> Option<Month> {
    match word {
        "sept" => Some(Month::September),
        _ => (word.len() >= 3).then(|| word.parse().ok()).flatten(),
    }
}

fn weekday_name(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => (word.len() >= 3 && word.chars().all(|c| c.is_ascii_alphabetic()))
            .then(|| word.parse().ok())
            .flatten(),
    }
}

fn word(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        "yesterday" => return today.pred_opt(),
        _ => {}
    }
    if let Some(day) = weekday_name(text) {
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
            ("1 September 2026", "01/09/2026"),
            ("1 Sept 26", "01/09/2026"),
            ("27 Mar 13", "27/03/2013"),
            ("27 mar", "27/03/2027"),
            ("Tue 1 Sep 2026", "01/09/2026"),
            ("Tuesday, 1st of September 2026", "01/09/2026"),
            ("September 1, 2026", "01/09/2026"),
            ("1-Sep-2026", "01/09/2026"),
            ("010926", "01/09/2026"),
            ("01092026", "01/09/2026"),
            ("20260901", "01/09/2026"),
            ("2026-09-01T00:00:00", "01/09/2026"),
            ("01/09/2026 00:00:00", "01/09/2026"),
            ("thurs", "26/11/2026"),
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
    fn fault_names_the_part_that_is_wrong() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for (typed, part) in [
            ("12/13/2026", "there is no month \"13\"."),
            ("1 Sepp 2026", "there is no month \"sepp\"."),
            ("31/2/2026", "February 2026 has 28 days, not 31."),
            ("29 Feb 2026", "February 2026 has 28 days, not 29."),
            ("31/9", "September 2026 has 30 days, not 31."),
            ("Mon 24 Nov 2026", "that day is a Tue, not a Mon."),
            ("12/3/0001", "the year 1 is not from 1900 to 2200."),
            ("12/3/2026 09:15", "Type a date like 12/3/2013, or today, mon, +6d."),
        ] {
            let says = parse(typed, today).expect_err(typed);
            assert!(says.ends_with(part), "{typed}: {says}");
        }
        assert!(parse_written("23 Nov").is_err_and(|e| e.ends_with("its year is missing.")));
        assert_eq!(parse_written("23 Nov 26").map(format), Ok("23/11/2026".to_owned()));
    }

    #[test]
    fn day_without_its_year_is_read_only_where_one_day_fits() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let (first, last) = (day("2026-11-02"), day("2027-01-29"));
        assert_eq!(parse_between("Mon 23 Nov", first, last), Ok(day("2026-11-23")));
        assert_eq!(parse_between("4/1", first, last), Ok(day("2027-01-04")));
        assert!(parse_between("Tue 23 Nov", first, last).is_err(), "a Tuesday of another year");
        assert!(parse_between("1 Sep", first, last).is_err(), "outside the span");
        assert!(parse_between("23 Nov", first, day("2027-12-01")).is_err(), "two years fit");
    }

    #[test]
    fn day_that_has_happened_is_the_last_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        for (typed, shown) in [
            ("12/3", "12/03/2026"),
            ("27 mar", "27/03/2026"),
            ("fri", "20/11/2026"),
            ("mon", "23/11/2026"),
            ("22/11", "22/11/2026"),
            ("tomorrow", "24/11/2026"),
            ("12/3/2027", "12/03/2027"),
        ] {
            assert_eq!(parse_past(typed, today).map(format), Ok(shown.to_owned()), "{typed}");
        }
    }

    #[test]
    fn leading_day_takes_as_many_words_as_it_has() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let words: Vec<&str> = "1 September 2026 to Friday".split(' ').collect();
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).expect("a day");
        assert_eq!(parse_leading(&words, today), Ok((day, 3)));
        assert_eq!(parse_leading(&["1/9/2026", "training"], today), Ok((day, 1)));
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
            let typed: String = (0..=below(5)).map(|_| scraps[below(scraps.len())]).collect();
            match parse(&typed, today) {
                Ok(day) => {
                    days += 1;
                    // What was read reads again as the same day, however it is shown.
                    assert_eq!(parse(&format(day), today), Ok(day), "{typed}");
                    assert!((1900..=2200).contains(&day.year()), "{typed}");
                }
                Err(says) => {
                    assert!(says.ends_with('.') && says.chars().count() < 120, "{typed}: {says}");
                }
            }
        }
        println!("days typed: {rounds}, read: {days}");
        assert!(days > rounds / 50);
    }
}
