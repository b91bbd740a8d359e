//! The worklist of a request: what is decided on each item, the second person's check, and what may
//! then be given.

use crate::api::NewDecision;
use crate::domain::case::CaseRef;
use crate::domain::fold;
use crate::domain::officers::Right;
use crate::domain::plural::pluralize;
use crate::domain::subject_access::bundle::Bundle;
use crate::domain::subject_access::decision::{Decision, Ground, Treatment};
use crate::domain::subject_access::item::{PastChange, WholeRecord, items};
use crate::domain::subject_access::request::{AccessRef, AccessRequest, Check};
use crate::domain::subject_access::worklist::{Decisions, Entry, Leak, Worklist};
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::history::local;
use crate::service::import::IMPORTED;
use crate::service::subject_access::{of_case, read, write};
use crate::service::{Service, ViewerService, kinds};

/// The most items that an error names.
const MOST: usize = 5;

/// What is to be decided on items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To give them whole.
    Disclose,
    /// Not to give them.
    Withhold(Ground),
    /// Not to give a passage of them.
    Redact(String, Ground),
}

/// What a decision did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The items that were decided on, as they are named.
    pub names: Vec<String>,
    /// A sentence for each item that would now give away what another does not.
    pub warnings: Vec<String>,
}

/// A bundle that may be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedBundle {
    /// The request.
    pub request: AccessRequest,
    /// What is given, and what is not.
    pub bundle: Bundle,
    /// Who has checked it.
    pub check: Check,
}

impl Entry {
    /// Returns the name by which an officer decides on it.
    fn name(&self) -> String {
        format!("{}/{}", self.case, self.item.key)
    }

    /// Returns whether a typed name means it: with its case or without, or with a star at its end.
    fn is_meant(&self, typed: &str) -> bool {
        let fits = |name: &str| match typed.strip_suffix('*') {
            Some(beginning) => name.starts_with(beginning),
            None => name == typed,
        };
        fits(&self.name()) || fits(&self.item.key)
    }
}

/// Returns a sentence for each leak, up to a few.
fn words(worklist: &Worklist, leaks: &[Leak]) -> Vec<String> {
    let name = |at: usize| worklist.entries.get(at).map_or_else(String::new, Entry::name);
    let one = |leak: &Leak| {
        format!(
            "What is kept back of {} is also in {}. Decide that one again.",
            name(leak.kept),
            name(leak.given)
        )
    };
    let mut all: Vec<String> = leaks.iter().take(MOST).map(one).collect();
    if leaks.len() > MOST {
        all.push(format!("The same is so in {} more.", pluralize(leaks.len() - MOST, "place")));
    }
    all
}

impl Service {
    fn decisions(&self, case: CaseRef, id: AccessRef) -> Result<Decisions> {
        let place = of_case(case, id);
        let json = self.store.item(kinds::ACCESS_DECISIONS, &place)?;
        json.map_or(Ok(Decisions::new()), |json| read(&place, &json))
    }
}

