//! An answer as it is shown, and whether it is of the kind that its field takes.

use crate::domain::calendar::dates;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;

/// Returns whether an answer is of the kind that a field takes; a choice must be one of its
/// options.
pub fn is_of(kind: &FieldKind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Empty)
        | (FieldKind::Line | FieldKind::Long | FieldKind::Upn, Value::Text(_))
        | (FieldKind::YesNo, Value::YesNo(_))
        | (FieldKind::Date, Value::Date(_))
        | (FieldKind::Time, Value::Time(_))
        | (FieldKind::Number { .. } | FieldKind::Money | FieldKind::Review, Value::Number(_))
        | (FieldKind::School, Value::School(_))
        | (FieldKind::ReadOnly, Value::Text(_) | Value::Number(_) | Value::Date(_)) => true,
        (FieldKind::Choice(options), Value::Choice(id)) => {
            options.iter().any(|(known, _)| known == id)
        }
        (
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Upn
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Review
            | FieldKind::School
            | FieldKind::ReadOnly
            | FieldKind::Choice(_),
            _,
        ) => false,
    }
}

/// Returns an answer as it is shown and typed again; a school by its id.
pub fn format(kind: &FieldKind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Empty) => String::new(),
        (FieldKind::Choice(options), Value::Choice(id)) => options
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.clone(), |(_, words)| (*words).to_owned()),
        (_, Value::Text(t) | Value::Choice(t) | Value::School(t)) => t.clone(),
        (_, Value::Date(d)) => dates::format(*d),
        (_, Value::YesNo(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        (FieldKind::Money, Value::Number(p)) => format!("£{}.{:02}", p / 100, p % 100),
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Time(m)) => format!("{:02}:{:02}", m / 60, m % 60),
    }
}
