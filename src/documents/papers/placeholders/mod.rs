//! Template variables: every answer of the dictionary by its id, and values derived from them.
//!
//! Each variable remembers whether it was printed, so that missing answers and omitted requirements
//! can be reported.

mod fact;
mod log;
mod names;
mod tree;

use std::collections::BTreeMap;
use std::sync::PoisonError;

use chrono::NaiveDate;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::format::{day, time};
use crate::documents::papers::placeholders::fact::{Fact, FactShape, asker};
use crate::documents::papers::placeholders::log::{SharedLog, note};
use crate::documents::papers::placeholders::tree::{PlaceholderNode, as_value, put};
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::case::RowValues;
use crate::domain::case::stage::cell;
use crate::domain::document::Audience;
use crate::domain::forms;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{field, parse};
use crate::domain::value::Value;

pub(super) use fact::{GAP, QUOTE};
pub(super) use log::MissingLog;
pub(super) use names::{name_of, name_of_label};

/// The placeholders of one copy of one paper.
pub(super) struct Placeholders {
    tree: BTreeMap<String, PlaceholderNode>,
    said: BTreeMap<String, Filled>,
    log: SharedLog,
}

/// Answers that would show where the child lives; a letter has the reader's own address and nobody
/// else's.
pub(super) const WHERE: &[&str] = &[
    field::CHILD_ADDRESS.id,
    field::CHILD_NEW_ADDRESS.id,
    field::CHILD_MOVING.id,
    field::CHILD_MOVING_ON.id,
];

impl Placeholders {
    /// Returns every answer of the case that the audience may see.
    pub(super) fn new(facts: &PaperFacts, audience: Audience) -> Placeholders {
        let mut words = Placeholders {
            tree: BTreeMap::new(),
            said: BTreeMap::new(),
            log: SharedLog::default(),
        };
        words.tree.insert("missing".into(), PlaceholderNode::Leaf(asker(words.log.clone())));
        for field in forms::fields().filter(|f| audience.sees(f.seen)) {
            if audience == Audience::Parent && WHERE.contains(&field.id) {
                continue;
            }
            words.answer(facts, field, facts.case.answer(field.id));
        }
        words
    }

    /// Adds the answers of one row, by the ids of their fields; all of them missing where there is
    /// no row.
    pub(super) fn row(
        &mut self,
        facts: &PaperFacts,
        audience: Audience,
        table: &str,
        cells: Option<&RowValues>,
    ) {
        let none = RowValues::new();
        for field in
            forms::table(table).into_iter().flat_map(|t| t.fields).filter(|f| audience.sees(f.seen))
        {
            self.answer(facts, field, cell(cells.unwrap_or(&none), field.id));
        }
    }

    fn answer(&mut self, facts: &PaperFacts, field: &'static Field, answer: &Value) {
        let text = match answer {
            Value::Date(d) => day(*d),
            Value::Time(m) => time(*m),
            Value::School(id) => plain(&facts.school_name(id)),
            other => plain(&parse::format(&field.kind, other)),
        };
        let said = Filled::or_missing(text.trim(), &name_of(field), &[field.id]);
        let shape = match field.kind {
            FieldKind::Date => FactShape::Date(answer.as_date()),
            FieldKind::YesNo => {
                FactShape::YesNo(if let Value::YesNo(yes) = answer { Some(*yes) } else { None })
            }
            FieldKind::Choice(options) => {
                FactShape::Choice { options, chosen: answer.as_text().to_owned() }
            }
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::School
            | FieldKind::Upn
            | FieldKind::Review
            | FieldKind::ReadOnly => FactShape::Text,
        };
        self.leaf(field.id, said, shape);
    }

    fn leaf(&mut self, key: &str, said: Filled, shape: FactShape) {
        self.said.insert(key.to_owned(), said.clone());
        let fact = Fact { key: key.to_owned(), said, shape, log: self.log.clone() };
        put(&mut self.tree, key, PlaceholderNode::Leaf(minijinja::Value::from_object(fact)));
    }

    /// Adds something worked out, which may be missing.
    pub(super) fn put(&mut self, key: &str, said: Filled) {
        self.leaf(key, said, FactShape::Text);
    }

    /// Adds a day that was worked out.
    pub(super) fn put_day(
        &mut self,
        key: &str,
        on: Option<NaiveDate>,
        words: &str,
        fields: &[&str],
    ) {
        let said =
            on.map_or_else(|| Filled::Missing(missing(words, fields)), |d| Filled::Known(day(d)));
        self.leaf(key, said, FactShape::Date(on));
    }

    /// Adds a word of grammar.
    pub(super) fn word(&mut self, key: &str, text: &str) {
        self.leaf(key, Filled::Known(text.to_owned()), FactShape::Text);
    }

    /// Adds something to ask with `if`.
    pub(super) fn flag(&mut self, key: &str, yes: bool) {
        put(&mut self.tree, key, PlaceholderNode::Leaf(yes.into()));
    }

    /// Returns a placeholder's text for a table, and notes that it was printed.
    pub(super) fn said(&self, key: &str) -> Filled {
        let said = self.peek(key);
        note(&self.log, key, &said);
        said
    }

    /// Returns a placeholder's text without noting that it was printed.
    pub(super) fn peek(&self, key: &str) -> Filled {
        self.said.get(key).cloned().unwrap_or_else(|| Filled::Missing(missing(key, &[])))
    }

    /// Notes that something is missing which stands outside the template.
    pub(super) fn lacks(&self, said: &Filled) {
        note(&self.log, "", said);
    }

    /// Returns the tree as the template engine takes it.
    pub(super) fn value(&self) -> minijinja::Value {
        as_value(&self.tree)
    }

    /// Returns what was printed and what was missing so far.
    pub(super) fn log(&self) -> MissingLog {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
