//! Decides whether two cases, or a case and a file, may be about the same child. They are never
//! merged without an officer.

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::value::Value;
use crate::domain::forms::{field, table};
use crate::domain::list::summary::Summary;

/// What tells one child from another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pupil {
    /// "" where it is not known.
    pub upn: String,
    /// Numbers that the child had before.
    pub former: Vec<String>,
    pub name: String,
    pub born: Option<NaiveDate>,
}

impl Pupil {
    /// Returns the child of a case.
    pub fn from_case(case: &Case) -> Pupil {
        let former = case
            .rows(table::FORMER_UPNS)
            .filter_map(|(_, r)| Some(r.get(field::FORMER_UPNS_UPN.id)?.as_text().to_owned()));
        Pupil {
            upn: case.text(field::CHILD_UPN).to_owned(),
            former: former.filter(|u| !u.is_empty()).collect(),
            name: case.text(field::CHILD_FULL_NAME).to_owned(),
            born: case.date(field::CHILD_DOB),
        }
    }

    /// Returns the child of a line of the list.
    pub fn of_line(line: &Summary) -> Pupil {
        Pupil {
            upn: line.upn.clone(),
            former: line.former_upns.clone(),
            name: line.name.clone(),
            born: line.born,
        }
    }

    /// Returns name, date of birth and UPN, as far as they are known.
    pub fn words(&self) -> String {
        let name = if self.name.is_empty() { "a child without a name" } else { &self.name };
        let born = self.born.map(|d| format!(", born {}", dates::format(d))).unwrap_or_default();
        format!("{name}{born}{}{}", if self.upn.is_empty() { "" } else { ", " }, self.upn)
    }

    /// Returns why another may be the same child: one UPN, a former UPN, or name and date of birth;
    /// none where nothing says so.
    pub fn same_as(&self, other: &Pupil) -> Option<&'static str> {
        let holds = |all: &[String], upn: &str| !upn.is_empty() && all.iter().any(|u| u == upn);
        let plain =
            |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        if !self.upn.is_empty() && self.upn == other.upn {
            return Some("the same UPN");
        }
        if holds(&self.former, &other.upn)
            || holds(&other.former, &self.upn)
            || self.former.iter().any(|u| holds(&other.former, u))
        {
            return Some("a former UPN");
        }
        (self.born.is_some()
            && self.born == other.born
            && !self.name.is_empty()
            && plain(&self.name) == plain(&other.name))
        .then_some("the same name and date of birth")
    }

    /// Returns why a case is another child's; none where it may be this one's.
    pub fn is_not(&self, case: &Case) -> Option<String> {
        let other = Pupil::from_case(case);
        let known = self.upn.is_empty()
            || other.upn.is_empty()
            || matches!(self.same_as(&other), Some("the same UPN" | "a former UPN"));
        let other_day = self.born.is_some() && other.born.is_some() && self.born != other.born;
        if known && !other_day {
            return None;
        }
        let what = if other_day { "born on another day" } else { "of another UPN" };
        let name = if self.name.is_empty() { "the child" } else { &self.name };
        Some(format!(
            "{} is of a child {what} than {name} here. Choose the right case, or correct it first.",
            case.id
        ))
    }
}

/// Returns the row that keeps a number the child had before.
pub fn former_row(upn: &str) -> [(&'static str, Value); 1] {
    [(field::FORMER_UPNS_UPN.id, Value::Text(upn.to_owned()))]
}
