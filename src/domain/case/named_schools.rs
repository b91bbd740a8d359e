//! Schools that a case names, wherever it does.

use std::collections::BTreeMap;

use crate::domain::case::{Case, reads};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::value::Value;

/// A school that a case names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedSchool {
    /// Its id, or its name where it was typed by hand.
    pub id: String,
    /// What it is to the case, as `home school` or `School asked`.
    pub what: &'static str,
}

/// Returns every school that a case names in its answers and in the rows of its tables, each once
/// for what it is.
pub fn named_schools(case: &Case) -> Vec<NamedSchool> {
    reads::note_all();
    let rows = case.rows.values().flat_map(BTreeMap::values).flatten();
    let mut out: Vec<NamedSchool> = Vec::new();
    for (id, value) in case.answers.iter().chain(rows) {
        let Value::School(school) = value else { continue };
        let what = match id.as_str() {
            home if home == field::SCHOOL_HOME.id => "home school",
            host if host == field::SCHOOL_HOST.id => "host school",
            other => forms::any_field(other).map_or("a school", |(_, f)| f.label),
        };
        let named = NamedSchool { id: school.clone(), what };
        if !school.is_empty() && !out.contains(&named) {
            out.push(named);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;

    #[test]
    fn a_school_is_named_once_for_what_it_is_in_answers_and_in_rows() {
        let mut case = Case::new(CaseRef { year: 2026, number: 7 });
        let school = |id: &str| Value::School(id.into());
        case.answers.insert(field::SCHOOL_HOME.id.into(), school("100001"));
        case.answers.insert(field::SCHOOL_HOST.id.into(), Value::School(String::new()));
        let asked = |id: &str| [("host_approach.school".to_owned(), school(id))].into();
        let rows = [(1, asked("100002")), (2, asked("100001")), (3, asked("100002"))].into();
        case.rows.insert("event.host_approach".into(), rows);
        let named: Vec<(String, &str)> =
            named_schools(&case).into_iter().map(|one| (one.id, one.what)).collect();
        let expected =
            [("100001", "home school"), ("100002", "School asked"), ("100001", "School asked")];
        assert_eq!(named, expected.map(|(id, what)| (id.to_owned(), what)));
    }
}
