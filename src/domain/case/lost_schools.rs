//! Schools that a case names and the register does not have.

use std::collections::BTreeMap;

use crate::domain::case::{Case, reads};
use crate::domain::forms;
use crate::domain::school::{SchoolList, typed_name};
use crate::domain::value::Value;

/// Returns a sentence for every school that the case names by an id which resolves to nothing. A
/// name that was typed by hand is no id.
pub fn lost_schools(case: &Case, register: &SchoolList) -> Vec<String> {
    reads::note_all();
    let rows = case.rows.values().flat_map(BTreeMap::values).flatten();
    let mut out = Vec::new();
    for (field, value) in case.answers.iter().chain(rows) {
        let Value::School(id) = value else { continue };
        if id.is_empty() || register.get(id).is_some() || typed_name(id).is_some() {
            continue;
        }
        let label = forms::any_field(field).map_or("a school", |(_, f)| f.label);
        out.push(format!(
            "{}: {label} is {id}, which the register of schools does not have. Choose it again in the case, or import a register that has it.",
            case.id
        ));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::school::School;

    #[test]
    fn a_school_that_resolves_to_nothing_is_named_and_a_typed_name_is_not() {
        let mut case = Case::new(CaseRef { year: 2026, number: 7 });
        let register = SchoolList::new(vec![School { id: "100001".into(), ..School::default() }]);
        for (field, id) in [("school.home", "100001"), ("school.host", "A farm, typed by hand")] {
            case.answers.insert(field.into(), Value::School(id.into()));
        }
        assert_eq!(lost_schools(&case, &register), Vec::<String>::new());
        case.answers.insert("school.host".into(), Value::School("L-gone".into()));
        let approach = [("host_approach.school".to_owned(), Value::School("100002".into()))];
        case.rows.insert("event.host_approach".into(), [(1, approach.into())].into());
        let lost = lost_schools(&case, &register);
        assert!(
            lost.len() == 2
                && lost[0].starts_with("OSD-2026-0007: Host school is L-gone, which the register")
                && lost[1].contains("School asked is 100002"),
            "{lost:?}"
        );
    }
}
