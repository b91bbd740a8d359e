//! The dictionary's own types: what a field, a table, a section and a form are. The fields
//! themselves are in `forms`.

#[cfg(test)]
mod tests;

use crate::domain::value::Value;

/// How a field is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// One line.
    Line,
    /// As many lines as it takes.
    Long,
    /// Unanswered, yes or no: three states.
    YesNo,
    /// One of a list: (id, words on screen).
    Choice(&'static [(&'static str, &'static str)]),
    /// A calendar day.
    Date,
    /// Minutes after midnight, typed as 8:45.
    Time,
    /// A whole number within bounds, both included; the word says the unit.
    Number {
        /// The least that is taken.
        min: i64,
        /// The most that is taken.
        max: i64,
        /// What is counted: "days".
        unit: &'static str,
    },
    /// An amount of money, stored in pence.
    Money,
    /// A school of the register, or one named by hand.
    School,
    /// A unique pupil number (`domain.md` §3).
    Upn,
    /// A review of this case, by the row it stands in.
    Review,
    /// Written by the program itself: a check sum, a size. Shown, never typed.
    ReadOnly,
}

impl FieldKind {
    /// Returns whether the answer is typed rather than picked.
    pub fn is_typed(&self) -> bool {
        match self {
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Date
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Upn => true,
            FieldKind::YesNo
            | FieldKind::Choice(_)
            | FieldKind::School
            | FieldKind::Review
            | FieldKind::ReadOnly => false,
        }
    }
}

/// Within which days the answer to a field of days makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayBounds {
    /// Something that has happened: never after today.
    Happened,
    /// Something that lies ahead, or did when it was written.
    Planned,
    /// A pupil's day of birth.
    Birth,
    /// Before or after today alike.
    Any,
}

/// When a field is asked. An unanswered conditional field that is asked counts as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// In every case, and missing until answered.
    Always,
    /// Wherever there is something to say; never counted as missing.
    Optional,
    /// Wherever there is something to say, unless the named choice field holds the option; never
    /// counted as missing.
    OptionalUnless(&'static str, &'static str),
    /// Only where the named field is yes.
    IfYes(&'static str),
    /// Only where the named field is no.
    IfNo(&'static str),
    /// Only where the named choice field holds the option.
    IfChoice(&'static str, &'static str),
    /// Where the named number is at least this, or nobody has said it yet.
    IfAtLeast(&'static str, i64),
    /// No more, since its answer has another home: it shows where an earlier Offsite asked it.
    Former,
    /// Where at least one of the named fields is yes.
    IfAnyYes(&'static [&'static str]),
    /// Only where every one of the named fields is no.
    IfAllNo(&'static [&'static str]),
}

/// How many rows a table wants before it counts as answered: a table has three states too, and
/// "none" is an answer that somebody gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsWanted {
    /// As many as there are; never missing.
    Any,
    /// At least so many, and nothing else will do.
    AtLeast(usize),
    /// At least so many, unless the named field says yes: there are none, or no more.
    Unless(usize, &'static str),
    /// At least one where the named field is yes.
    IfYes(&'static str),
}

/// Who may see an answer on paper. The home school always sees all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Home school, host school and the child's parents.
    All,
    /// Home and host school, not the parents' copy.
    Schools,
    /// The home school only.
    Home,
}

/// One field of the data dictionary.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Written like a path, never renamed once stored: `child.full_name`.
    pub id: &'static str,
    /// The words before the answer.
    pub label: &'static str,
    /// One short sentence in plain words that helps to answer.
    pub hint: &'static str,
    /// How it is answered.
    pub kind: FieldKind,
    /// When it is asked, and whether it is then wanted.
    pub asked: Condition,
    /// Who may see the answer on paper.
    pub seen: Visibility,
    /// The requirement or form part that it comes from: `Form 2, 1a` or `P-CR6`.
    pub cites: &'static str,
    /// A safeguarding answer: asked first, and shared before the start.
    pub safeguarding: bool,
    /// Within which days it lies, for a field of days.
    pub days: DayBounds,
    /// Usual answers of a line, offered to pick from; any other text is taken as well.
    pub offers: &'static [&'static str],
    /// What other people's tables call it, besides its label: `D.O.B.`. No two fields share one.
    pub headings: &'static [&'static str],
}

/// Rows of the same fields: contacts, suspensions, or the events of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Never renamed once stored: `contacts`, `event.contact`.
    pub id: &'static str,
    /// The name of the whole: "Suspensions".
    pub label: &'static str,
    /// The name of one row: "suspension".
    pub row_label: &'static str,
    /// The questions of one row.
    pub fields: &'static [Field],
    /// The field shown first in a list of rows; for an event, the day it happened.
    pub title: &'static str,
    /// Rows that a new case starts with, each with its title answered (the fourteen
    /// interventions).
    pub preset_rows: &'static [&'static str],
    /// How many rows it wants.
    pub wanted: RowsWanted,
    /// The requirement or form part that it comes from.
    pub cites: &'static str,
    /// Whether rows are events of the case's life, shown on the timeline.
    pub event: bool,
    /// Whether the program writes the rows, and no officer adds, changes or removes one.
    pub by_program: bool,
}

