//! One answer as a template sees it.

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr, Rest};

use crate::documents::papers::format::weekday;
use crate::documents::papers::placeholders::log::{SharedLog, note};
use crate::documents::papers::span::{Filled, plain};
use crate::domain::document::Missing;

/// Stands before the name of a missing particular in rendered text, and after it.
pub(in crate::documents::papers) const GAP: (char, char) = ('\u{e000}', '\u{e001}');

/// Stands before a value in rendered text, and after it: nothing between them is markup.
pub(in crate::documents::papers) const QUOTE: (char, char) = ('\u{e003}', '\u{e004}');

/// One answer as a template sees it.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    /// The placeholder's name.
    pub(super) key: String,
    /// The text, or the particular that is missing.
    pub(super) said: Filled,
    pub(super) shape: FactShape,
    pub(super) log: SharedLog,
}

#[derive(Debug, Clone)]
pub(super) enum FactShape {
    Text,
    Date(Option<NaiveDate>),
    YesNo(Option<bool>),
    Choice { options: &'static [(&'static str, &'static str)], chosen: String },
}

impl Object for Fact {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    /// `.yes`, `.no` and `.unanswered` of a question, each option of a choice by its id, `.weekday`
    /// of a day, `.known` of all.
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let known = matches!(self.said, Filled::Known(_));
        match (&self.shape, key.as_str()?) {
            (_, "known") => Some(known.into()),
            (FactShape::YesNo(answer), "yes") => Some((*answer == Some(true)).into()),
            (FactShape::YesNo(answer), "no") => Some((*answer == Some(false)).into()),
            (FactShape::YesNo(answer), "unanswered") => Some(answer.is_none().into()),
            (FactShape::Choice { options, chosen }, name) => {
                options.iter().any(|(id, _)| *id == name).then(|| (chosen == name).into())
            }
            (FactShape::Date(on), "weekday") => {
                let said = on.map_or_else(|| self.said.clone(), |d| Filled::Known(weekday(d)));
                Some(Value::from_object(Fact { said, ..Fact::clone(self) }))
            }
            (FactShape::Text | FactShape::Date(_) | FactShape::YesNo(_), _) => None,
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        match &self.shape {
            FactShape::YesNo(answer) => *answer == Some(true),
            FactShape::Text | FactShape::Date(_) | FactShape::Choice { .. } => {
                matches!(self.said, Filled::Known(_))
            }
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        note(&self.log, &self.key, &self.said);
        match &self.said {
            Filled::Known(text) => write!(f, "{}{text}{}", QUOTE.0, QUOTE.1),
            Filled::Missing(m) => write!(f, "{}{}{}", GAP.0, m.words, GAP.1),
        }
    }
}

/// Returns the function by which a template names what is missing: `missing("words", "field.id",
/// ..)`.
pub(super) fn asker(log: SharedLog) -> Value {
    Value::from_function(move |words: String, fields: Rest<String>| {
        let said = Filled::Missing(Missing { words: plain(&words), fields: fields.to_vec() });
        let key = fields.first().cloned().unwrap_or_default();
        Value::from_object(Fact { key, said, shape: FactShape::Text, log: log.clone() })
    })
}
