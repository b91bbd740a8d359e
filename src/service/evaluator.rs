//! Evaluates cases by all rules, with each school's calendar and the authority's profile.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::api::{Blocked, Refusal};
use crate::domain::calendar::{Calendar, Terms};
use crate::domain::case::edit::{CaseChange, Edit, apply};
use crate::domain::case::{Case, FieldPath, RowId, sign_off};
use crate::domain::forms::{field, table};
use crate::domain::list::summary::Summary;
use crate::domain::profile::Profile;
use crate::domain::rules::{Finding, JudgedCase, RuleContext, RuleRefusal, refusals};
use crate::domain::school::SchoolList;
use crate::domain::text::to_hex;
use crate::error::{Error, Result};
use crate::service::kinds;
use crate::store::Store;

/// Goes up by one whenever lines are made otherwise than before, so that every store makes its own
/// anew.
const INDEX: u32 = 7;

/// The calendars by school id, and the profile.
pub(super) struct Evaluator {
    calendars: BTreeMap<String, Calendar>,
    /// The calendar of a school whose terms nobody has loaded.
    unknown: Calendar,
    profile: Profile,
    schools: Rc<SchoolList>,
    /// The cases judged last, the latest first.
    judged: RefCell<VecDeque<JudgedCase>>,
}

/// How many cases are kept as they were judged: a save then asks only the rules that it may matter
/// to.
const JUDGED: usize = 4;

/// A case with its findings and its line.
pub(super) struct Evaluated {
    pub case: Case,
    pub findings: Vec<Finding>,
    pub line: Summary,
}

impl Evaluator {
    /// Returns an evaluator by this profile that knows no term dates yet.
    pub(super) fn new(profile: Profile) -> Evaluator {
        Evaluator {
            calendars: BTreeMap::new(),
            unknown: Calendar::default(),
            profile,
            schools: Rc::default(),
            judged: RefCell::default(),
        }
    }

    /// Judges by another profile from now on.
    pub(super) fn set_profile(&mut self, profile: Profile) {
        self.profile = profile;
        self.judged.get_mut().clear();
    }

    /// Takes the register of schools by which cases are judged.
    pub(super) fn know_schools(&mut self, schools: Rc<SchoolList>) {
        self.schools = schools;
        self.judged.get_mut().clear();
    }

    /// Reads the stored terms of every school.
    ///
    /// # Errors
    /// A sentence where they cannot be read.
    pub(super) fn read_terms(&mut self, store: &Store) -> Result<()> {
        let read = |(id, json): (String, String)| {
            Some((id, Calendar::new(serde_json::from_str::<Terms>(&json).ok()?)))
        };
        self.judged.get_mut().clear();
        self.calendars = store.items(kinds::TERMS)?.into_iter().filter_map(read).collect();
        Ok(())
    }

    /// Returns the calendar of a school; without terms, Monday to Friday less bank holidays.
    pub(super) fn calendar(&self, school: &str) -> &Calendar {
        self.calendars.get(school).unwrap_or(&self.unknown)
    }

    /// Returns the calendar of every school whose terms are stored.
    pub(super) fn calendars(&self) -> &BTreeMap<String, Calendar> {
        &self.calendars
    }

