//! The people of a case with how they are reached: parents and carers, both schools, and whoever
//! else works with the child.

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::attendees::AGENCIES;
use crate::domain::forms;
use crate::domain::forms::{field, table};
use crate::domain::school::School;
use crate::domain::value::{RowValues, Value};

/// Somebody to be reached. What is not known is "".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// What they are to the child: `Mother`, `Host school`.
    pub role: String,
    /// Their name.
    pub name: String,
    /// Their telephone number.
    pub phone: String,
    /// Their email address.
    pub email: String,
}

impl Person {
    /// Returns the person in one line: `Mother: Ms Ashworth, 01905 000000`.
    pub fn line(&self) -> String {
        let reached = [&self.name, &self.phone, &self.email];
        let known: Vec<&str> =
            reached.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
        format!("{}: {}", self.role, known.join(", "))
    }
}

/// Returns the people of a case, the family first; `school` finds a school of the register.
pub fn people<'a>(case: &Case, school: impl Fn(&str) -> Option<&'a School>) -> Vec<Person> {
    let mut out: Vec<Person> =
        case.rows(table::CONTACTS).filter_map(|(_, contact)| parent(contact)).collect();
    let sides = [
        (
            "Home school",
            field::SCHOOL_HOME,
            [field::INITIAL_HOME_REP.id, field::PASSPORT_COMPLETED_BY.id],
        ),
        ("Host school", field::SCHOOL_HOST, [field::INITIAL_HOST_REP.id, field::REPORT_NAME.id]),
    ];
    for (role, of, names) in sides {
        let name = names.iter().map(|f| case.answer(f).as_text()).find(|t| !t.is_empty());
        let found = school(case.school(of));
        let phone = found.map_or("", |s| s.phone.as_str());
        if name.is_some() || !phone.is_empty() {
            let name = name.unwrap_or("the office").to_owned();
            out.push(Person { role: role.into(), name, phone: phone.into(), ..Person::default() });
        }
    }
    out.extend(agencies(case));
    out
}

fn parent(contact: &RowValues) -> Option<Person> {
    let text = |id: &str| contact.get(id).map_or("", Value::as_text).trim().to_owned();
    let name = text(field::CONTACTS_NAME.id);
    let role = match text(field::CONTACTS_RELATIONSHIP.id) {
        role if role.is_empty() => "Parent or carer".to_owned(),
        role => role,
    };
    let (phone, email) = (text(field::CONTACTS_PHONE.id), text(field::CONTACTS_EMAIL.id));
    (!name.is_empty()).then_some(Person { role, name, phone, email })
}

/// Returns those of the agencies that the passport says more of than that they work with the child.
fn agencies(case: &Case) -> impl Iterator<Item = Person> {
    AGENCIES.iter().filter_map(|(_, who, _, role)| {
        let is_asked = forms::field(who).is_some_and(|f| f.is_asked(|f| case.answer(f)));
        let said = case.answer(who).as_text().split_whitespace().collect::<Vec<_>>().join(" ");
        let person = Person { role: (*role).to_owned(), name: said, ..Person::default() };
        (is_asked && !person.name.is_empty()).then_some(person)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;

    #[test]
    fn family_and_schools_are_told_with_what_is_known_of_them() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        assert_eq!(people(&case, |_| None), []);
        let text = |t: &str| Value::Text(t.to_owned());
        let mother = RowValues::from([
            (field::CONTACTS_NAME.id.to_owned(), text("Ms Ashworth")),
            (field::CONTACTS_RELATIONSHIP.id.to_owned(), text("Mother")),
            (field::CONTACTS_PHONE.id.to_owned(), text("01905 000000")),
        ]);
        case.rows.entry(table::CONTACTS.to_owned()).or_default().insert(1, mother);
        case.answers.insert(field::SCHOOL_HOST.id.into(), Value::School("100".into()));
        let host = School { id: "100".into(), phone: "01684 000000".into(), ..School::default() };
        let all = people(&case, |id| (id == "100").then_some(&host));
        let lines: Vec<String> = all.iter().map(Person::line).collect();
        assert_eq!(
            lines,
            ["Mother: Ms Ashworth, 01905 000000", "Host school: the office, 01684 000000"]
        );
    }
}
