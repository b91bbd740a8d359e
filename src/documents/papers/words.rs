//! Template variables: every answer of the dictionary by its id, and values derived from them.
//!
//! Each variable remembers whether it was printed, so that missing answers and omitted requirements
//! can be reported.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr, Rest};

use crate::documents::papers::facts::{PaperFacts, day, time, weekday};
use crate::documents::papers::paper::{Filled, missing, plain};
use crate::domain::case::RowValues;
use crate::domain::case::stage::cell;
use crate::domain::case::value::Value as Answer;
use crate::domain::document::{Audience, Missing};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};

/// Stands before the name of a missing particular in rendered text, and after it.
pub(super) const GAP: (char, char) = ('\u{e000}', '\u{e001}');
/// Stands before a value in rendered text, and after it: nothing between them is markup.
pub(super) const QUOTE: (char, char) = ('\u{e003}', '\u{e004}');

/// What was printed, by placeholder, and what was missing.
#[derive(Debug, Default)]
pub(super) struct MissingLog {
    pub printed: Vec<String>,
    pub missing: Vec<Missing>,
}

type SharedLog = Arc<Mutex<MissingLog>>;

/// One answer as a template sees it.
#[derive(Debug, Clone)]
struct Fact {
    /// The placeholder's name.
    key: String,
    /// The text, or the particular that is missing.
    said: Filled,
    shape: FactShape,
    log: SharedLog,
}

#[derive(Debug, Clone)]
enum FactShape {
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

fn note(log: &SharedLog, key: &str, said: &Filled) {
    let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
    log.printed.push(key.to_owned());
    if let Filled::Missing(m) = said
        && !log.missing.contains(m)
    {
        log.missing.push(m.clone());
    }
}

/// A name in the tree of placeholders.
#[derive(Debug, Clone)]
enum PlaceholderNode {
    Leaf(Value),
    Branch(BTreeMap<String, PlaceholderNode>),
}

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

