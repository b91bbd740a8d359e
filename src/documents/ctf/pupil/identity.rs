//! Who the pupil is: names, UPNs, day of birth, sex and year group.

use chrono::NaiveDate;

use crate::documents::ctf::pupil::{PupilReader, line};
use crate::domain::case::pupil::Pupil;
use crate::domain::forms::schema::DayBounds;
use crate::domain::forms::{days, field, table};
use crate::domain::prefill::Suggestion;
use crate::domain::value::Value;
use crate::domain::{upn, value};

impl PupilReader<'_> {
    /// Offers who the pupil is, and returns it for finding their case.
    pub(super) fn identity(&mut self) -> Pupil {
        let name = self.names();
        let upn = self.upn();
        let former = self.former_upns(&upn);
        let born = self.day(self.node, "DOB");
        self.put(field::CHILD_DOB.id, born.map_or(Value::Empty, Value::Date));
        self.sex();
        self.year_group(born);
        Pupil { upn, former, name, born }
    }

    /// Offers the names, and returns the legal one.
    fn names(&mut self) -> String {
        let join = |parts: &[String]| {
            let given: Vec<&str> =
                parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
            given.join(" ")
        };
        let (forename, surname) = (self.get("Forename"), self.get("Surname"));
        let legal = join(&[forename.clone(), self.get("MiddleNames"), surname.clone()]);
        let short = join(&[forename, surname]);
        let preferred = join(&[self.get("PreferredForename"), self.get("PreferredSurname")]);
        self.put(field::CHILD_FULL_NAME.id, line(&legal));
        if !preferred.is_empty() && preferred != short && preferred != legal {
            self.put(field::CHILD_KNOWN_AS.id, line(&preferred));
        }
        legal
    }

    /// Offers the UPN, and returns it; "" where there is none or it has not the form of one.
    fn upn(&mut self) -> String {
        let (number, fault) = upn::parse(&self.get("UPN"));
        match fault {
            _ if number.is_empty() => {}
            None => {
                if upn::is_temporary(&number) {
                    self.note(upn::TEMPORARY);
                }
                self.put(field::CHILD_UPN.id, value::text(&number));
            }
            Some(upn::UpnFault::CheckLetter { expected }) => {
                self.put_checked(
                    field::CHILD_UPN.id,
                    value::text(&number),
                    &format!("By its digits this UPN begins with {expected}."),
                );
            }
            Some(upn::UpnFault::Format(says)) => {
                self.note(format!("The UPN in the file is left out. {says}"));
            }
        }
        let is_none = matches!(upn::parse(&number).1, Some(upn::UpnFault::Format(_)));
        if is_none { String::new() } else { number }
    }

    /// Offers earlier UPNs, each once, and returns them.
    fn former_upns(&mut self, number: &str) -> Vec<String> {
        let mut former = Vec::new();
        let holders = self.node.child("BasicDetails").into_iter().chain([self.node]);
        for node in holders.flat_map(|n| n.all("FormerUPN")) {
            let (old, fault) = upn::parse(&node.words());
            let is_upn = !old.is_empty() && !matches!(fault, Some(upn::UpnFault::Format(_)));
            if is_upn && old != number && !former.contains(&old) {
                let cells = [(field::FORMER_UPNS_UPN.id, value::text(&old))];
                self.offers.push(Suggestion::row(table::FORMER_UPNS, cells));
                former.push(old);
            }
        }
        former
    }

    fn year_group(&mut self, born: Option<NaiveDate>) {
        let year = self.get("NCyearActual");
        match year.parse::<i64>() {
            Ok(n @ 1..=14) => {
                // A birth that is itself to be checked says nothing of the year.
                let is_sure = |day: &NaiveDate| {
                    days::check(DayBounds::Birth, *day, self.today) == days::DayCheck::Fine
                };
                let by_age = born
                    .filter(is_sure)
                    .map(|day| i64::from(days::year_group(day, self.today)))
                    .filter(|age| (0..=15).contains(age));
                let check = by_age.filter(|age| *age != n).map_or_else(String::new, |age| {
                    format!("By the date of birth it is year {age}; ask whether the child is taught out of their year.")
                });
                self.put_checked(field::CHILD_YEAR_GROUP.id, Value::Number(n), &check);
            }
            _ if year.is_empty() => {}
            _ => self.note(format!(
                "The year group in the file is \"{}\", not 1 to 14; it is left out.",
                year.chars().take(10).collect::<String>()
            )),
        }
    }

    /// Offers the sex as the form's gender: never "non-binary", and never over it (D15).
    pub(super) fn sex(&mut self) {
        let tag = ["Sex", "Gender"].into_iter().find(|tag| !self.get(tag).is_empty());
        let Some(tag) = tag else { return };
        let value = match self.get(tag).to_uppercase().as_str() {
            "M" | "MALE" => "male",
            "F" | "FEMALE" => "female",
            _ => {
                return self.note(format!("{tag} in the file is neither M nor F; it is left out."));
            }
        };
        let never_over = Some(Value::Choice("non_binary".into()));
        self.offers.push(Suggestion {
            never_over,
            ..Suggestion::answer(field::CHILD_GENDER.id, Value::Choice(value.into()))
        });
    }
}
