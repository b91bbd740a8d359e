//! Checks what a store holds: its pupils, schools and term dates.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use crate::cli::commands::doctor::Checkup::{self, Note, Well, Wrong};
use crate::documents::schools::built_in;
use crate::domain::calendar::{Calendar, Terms, bank_holidays_known_to, dates};
use crate::domain::case::lost_schools::lost_schools;
use crate::domain::case::named_schools::named_schools;
use crate::domain::case::pupil::{Pupil, of_one_upn};
use crate::domain::case::stage;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::field;
use crate::domain::plural::{count, pluralize};
use crate::domain::school::{School, SchoolList};
use crate::error::Result;
use crate::store::Store;

/// How far ahead dates are counted: a direction of twelve weeks.
const AHEAD: u64 = 84;

/// Looks for two open cases of one UPN: the protocol knows one direction of a child at a time.
pub(super) fn pupils(store: &Store) -> Checkup {
    let mut open: Vec<(CaseRef, Pupil)> = Vec::new();
    let read = store.each_line(|line| {
        if !matches!(line.stage, Stage::Ended(_)) {
            open.push((line.id, line.pupil()));
        }
    });
    if let Err(error) = read {
        return Wrong(error.to_string());
    }
    let twice: Vec<String> = of_one_upn(&open)
        .into_iter()
        .map(|ids| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and "))
        .collect();
    if twice.is_empty() {
        return Well(format!("{}, no pupil with two.", pluralize(open.len(), "open case")));
    }
    Note(format!(
        "One UPN has more than one open case: {}. Check which is right, and end the other.",
        twice.join("; ")
    ))
}

pub(super) fn schools(store: &Store) -> Checkup {
    let items = match store.items("schools") {
        Err(error) => return Wrong(error.to_string()),
        Ok(items) => items,
    };
    let read = |(_, json): &(String, String)| serde_json::from_str::<School>(json).ok();
    let own: Vec<School> = items.iter().filter_map(read).collect();
    let register = SchoolList::with_shipped(own, built_in());
    match lost(store, &register) {
        Err(error) => return Wrong(error.to_string()),
        Ok(lost) if !lost.is_empty() => return Wrong(lost.join(" ")),
        Ok(_) => {}
    }
    if items.is_empty() {
        return Note("The built-in list of 2012 and 2015 is used. Import a GIAS download: offsite import schools FILE.".into());
    }
    let closed: BTreeMap<String, String> =
        items.iter().filter_map(read).filter(|s| s.closed).map(|s| (s.id, s.name)).collect();
    let mut named = Vec::new();
    let cases = match open_cases(store) {
        Ok(cases) => cases,
        Err(error) => return Wrong(error.to_string()),
    };
    for case in &cases {
        named.extend(named_schools(case).into_iter().filter_map(|school| {
            closed.get(&school.id).map(|name| format!("{}: {} {name}", case.id, school.what))
        }));
    }
    if named.is_empty() {
        return Well(format!("{} in your register.", pluralize(items.len(), "school")));
    }
    Note(format!(
        "Open cases name a closed school: {}. A successor school must decide again. Record it in the case.",
        named.join("; ")
    ))
}

/// Returns every case that has not ended.
fn open_cases(store: &Store) -> Result<Vec<Case>> {
    let all = store.cases()?.into_iter().filter_map(|id| store.case(id).transpose());
    all.filter(|case| case.as_ref().map_or(true, |case| !stage::stage(case).is_ended())).collect()
}

/// Returns a sentence for every school that a case names and the register does not have.
fn lost(store: &Store, register: &SchoolList) -> Result<Vec<String>> {
    let mut out = Vec::new();
    for id in store.cases()? {
        out.extend(store.case(id)?.iter().flat_map(|case| lost_schools(case, register)));
    }
    Ok(out)
}

pub(super) fn terms(store: &Store, today: NaiveDate) -> Checkup {
    let until = today + Days::new(AHEAD);
    if bank_holidays_known_to().is_none_or(|last| last < until) {
        return Wrong(
            "The built-in bank holidays end within twelve weeks. Install a newer Offsite.".into(),
        );
    }
    let (items, cases) = match (store.items("terms"), open_cases(store)) {
        (Ok(items), Ok(cases)) => (items, cases),
        (Err(error), _) | (_, Err(error)) => return Wrong(error.to_string()),
    };
    let known: BTreeMap<String, Calendar> = items
        .iter()
        .filter_map(|(id, json)| {
            Some((id.clone(), Calendar::new(serde_json::from_str::<Terms>(json).ok()?)))
        })
        .collect();
    let mut lacking: BTreeSet<String> = BTreeSet::new();
    for case in cases {
        let used = [field::SCHOOL_HOME.id, field::SCHOOL_HOST.id]
            .map(|f| case.answer(f).as_text().to_owned());
        lacking.extend(
            used.into_iter()
                .filter(|id| !id.is_empty() && !known.get(id).is_some_and(|c| c.covers(until))),
        );
    }
    match lacking.len() {
        0 => Well(format!(
            "Term dates of every school with a running case reach {}.",
            dates::format(until)
        )),
        n => Note(format!(
            "{} no term dates up to {}. Weekdays except bank holidays count as school days. Import them: offsite import terms FILE.",
            count(n, "school with a running case has", "schools with running cases have"),
            dates::format(until)
        )),
    }
}
