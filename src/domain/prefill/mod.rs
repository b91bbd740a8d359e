//! Suggestions from a file or an earlier case, field by field against what is recorded.
//!
//! Nothing is stored until an officer accepts it; what is accepted is one change, so one undo takes
//! it back.
//!
//! - [`defaults`]: Default answers for an event about to be recorded: its most likely day, its
//!   review, and what the record already says.
//! - [`earlier_case`]: Suggestions from an earlier case of the same child: who the child is and the
//!   passport's answers, never the direction itself.
//! - [`same_case`]: Suggestions from other forms of the same case.

pub mod defaults;
pub mod earlier_case;
pub mod same_case;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::pupil::Pupil;
use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;

/// Where an offered value belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An answer of the case itself, by its field.
    Answer(String, Value),
    /// An answer at a place of its own.
    At(FieldPath, Value),
    /// A row: laid over the row whose title is the same, else added.
    Row(String, RowValues),
}

/// One thing that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub put: Target,
    /// Why it is not taken by itself: what the officer has to check first. Empty where it may be
    /// taken as it is.
    pub check: String,
    /// An answer that it never overwrites (D15: `Sex` says nothing against "non-binary").
    pub never_over: Option<Value>,
}

impl Suggestion {
    /// Returns an answer that may be taken as it is.
    pub fn answer(field: &str, value: Value) -> Suggestion {
        Suggestion {
            put: Target::Answer(field.to_owned(), value),
            check: String::new(),
            never_over: None,
        }
    }

    /// Returns a row that may be taken as it is; empty cells are left out.
    pub fn row(table: &str, cells: impl IntoIterator<Item = (&'static str, Value)>) -> Suggestion {
        let cells = cells
            .into_iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(k, v)| (k.to_owned(), v))
            .collect();
        Suggestion {
            put: Target::Row(table.to_owned(), cells),
            check: String::new(),
            never_over: None,
        }
    }

    /// Says what is to be checked before it is taken.
    pub fn check(mut self, words: impl Into<String>) -> Suggestion {
        self.check = words.into();
        self
    }
}

/// What is offered for one child, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file, or the earlier case, in words.
    pub from: String,
    pub child: Pupil,
    /// Whether it is a file and not something that the store holds.
    pub is_file: bool,
    pub offers: Vec<Suggestion>,
    /// What the source holds and the program does not take, and what looks odd; a sentence each.
    pub notes: Vec<String>,
}

/// How an offer stands against the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing stands there yet.
    New,
    /// Something else stands there.
    Differs,
    /// To be checked before it is taken.
    Check,
    /// It stands there already.
    Same,
    /// What stands is never overwritten from this source.
    Kept,
}

impl Standing {
    /// Returns the mark and the word of a state.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Standing::New => ("+", "new"),
            Standing::Differs => ("!", "differs"),
            Standing::Check => ("?", "check"),
            Standing::Same => ("=", "same"),
            Standing::Kept => ("-", "kept"),
        }
    }

    /// Returns whether an offer in this state may be taken at all.
    pub fn can_be_taken(self) -> bool {
        matches!(self, Standing::New | Standing::Differs | Standing::Check)
    }
}

/// One line of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    pub label: String,
    pub stands: String,
    pub offers: String,
    pub check: String,
    pub state: Standing,
    step: TakeStep,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum TakeStep {
    Set { at: FieldPath, new: Value },
    Add { table: String, cells: RowValues },
}

/// Returns every offer against what stands in a case; `school` gives a school's name by its id.
pub fn compare(
    case: &Case,
    offers: &[Suggestion],
    school: &dyn Fn(&str) -> String,
) -> Vec<Compared> {
    let mut out: Vec<Compared> = Vec::new();
    for offer in offers {
        match &offer.put {
            Target::Answer(field, new) => {
                out.extend(one(case, FieldPath::case(field), new, offer, school));
            }
            Target::At(at, new) => out.extend(one(case, at.clone(), new, offer, school)),
            Target::Row(table, cells) => match same_row(case, table, cells) {
                Some(row) => {
                    out.extend(cells.iter().filter_map(|(field, new)| {
                        one(case, FieldPath::row(table, row, field), new, offer, school)
                    }));
                }
                None => out.extend(whole_row(table, cells, offer)),
            },
        }
    }
    out
}

fn one(
    case: &Case,
    at: FieldPath,
    new: &Value,
    offer: &Suggestion,
    school: &dyn Fn(&str) -> String,
) -> Option<Compared> {
    let (table, field) = forms::any_field(&at.field)?;
    let old = case.at(&at);
    let show = |value: &Value| match (field.kind, value) {
        (FieldKind::School, Value::School(id)) => school(id),
        _ => parse::format(&field.kind, value),
    };
    let state = match () {
        () if same(old, new) => Standing::Same,
        () if offer.never_over.as_ref() == Some(old) => Standing::Kept,
        () if !offer.check.is_empty() => Standing::Check,
        () if old.is_empty() => Standing::New,
        () => Standing::Differs,
    };
    let label = match (table, &at.row) {
        (Some(table), Some((_, row))) => {
            let title = case
                .row(table.id, *row)
                .and_then(|c| c.get(table.title))
                .map_or("", Value::as_text);
            if title.is_empty() {
                field.label.to_owned()
            } else {
                format!("{title}: {}", field.label)
            }
        }
        _ => field.label.to_owned(),
    };
    let (stands, offers) = (show(old), show(new));
    Some(Compared {
        label,
        stands,
        offers,
        check: offer.check.clone(),
        state,
        step: TakeStep::Set { at, new: new.clone() },
    })
}

