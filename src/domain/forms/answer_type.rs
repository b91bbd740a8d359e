//! What kinds of answer there are, and which kinds of field hold each: the types that a
//! [`FieldId`](crate::domain::forms::field::FieldId) is checked against while the program is built.

use crate::domain::forms::schema::FieldKind;

/// What a kind of answer may be read as.
pub trait AnswerType {
    /// The kinds of field that hold it.
    const HELD_BY: HeldBy;
}

/// The options of one choice field as an enum.
pub trait Options: Sized {
    /// The ids under which the options are stored.
    const IDS: &[&str];

    /// Returns the option with this id; none for one that this build does not know.
    fn from_id(id: &str) -> Option<Self>;
}

/// The kinds of field that may hold one type of answer.
#[derive(Debug, Clone, Copy)]
pub enum HeldBy {
    /// Text typed by the officer, or written by the program.
    Text,
    /// A day.
    Date,
    /// Yes or no.
    YesNo,
    /// Minutes after midnight.
    Time,
    /// A whole number, or pence.
    Number,
    /// A school of the register.
    School,
    /// A row of the case.
    Row,
    /// One of exactly these options; of any, where none are named.
    Options(Option<&'static [&'static str]>),
}

macro_rules! answer_types {
    ($($(#[$doc:meta])* $name:ident,)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {}

        impl AnswerType for $name {
            const HELD_BY: HeldBy = HeldBy::$name;
        }
    )* };
}

answer_types! {
    /// One line or many; a UPN too.
    Text,
    /// A calendar day.
    Date,
    /// Unanswered, yes or no.
    YesNo,
    /// Minutes after midnight.
    Time,
    /// A whole number; money in pence.
    Number,
    /// The id of a school of the register, or a name typed by hand.
    School,
    /// The number of a row of the case, as a review.
    Row,
}

/// A choice whose options the program never decides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {}

impl AnswerType for Choice {
    const HELD_BY: HeldBy = HeldBy::Options(None);
}

impl<T: Options> AnswerType for T {
    const HELD_BY: HeldBy = HeldBy::Options(Some(T::IDS));
}

/// Returns whether two ids are the same, in constants too.
pub(super) const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Returns whether a field's options are these, in this order.
const fn has_options(options: &[(&str, &str)], ids: &[&str]) -> bool {
    if options.len() != ids.len() {
        return false;
    }
    let mut i = 0;
    while i < ids.len() {
        if !is_same(options[i].0, ids[i]) {
            return false;
        }
        i += 1;
    }
    true
}

pub(super) const fn holds(kind: FieldKind, held_by: HeldBy) -> bool {
    match (held_by, kind) {
        (
            HeldBy::Text,
            FieldKind::Line | FieldKind::Long | FieldKind::Upn | FieldKind::ReadOnly,
        )
        | (HeldBy::Date, FieldKind::Date | FieldKind::ReadOnly)
        | (HeldBy::YesNo, FieldKind::YesNo)
        | (HeldBy::Time, FieldKind::Time)
        | (HeldBy::Number, FieldKind::Number { .. } | FieldKind::Money | FieldKind::ReadOnly)
        | (HeldBy::School, FieldKind::School)
        | (HeldBy::Row, FieldKind::Review)
        | (HeldBy::Options(None), FieldKind::Choice(_)) => true,
        (HeldBy::Options(Some(ids)), FieldKind::Choice(options)) => has_options(options, ids),
        _ => false,
    }
}