    fn answer(&mut self, facts: &PaperFacts, field: &'static Field, answer: &Answer) {
        let text = match answer {
            Answer::Date(d) => day(*d),
            Answer::Time(m) => time(*m),
            Answer::School(id) => plain(&facts.school_name(id)),
            other => plain(&parse::format(&field.kind, other)),
        };
        let said = Filled::or_missing(text.trim(), &name_of(field), &[field.id]);
        let shape = match field.kind {
            FieldKind::Date => FactShape::Date(answer.as_date()),
            FieldKind::YesNo => {
                FactShape::YesNo(if let Answer::YesNo(yes) = answer { Some(*yes) } else { None })
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
        put(&mut self.tree, key, PlaceholderNode::Leaf(Value::from_object(fact)));
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
    pub(super) fn value(&self) -> Value {
        as_value(&self.tree)
    }

    /// Returns what was printed and what was missing so far.
    pub(super) fn log(&self) -> MissingLog {
        std::mem::take(&mut *self.log.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Returns the function by which a template names what is missing: `missing("words", "field.id",
/// ..)`.
fn asker(log: SharedLog) -> Value {
    Value::from_function(move |words: String, fields: Rest<String>| {
        let said = Filled::Missing(Missing { words: plain(&words), fields: fields.to_vec() });
        let key = fields.first().cloned().unwrap_or_default();
        Value::from_object(Fact { key, said, shape: FactShape::Text, log: log.clone() })
    })
}

fn put(tree: &mut BTreeMap<String, PlaceholderNode>, key: &str, node: PlaceholderNode) {
    let Some((stem, rest)) = key.split_once('.') else {
        tree.insert(key.to_owned(), node);
        return;
    };
    let branch =
        tree.entry(stem.to_owned()).or_insert_with(|| PlaceholderNode::Branch(BTreeMap::new()));
    if let PlaceholderNode::Branch(inner) = branch {
        put(inner, rest, node);
    }
}

fn as_value(tree: &BTreeMap<String, PlaceholderNode>) -> Value {
    let of = |node: &PlaceholderNode| match node {
        PlaceholderNode::Leaf(value) => value.clone(),
        PlaceholderNode::Branch(inner) => as_value(inner),
    };
    Value::from(
        tree.iter()
            .map(|(name, node)| (name.clone(), of(node)))
            .collect::<BTreeMap<String, Value>>(),
    )
}

/// Names for particulars whose label is too short to stand by itself.
const NAMES: &[(&str, &str)] = &[
    (field::DIRECTION_START.id, "start date"),
    (field::DIRECTION_END.id, "proposed last day"),
    (field::DIRECTION_DAYS.id, "number of days"),
    (field::SESSION_START.id, "session start time"),
    (field::SESSION_FINISH.id, "session finish time"),
    (field::SESSION_BREAK_START.id, "time at which the break starts"),
    (field::SESSION_BREAK_END.id, "time at which the break ends"),
    (field::SESSION_SPLIT.id, "full-time or split timetable"),
    (field::SESSION_PER_DAY.id, "number of sessions a day"),
    (field::REPORT_NAME.id, "person to report to on the first day"),
    (field::REPORT_ROLE.id, "role of the person to report to"),
    (field::REPORT_WHERE.id, "place to report to on the first day"),
    (field::REPORT_TIME.id, "time to report on the first day"),
    (field::INITIAL_REASONS.id, "reasons for the direction"),
    (field::OBJECTIVES_TEXT.id, "objectives of the direction"),
    (field::OBJECTIVES_REINTEGRATION.id, "the way back to the home school"),
    (field::PROMISE_HOW_OFTEN.id, "how often the schools are in touch with the family"),
    (field::PROMISE_MODE.id, "how the schools are in touch with the family"),
    (field::PROMISE_CONTACT.id, "contact for the family"),
    (field::REQUEST_TO.id, "whom to ask for a review"),
    (field::COMPLAINT_ROUTE.id, "complaints route"),
    (field::LETTER_REFERENCE.id, "earlier talk or letter that this one follows"),
    (field::LETTER_INCIDENTS.id, "incidents that led to the direction"),
    (field::LETTER_SIGNED_BY.id, "who signs the letter"),
    (field::LETTER_MOVE_POSSIBLE.id, "whether a managed move may follow"),
    (field::INITIAL_REVIEWERS.id, "who reviews the direction"),
    (field::INITIAL_FIRST_REVIEW.id, "date of the first review"),
    (field::INITIAL_REVIEW_PLACE.id, "address of the first review"),
    (field::HOST_REGISTERED.id, "whether the host is registered with Ofsted"),
    (field::HOST_CHECKS.id, "whether the safeguarding checks are made"),
    (field::REVIEW_ON.id, "date of the review"),
    (field::REVIEW_TIME.id, "time of the review"),
    (field::REVIEW_PLACE.id, "place of the review"),
    (field::REVIEW_WHO.id, "who is invited to the review"),
    (field::REVIEW_KIND.id, "kind of review"),
    (field::DECISION_ON.id, "date of the decision"),
    (field::DECISION_WHO.id, "who decided after the review"),
    (field::DECISION_OUTCOME.id, "outcome of the review"),
    (field::DECISION_UNTIL.id, "new last day"),
    (field::DECISION_REASONS.id, "reasons for the decision"),
    (field::BOARD_DECISION_ON.id, "date of the board's decision"),
    (field::HOST_SUSPENSION_ON.id, "first day of the suspension"),
    (field::HOST_SUSPENSION_DAYS.id, "number of days of the suspension"),
    (field::HOST_SUSPENSION_REASON.id, "reason for the suspension"),
    (field::REVIEW_REQUEST_ON.id, "day on which the request was received"),
    (field::END_ON.id, "last day of the direction"),
];

/// Returns the name by which a missing answer is told.
pub(super) fn name_of(field: &Field) -> String {
    if let Some((_, name)) = NAMES.iter().find(|(id, _)| *id == field.id) {
        return (*name).to_owned();
    }
    let label = field.label.trim_end_matches('?');
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_belong_to_fields_of_the_dictionary() {
        for id in NAMES.iter().map(|(id, _)| *id).chain(WHERE.iter().copied()) {
            assert!(forms::any_field(id).is_some(), "{id}");
        }
        assert_eq!(forms::field("send.ehcp").map(name_of).as_deref(), Some("EHCP"));
        assert_eq!(forms::field("child.full_name").map(name_of).as_deref(), Some("full name"));
    }
}
