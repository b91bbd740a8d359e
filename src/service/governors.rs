//! What the governors' report counts: every case of a home school, one at a time.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::case::pupil::Pupil;
use crate::domain::fold;
use crate::domain::school::School;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::counts::GovernorCounts;
use crate::domain::statistics::governors::period::Period;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::service::first_cases::FirstCases;
use crate::store::Progress;

/// The most schools or trusts that a refusal names.
const MAX_NAMED: usize = 5;

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
        let (mut first, mut not_begun) = (FirstCases::default(), FirstCases::default());
        let mut counted = Vec::new();
        self.each_seen_line(|line| {
            let all = if line.stage.has_begun() { &mut first } else { &mut not_begun };
            all.add(line.id, &line.pupil());
            if schools.is_none_or(|schools| schools.contains(&line.home)) {
                counted.push(line.id);
            }
        })?;
        self.each_of(&counted, "Counting cases for the governors", progress, |case| {
            let pupil = Pupil::from_case(case);
            let child = first.first(&pupil).or_else(|| not_begun.first(&pupil)).unwrap_or(case.id);
            let has_earlier = first.has_earlier(case.id, &pupil);
            let context = self.evaluator.context(case);
            counts.count(&CountedCase { case, context: &context, has_earlier, child, today });
            Ok(())
        })?;
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
