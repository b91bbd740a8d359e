//! The label of a question on a blank form, with the answer that makes it apply.

use crate::domain::forms;
use crate::domain::forms::schema::{Condition, Field, FieldKind, SectionPart};

/// Returns a label on a blank form, with the answer that makes the question apply.
pub(super) fn asked_label(field: &Field, before: &[SectionPart]) -> String {
    let (on, is) = match field.asked {
        Condition::Always
        | Condition::Optional
        | Condition::OptionalUnless(..)
        | Condition::Former => {
            return field.label.to_owned();
        }
        Condition::IfYes(on) => (on, "yes".to_owned()),
        Condition::IfNo(on) => (on, "no".to_owned()),
        Condition::IfChoice(on, option) => (on, option_words(on, option)),
        Condition::IfAtLeast(on, least) => (on, format!("{least} or more")),
        Condition::IfAnyYes(_) | Condition::IfAllNo(_) => return field.label.to_owned(),
    };
    let follows = before.iter().rev().find_map(|p| match p {
        SectionPart::Field(id) if *id == on => Some(true),
        SectionPart::Field(id) => match forms::any_field(id)?.1.asked {
            Condition::IfYes(other) | Condition::IfNo(other) | Condition::IfChoice(other, _)
                if other == on =>
            {
                None
            }
            _ => Some(false),
        },
        SectionPart::Table(_) => Some(false),
    });
    let named = forms::any_field(on).map_or("", |(_, f)| f.label.trim_end_matches('?'));
    if follows == Some(true) {
        format!("{} (if {is})", field.label)
    } else {
        format!("{} (if {named}: {is})", field.label)
    }
}

fn option_words(field: &str, option: &str) -> String {
    let Some((_, Field { kind: FieldKind::Choice(options), .. })) = forms::any_field(field) else {
        return option.to_owned();
    };
    options.iter().find(|(id, _)| *id == option).map_or(option, |(_, words)| words).to_lowercase()
}
