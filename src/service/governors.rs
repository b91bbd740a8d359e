//! What the governors' report counts: every case of a home school, one at a time.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::case::pupil::Pupil;
use crate::domain::fold;
use crate::domain::school::School;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::counts::GovernorCounts;
use crate::domain::statistics::governors::period::Period;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::store::Progress;

/// The most schools or trusts that a refusal names.
const MAX_NAMED: usize = 5;

/// The first case of each child who has been directed, by the hashes of what a child is known by:
/// a few bytes for each, however many cases there are.
#[derive(Default)]
struct FirstCases(HashMap<u64, CaseRef>);

impl FirstCases {
    fn add(&mut self, id: CaseRef, pupil: &Pupil) {
        for key in keys(pupil) {
            let first = self.0.entry(key).or_insert(id);
            *first = id.min(*first);
        }
    }

    /// Returns whether the child has been directed in a case before this one.
    fn has_earlier(&self, id: CaseRef, pupil: &Pupil) -> bool {
        keys(pupil).iter().any(|key| self.0.get(key).is_some_and(|first| *first < id))
    }
}

/// Returns what a child is known by, as hashes: present and former UPNs, and the name with the day
/// of birth.
fn keys(pupil: &Pupil) -> Vec<u64> {
    let upns = pupil.former.iter().chain([&pupil.upn]).filter(|upn| !upn.is_empty());
    let mut keys: Vec<u64> = upns.map(hash).collect();
    if let Some(born) = pupil.born {
        keys.extend(fold::name_keys(&pupil.name).iter().map(|name| hash(&(name, born))));
    }
    keys
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

impl Service {
    /// Returns the least number that is published, as the profile says.
    pub fn least_published(&self) -> u32 {
        self.evaluator.profile().least_published
    }

    /// Counts the cases that the viewer sees, those of some home schools by their ids, or all.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn governor_counts(
        &self,
        schools: Option<&BTreeSet<String>>,
        period: Period,
        today: NaiveDate,
        progress: Progress<'_>,
    ) -> Result<GovernorCounts> {
        let mut counts = GovernorCounts::new(period);
        let (mut first, mut counted) = (FirstCases::default(), Vec::new());
        self.each_seen_line(|line| {
            if line.stage.has_begun() {
                first.add(line.id, &line.pupil());
            }
            if schools.is_none_or(|schools| schools.contains(&line.home)) {
                counted.push(line.id);
            }
        })?;
        for (done, id) in counted.iter().enumerate() {
            progress("Counting cases for the governors", done as u64, counted.len() as u64);
            let case = self.load(*id)?;
            let has_earlier = first.has_earlier(*id, &Pupil::from_case(&case));
            let context = self.evaluator.context(&case);
            counts.count(&CountedCase { case: &case, context: &context, has_earlier, today });
        }
        Ok(counts)
    }

    /// Returns the one school that some words name: its id, its whole name, or part of it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::error::ErrorKind::NotFound) where there is none, or several.
    pub fn school_named(&self, words: &str) -> Result<&School> {
        if let Some(school) = self.schools.get(words) {
            return Ok(school);
        }
        let has_all = |school: &&School| {
            let name = fold::search(&format!("{} {}", school.name, school.town));
            words.split_whitespace().all(|word| name.contains(&fold::search(word)))
        };
        let found: Vec<&School> = self.schools.iter().filter(has_all).collect();
        let exact = |school: &&&School| fold::search(&school.name) == fold::search(words);
        let mut exact = found.iter().filter(exact);
        match (found.as_slice(), exact.next(), exact.next()) {
            ([one], ..) => Ok(one),
            (_, Some(one), None) => Ok(one),
            ([], ..) => Err(Error::not_found(format!("No school is called \"{words}\"."))),
            _ => {
                let names = found.iter().take(MAX_NAMED).map(|s| format!("{} ({})", s.name, s.id));
                Err(Error::not_found(format!("Several schools are called \"{words}\".")).with_hint(
                    format!("Name one of them: {}.", names.collect::<Vec<_>>().join(", ")),
                ))
            }
        }
    }

    /// Returns the name of a trust and the ids of its schools, as the register has them, else the
    /// letterheads.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::error::ErrorKind::NotFound) where no school is in it.
    pub fn trust_named(&self, words: &str) -> Result<(String, BTreeSet<String>)> {
        let (mut name, mut ids, mut others) = (String::new(), BTreeSet::new(), BTreeSet::new());
        for school in self.schools.iter() {
            let trust = self.trust_of(school);
            if fold::search(trust) == fold::search(words) && !trust.is_empty() {
                trust.clone_into(&mut name);
                ids.insert(school.id.clone());
            } else if !trust.is_empty() {
                others.insert(trust);
            }
        }
        if !ids.is_empty() {
            return Ok((name, ids));
        }
        let known: Vec<&str> = others.into_iter().take(MAX_NAMED).collect();
        let hint = if known.is_empty() {
            "Import a GIAS download, which names the trusts, or name them in letterhead.toml."
                .to_owned()
        } else {
            format!("Trusts of the register are {}.", known.join(", "))
        };
        Err(Error::not_found(format!("No school is in a trust called \"{words}\"."))
            .with_hint(hint))
    }

    fn trust_of<'a>(&'a self, school: &'a School) -> &'a str {
        if !school.trust.is_empty() {
            return &school.trust;
        }
        self.wording.letterheads.for_school(school).map_or("", |head| head.trust.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_known_again_by_a_former_upn_or_by_name_and_birth_and_not_by_name_alone() {
        let id = |number| CaseRef { year: 2026, number };
        let pupil = |upn: &str, name: &str, born: &str| Pupil {
            upn: upn.to_owned(),
            former: Vec::new(),
            name: name.to_owned(),
            born: born.parse().ok(),
        };
        let mut first = FirstCases::default();
        first.add(id(2), &pupil("A999000000001", "Ann Lane", "2012-03-04"));
        let moved = Pupil {
            former: vec!["A999000000001".to_owned()],
            ..pupil("B999000000002", "Ann Smith", "2012-03-05")
        };
        assert!(first.has_earlier(id(3), &moved));
        assert!(first.has_earlier(id(3), &pupil("", "LANE, Ann", "2012-03-04")));
        assert!(!first.has_earlier(id(3), &pupil("", "Ann Lane", "2013-03-04")));
        assert!(!first.has_earlier(id(3), &pupil("", "Ann Lane", "")));
        assert!(
            !first.has_earlier(id(2), &pupil("A999000000001", "Ann Lane", "2012-03-04")),
            "itself"
        );
        assert!(
            !first.has_earlier(id(1), &pupil("A999000000001", "Ann Lane", "2012-03-04")),
            "the first"
        );
    }
}
