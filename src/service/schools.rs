//! The register of schools.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::api::SchoolsStamp;
use crate::documents::schools::built_in;
use crate::domain::case::lost_schools::lost_schools;
use crate::domain::case::named_schools::{NamedSchool, named_schools};
use crate::domain::case::stage;
use crate::domain::fold;
use crate::domain::school::{School, SchoolList};
use crate::error::{Error, Result};
use crate::service::Service;
use crate::service::kinds;

/// What a file of schools would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolsPlan {
    /// Each school by its id, as JSON text.
    pub items: Vec<(String, String)>,
    /// A sentence for each open case whose school is not what it was.
    pub cases: Vec<String>,
}

/// Says how a school is not what it was; nothing where it is.
fn change_of(before: Option<&School>, now: &School, open: &[School]) -> Option<String> {
    let name = before.map_or(now.name.as_str(), |b| b.name.as_str());
    if now.closed {
        let same = |s: &&School| {
            let names = [fold::search(&now.name), fold::search(name)];
            s.id != now.id
                && (names.contains(&fold::search(&s.name))
                    || (!s.postcode.is_empty()
                        && s.postcode == now.postcode
                        && s.phase == now.phase))
        };
        let next: Vec<String> =
            open.iter().filter(same).take(3).map(|s| format!("{} ({})", s.name, s.id)).collect();
        let next = if next.is_empty() {
            "The file names no successor.".to_owned()
        } else {
            format!("By name or address its successor may be {}.", next.join(" or "))
        };
        return Some(format!(
            "{name} ({}) has closed. {next} A successor school must make its own decision.",
            now.id
        ));
    }
    let before = before?;
    if before.name != now.name {
        return Some(format!("{name} ({}) is now called {}.", now.id, now.name));
    }
    let other = !before.kind.is_empty() && !now.kind.is_empty() && before.kind != now.kind;
    other.then(|| format!("{name} ({}) was {} and is now {}.", now.id, before.kind, now.kind))
}

/// Returns a school as the store keeps it: what every store has said so far of an open school, which
/// is nothing of its closing or of a trust that it is not in, so that a register that is read again
/// has changed no open school.
fn stored(school: &School) -> serde_json::Result<String> {
    let mut json = serde_json::to_value(school)?;
    if let Some(facts) = json.as_object_mut() {
        if !school.closed {
            facts.shift_remove("closed");
        }
        if school.trust.is_empty() {
            facts.shift_remove("trust");
        }
    }
    serde_json::to_string(&json)
}

impl Service {
    pub(super) fn read_schools(&mut self) -> Result<()> {
        let own: Vec<School> = self
            .store
            .items(kinds::SCHOOLS)?
            .iter()
            .filter_map(|(_, json)| serde_json::from_str(json).ok())
            .collect();
        self.schools = Rc::new(SchoolList::with_shipped(own, built_in()));
        self.schools_stamp = SchoolsStamp::random();
        self.evaluator.know_schools(Rc::clone(&self.schools));
        Ok(())
    }

    /// Works out what a file of schools would change: a closed school is kept, marked as closed,
    /// where the store knows it or a case names it, and every open case of a school that closed,
    /// was renamed or became another kind is named with the successor, which is another legal body.
    ///
    /// # Errors
    /// A sentence where the store cannot be read.
    pub fn plan_schools(&self, open: &[School], closed: &[School]) -> Result<SchoolsPlan> {
        let mut plan = SchoolsPlan::default();
        let (mut named_open, mut named) = (Vec::new(), HashSet::new());
        for id in self.store.cases()? {
            // A school that a case names is kept, whoever sees the case; only the seen are told of.
            let Some(case) = self.store.case(id)? else { continue };
            let of_case = named_schools(&case);
            named.extend(of_case.iter().map(|school| school.id.clone()));
            if !stage::stage(&case).is_ended() && !self.is_hidden(id) {
                named_open.extend(of_case.into_iter().map(|school| (id, school)));
            }
        }
        let kept = closed.iter().filter(|s| named.contains(&s.id) || self.own_school(&s.id));
        let read: HashMap<&str, &School> =
            open.iter().chain(closed).map(|s| (s.id.as_str(), s)).collect();
        for (case, NamedSchool { id, what }) in &named_open {
            let Some(now) = read.get(id.as_str()) else { continue };
            if let Some(says) = change_of(self.schools.get(id), now, open) {
                plan.cases.push(format!("{case}: {what} {says}"));
            }
        }
        for school in open.iter().chain(kept) {
            let json = stored(school).map_err(|e| {
                Error::input(format!("{} could not be saved. No changes made.", school.name))
                    .with_source(e)
            })?;
            plan.items.push((school.id.clone(), json));
        }
        Ok(plan)
    }

    /// Gives `each` a sentence for every school that a case names by an id which the register does
    /// not have, one at a time since it may be so in every case, and returns how many there are. The
    /// store that keeps them is whole: it keeps what it was given.
    ///
    /// # Errors
    /// A case cannot be read, or what `each` says.
    pub fn each_unknown_school(&self, mut each: impl FnMut(&str) -> Result<()>) -> Result<usize> {
        let mut count = 0;
        for id in self.store.cases()? {
            for said in lost_schools(&self.load(id)?, &self.schools) {
                each(&said)?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn own_school(&self, id: &str) -> bool {
        self.schools.get(id).is_some_and(|s| s.source == "GIAS")
    }

    /// Returns the type of a school by its id, in the words of the register; "" where that is not
    /// known.
    pub fn school_kind(&self, id: &str) -> &str {
        self.schools.get(id).map_or("", |school| school.kind.as_str())
    }

    /// Returns the name of a school by its id; what is no school of the register is a name typed by
    /// hand, or an id that is shown to nobody.
    pub fn school_name(&self, id: &str) -> String {
        self.schools.name_of(id)
    }
}
