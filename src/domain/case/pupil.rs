//! Decides whether two cases, or a case and a file, may be about the same child. They are never
//! merged without an officer.

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, CaseRef};
use crate::domain::fold;
use crate::domain::forms::{field, table};
use crate::domain::value::Value;

/// Why two may be the same child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SamePupil {
    /// The same UPN.
    Upn,
    /// A UPN of the one is a former UPN of the other.
    FormerUpn,
    /// The same name, in any order, and the same date of birth.
    NameAndBirth,
    /// One name has a further word, as a middle name; the birthday is the same.
    NearNameAndBirth,
    /// The name alone: one of the two birthdays is not known.
    Name,
}

impl SamePupil {
    /// Returns whether no officer need be asked: a UPN says it.
    pub fn is_sure(self) -> bool {
        match self {
            SamePupil::Upn | SamePupil::FormerUpn => true,
            SamePupil::NameAndBirth | SamePupil::NearNameAndBirth | SamePupil::Name => false,
        }
    }

    /// Returns what the two have in common, in words.
    pub fn label(self) -> &'static str {
        match self {
            SamePupil::Upn => "the same UPN",
            SamePupil::FormerUpn => "a former UPN",
            SamePupil::NameAndBirth => "the same name and date of birth",
            SamePupil::NearNameAndBirth => "a like name and the same date of birth",
            SamePupil::Name => "the same name",
        }
    }
}

/// Returns the name by which a child is called: the first word, or the first after a comma.
pub fn first_name(full: &str) -> &str {
    let given = full.split_once(',').map_or(full, |(_, given)| given);
    given.split_whitespace().next().unwrap_or_default()
}

/// Returns the name that a case's child goes by, else the first name; "" where none is known.
pub fn called(case: &Case) -> &str {
    let known = case.text(field::CHILD_KNOWN_AS);
    if known.is_empty() { first_name(case.text(field::CHILD_FULL_NAME)) } else { known }
}

/// Returns whether one name is the other with words added; a surname alone is too little.
fn are_near(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.len() >= 2 && short.iter().all(|word| long.contains(word))
}

/// Many pupils at once, to be asked who of them another is: what [`Pupil::same_as`] says of each.
#[derive(Debug, Clone, Default)]
pub struct PupilIndex<T> {
    all: Vec<(T, Pupil)>,
    by_upn: HashMap<String, Vec<usize>>,
    by_name: HashMap<String, Vec<usize>>,
    by_birth: HashMap<NaiveDate, Vec<usize>>,
}

impl<T: Copy> PupilIndex<T> {
    /// Returns an index of these pupils.
    pub fn new(pupils: impl IntoIterator<Item = (T, Pupil)>) -> PupilIndex<T> {
        let mut index = PupilIndex {
            all: Vec::new(),
            by_upn: HashMap::new(),
            by_name: HashMap::new(),
            by_birth: HashMap::new(),
        };
        for (id, pupil) in pupils {
            let at = index.all.len();
            for upn in pupil.former.iter().chain([&pupil.upn]).filter(|u| !u.is_empty()) {
                index.by_upn.entry(upn.clone()).or_default().push(at);
            }
            for key in fold::name_keys(&pupil.name) {
                index.by_name.entry(key).or_default().push(at);
            }
            if let Some(born) = pupil.born {
                index.by_birth.entry(born).or_default().push(at);
            }
            index.all.push((id, pupil));
        }
        index
    }

    /// Returns everybody who may be this pupil, in the order in which they were given.
    pub fn find(&self, pupil: &Pupil) -> Vec<(T, SamePupil)> {
        let upns = pupil.former.iter().chain([&pupil.upn]).filter_map(|u| self.by_upn.get(u));
        let mut places: Vec<usize> = upns.flatten().copied().collect();
        if places.is_empty() {
            let keys = fold::name_keys(&pupil.name);
            places.extend(keys.iter().filter_map(|key| self.by_name.get(key)).flatten());
            places
                .extend(pupil.born.and_then(|born| self.by_birth.get(&born)).into_iter().flatten());
        }
        places.sort_unstable();
        places.dedup();
        let found = places.into_iter().filter_map(|at| self.all.get(at));
        found.filter_map(|(id, other)| Some((*id, pupil.same_as(other)?))).collect()
    }
}

/// Returns every group of two or more cases whose pupils share a UPN, former ones too.
pub fn of_one_upn(cases: &[(CaseRef, Pupil)]) -> BTreeSet<Vec<CaseRef>> {
    let index = PupilIndex::new(cases.iter().cloned());
    let group = |pupil: &Pupil| -> Vec<CaseRef> {
        let sure = index.find(pupil).into_iter().filter(|(_, why)| why.is_sure());
        let mut ids: Vec<CaseRef> = sure.map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids
    };
    let named = cases.iter().filter(|(_, p)| !p.upn.is_empty());
    named.map(|(_, pupil)| group(pupil)).filter(|g| g.len() > 1).collect()
}

/// What tells one child from another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pupil {
    /// "" where it is not known.
    pub upn: String,
    /// Numbers that the child had before.
    pub former: Vec<String>,
    /// "" where it is not known.
    pub name: String,
    /// The date of birth.
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

    /// Returns why another may be the same child; none where nothing says so. This is the one
    /// place that answers who is who: search, registers, transfer files, new cases and what
    /// earlier cases offer ask here, or by many at once in a [`PupilIndex`].
    pub fn same_as(&self, other: &Pupil) -> Option<SamePupil> {
        let holds = |all: &[String], upn: &str| !upn.is_empty() && all.iter().any(|u| u == upn);
        if !self.upn.is_empty() && self.upn == other.upn {
            return Some(SamePupil::Upn);
        }
        if holds(&self.former, &other.upn)
            || holds(&other.former, &self.upn)
            || self.former.iter().any(|u| holds(&other.former, u))
        {
            return Some(SamePupil::FormerUpn);
        }
        let (mine, others) = (fold::name_keys(&self.name), fold::name_keys(&other.name));
        let named_alike = mine.iter().any(|key| others.contains(key));
        match (self.born, other.born) {
            (Some(a), Some(b)) if a != b => None,
            (Some(_), Some(_)) if named_alike => Some(SamePupil::NameAndBirth),
            (Some(_), Some(_)) => {
                are_near(&fold::name_words(&self.name), &fold::name_words(&other.name))
                    .then_some(SamePupil::NearNameAndBirth)
            }
            (None, _) | (_, None) => named_alike.then_some(SamePupil::Name),
        }
    }

    /// Returns why a case is another child's; none where it may be this one's.
    pub fn is_not(&self, case: &Case) -> Option<String> {
        let other = Pupil::from_case(case);
        let known = self.upn.is_empty()
            || other.upn.is_empty()
            || self.same_as(&other).is_some_and(SamePupil::is_sure);
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

/// Shows name, date of birth and UPN, as far as they are known.
impl fmt::Display for Pupil {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.is_empty() { "a child without a name" } else { &self.name };
        let born = self.born.map(|d| format!(", born {}", dates::format(d))).unwrap_or_default();
        write!(f, "{name}{born}{}{}", if self.upn.is_empty() { "" } else { ", " }, self.upn)
    }
}

/// Returns the row that keeps a number the child had before.
pub fn former_row(upn: &str) -> [(&'static str, Value); 1] {
    [(field::FORMER_UPNS_UPN.id, Value::Text(upn.to_owned()))]
}
