//! Open cases on the schools that ship with Offsite, taken over to those of the own register: one
//! change with the register, so that one undo takes both back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::domain::calendar::Terms;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::named_schools::named_schools;
use crate::domain::case::{Case, CaseRef, FieldPath, stage};
use crate::domain::school::School;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::service::import::imported;
use crate::service::kinds;
use crate::service::schools::SchoolsPlan;
use crate::service::{Service, ViewerService};
use crate::store::Subject;

/// An open case whose school has another id in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolMove {
    /// The case.
    pub case: CaseRef,
    /// The id that the case names.
    pub from: String,
    /// The school of the file that has the same name and town.
    pub to: School,
}

/// Shows the case, and which school of the file has its school's name and town.
impl fmt::Display for SchoolMove {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let school = self.to.with_town();
        write!(f, "{}: {school} is {} in this file, by name and town.", self.case, self.to.id)
    }
}

/// What of the open cases an import of schools would take over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolMoves {
    /// Schools that are found by name and town.
    pub sure: Vec<SchoolMove>,
    /// A sentence for each school that several of the file may be.
    pub doubtful: Vec<String>,
}

impl Service {
    /// Finds the open cases whose school the file has under another id.
    ///
    /// # Errors
    /// A sentence where the store cannot be read.
    pub fn plan_moves(&self, open: &[School]) -> Result<SchoolMoves> {
        let mut moves = SchoolMoves::default();
        for id in self.cases()? {
            let case = self.load(id)?;
            if stage::stage(&case).is_ended() {
                continue;
            }
            let named: BTreeSet<String> =
                named_schools(&case).into_iter().map(|school| school.id).collect();
            for from in named {
                let Some(known) = self.schools.get(&from) else { continue };
                if open.iter().any(|s| s.id == from) || !from.starts_with("L-") {
                    continue;
                }
                let likely: Vec<&School> = open.iter().filter(|s| s.is_likely(known)).collect();
                match likely.as_slice() {
                    [] => {}
                    [one] => moves.sure.push(SchoolMove { case: id, from, to: (*one).clone() }),
                    [first, second, ..] => moves.doubtful.push(format!(
                        "{id}: {} may be {} or {}. Choose it in the case.",
                        known.with_town(),
                        first.id,
                        second.id
                    )),
                }
            }
        }
        Ok(moves)
    }

    /// Returns the term dates of the school under its new id, where it has none there.
    fn moved_terms(&self, one: &SchoolMove) -> Result<Option<Subject>> {
        let (old, held) =
            (self.store.item(kinds::TERMS, &one.from)?, self.store.item(kinds::TERMS, &one.to.id)?);
        let (Some(old), None) = (old, held) else { return Ok(None) };
        let wrong = |e| Error::damaged("Term dates do not read.").with_source(e);
        let terms: Terms = serde_json::from_str(&old).map_err(wrong)?;
        let terms = Terms { school: one.to.id.clone(), ..terms };
        let new = serde_json::to_string(&terms).map_err(wrong)?;
        let id = one.to.id.clone();
        Ok(Some(Subject::Item { kind: kinds::TERMS.into(), id, old: None, new: Some(new) }))
    }
}

impl ViewerService<'_> {
    /// Stores a file of schools, and takes the cases over where `moves` says so, in one change.
    ///
    /// # Errors
    /// A sentence where it cannot be stored; nothing is then changed.
    pub fn import_schools(&mut self, plan: SchoolsPlan, moves: &[SchoolMove]) -> Result<usize> {
        let mut edits = self.changed_items(kinds::SCHOOLS, plan.items)?;
        let count = edits.len();
        let mut by_case: BTreeMap<CaseRef, Vec<&SchoolMove>> = BTreeMap::new();
        for one in moves {
            by_case.entry(one.case).or_default().push(one);
            edits.extend(self.moved_terms(one)?.filter(|new| !edits.contains(new)));
        }
        for (id, moves) in by_case {
            let case = self.load(id)?;
            let edits_of_case = moves.iter().flat_map(|one| moved(&case, one)).collect();
            edits.push(Subject::Case(CaseChange { case: id, edits: edits_of_case }));
        }
        if !edits.is_empty() {
            let change = imported(&self.viewer.officer, (self.clock)(), edits);
            self.store_change(change)?;
            self.read_items()?;
        }
        Ok(count)
    }
}

/// Returns the edits that name the new school wherever the case names the old one.
fn moved(case: &Case, one: &SchoolMove) -> Vec<Edit> {
    let is_old = |value: &Value| matches!(value, Value::School(id) if *id == one.from);
    let set = |path: FieldPath, old: &Value| Edit::Set {
        path,
        old: old.clone(),
        new: Value::School(one.to.id.clone()),
    };
    let answers = case.answers.iter().filter(|(_, value)| is_old(value));
    let mut edits: Vec<Edit> =
        answers.map(|(field, value)| set(FieldPath::case(field), value)).collect();
    for (table, rows) in &case.rows {
        for (row, cells) in rows {
            let named = cells.iter().filter(|(_, value)| is_old(value));
            edits
                .extend(named.map(|(field, value)| set(FieldPath::row(table, *row, field), value)));
        }
    }
    edits
}
