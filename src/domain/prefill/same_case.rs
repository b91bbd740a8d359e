//! Suggestions from other forms of the same case.
//!
//! A fact is stored once; this is for answers that are likely to be alike but are not the same:
//! people at the last meeting will probably come to the next.

#[cfg(test)]
mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::{field, parse, table};
use crate::domain::prefill::{Source, Suggestion, Target};
use crate::domain::value::Value;

/// Form, the answer that is offered, and the answers that it is put together from.
const FROM: &[(&str, &str, &[&str])] = &[
    ("notification", field::NOTIFICATION_NAME.id, &[field::CONTACTS_NAME.id]),
    ("passport", field::PASSPORT_COMPLETED_BY.id, &[field::INITIAL_HOME_REP.id]),
    (
        "initial",
        field::INITIAL_HOME_REP.id,
        &[field::PASSPORT_COMPLETED_BY.id, field::PASSPORT_POSITION.id],
    ),
    ("initial", field::INITIAL_HOST_REP.id, &[field::REPORT_NAME.id, field::REPORT_ROLE.id]),
    ("initial", field::INITIAL_PARENT.id, &[field::CONTACTS_NAME.id]),
    ("initial", field::INITIAL_REASONS.id, &[field::DIRECTION_PURPOSE.id]),
    ("review", field::REVIEW_TIME.id, &[field::INITIAL_REVIEW_TIME.id]),
    ("review", field::REVIEW_PLACE.id, &[field::INITIAL_REVIEW_PLACE.id]),
    ("review", field::REVIEW_WHO.id, &[field::INITIAL_REVIEWERS.id]),
    ("review", field::REVIEW_HOME_REP.id, &[field::INITIAL_HOME_REP.id]),
    ("review", field::REVIEW_HOST_REP.id, &[field::INITIAL_HOST_REP.id]),
    ("review", field::REVIEW_PARENT.id, &[field::INITIAL_PARENT.id]),
    ("letter", field::OBJECTIVES_TEXT.id, &[field::INITIAL_SUCCESS.id]),
    (
        "letter",
        field::PROMISE_CONTACT.id,
        &[field::PASSPORT_COMPLETED_BY.id, field::PASSPORT_CONTACT.id],
    ),
];

/// The questions of events that name each parent.
const TO_EACH_PARENT: [&str; 2] = [field::NOTICE_WHO.id, field::INVITATION_WHO.id];

/// The questions of events that ask which parent it was; where the child has one alone, that one.
const PARENT: &[&str] =
    &[field::PARENT_DISCUSSION_WHO.id, field::PARENT_VIEWS_WHO.id, field::CONTACT_WHO.id];

/// Returns what other answers of the case offer for one question; none where nothing does.
pub fn offer(case: &Case, at: &FieldPath) -> Option<Value> {
    let only = || (case.rows(table::CONTACTS).count() == 1).then_some(&[field::CONTACTS_NAME.id]);
    let from: &[&str] = match FROM.iter().find(|(_, field, _)| at.field == *field) {
        Some((.., from)) => from,
        None if TO_EACH_PARENT.contains(&at.field.as_str()) => return parents(case),
        None if PARENT.contains(&at.field.as_str()) => only()?,
        None => return None,
    };
    let (_, known) = forms::any_field(&at.field)?;
    let value = together(case, &known.kind, from);
    (!value.is_empty()).then_some(value)
}

/// Returns everybody with parental responsibility or care, on one line; where that is said of
/// nobody, the one person that is known.
fn parents(case: &Case) -> Option<Value> {
    let cares =
        |r: &RowValues| r.is_yes(field::CONTACTS_PR) || r.is_yes(field::CONTACTS_LIVES_WITH);
    let name = |r: &RowValues| r.text(field::CONTACTS_NAME).to_owned();
    let all: Vec<&RowValues> = case.rows(table::CONTACTS).map(|(_, r)| r).collect();
    let caring: Vec<String> = all.iter().filter(|r| cares(r)).map(|r| name(r)).collect();
    let named = match all.as_slice() {
        [one] if caring.is_empty() => name(one),
        _ => caring.join(", "),
    };
    let is_line = !named.is_empty() && named.chars().count() <= parse::MAX_LINE;
    is_line.then_some(Value::Text(named))
}

/// Returns what other forms offer to a form, or to the review that it writes up; only where nothing
/// stands yet.
pub fn offers(case: &Case, form: &str, row: Option<RowId>) -> Source {
    let mut offers = Vec::new();
    for (_, field, from) in FROM.iter().filter(|(f, ..)| *f == form) {
        let Some((table, known)) = forms::any_field(field) else { continue };
        let at = match (table, row) {
            (Some(table), Some(row)) => FieldPath::row(table.id, row, field),
            (None, _) => FieldPath::case(field),
            (Some(_), None) => continue,
        };
        let value = together(case, &known.kind, from);
        if case.at(&at).is_empty() && !value.is_empty() {
            let check = "Copied from another form. Check that it is right here.".to_owned();
            offers.push(Suggestion::new(Target::At(at, value)).check(check));
        }
    }
    Source {
        from: "the other forms of this case".into(),
        child: Pupil::from_case(case),
        is_file: false,
        offers,
        notes: Vec::new(),
    }
}

/// Returns answers put together on one line, or the one answer of a kind that is no text.
fn together(case: &Case, kind: &FieldKind, from: &[&str]) -> Value {
    if let ([one], false) = (from, matches!(kind, FieldKind::Line | FieldKind::Long)) {
        return case.answer(one).clone();
    }
    let mut words: Vec<&str> = Vec::new();
    for field in from {
        match forms::any_field(field) {
            Some((Some(table), _)) => words
                .extend(case.rows(table.id).filter_map(|(_, r)| Some(r.get(*field)?.as_text()))),
            _ => words.push(case.answer(field).as_text()),
        }
    }
    words.retain(|w| !w.is_empty());
    if *kind == FieldKind::Long {
        return if words.is_empty() { Value::Empty } else { Value::Text(words.join("\n")) };
    }
    let line: String = words.join(", ").replace('\n', ", ").chars().take(parse::MAX_LINE).collect();
    if line.is_empty() { Value::Empty } else { Value::Text(line) }
}