impl ViewerService<'_> {
    /// Returns everything that the record has of the child in the request's cases, with what was
    /// decided. Looks at the record are those from before the request was entered.
    ///
    /// # Errors
    /// There is no such request, the viewer may not know who looked, or something cannot be read
    /// whole.
    pub fn access_worklist(&self, id: AccessRef) -> Result<(AccessRequest, Worklist)> {
        self.allow(Right::Record)?;
        let request = self.access_request(id)?.request;
        let mut worklist = Worklist::default();
        for id_of_case in &request.cases {
            let case = self.load_open(*id_of_case)?;
            let (mut looks, faults) = self.accesses(Some(case.id))?;
            if let Some(fault) = faults.first() {
                return Err(Error::damaged(format!("The looks cannot be read whole: {fault}")));
            }
            looks.retain(|look| look.at_ms < request.opened_ms);
            let mut changes = Vec::new();
            for stored in self.store.history(case.id, usize::MAX)? {
                let edits: Vec<_> = stored.change.edits_of(case.id).cloned().collect();
                if edits.is_empty() {
                    continue;
                }
                let why = stored.change.why.clone();
                let from_a_file =
                    if why.as_deref() == Some(IMPORTED) { ", from a file" } else { "" };
                changes.push(PastChange {
                    seq: stored.seq,
                    at: local(stored.change.saved_ms),
                    by: format!("{}{from_a_file}", stored.author()),
                    why: why.filter(|why| why != IMPORTED),
                    edits,
                });
            }
            changes.reverse();
            let retention = self.retention_of(case.id)?;
            let hold = self.hold_on(case.id)?;
            let school = |id: &str| self.school_name(id);
            let record = WholeRecord {
                case: &case,
                changes: &changes,
                looks: &looks,
                retention: &retention,
                hold: hold.as_ref(),
                school: &school,
            };
            worklist.add(case.id, items(&record), &self.decisions(case.id, id)?);
        }
        Ok((request, worklist))
    }

    /// Decides on items. A name that ends in a star decides only on what is undecided, or, for a
    /// passage, on every item that has it and is not withheld.
    ///
    /// # Errors
    /// The viewer may not, the request is closed, a name fits nothing, or a passage is not in an item.
    pub fn decide_access(
        &mut self,
        id: AccessRef,
        names: &[String],
        wish: &Wish,
    ) -> Result<Decided> {
        self.open_access(id)?;
        let (request, mut worklist) = self.access_worklist(id)?;
        let mut made = self.every_decision(&request)?;
        let mut decided = Vec::new();
        for name in names {
            let meant: Vec<&Entry> =
                worklist.entries.iter().filter(|entry| entry.is_meant(name)).collect();
            let chosen: Vec<&Entry> =
                meant.iter().copied().filter(|entry| is_chosen(entry, name, wish)).collect();
            if chosen.is_empty() {
                return Err(refusal(name, &meant, wish));
            }
            for entry in chosen {
                let Some((_, own)) = made.iter_mut().find(|(case, _)| *case == entry.case) else {
                    continue;
                };
                let treatment = match wish {
                    Wish::Disclose => Treatment::Disclose,
                    Wish::Withhold(ground) => Treatment::Withhold(*ground),
                    Wish::Redact(passage, ground) => entry.without(passage, *ground),
                };
                own.insert(entry.item.key.clone(), self.decision(entry, treatment));
                decided.push(entry.name());
            }
        }
        self.save_decisions(id, &made, &mut worklist)?;
        Ok(Decided { names: decided, warnings: words(&worklist, &worklist.leaks()) })
    }

    /// Decides on items as the viewer saw them, all or none; returns the request's items.
    ///
    /// # Errors
    /// The viewer may not, the request is closed, an item or the decision on it is another by now, or
    /// a passage is not in an item.
    pub fn decide_as_seen(
        &mut self,
        id: AccessRef,
        decisions: Vec<NewDecision>,
    ) -> Result<(AccessRequest, Worklist)> {
        self.open_access(id)?;
        let (request, mut worklist) = self.access_worklist(id)?;
        let mut made = self.every_decision(&request)?;
        for NewDecision { case, key, seen, treatment } in decisions {
            let mut entries = worklist.entries.iter();
            let entry = entries.find(|entry| entry.case == case && entry.item.key == key);
            let own = made.iter_mut().find(|(of, _)| *of == case);
            let (Some(entry), Some((_, own))) = (entry.filter(|e| e.sum() == seen), own) else {
                return Err(Error::conflict(
                    "This has changed since you saw it. Nothing was decided.",
                )
                .with_hint("Read it and decide again."));
            };
            match treatment {
                None => drop(own.remove(&key)),
                Some(Treatment::Redact(parts))
                    if parts.is_empty() || parts.iter().any(|part| !entry.has(&part.passage)) =>
                {
                    return Err(Error::input(format!(
                        "The passage is not in {key}. Nothing was decided."
                    ))
                    .with_hint("Mark whole words of its text."));
                }
                Some(treatment) => drop(own.insert(key, self.decision(entry, treatment))),
            }
        }
        self.save_decisions(id, &made, &mut worklist)?;
        Ok((request, worklist))
    }

    /// Returns the viewer's decision on an item, made now.
    fn decision(&self, entry: &Entry, treatment: Treatment) -> Decision {
        Decision {
            treatment,
            sum: entry.item.sum(),
            by: self.viewer.officer.clone(),
            user: self.viewer.system_user.clone(),
            at_ms: (self.clock)(),
        }
    }

    /// Returns what was decided in each case of a request.
    fn every_decision(&self, request: &AccessRequest) -> Result<Vec<(CaseRef, Decisions)>> {
        request.cases.iter().map(|case| Ok((*case, self.decisions(*case, request.id)?))).collect()
    }

    fn save_decisions(
        &mut self,
        id: AccessRef,
        made: &[(CaseRef, Decisions)],
        worklist: &mut Worklist,
    ) -> Result<()> {
        let mut parts = Vec::new();
        for (case, decisions) in made {
            let new = Some(write(decisions)?).filter(|_| !decisions.is_empty());
            parts.push(self.part(kinds::ACCESS_DECISIONS, of_case(*case, id), new)?);
        }
        self.save_parts(parts)?;
        for (case, decisions) in made {
            worklist.decide(*case, decisions);
        }
        Ok(())
    }

    /// Notes that the viewer has checked every decision on a request; `seen` is the sum of the worklist
    /// that was looked at, where it was shown.
    ///
    /// # Errors
    /// The viewer may not, or has decided on an item; something is undecided, would be given away, or
    /// is another than was seen.
    pub fn check_access(&mut self, id: AccessRef, seen: Option<&str>) -> Result<()> {
        let (request, mut details) = self.open_access(id)?;
        let (_, worklist) = self.access_worklist(id)?;
        if seen.is_some_and(|seen| worklist.sum() != seen) {
            return Err(Error::conflict("An item or a decision has changed since you saw it.")
                .with_hint("Look again, then check."));
        }
        complete(&worklist)?;
        let made = worklist.entries.iter().filter_map(|entry| entry.decision.as_ref());
        if let Some(own) =
            made.into_iter().find(|made| self.is_viewer(&made.by, made.user.as_ref()))
        {
            return Err(Error::rule(format!(
                "{} decided on an item and cannot check the decisions.",
                own.by
            ))
            .with_hint("Another officer has to check them."));
        }
        details.check = Some(Check {
            by: self.viewer.officer.clone(),
            user: self.viewer.system_user.clone(),
            at_ms: (self.clock)(),
            sum: worklist.sum(),
        });
        self.save_access(&request, Some(&details))
    }

    /// Returns what may be given for a request.
    ///
    /// # Errors
    /// The viewer may not, a question about the request is not answered, an item is undecided or
    /// would give away what is kept back, or nobody has checked the decisions as they now are.
    pub fn access_bundle(&self, id: AccessRef) -> Result<CheckedBundle> {
        self.allow(Right::Export)?;
        let details = self.access_request(id)?.details;
        let (request, worklist) = self.access_worklist(id)?;
        if let Some(obstacle) = request.obstacles().first() {
            return Err(Error::rule(format!("{obstacle} Nothing was exported."))
                .with_command(format!("Record it: offsite subject-access set {id}.")));
        }
        complete(&worklist)?;
        let check = details.and_then(|details| details.check);
        let Some(check) = check.filter(|check| check.sum == worklist.sum()) else {
            return Err(Error::rule("Nobody has checked these decisions. Nothing was exported.")
                .with_command(format!(
                    "Another officer checks them: offsite subject-access check {id}."
                )));
        };
        let bundle = Bundle::of(&worklist)
            .ok_or_else(|| Error::rule("The decisions are not complete. Nothing was exported."))?;
        Ok(CheckedBundle { request, bundle, check })
    }

    /// Returns whether the viewer is an officer, by the name that was stated or the system's user.
    fn is_viewer(&self, name: &str, user: Option<&SystemUser>) -> bool {
        let is_same_user = user.is_some() && user == self.viewer.system_user.as_ref();
        is_same_user || fold::search(name) == fold::search(&self.viewer.officer)
    }
}

