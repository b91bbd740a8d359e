//! Days by a word or a count from today: `tomorrow`, `mon`, `+6d`.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::dates::written::weekday_name;

pub(super) fn word(text: &str, today: NaiveDate) -> Option<NaiveDate> {
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
