//! A value as it stands in a profile's file.

use chrono::NaiveDate;
use toml::de::DeValue;

/// A value as it stands in a file.
pub(super) enum TomlValue {
    Word(String),
    Words(Vec<String>),
    Number(i64),
    Yes(bool),
    Day(NaiveDate),
}

pub(super) fn given(value: DeValue) -> Option<TomlValue> {
    match value {
        DeValue::String(text) => Some(TomlValue::Word(text.into_owned())),
        DeValue::Integer(n) => {
            i64::from_str_radix(&n.as_str().replace('_', ""), n.radix()).ok().map(TomlValue::Number)
        }
        DeValue::Boolean(yes) => Some(TomlValue::Yes(yes)),
        DeValue::Datetime(day) => crate::domain::calendar::day_of(&day).map(TomlValue::Day),
        DeValue::Array(all) => {
            let words = all.into_iter().map(|v| match v.into_inner() {
                DeValue::String(text) => Some(text.into_owned()),
                _ => None,
            });
            words.collect::<Option<Vec<String>>>().map(TomlValue::Words)
        }
        DeValue::Float(_) | DeValue::Table(_) => None,
    }
}
