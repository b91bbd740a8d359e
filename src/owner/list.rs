//! The case list: a window of it from the store's index, or what a search lets through.

use super::Owner;
use super::roll::Roll;
use crate::domain::case::CaseRef;
use crate::domain::query::Query;
use crate::domain::summary::{Summary, Tally};
use crate::domain::view::Sort;
use crate::wire::{Asked, Page};
use chrono::NaiveDate;
use std::sync::mpsc::Receiver;

/// What is remembered of the list.
#[derive(Default)]
pub struct List {
    roll: Option<Roll>,
    coming: Option<Coming>,
    /// The last search and what it found, so that moving through it does not search again.
    found: Option<(Asked, Vec<CaseRef>)>,
    /// The counts of a day, until something changes.
    tally: Option<(NaiveDate, Tally)>,
}

/// A roll that is being read beside the session, and the cases that have changed since that began.
struct Coming {
    roll: Receiver<Result<Roll, String>>,
    changed: Vec<CaseRef>,
}

impl List {
    /// Takes in a case's new line, or that the case is gone.
    pub fn put(&mut self, id: CaseRef, line: Option<&Summary>) {
        (self.found, self.tally) = (None, None);
        if let Some(coming) = &mut self.coming {
            coming.changed.push(id);
        }
        match (&mut self.roll, line) {
            (Some(roll), Some(line)) => roll.put(line),
            (Some(roll), None) => roll.remove(id),
            (None, _) => {}
        }
    }

    /// Forgets every line; the next search reads them again.
    pub fn forget(&mut self) {
        *self = List::default();
    }
}

impl Owner {
    /// Makes the lines anew that are not by this judge; `tell` hears how many of how many are done.
    pub(super) fn read_lines(&mut self, tell: &mut dyn FnMut(usize, usize)) -> Result<(), String> {
        self.list.forget();
        let Owner { store, judge, .. } = self;
        store.index(&judge.stamp(), &|case, touched| judge.line(case, touched), tell)
    }

    /// Returns the references of all cases, in order.
    ///
    /// # Errors
    /// A sentence where they cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseRef>, String> {
        self.store.cases()
    }

    /// Returns the line of a case.
    pub(super) fn line(&self, id: CaseRef) -> Result<Summary, String> {
        self.store.line(id)?.ok_or_else(|| format!("{id} is not in the list of cases. Leave Offsite and start it again."))
    }

    /// Returns the part of the list that was asked for.
    pub(super) fn page(&mut self, asked: Asked) -> Result<Page, String> {
        let tally = match self.list.tally.filter(|(day, _)| *day == asked.today) {
            Some((_, tally)) => tally,
            None => self.store.tally(asked.today)?,
        };
        self.list.tally = Some((asked.today, tally));
        if asked.filter.trim().is_empty() && asked.sort == Sort::Pressing {
            let rows = self.store.window(asked.today, asked.from, asked.count)?;
            return Ok(Page { from: asked.from, total: tally.all, rows, tally, fault: None });
        }
        let query = match Query::read(&asked.filter) {
            Ok(query) => query,
            Err(fault) => return Ok(Page { from: 0, total: 0, rows: Vec::new(), tally, fault: Some(fault.to_string()) }),
        };
        let found = self.found(&query, &asked)?;
        let (total, ids) = (found.len(), found.iter().skip(asked.from).take(asked.count).copied().collect::<Vec<_>>());
        let rows = ids.into_iter().map(|id| self.store.line(id)).filter_map(Result::transpose).collect::<Result<_, _>>()?;
        Ok(Page { from: asked.from, total, rows, tally, fault: None })
    }

    /// Returns the references of the whole list that is asked for; what `from` and `count` say does not matter.
    pub(super) fn ids(&mut self, asked: &Asked) -> Result<Vec<CaseRef>, String> {
        let query = Query::read(&asked.filter).map_err(|f| f.to_string())?;
        self.found(&query, asked).map(<[CaseRef]>::to_vec)
    }

    /// Returns the cases that fit a search, in the order asked for; the last search is remembered, so that moving through it does not search
    /// again.
    fn found(&mut self, query: &Query, asked: &Asked) -> Result<&[CaseRef], String> {
        let same = |(last, _): &(Asked, Vec<_>)| last.filter == asked.filter && last.today == asked.today && last.sort == asked.sort;
        let found = match self.list.found.take().filter(same) {
            Some(found) => found,
            None => (asked.clone(), self.roll(asked.today)?.find(query, asked.sort, asked.today)),
        };
        Ok(&self.list.found.insert(found).1)
    }

    /// Begins to read every line beside the session, so that the first letter of a search need not wait for them.
    pub fn prepare(&mut self, today: NaiveDate) {
        if self.list.roll.is_some() || self.list.coming.is_some() {
            return;
        }
        if let Ok(roll) = self.store.beside(move |lines| Roll::read(lines, today)) {
            self.list.coming = Some(Coming { roll, changed: Vec::new() });
        }
    }

    /// Returns every case's line without its words.
    pub(super) fn roll(&mut self, today: NaiveDate) -> Result<&mut Roll, String> {
        let mut roll = match (self.list.roll.take(), self.list.coming.take()) {
            (Some(roll), _) => roll,
            (None, Some(Coming { roll, changed })) => {
                // What was read beside is of no use where it is not whole.
                let came = roll.recv().unwrap_or_else(|_| Err(String::new()));
                let mut roll = came.or_else(|_| self.store.all_lines(|lines| Roll::read(lines, today)))?;
                for id in changed {
                    match self.store.line(id)? {
                        Some(line) => roll.put(&line),
                        None => roll.remove(id),
                    }
                }
                roll
            }
            (None, None) => self.store.all_lines(|lines| Roll::read(lines, today))?,
        };
        roll.name_schools(|id| self.school_name(id));
        Ok(self.list.roll.insert(roll))
    }
}
