//! Typed handles of the dictionary's fields: code names a field by a constant such as
//! [`CHILD_DOB`], never by its id. A constant that names no field, or a field of another kind, stops
//! the build; ids as text are for the dictionary, stored bytes, JSON and import.

mod of_child;
mod of_direction;
mod of_preparation;
mod of_reviews;
mod of_running;
mod of_tables;
#[cfg(test)]
mod tests;

use std::marker::PhantomData;

pub use of_child::*;
pub use of_direction::*;
pub use of_preparation::*;
pub use of_reviews::*;
pub use of_running::*;
pub use of_tables::*;

use crate::domain::forms::answer_type::{AnswerType, HeldBy, holds, is_same};
use crate::domain::forms::schema::Field;
use crate::domain::forms::{FIELDS, TABLES};

/// The id of a field whose answer is a `T`.
#[derive(Debug, PartialEq, Eq)]
pub struct FieldId<T> {
    /// As the dictionary spells it: `child.dob`.
    pub id: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for FieldId<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for FieldId<T> {}

impl<T> AsRef<str> for FieldId<T> {
    fn as_ref(&self) -> &str {
        self.id
    }
}

impl<T> From<FieldId<T>> for String {
    fn from(field: FieldId<T>) -> String {
        field.id.to_owned()
    }
}

const fn holds_among(fields: &[Field], id: &str, t: HeldBy) -> bool {
    let mut i = 0;
    while i < fields.len() {
        if is_same(fields[i].id, id) {
            return holds(fields[i].kind, t);
        }
        i += 1;
    }
    false
}

impl<T: AnswerType> FieldId<T> {
    /// Returns the handle of a field, or stops the build where the dictionary has no such field of
    /// this kind.
    const fn known(id: &'static str) -> FieldId<T> {
        let (mut found, mut i) = (false, 0);
        while i < FIELDS.len() && !found {
            found = holds_among(FIELDS[i], id, T::HELD_BY);
            i += 1;
        }
        i = 0;
        while i < TABLES.len() && !found {
            let mut table = 0;
            while table < TABLES[i].len() && !found {
                found = holds_among(TABLES[i][table].fields, id, T::HELD_BY);
                table += 1;
            }
            i += 1;
        }
        assert!(found, "the dictionary has no field of this id and kind");
        FieldId { id, kind: PhantomData }
    }
}

/// Declares handles, and the list of their ids.
macro_rules! fields {
    ($($name:ident: $kind:ty = $id:literal,)*) => {
        $(
            #[doc = concat!("`", $id, "`.")]
            pub const $name: $crate::domain::forms::field::FieldId<$kind> =
                $crate::domain::forms::field::FieldId::known($id);
        )*
        /// The ids of the handles declared here.
        #[cfg(test)]
        pub(super) const IDS: &[&str] = &[$($id),*];
    };
}
use fields;
