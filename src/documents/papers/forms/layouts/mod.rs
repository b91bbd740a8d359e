//! The protocol's own layout of Forms 1 to 4: one for the blank form and for the filled one.

mod form_1;
mod form_2;
mod meetings;

use std::collections::BTreeSet;

use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::schema::RowsWanted;

#[cfg(test)]
pub(in crate::documents::papers) use form_1::ACKNOWLEDGEMENT;

/// The space beside a label, to be filled in by hand.
pub(super) enum Room {
    /// So many lines to write on.
    Lines(usize),
    YesNo,
    Boxes(&'static [&'static str]),
}

/// A field by its id, with the words before its answer where another stands before it.
pub(super) type Piece = (&'static str, &'static str);

/// What fills the space beside a label.
pub(super) enum Source {
    Answers(&'static [Piece]),
    /// The parents and carers, and how to reach each.
    Contacts,
    /// The child's address, where the field says that it has changed.
    Moved(&'static str),
    /// What was decided after the review.
    Outcome,
    /// Whether the paper was signed, as the field says.
    Signed(&'static str),
}

/// A line of a form: its label, the room on a blank one, and what fills it.
pub(super) type Line = (&'static str, Room, Source);

/// A column of a table: its heading, and the fields of a row that stand in it.
pub(super) type Column = (&'static str, &'static [Piece]);

/// A part of a form.
pub(super) enum Part {
    Heading(&'static str),
    Note(&'static str),
    Rows(&'static [Line]),
    /// The same lines for each parent or carer; a blank form has them once.
    EachContact(&'static [Line]),
    /// One line of a table, each cell a question of the case.
    Across(&'static [Column]),
    /// A table of the case by its id, its columns, and how many empty rows a blank form has besides
    /// the rows that are named beforehand.
    Table(&'static str, &'static [Column], usize),
    /// A table whose rows are questions of the case: the name of each, whether, and the details.
    Questions(&'static [&'static str], &'static [(&'static str, &'static str, &'static [Piece])]),
    /// Who signs.
    Sign(&'static [&'static str]),
}

/// Returns the layout of a form; none for a form that the protocol does not print.
pub(super) fn layout(form: &str) -> Option<&'static [Part]> {
    match form {
        "notification" => Some(form_1::PARTS),
        "passport" => Some(form_2::PARTS),
        "initial" => Some(meetings::INITIAL),
        "review" => Some(meetings::REVIEW),
        _ => None,
    }
}

/// Returns the label that a field has on a form in the protocol's layout; none where that has no
/// place for it.
#[cfg(test)]
pub(in crate::documents::papers) fn label(form: &str, field: &str) -> Option<&'static str> {
    let mut all = layout(form)?.iter().flat_map(Part::fields);
    all.find(|(id, _)| *id == field).map(|(_, label)| label)
}

/// Returns the fields that a layout has a place for; what says that a table is empty goes with it.
pub(super) fn covered(parts: &'static [Part]) -> BTreeSet<&'static str> {
    let mut all: BTreeSet<&str> = parts.iter().flat_map(Part::fields).map(|(id, _)| id).collect();
    for part in parts {
        let Part::Table(id, ..) = part else { continue };
        let Some(table) = forms::table(id) else { continue };
        all.extend(table.none_field());
        all.extend(match table.wanted {
            RowsWanted::IfYes(on) => Some(on),
            _ => None,
        });
    }
    all
}

impl Source {
    /// Returns the fields that stand there.
    fn fields(&self) -> Vec<&'static str> {
        match self {
            Source::Answers(pieces) => of(pieces),
            Source::Contacts => vec![
                field::CONTACTS_NAME.id,
                field::CONTACTS_RELATIONSHIP.id,
                field::CONTACTS_PHONE.id,
                field::CONTACTS_EMAIL.id,
                field::CONTACTS_ADDRESS.id,
            ],
            Source::Moved(changed) => vec![changed, field::CHILD_ADDRESS.id],
            Source::Outcome => vec![field::DECISION_OUTCOME.id],
            Source::Signed(field) => vec![field],
        }
    }
}

impl Part {
    /// Returns the fields that stand in it, each with the label beside or above it.
    pub(super) fn fields(&self) -> Vec<(&'static str, &'static str)> {
        let labelled = |label: &'static str, ids: Vec<&'static str>| {
            ids.into_iter().map(move |id| (id, label)).collect::<Vec<_>>()
        };
        match self {
            Part::Heading(_) | Part::Note(_) | Part::Sign(_) => Vec::new(),
            Part::Rows(lines) | Part::EachContact(lines) => lines
                .iter()
                .flat_map(|(label, _, source)| labelled(label, source.fields()))
                .collect(),
            Part::Across(columns) | Part::Table(_, columns, _) => {
                columns.iter().flat_map(|(label, pieces)| labelled(label, of(pieces))).collect()
            }
            Part::Questions(_, rows) => rows
                .iter()
                .flat_map(|(label, is, details)| {
                    labelled(label, std::iter::once(*is).chain(of(details)).collect())
                })
                .collect(),
        }
    }
}

fn of(pieces: &[Piece]) -> Vec<&'static str> {
    pieces.iter().map(|(_, id)| *id).collect()
}
