//! Answers that belong to a school and not to one pupil: given once, each is offered again where
//! the same school is concerned, in this session and in every later one.

use std::collections::BTreeMap;

use crate::domain::case::answers::Answers;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, Side};
use crate::domain::forms::field;
use crate::domain::value::Value;

/// The questions about the staff of a school, and which of the two schools of a case it is.
const OF_SCHOOL: [(&str, Side); 11] = [
    (field::INITIAL_HOME_REP.id, Side::Home),
    (field::REVIEW_HOME_REP.id, Side::Home),
    (field::BOARD_DECISION_WHO.id, Side::Home),
    (field::PASSPORT_CONTACT.id, Side::Home),
    (field::REPORT_NAME.id, Side::Host),
    (field::REPORT_ROLE.id, Side::Host),
    (field::INITIAL_HOST_REP.id, Side::Host),
    (field::REVIEW_HOST_REP.id, Side::Host),
    (field::HOST_APPROACH_WHO.id, Side::Host),
    (field::EVIDENCE_SHARED_WHO.id, Side::Host),
    (field::HOST_SUSPENSION_WHO.id, Side::Host),
];

/// The answers given last, by question and school.
#[derive(Debug, Default)]
pub struct LastUsed {
    all: BTreeMap<(&'static str, String), Value>,
}

/// Answers about the schools of one case, by question.
pub type SchoolAnswers = BTreeMap<String, Value>;

/// Adds to `answers` what another case, which has a school in common with `case`, answers about
/// that school, where nothing is known yet. Of several rows the latest counts.
pub fn add_answers(answers: &mut SchoolAnswers, case: &Case, other: &Case) {
    for (id, _) in OF_SCHOOL {
        if answers.contains_key(id) || key(case, id).is_none() || key(case, id) != key(other, id) {
            continue;
        }
        let in_rows = other.rows.values().flat_map(|rows| rows.iter());
        let latest = in_rows
            .filter_map(|(row, cells)| Some((row, cells.get(id)?)))
            .filter(|(_, value)| !value.is_empty())
            .max_by_key(|(row, _)| **row);
        let found = other.answers.get(id).filter(|value| !value.is_empty());
        if let Some(value) = found.or(latest.map(|(_, value)| value)) {
            answers.insert(id.to_owned(), value.clone());
        }
    }
}

/// Returns the ids of the home and the host school that a case names; "" where it names none.
pub fn schools_of(case: &Case) -> [&str; 2] {
    [field::SCHOOL_HOME, field::SCHOOL_HOST].map(|at| case.school(at))
}

/// Returns whether every question about a school that a case names is answered.
pub fn are_all_known(answers: &SchoolAnswers, case: &Case) -> bool {
    OF_SCHOOL.iter().all(|(id, _)| key(case, id).is_none() || answers.contains_key(*id))
}

impl LastUsed {
    /// Takes in what earlier cases of the same schools answer; what was answered in this session
    /// stays.
    pub fn take(&mut self, case: &Case, answers: SchoolAnswers) {
        for (field, value) in answers {
            if let Some(key) = key(case, &field) {
                self.all.entry(key).or_insert(value);
            }
        }
    }

    /// Takes note of a change that is stored; `case` is the case as it then stands.
    pub fn note(&mut self, case: &Case, change: &CaseChange) {
        for edit in &change.edits {
            match edit {
                Edit::Set { path, new, .. } => self.put(case, &path.field, new),
                Edit::AddRow { cells, .. } => {
                    for (field, new) in cells {
                        self.put(case, field, new);
                    }
                }
                _ => {}
            }
        }
    }

    fn put(&mut self, case: &Case, field: &str, new: &Value) {
        if let Some(key) = key(case, field).filter(|_| !new.is_empty()) {
            self.all.insert(key, new.clone());
        }
    }

    /// Returns what was last answered to a question where the same school was concerned.
    pub fn offer(&self, case: &Case, field: &str) -> Option<Value> {
        self.all.get(&key(case, field)?).cloned()
    }
}

/// Returns the question and its school; none where it is no such question, or no school is chosen.
fn key(case: &Case, field: &str) -> Option<(&'static str, String)> {
    let (id, side) = OF_SCHOOL.into_iter().find(|(id, _)| *id == field)?;
    let school = match side {
        Side::Home => case.school(field::SCHOOL_HOME),
        Side::Host => case.school(field::SCHOOL_HOST),
    };
    (!school.is_empty()).then(|| (id, school.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseRef, FieldPath};

    fn at(number: u32, host: &str) -> Case {
        let mut case = Case::new(CaseRef { year: 2026, number });
        case.answers.insert(field::SCHOOL_HOST.id.into(), Value::School(host.into()));
        case
    }

    #[test]
    fn an_answer_about_a_school_is_offered_where_the_same_school_is_concerned() {
        let (first, same, other) = (at(1, "999001"), at(2, "999001"), at(3, "999002"));
        let set = |field: &str, words: &str| CaseChange {
            case: first.id,
            edits: vec![Edit::Set {
                path: FieldPath::case(field),
                old: Value::Empty,
                new: Value::Text(words.into()),
            }],
        };
        let mut used = LastUsed::default();
        used.note(&first, &set(field::REPORT_NAME.id, "Ms P. Nair"));
        used.note(&first, &set(field::CHILD_FULL_NAME.id, "Bea Brown"));
        let offered = |case: &Case, id: &str| used.offer(case, id);
        assert_eq!(offered(&same, field::REPORT_NAME.id), Some(Value::Text("Ms P. Nair".into())));
        assert_eq!(offered(&other, field::REPORT_NAME.id), None);
        assert_eq!(offered(&same, field::CHILD_FULL_NAME.id), None, "of a pupil, not of a school");
    }

    #[test]
    fn what_an_earlier_case_answers_is_offered_until_the_session_answers_otherwise() {
        let (case, mut earlier, mut other) = (at(3, "999001"), at(1, "999001"), at(2, "999002"));
        let name = |words: &str| Value::Text(words.into());
        let approach = |of: &mut Case, row, words| {
            let cells = [(field::HOST_APPROACH_WHO.id.to_owned(), name(words))].into();
            of.rows.entry("event.approach".into()).or_default().insert(row, cells);
        };
        approach(&mut earlier, 4, "Mr Old");
        approach(&mut earlier, 9, "Ms New");
        approach(&mut other, 9, "Mr Else");
        earlier.answers.insert(field::REPORT_NAME.id.into(), name("Ms P. Nair"));
        let mut answers = SchoolAnswers::new();
        add_answers(&mut answers, &case, &other);
        assert_eq!(answers, SchoolAnswers::new(), "another school");
        add_answers(&mut answers, &case, &earlier);
        assert_eq!(answers.get(field::HOST_APPROACH_WHO.id), Some(&name("Ms New")));
        assert!(!are_all_known(&answers, &case));

        let mut used = LastUsed::default();
        let change = CaseChange {
            case: case.id,
            edits: vec![Edit::Set {
                path: FieldPath::case(field::REPORT_NAME.id),
                old: Value::Empty,
                new: name("Dr Q. Day"),
            }],
        };
        used.note(&case, &change);
        used.take(&case, answers);
        assert_eq!(used.offer(&case, field::REPORT_NAME.id), Some(name("Dr Q. Day")));
        assert_eq!(used.offer(&case, field::HOST_APPROACH_WHO.id), Some(name("Ms New")));
    }
}
