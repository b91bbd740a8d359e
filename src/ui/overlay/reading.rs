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
use crate::ui::overlay::words;

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
            Err(_) => (words::READING_DATE.into(), true),
        },
        FieldKind::Upn => match upn::parse(text) {
            (upn, None) if upn::is_temporary(&upn) => {
                (format!("= {upn}. {}", upn::TEMPORARY), false)
            }
            (upn, None) => (words::upn_is_right(&upn), true),
            (_, Some(upn::UpnFault::CheckLetter { expected })) => {
                (words::upn_letter_wrong(&expected), false)
            }
            (upn, Some(upn::UpnFault::Format(_))) if upn.chars().count() < 13 => {
                (words::upn_so_far(&upn.chars().count()), true)
            }
            (_, Some(upn::UpnFault::Format(says))) => (format!("! {says}"), false),
        },
        FieldKind::Time | FieldKind::Number { .. } | FieldKind::Money => {
            match parse::parse(&field.kind, text, today) {
                Ok(read) => (format!("= {}", parse::format(&field.kind, &read.value)), true),
                Err(says) => (format!("… {says}"), true),
            }
        }
        _ if length * 5 > most * 4 => (words::length_of(&length, &most), length <= most),
        _ if is_long => {
            let length = pluralize(length, "character");
            let said = words::text_keys(&length, &(look.key)(Action::UndoTyping));
            let editor = || words::editor_key(&(look.key)(Action::OwnEditor));
            (if look.is_confined { said } else { said + &editor() }, true)
        }
        _ => (field.hint.to_owned(), true),
    }
}
