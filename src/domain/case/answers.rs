//! Answers read by the handle of their field, as the type that the field holds.

use chrono::NaiveDate;

use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::answer_type::{Date, Number, Options, Row, School, Text, Time, YesNo};
use crate::domain::forms::field::FieldId;
use crate::domain::value::{EMPTY, Value};

/// Whatever holds answers: a case, or one row of it.
pub trait Answers {
    /// Returns the answer to a field, `Empty` where there is none.
    fn value(&self, id: &str) -> &Value;

    /// Returns the text, or "" where there is none.
    fn text(&self, field: FieldId<Text>) -> &str {
        self.value(field.id).as_text()
    }

    /// Returns the day.
    fn date(&self, field: FieldId<Date>) -> Option<NaiveDate> {
        self.value(field.id).as_date()
    }

    /// Returns whether the answer is "yes"; an unanswered question is neither yes nor no.
    fn is_yes(&self, field: FieldId<YesNo>) -> bool {
        self.value(field.id).is_yes()
    }

    /// Returns whether the answer is "no".
    fn is_no(&self, field: FieldId<YesNo>) -> bool {
        self.value(field.id).is_no()
    }

    /// Returns the option chosen; none where nothing is answered, or by a newer build.
    fn choice<T: Options>(&self, field: FieldId<T>) -> Option<T> {
        T::from_id(self.value(field.id).as_text())
    }

    /// Returns whether this option is chosen.
    fn is<T: Options + PartialEq>(&self, field: FieldId<T>, option: T) -> bool {
        self.choice(field) == Some(option)
    }

    /// Returns the number; money in pence.
    fn number(&self, field: FieldId<Number>) -> Option<i64> {
        self.value(field.id).as_number()
    }

    /// Returns minutes after midnight.
    fn time(&self, field: FieldId<Time>) -> Option<u16> {
        if let Value::Time(minutes) = self.value(field.id) { Some(*minutes) } else { None }
    }

    /// Returns a school's id, a name typed by hand, or "".
    fn school(&self, field: FieldId<School>) -> &str {
        self.value(field.id).as_text()
    }

    /// Returns the row that the answer refers to.
    fn row_id(&self, field: FieldId<Row>) -> Option<RowId> {
        self.value(field.id).as_number().and_then(|n| RowId::try_from(n).ok())
    }

    /// Returns whether the field has an answer of any kind.
    fn has<T>(&self, field: FieldId<T>) -> bool {
        !self.value(field.id).is_empty()
    }

    /// Returns whether the field has no answer.
    fn lacks<T>(&self, field: FieldId<T>) -> bool {
        self.value(field.id).is_empty()
    }
}

impl Answers for Case {
    fn value(&self, id: &str) -> &Value {
        self.answer(id)
    }
}

impl Answers for RowValues {
    fn value(&self, id: &str) -> &Value {
        self.get(id).unwrap_or(&EMPTY)
    }
}
