//! The content beside a question: an answer, boxes to tick, or room to write.

use crate::documents::papers::answer::Answer;
use crate::documents::papers::format::time;
use crate::documents::papers::forms::sheet::FormSheet;
use crate::documents::papers::span::plain;
use crate::domain::calendar::dates;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::schema::{Condition, Field, FieldKind};
use crate::domain::forms::{field, parse, table};
use crate::domain::plural::pluralize;
use crate::domain::value::{EMPTY, Value};

/// Choices of more options than this are written as words, not as boxes.
const MAX_BOXES: usize = 6;

pub(super) fn ticks(options: &[(&str, bool)], wanted: bool) -> Answer {
    Answer::Ticks {
        options: options.iter().map(|(words, on)| ((*words).to_owned(), *on)).collect(),
        wanted,
        below: Vec::new(),
    }
}

/// Returns the answer that nobody has given: boxes without a tick, or room to write.
pub(super) fn empty(field: &Field, wanted: bool) -> Answer {
    match field.kind {
        FieldKind::YesNo => ticks(&[("Yes", false), ("No", false)], wanted),
        FieldKind::Choice(options) => {
            ticks(&options.iter().map(|(_, words)| (*words, false)).collect::<Vec<_>>(), wanted)
        }
        FieldKind::Long => Answer::Empty { lines: 4, wanted },
        FieldKind::Line
        | FieldKind::Date
        | FieldKind::Time
        | FieldKind::Number { .. }
        | FieldKind::Money
        | FieldKind::School
        | FieldKind::Upn
        | FieldKind::Review
        | FieldKind::ReadOnly => Answer::Empty { lines: 1, wanted },
    }
}

impl FormSheet<'_> {
    /// Returns what stands beside a label; none where the question is not asked.
    pub(super) fn shown(&self, field: &'static Field, cells: &RowValues) -> Option<Answer> {
        let answer = |id: &str| cells.get(id).unwrap_or(&EMPTY);
        if self.blank {
            return Some(empty(field, false));
        }
        // Before the meeting the form of a review is taken along, with room to write.
        if field.asked == Condition::IfYes(field::REVIEW_HELD.id)
            && answer(field::REVIEW_HELD.id).is_empty()
        {
            return Some(empty(field, false));
        }
        // The protocol's form has the row whether or not the parent has said anything.
        if field.id == field::NOTIFICATION_COMMENTS.id && answer(field.id).is_empty() {
            return Some(empty(field, false));
        }
        if !field.is_asked(answer) || field.is_optional() && answer(field.id).is_empty() {
            return None;
        }
        let value = answer(field.id);
        if value.is_empty() {
            return Some(empty(field, field.is_missing(answer)));
        }
        // A school that resolves to nothing is no answer that a reader could use.
        if let Value::School(id) = value
            && self.facts.school_name(id).trim().is_empty()
        {
            return Some(empty(field, true));
        }
        Some(match (&field.kind, value) {
            (FieldKind::YesNo, Value::YesNo(yes)) => ticks(&[("Yes", *yes), ("No", !*yes)], false),
            (FieldKind::Choice(options), Value::Choice(id))
                if options.len() <= MAX_BOXES && options.iter().any(|(o, _)| o == id) =>
            {
                let options: Vec<(&str, bool)> =
                    options.iter().map(|(o, words)| (*words, o == id)).collect();
                ticks(&options, false)
            }
            _ => Answer::text(&self.format(field, value)),
        })
    }

    pub(super) fn format(&self, field: &Field, value: &Value) -> String {
        let text = match value {
            Value::Date(d) => dates::format(*d),
            Value::Time(m) => time(*m),
            Value::School(id) => self.facts.school_name(id),
            Value::Number(n) if field.kind == FieldKind::Review => self.review_words(*n),
            Value::Number(n) if field.id == field::INITIAL_FREQUENCY_WEEKS.id => {
                if *n == 1 {
                    "school week".to_owned()
                } else {
                    pluralize(*n, "school week")
                }
            }
            Value::Number(n)
                if field.id.rsplit_once('.').is_some_and(|(_, last)| last == "bytes") =>
            {
                crate::domain::case::evidence::size(u64::try_from(*n).unwrap_or(0))
            }
            other => parse::format(&field.kind, other),
        };
        plain(&text)
    }

    pub(super) fn review_words(&self, row: i64) -> String {
        let cells = RowId::try_from(row).ok().and_then(|r| self.case().row(table::EVENT_REVIEW, r));
        let on = cells.and_then(|c| c.get(field::REVIEW_ON.id)).and_then(Value::as_date);
        on.map_or_else(
            || "a review of this case".to_owned(),
            |d| format!("Review of {}", dates::format(d)),
        )
    }
}