    /// Returns what a case is judged with.
    pub(super) fn context(&self, case: &Case) -> RuleContext<'_> {
        let of = |field| self.calendar(case.answer(field).as_text());
        RuleContext {
            home: of(field::SCHOOL_HOME.id),
            host: of(field::SCHOOL_HOST.id),
            profile: &self.profile,
            register: Some(&self.schools),
        }
    }

    /// Returns everything that a case lacks. Where it was judged lately, only the rules are asked
    /// again that have read what has changed since.
    pub(super) fn findings(&self, case: &Case) -> Vec<Finding> {
        let context = self.context(case);
        let mut judged = self.judged.borrow_mut();
        let known = judged.iter().position(|one| one.case().id == case.id);
        let known = known.and_then(|at| judged.remove(at));
        let mut one = known.unwrap_or_else(|| JudgedCase::new(case));
        let found = one.findings(case, &context);
        judged.push_front(one);
        judged.truncate(JUDGED);
        found
    }

    /// Returns the line of a case that was changed last at a time in milliseconds since 1970.
    pub(super) fn line(&self, case: &Case, touched_ms: i64) -> Summary {
        Summary::from_case(case, &self.context(case), touched_ms)
    }

    /// Returns a case with all that is said of it.
    pub(super) fn whole(&self, case: &Case, touched_ms: i64) -> Evaluated {
        let findings = self.findings(case);
        Evaluated {
            line: Summary::with(case, &self.context(case), touched_ms, &findings),
            findings,
            case: case.clone(),
        }
    }

    /// Returns what tells whether lines were made by an evaluator like this one: the version, the
    /// profile as far as it shows on a line, every school's terms and the register's names and kinds.
    pub(super) fn ruleset_hash(&self) -> String {
        let schools: Vec<_> = self.schools.iter().map(|s| (&s.id, &s.name, &s.kind)).collect();
        let profile = self.profile.for_lines();
        ruleset_hash(&format!("{profile:?} {:?} {schools:?}", self.calendars))
    }

    /// Returns the same of the version and a profile alone.
    pub(super) fn hash_of(profile: &Profile) -> String {
        ruleset_hash(&format!("{profile:?}"))
    }

    /// Returns the same of the version alone.
    pub(super) fn version_hash() -> String {
        ruleset_hash("")
    }

    /// Returns the profile.
    pub(super) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Refuses a change whose events are forbidden as yet, new ones and corrected ones alike, each
    /// edit judged after those before it.
    ///
    /// # Errors
    /// [`Refusal::Blocked`] with the rule, or why an edit does not fit the case.
    pub(super) fn refuse(&self, mut case: Case, change: &CaseChange) -> Result<(), Refusal> {
        let context = self.context(&case);
        for edit in overrides_first(change) {
            if let Some(says) = sign_off::refusal(&case, edit) {
                return Err(Error::rule(says).into());
            }
            if let Edit::AddRow { table, cells, .. } = edit {
                held_back(refusals(&case, &context, table, cells))?;
            }
            let corrected = match edit {
                Edit::Set { path, .. } if !held_rows(&case, path).is_empty() => Some(path),
                _ => None,
            };
            let before = corrected.map(|path| (path, case.clone()));
            apply(&mut case, edit).map_err(Error::from)?;
            if let Some((path, before)) = before {
                held_back(newly_refused(&before, &case, &context, path))?;
            }
        }
        Ok(())
    }
}

/// Refuses by the first of these reasons.
fn held_back(refused: Vec<RuleRefusal>) -> Result<(), Refusal> {
    let Some(refusal) = refused.into_iter().next() else { return Ok(()) };
    Err(Refusal::Blocked(Blocked {
        may_override: refusal.may_override(),
        rule: refusal.rule,
        message: format!("{} ({})", refusal.message, refusal.rule),
    }))
}

/// The events on which a rule may hold a case back.
const HELD_EVENTS: [&str; 6] = [
    table::EVENT_NOTICE,
    table::EVENT_START,
    table::EVENT_END,
    table::EVENT_DECISION,
    table::EVENT_REVIEW,
    table::EVENT_INVITATION,
];

/// Returns the events whose meaning an answer decides: the one that it stands in, or for the route
/// each of them.
fn held_rows(case: &Case, path: &FieldPath) -> Vec<(&'static str, RowId)> {
    match &path.row {
        Some((table, row)) => {
            HELD_EVENTS.into_iter().filter(|held| held == table).map(|held| (held, *row)).collect()
        }
        None if path.field == field::CASE_ROUTE.id => HELD_EVENTS
            .into_iter()
            .flat_map(|held| case.rows(held).map(move |(row, _)| (held, row)))
            .collect(),
        None => Vec::new(),
    }
}

/// Returns why a corrected answer makes an event what could not have been recorded. What was
/// already so before, because an officer went on with a reason or the facts have changed since, is
/// no obstacle to a correction.
fn newly_refused(
    before: &Case,
    after: &Case,
    context: &RuleContext,
    path: &FieldPath,
) -> Vec<RuleRefusal> {
    let judge = |case: &Case, (table, row): (&str, RowId)| {
        // As it was when the event was still to be recorded.
        let mut without = case.clone();
        let cells = without.rows.get_mut(table).and_then(|rows| rows.remove(&row));
        cells.map_or_else(Vec::new, |cells| refusals(&without, context, table, &cells))
    };
    let mut all = Vec::new();
    for at in held_rows(after, path) {
        let known = judge(before, at);
        let is_new = |r: &RuleRefusal| known.iter().all(|k| k.rule != r.rule);
        all.extend(judge(after, at).into_iter().filter(is_new));
    }
    all.sort_by_key(RuleRefusal::may_override);
    all
}

fn ruleset_hash(of: &str) -> String {
    let parts = format!("{INDEX} {} {of}", env!("CARGO_PKG_VERSION"));
    to_hex(&Sha256::digest(parts.as_bytes()))
}

/// Returns the edits with the reasons for going on first, whatever order they came in.
fn overrides_first(change: &CaseChange) -> impl Iterator<Item = &Edit> {
    let is_override =
        |e: &&Edit| matches!(e, Edit::AddRow { table, .. } if table == table::EVENT_OVERRIDE);
    change
        .edits
        .iter()
        .filter(is_override)
        .chain(change.edits.iter().filter(move |e| !is_override(e)))
}