fn whole_row(table: &str, cells: &RowValues, offer: &Suggestion) -> Option<Compared> {
    let known = forms::table(table)?;
    let state = if offer.check.is_empty() { Standing::New } else { Standing::Check };
    let mut words = known.row_label.chars();
    let label = words.next().map_or_else(String::new, |c| c.to_uppercase().chain(words).collect());
    let step = TakeStep::Add { table: table.to_owned(), cells: cells.clone() };
    let shown = known.fields.iter().filter_map(|f| Some(parse::format(&f.kind, cells.get(f.id)?)));
    let offers = shown.collect::<Vec<_>>().join(" · ");
    Some(Compared { label, stands: String::new(), offers, check: offer.check.clone(), state, step })
}

/// Returns whether two answers say the same; texts by their words, whatever their case of letters
/// and blanks.
fn same(a: &Value, b: &Value) -> bool {
    a == b || (!a.as_text().is_empty() && plain(a.as_text()) == plain(b.as_text()))
}

fn plain(text: &str) -> String {
    text.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Returns the row of a table whose title is that of the offered row.
fn same_row(case: &Case, table: &str, cells: &RowValues) -> Option<RowId> {
    let title = forms::table(table)?.title;
    let wanted = cells.get(title)?;
    case.rows(table)
        .find(|(_, r)| r.get(title).is_some_and(|have| same(have, wanted)))
        .map(|(row, _)| row)
}

/// Returns the change that takes these lines of a comparison; none where there is nothing to take.
pub fn change(case: &Case, taken: &[&Compared]) -> Option<CaseChange> {
    let edits = edits(case, taken, case.next_row());
    (!edits.is_empty()).then_some(CaseChange { case: case.id, edits })
}

/// Returns the edits that take these lines, with new rows numbered from `next`.
pub fn edits(case: &Case, taken: &[&Compared], mut next: RowId) -> Vec<Edit> {
    let mut out = Vec::new();
    for line in taken.iter().filter(|l| l.state.can_be_taken()) {
        match &line.step {
            TakeStep::Set { at, new } => {
                out.push(Edit::Set { at: at.clone(), old: case.at(at).clone(), new: new.clone() });
            }
            TakeStep::Add { table, cells } => {
                out.push(Edit::AddRow { table: table.clone(), row: next, cells: cells.clone() });
                next += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::case::edit::apply_all;

    fn words(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn offers_stand_against_the_case_and_are_one_change() {
        use Standing::{Check, Differs, Kept, New, Same};
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        case.answers.insert("child.full_name".into(), words("zoë  ashworth"));
        case.answers.insert("child.gender".into(), Value::Choice("non_binary".into()));
        case.answers.insert("child.address".into(), words("1 Old Lane"));
        let contact = RowValues::from([("contacts.name".to_owned(), words("Ann Ashworth"))]);
        case.rows.entry("contacts".into()).or_default().insert(7, contact);
        let sex = Suggestion {
            never_over: Some(Value::Choice("non_binary".into())),
            ..Suggestion::answer("child.gender", Value::Choice("female".into()))
        };
        let offers = [
            Suggestion::answer("child.full_name", words("Zoë Ashworth")),
            sex,
            Suggestion::answer("child.address", words("2 New Lane")),
            Suggestion::answer("child.upn", words("F999999925001")),
            Suggestion::answer("cla.is", Value::YesNo(true)).check("Ask."),
            Suggestion::row(
                "contacts",
                [("contacts.name", words("ann ashworth")), ("contacts.phone", words("01905 1"))],
            ),
            Suggestion::row(
                "contacts",
                [("contacts.name", words("Bob")), ("contacts.phone", Value::Empty)],
            ),
        ];
        let all = compare(&case, &offers, &|id| id.to_owned());
        let states: Vec<Standing> = all.iter().map(|c| c.state).collect();
        assert_eq!(states, [Same, Kept, Differs, New, Check, Same, New, New]);
        assert_eq!(
            (all[6].label.as_str(), all[6].offers.as_str()),
            ("Ann Ashworth: Telephone", "01905 1")
        );
        let taken: Vec<&Compared> = all.iter().filter(|c| c.state != Check).collect();
        let change = change(&case, &taken).expect("something to take");
        let before = case.clone();
        apply_all(&mut case, &change).expect("applied");
        assert_eq!(case.answer("child.gender"), &Value::Choice("non_binary".into()));
        assert_eq!(case.answer("child.upn"), &words("F999999925001"));
        assert_eq!(case.rows("contacts").count(), 2);
        assert!(case.answer("cla.is").is_empty());
        apply_all(&mut case, &change.inverse()).expect("undone");
        assert_eq!(case, before);
    }
}