/// Returns whether an item that a name means is decided on.
fn is_chosen(entry: &Entry, name: &str, wish: &Wish) -> bool {
    match wish {
        Wish::Redact(passage, _) if name.ends_with('*') => {
            entry.has(passage) && !matches!(entry.treatment(), Some(Treatment::Withhold(_)))
        }
        Wish::Redact(passage, _) => entry.has(passage),
        Wish::Disclose | Wish::Withhold(_) => !name.ends_with('*') || entry.decision.is_none(),
    }
}

/// Returns why a name decides on nothing.
fn refusal(name: &str, meant: &[&Entry], wish: &Wish) -> Error {
    let list = "offsite subject-access items lists them.";
    if meant.is_empty() {
        let name: String = name.chars().take(80).collect();
        return Error::not_found(format!("There is no item {name}.")).with_command(list);
    }
    match wish {
        Wish::Redact(..) => {
            Error::input(format!("The passage is not in {name}. Nothing was decided."))
                .with_hint("Give it exactly as the item has it, from one end of a word to another.")
        }
        Wish::Disclose | Wish::Withhold(_) => {
            Error::input(format!("Nothing in {name} is undecided. Nothing was changed."))
                .with_hint("To decide on an item again, name it alone.")
        }
    }
}

/// Refuses a worklist with an item that is undecided, or would give away what is kept back.
fn complete(worklist: &Worklist) -> Result<()> {
    let open: Vec<&Entry> = worklist.undecided().collect();
    if let Some(first) = open.first() {
        return Err(Error::rule(format!(
            "{} undecided, the first of them {}.",
            crate::domain::plural::count(open.len(), "item is", "items are"),
            first.name()
        ))
        .with_command("offsite subject-access items lists them; decide on each."));
    }
    let leaks = worklist.leaks();
    if leaks.is_empty() { Ok(()) } else { Err(Error::rule(words(worklist, &leaks).join(" "))) }
}
