//! Short ways to write answers and the terms of the tests.

use chrono::NaiveDate;

use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::RowId;
use crate::domain::value::Value;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) fn yes() -> Value {
    Value::YesNo(true)
}

pub(crate) fn no() -> Value {
    Value::YesNo(false)
}

pub(crate) fn on(text: &str) -> Value {
    Value::Date(day(text))
}

pub(crate) fn is(option: &str) -> Value {
    Value::Choice(option.into())
}

pub(crate) fn words(text: &str) -> Value {
    Value::Text(text.into())
}

pub(crate) fn at(row: RowId) -> Value {
    Value::Number(i64::from(row))
}

/// Terms of a school year with half-terms and no training day: Mon 26 to Fri 30 Oct 2026 among
/// them.
pub(crate) fn terms() -> Calendar {
    let half = |from: &str| {
        day(from)
            .iter_days()
            .take(5)
            .map(|day| ClosedSpan { day, reason: "half-term".into() })
            .collect::<Vec<_>>()
    };
    let terms = [
        ("2025-09-01", "2025-12-19"),
        ("2026-01-05", "2026-03-27"),
        ("2026-04-13", "2026-07-21"),
        ("2026-09-01", "2026-12-18"),
        ("2027-01-04", "2027-03-25"),
    ];
    Calendar::new(Terms {
        school: "L-home".into(),
        terms: terms.map(|(a, b)| (day(a), day(b))).to_vec(),
        closed: [
            half("2025-10-27"),
            half("2026-02-16"),
            half("2026-05-25"),
            half("2026-10-26"),
            half("2027-02-15"),
        ]
        .concat(),
    })
}
