//! The one owner of the store: takes one request at a time, guards every change, and keeps the lines of the list.

mod words;

use crate::domain::case::{Case, CaseRef, Cells, Place, Side};
use crate::domain::edit::{CaseChange, Edit, apply_all};
use crate::domain::forms;
use crate::domain::frozen;
use crate::domain::guards;
use crate::domain::school::School;
use crate::domain::summary::Summary;
use crate::domain::value::Value;
use crate::store::{Act, Change, Draft, Store, Stored, Subject};
use crate::wire::{Past, Reply, Request, Typing};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Holds the store and answers requests for one officer.
pub struct Owner {
    store: Store,
    who: String,
    clock: fn() -> i64,
    lines: BTreeMap<CaseRef, Summary>,
    schools: Vec<School>,
}

impl Owner {
    /// Takes an open store for the officer `who`; `clock` gives milliseconds since 1970.
    ///
    /// # Errors
    /// A sentence where a record cannot be read.
    pub fn new(store: Store, who: &str, clock: fn() -> i64) -> Result<Owner, String> {
        let mut lines = BTreeMap::new();
        for id in store.cases()? {
            if let Some(case) = store.case(id)? {
                lines.insert(id, Summary::of(&case));
            }
        }
        let mut owner = Owner { store, who: who.to_owned(), clock, lines, schools: Vec::new() };
        owner.read_schools()?;
        Ok(owner)
    }

    /// Leaves the store in order.
    pub fn close(self) {
        self.store.close();
    }

    /// Answers one request; what cannot be done is `Reply::Refused` with a sentence.
    pub fn ask(&mut self, request: Request) -> Reply {
        self.answer(request).unwrap_or_else(Reply::Refused)
    }

    fn answer(&mut self, request: Request) -> Result<Reply, String> {
        Ok(match request {
            Request::List => {
                let mut all: Vec<Summary> = self.lines.values().cloned().collect();
                all.sort_by_key(Summary::rank);
                Reply::List(all)
            }
            Request::Case(id) => Reply::Case(Box::new(self.case(id)?)),
            Request::NewCase { on } => self.new_case(on)?,
            Request::Change { change, why } => {
                self.guard(&change)?;
                self.commit(change, why, Act::Do)?
            }
            Request::Undo => self.turn_back(self.store.undo_target(&self.who), true)?,
            Request::Redo => self.turn_back(self.store.redo_target(&self.who), false)?,
            Request::Schools { words } => Reply::Schools(self.find_schools(&words)),
            Request::Keep(t) => {
                self.store.save_draft(&Draft {
                    who: self.who.clone(),
                    case: t.case,
                    place: t.at,
                    text: t.text,
                    cursor: t.cursor,
                    at_ms: (self.clock)(),
                })?;
                Reply::Done
            }
            Request::Forget { case, at } => {
                self.store.drop_draft(&self.who, case, &at)?;
                Reply::Done
            }
            Request::Kept => Reply::Kept(
                self.store
                    .drafts(&self.who)?
                    .into_iter()
                    .map(|d| Typing { case: d.case, at: d.place, text: d.text, cursor: d.cursor })
                    .collect(),
            ),
            Request::History(id) => Reply::History(
                self.store
                    .history(id, 500)?
                    .into_iter()
                    .map(|s| Past { at_ms: s.change.at_ms, who: s.change.who.clone(), says: words::of(&s.change, id) })
                    .collect(),
            ),
        })
    }

    fn case(&self, id: CaseRef) -> Result<Case, String> {
        self.store.case(id)?.ok_or_else(|| format!("There is no case {id}. Look for it in the case list."))
    }

    /// Refuses a change whose new events the protocol forbids as yet.
    fn guard(&self, change: &CaseChange) -> Result<(), String> {
        let Some(mut case) = self.store.case(change.case)? else { return Ok(()) };
        for edit in &change.edits {
            if let Some(says) = frozen::refusal(&case, edit) {
                return Err(says);
            }
            if let Edit::AddRow { table, cells, .. } = edit
                && let Some(refusal) = guards::refusals(&case, table, cells).first()
            {
                return Err(format!("{} ({})", refusal.says, refusal.rule));
            }
            crate::domain::edit::apply(&mut case, edit)?;
        }
        Ok(())
    }

    /// Refuses to take back, or do again, what would change a meeting that was signed off (P-RV6).
    fn frozen(&self, change: &CaseChange) -> Result<(), String> {
        let Some(case) = self.store.case(change.case)? else { return Ok(()) };
        change.edits.iter().find_map(|edit| frozen::refusal(&case, edit)).map_or(Ok(()), Err)
    }

    fn new_case(&mut self, on: NaiveDate) -> Result<Reply, String> {
        let id = self.store.next_ref(on.year().unsigned_abs() as u16);
        let mut edits = vec![Edit::Open];
        let mut row = 1;
        for table in forms::TABLES.iter().flat_map(|t| t.iter()) {
            for given in table.given {
                let cells = Cells::from([(table.title.to_owned(), Value::Text((*given).to_owned()))]);
                edits.push(Edit::AddRow { table: table.id.to_owned(), row, cells });
                row += 1;
            }
        }
        self.commit(CaseChange { case: id, edits }, None, Act::Do)
    }

