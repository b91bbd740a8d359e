//! Who reads a form, and which of its answers they may see.

use crate::documents::papers::people::Person;
use crate::domain::case::RowId;
use crate::domain::document::Audience;
use crate::domain::forms::field;
use crate::domain::forms::schema::Field;

/// Who reads the form.
pub(super) struct FormReader<'a> {
    pub(super) audience: Audience,
    /// The parent or pupil that a copy is for.
    pub(super) person: Option<&'a Person>,
}

/// What tells a parent where somebody else lives, or how to reach them.
const REACH: &[&str] = &[
    field::CONTACTS_PHONE.id,
    field::CONTACTS_EMAIL.id,
    field::CONTACTS_ADDRESS.id,
    field::CONTACTS_LANGUAGE.id,
];

impl FormReader<'_> {
    /// Returns whether the reader may see an answer: by its audience, and never another parent's
    /// address.
    pub(super) fn sees(&self, field: &Field, row: Option<RowId>) -> bool {
        if !self.audience.sees(field.seen) {
            return false;
        }
        let Some(person) = self.person.filter(|_| self.audience == Audience::Parent) else {
            return true;
        };
        if crate::documents::papers::placeholders::WHERE.contains(&field.id) {
            return person.lives_with;
        }
        !REACH.contains(&field.id) || person.contact.is_some() && person.contact == row
    }
}
