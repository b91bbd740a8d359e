//! What a column of a sheet is, by its heading.

use crate::documents::clean;
use crate::domain::fold;
use crate::domain::forms::field;
use crate::domain::forms::headings;
use crate::domain::forms::headings::HeadedField;
use crate::domain::sheet::{LEAVE_OUT, NOTE, SheetAsk, SheetMapping, SheetQuestion};

/// What a column is.
#[derive(Debug, Clone, Copy)]
pub(super) enum SheetColumn {
    /// The answer to a field; of a table, in the row of this number.
    Field(HeadedField, u32),
    /// The first part of the name.
    Forename,
    /// The last part of the name.
    Surname,
    /// The census letter of special needs: N, K or E.
    SpecialNeeds,
    /// A part of the note.
    Note,
    /// Left out, and why.
    LeftOut(&'static str),
    /// Nobody has said what it is.
    Unknown,
}

/// Columns that are a part of an answer, or two answers at once.
const PARTS: &[(SheetColumn, &[&str])] = &[
    (
        SheetColumn::Forename,
        &["forename", "first name", "forenames", "given name", "legal forename"],
    ),
    (SheetColumn::Surname, &["surname", "last name", "family name", "legal surname"]),
    (
        SheetColumn::SpecialNeeds,
        &["sen", "send", "sen status", "sen code", "send status", "sen provision"],
    ),
];

/// Columns that the forms of the protocol do not ask for, so that nothing of them is kept.
const NOT_ASKED: &[&str] = &[
    "ethnicity",
    "ethnic group",
    "ethnic origin",
    "religion",
    "faith",
    "nationality",
    "country of birth",
];

const NOT_ASKED_WHY: &str = "is left out: the forms do not ask for it.";
const SAID_WHY: &str = "is left out, as was answered.";

impl SheetColumn {
    /// Returns what a heading is: what was answered, else what its words say. `of` is the table
    /// whose rows the file has, where it is no sheet of directions.
    pub(super) fn of(heading: &str, mapping: &SheetMapping, of: Option<&str>) -> SheetColumn {
        match mapping.get(&SheetAsk::Column(heading.to_owned())) {
            Some(NOTE) => return SheetColumn::Note,
            Some(LEAVE_OUT) => return SheetColumn::LeftOut(SAID_WHY),
            Some(id) => {
                let number = headings::find(heading, of).map_or(1, |(_, number)| number);
                if let Some(field) = headings::field(id) {
                    return SheetColumn::Field(field, number);
                }
            }
            None => {}
        }
        let key = headings::key(heading);
        let has = |all: &[&str]| all.iter().any(|word| headings::key(word) == key);
        if let Some((part, _)) = PARTS.iter().find(|(_, all)| has(all)) {
            return *part;
        }
        if has(NOT_ASKED) {
            return SheetColumn::LeftOut(NOT_ASKED_WHY);
        }
        match headings::find(heading, of) {
            Some((field, number)) => SheetColumn::Field(field, number),
            None => SheetColumn::Unknown,
        }
    }

    /// Returns whether the words of the heading say what it is.
    pub(super) fn is_known(self) -> bool {
        matches!(
            self,
            SheetColumn::Field(..)
                | SheetColumn::Forename
                | SheetColumn::Surname
                | SheetColumn::SpecialNeeds
        )
    }

    /// Returns whether the column says who the pupil is.
    pub(super) fn names_the_pupil(self) -> bool {
        match self {
            SheetColumn::Field(f, _) => {
                [field::CHILD_FULL_NAME.id, field::CHILD_UPN.id].contains(&f.field.id)
            }
            SheetColumn::Surname => true,
            _ => false,
        }
    }

    /// Returns what became of the column, in words.
    pub(super) fn words(self) -> String {
        match self {
            SheetColumn::Field(f, n) if f.table.is_some() && n > 1 => {
                format!("is \"{}\", number {n}.", f.label())
            }
            SheetColumn::Field(f, _) => format!("is \"{}\".", f.label()),
            SheetColumn::Forename | SheetColumn::Surname => {
                "is a part of \"Full name\".".to_owned()
            }
            SheetColumn::SpecialNeeds => "is \"EHCP?\" and \"SEND support?\".".to_owned(),
            SheetColumn::Note => "goes into a note of the case.".to_owned(),
            SheetColumn::LeftOut(why) => why.to_owned(),
            SheetColumn::Unknown => "is not known.".to_owned(),
        }
    }
}

/// Asks what a column is; the fields whose labels share a word with the heading come first.
pub(super) fn question(heading: &str, example: &str) -> SheetQuestion {
    let words: Vec<String> = fold::search(heading)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .map(str::to_owned)
        .collect();
    let is_near = |f: &HeadedField| {
        let label = fold::search(&f.label());
        words.iter().any(|word| label.contains(word.as_str()))
    };
    let (near, rest): (Vec<_>, Vec<_>) = headings::fields().partition(is_near);
    let mut options = vec![
        (NOTE.to_owned(), "Keep it in a note of each case".to_owned()),
        (LEAVE_OUT.to_owned(), "Leave it out".to_owned()),
    ];
    let option = |f: HeadedField| (f.field.id.to_owned(), f.label());
    options.extend(near.into_iter().chain(rest).map(option));
    let example: String = clean(example).chars().take(40).collect();
    SheetQuestion {
        about: SheetAsk::Column(clean(heading)),
        question: format!("What is the column \"{}\", as in \"{example}\"?", clean(heading)),
        options,
    }
}