    fn commit(&mut self, change: CaseChange, why: Option<String>, act: Act) -> Result<Reply, String> {
        let id = change.case;
        let mut whole = self.store.case(id)?.unwrap_or_else(|| Case::new(id));
        apply_all(&mut whole, &change)?;
        self.commit_all(vec![Subject::Case(change)], why, act)
    }

    /// Stores the parts of one change, and answers with its first case.
    fn commit_all(&mut self, edits: Vec<Subject>, why: Option<String>, act: Act) -> Result<Reply, String> {
        let stored = self.store.commit(Change { who: self.who.clone(), at_ms: (self.clock)(), why, act, edits })?;
        let mut first = None;
        for part in &stored.change.edits {
            let Subject::Case(CaseChange { case: id, .. }) = part else { continue };
            let says = words::of(&stored.change, *id);
            let reply = match self.store.case(*id)? {
                None => {
                    self.lines.remove(id);
                    Reply::Gone { says, case: *id }
                }
                Some(case) => {
                    let summary = Summary::of(&case);
                    self.lines.insert(*id, summary.clone());
                    Reply::Saved { says, case: Box::new(case), summary: Box::new(summary) }
                }
            };
            first.get_or_insert(reply);
        }
        self.read_schools()?;
        Ok(first.unwrap_or(Reply::Done))
    }

    fn turn_back(&mut self, target: Option<Stored>, undo: bool) -> Result<Reply, String> {
        let Some(stored) = target else {
            return Err(if undo { "There is nothing to undo." } else { "There is nothing to redo." }.into());
        };
        let act = if undo { Act::Undo(stored.seq) } else { Act::Redo(stored.seq) };
        let edits = stored.change.edits;
        let edits: Vec<Subject> = if undo { edits.iter().rev().map(Subject::inverse).collect() } else { edits };
        for part in &edits {
            if let Subject::Case(change) = part {
                self.frozen(change)?;
            }
        }
        self.commit_all(edits, None, act)
    }

    /// Stores cases whole, as an import does: all of them in one change, so that one undo takes them all back.
    ///
    /// # Errors
    /// A sentence where a case exists already or cannot be stored; nothing is then changed.
    pub fn import_cases(&mut self, cases: &[Case]) -> Result<(), String> {
        let mut edits = Vec::with_capacity(cases.len());
        for case in cases {
            if self.store.case(case.id)?.is_some() {
                return Err(format!("{} is in this store already. Take its line out of the file, then import again.", case.id));
            }
            edits.push(Subject::Case(whole(case)));
        }
        let change = Change { who: self.who.clone(), at_ms: (self.clock)(), why: Some("imported".into()), act: Act::Do, edits };
        self.store.commit(change)?;
        self.lines.extend(cases.iter().map(|case| (case.id, Summary::of(case))));
        Ok(())
    }

    /// Stores items of one kind ("schools", "terms") by id, each as JSON text, in one change.
    ///
    /// # Errors
    /// A sentence where they cannot be stored; nothing is then changed.
    pub fn import_items(&mut self, kind: &str, items: Vec<(String, String)>) -> Result<usize, String> {
        let mut edits = Vec::new();
        for (id, new) in items {
            let old = self.store.item(kind, &id)?;
            if old.as_deref() != Some(new.as_str()) {
                edits.push(Subject::Item { kind: kind.to_owned(), id, old, new: Some(new) });
            }
        }
        let n = edits.len();
        if n > 0 {
            let change = Change { who: self.who.clone(), at_ms: (self.clock)(), why: Some("imported".into()), act: Act::Do, edits };
            self.store.commit(change)?;
            self.read_schools()?;
        }
        Ok(n)
    }

    fn read_schools(&mut self) -> Result<(), String> {
        let own: Vec<School> = self.store.items("schools")?.iter().filter_map(|(_, json)| serde_json::from_str(json).ok()).collect();
        self.schools = if own.is_empty() { crate::documents::schools::built_in() } else { own };
        self.schools.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(())
    }

    /// Returns the name of a school by its id; an id that is no school of the register is a name typed by hand.
    pub fn school_name(&self, id: &str) -> String {
        self.schools.iter().find(|s| s.id == id).map_or_else(|| id.to_owned(), |s| s.name.clone())
    }

    fn find_schools(&self, words: &str) -> Vec<School> {
        let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        let fits = |s: &&School| {
            let hay = format!("{} {} {}", s.name, s.town, s.id).to_lowercase();
            words.iter().all(|w| hay.contains(w))
        };
        self.schools.iter().filter(fits).take(200).cloned().collect()
    }
}

/// Returns the change that opens a case as it stands.
fn whole(case: &Case) -> CaseChange {
    let mut edits = vec![Edit::Open];
    for (field, new) in &case.answers {
        edits.push(Edit::Set { at: Place::case(field), old: Value::Empty, new: new.clone() });
    }
    for (table, rows) in &case.rows {
        edits.extend(rows.iter().map(|(row, cells)| Edit::AddRow { table: table.clone(), row: *row, cells: cells.clone() }));
    }
    for (on, marks) in &case.marks {
        for (side, mark) in [(Side::Home, &marks.home), (Side::Host, &marks.host)] {
            if mark.is_some() {
                edits.push(Edit::Mark { on: *on, side, old: None, new: mark.clone() });
            }
        }
    }
    CaseChange { case: case.id, edits }
}
