//! How a text that is being typed would be read as it stands: a day in full, a UPN with its check
//! letter, how long it is.

use crate::domain::calendar::dates;
use crate::domain::forms::days::DayCheck;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{days, parse};
use crate::domain::plural::pluralize;
use crate::domain::upn;
use crate::keymap::action::Action;
use crate::ui::look::DrawContext;

/// Returns what is said of a text, and whether it would do; the answer holds so many characters.
pub(super) fn reading(
    field: &Field,
    text: &str,
    most: usize,
    look: &DrawContext,
) -> (String, bool) {
    let is_long = field.kind == FieldKind::Long;
    let today = look.today;
    let length = text.chars().count();
    if text.trim().is_empty() {
        return (field.hint.to_owned(), true);
    }
    match field.kind {
        FieldKind::Date => match days::parse(field.days, text, today) {
            Ok(day) => match days::check(field.days, day, today) {
                DayCheck::Fine => (format!("= {}", dates::show_long(day)), true),
                DayCheck::Ask(words) | DayCheck::Refused(words) => (format!("! {words}"), false),
            },
            Err(_) => ("… a date: 12/3/2013, 12/3, today, mon or +6d".into(), true),
        },
        FieldKind::Upn => match upn::parse(text) {
            (upn, None) if upn::is_temporary(&upn) => {
                (format!("= {upn}. {}", upn::TEMPORARY), false)
            }
            (upn, None) => (format!("= {upn}: 13 characters, check letter correct"), true),
            (_, Some(upn::UpnFault::CheckLetter { expected })) => {
                (format!("! the check letter should be {expected}"), false)
            }
            (upn, Some(upn::UpnFault::Format(_))) if upn.chars().count() < 13 => {
                (format!("… {} of 13 characters", upn.chars().count()), true)
            }
            (_, Some(upn::UpnFault::Format(says))) => (format!("! {says}"), false),
        },
        FieldKind::Time | FieldKind::Number { .. } | FieldKind::Money => {
            match parse::parse(&field.kind, text, today) {
                Ok(read) => (format!("= {}", parse::format(&field.kind, &read.value)), true),
                Err(says) => (format!("… {says}"), true),
            }
        }
        _ if length * 5 > most * 4 => (format!("{length} of {most} characters"), length <= most),
        _ if is_long => (
            format!(
                "{} · {} undoes what was typed, {} opens your own editor",
                pluralize(length, "character"),
                (look.key)(Action::UndoTyping),
                (look.key)(Action::OwnEditor)
            ),
            true,
        ),
        _ => (field.hint.to_owned(), true),
    }
}