/// What a section holds, in the order in which it is asked.
#[derive(Debug, Clone, Copy)]
pub enum SectionPart {
    /// A field by its id: a fact lives once and may stand in several forms.
    Field(&'static str),
    /// A table by its id.
    Table(&'static str),
}

/// A headed part of a form.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// The words above it.
    pub label: &'static str,
    /// Its fields and tables in the order in which they are asked.
    pub parts: &'static [SectionPart],
}

/// One of the five forms, an ordered view of fields.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// `notification`, `passport`, `initial`, `review`, `letter`.
    pub id: &'static str,
    /// The name on screen: "Pupil passport".
    pub label: &'static str,
    /// The name where there is little room: "Passport".
    pub short: &'static str,
    /// Its sections in order.
    pub sections: &'static [Section],
    /// The event table whose row the form writes up (Form 4 writes up one review); else the case
    /// itself.
    pub row_of: Option<&'static str>,
}

impl Field {
    /// Returns whether an answer in words usually begins with a number, as an address does.
    pub fn begins_with_a_number(&self) -> bool {
        self.id.ends_with("address")
    }

    /// Returns whether the field is asked, given the answers beside it.
    ///
    /// The whole chain is looked up: what hangs on a question that is itself not asked any more is
    /// not asked either, whatever was once answered there.
    pub fn is_asked<'a>(&self, answer: impl Fn(&str) -> &'a Value) -> bool {
        self.is_asked_by(&answer)
    }

    fn is_asked_by<'a>(&self, answer: &dyn Fn(&str) -> &'a Value) -> bool {
        let stands = |id: &str| {
            crate::domain::forms::any_field(id).is_none_or(|(_, on)| on.is_asked_by(answer))
        };
        match self.asked {
            Condition::Always | Condition::Optional => true,
            Condition::Former => !answer(self.id).is_empty(),
            Condition::OptionalUnless(id, option) => answer(id).as_text() != option,
            Condition::IfYes(id) => answer(id).is_yes() && stands(id),
            Condition::IfNo(id) => answer(id).is_no() && stands(id),
            Condition::IfChoice(id, option) => answer(id).as_text() == option && stands(id),
            Condition::IfAtLeast(id, least) => {
                answer(id).as_number().is_none_or(|n| n >= least) && stands(id)
            }
            Condition::IfAnyYes(ids) => ids.iter().any(|id| answer(id).is_yes() && stands(id)),
            Condition::IfAllNo(ids) => ids.iter().all(|id| answer(id).is_no() && stands(id)),
        }
    }

    /// Returns the question that this one hangs on, the first of several; none where it is always
    /// asked.
    pub fn hangs_on(&self) -> Option<&'static str> {
        match self.asked {
            Condition::Always | Condition::Optional | Condition::Former => None,
            Condition::IfYes(id)
            | Condition::IfNo(id)
            | Condition::IfChoice(id, _)
            | Condition::OptionalUnless(id, _)
            | Condition::IfAtLeast(id, _) => Some(id),
            Condition::IfAnyYes(ids) | Condition::IfAllNo(ids) => ids.first().copied(),
        }
    }

    /// Returns whether the field is never counted as missing.
    pub fn is_optional(&self) -> bool {
        matches!(
            self.asked,
            Condition::Optional | Condition::OptionalUnless(..) | Condition::Former
        )
    }

    /// Returns whether the field is asked and has no answer.
    pub fn is_missing<'a>(&self, answer: impl Fn(&str) -> &'a Value) -> bool {
        !self.is_optional() && answer(self.id).is_empty() && self.is_asked(answer)
    }
}

impl Table {
    /// Returns whether the table wants more rows than there are.
    pub fn is_missing<'a>(&self, rows: usize, answer: impl Fn(&str) -> &'a Value) -> bool {
        match self.wanted {
            RowsWanted::Any => false,
            RowsWanted::AtLeast(least) => rows < least,
            RowsWanted::Unless(least, none) => rows < least && !answer(none).is_yes(),
            RowsWanted::IfYes(id) => {
                let is_asked = || {
                    crate::domain::forms::any_field(id).is_some_and(|(_, f)| f.is_asked(&answer))
                };
                rows == 0 && answer(id).is_yes() && is_asked()
            }
        }
    }

    /// Returns the field that says to which review a row belongs.
    pub fn review_link(&self) -> Option<&'static Field> {
        self.fields.iter().find(|f| f.kind == FieldKind::Review)
    }

    /// Returns the field whose yes says that there are no rows, or no more.
    pub fn none_field(&self) -> Option<&'static str> {
        match self.wanted {
            RowsWanted::Unless(_, none) => Some(none),
            RowsWanted::Any | RowsWanted::AtLeast(_) | RowsWanted::IfYes(_) => None,
        }
    }
}

/// Returns where a question comes from, in words that an officer knows: `statute; P-RV2` is "the
/// law; P-RV2".
pub fn source(cites: &str) -> String {
    let word = |part: &str| match part.trim() {
        "statute" => "the law".to_owned(),
        "practice" => "good practice".to_owned(),
        named => named.to_owned(),
    };
    cites.split(';').map(word).collect::<Vec<_>>().join("; ")
}
