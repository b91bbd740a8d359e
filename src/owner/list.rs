//! The case list: a window of it from the store's index, or what a search lets through.

use super::Owner;
use crate::domain::case::CaseRef;
use crate::domain::query::{Line, Query, Seeker};
use crate::domain::summary::Summary;
use crate::wire::{Asked, Page};
use std::collections::BTreeMap;

/// Every case's line, in memory only once somebody searches.
#[derive(Default)]
pub struct List {
    lines: Option<BTreeMap<CaseRef, Summary>>,
    /// The last search and what it found, so that moving through it does not search again.
    found: Option<(Asked, Vec<CaseRef>)>,
}

impl List {
    /// Takes in a case's new line, or that the case is gone.
    pub fn put(&mut self, id: CaseRef, line: Option<&Summary>) {
        self.found = None;
        let Some(lines) = &mut self.lines else { return };
        match line {
            Some(line) => drop(lines.insert(id, line.clone())),
            None => drop(lines.remove(&id)),
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
        let tally = self.store.tally(asked.today)?;
        if asked.filter.trim().is_empty() {
            let rows = self.store.window(asked.today, asked.from, asked.count)?;
            return Ok(Page { from: asked.from, total: tally.all, rows, tally, fault: None });
        }
        let query = match Query::read(&asked.filter) {
            Ok(query) => query,
            Err(fault) => return Ok(Page { from: 0, total: 0, rows: Vec::new(), tally, fault: Some(fault.to_string()) }),
        };
        let same = |(last, _): &&(Asked, Vec<_>)| last.filter == asked.filter && last.today == asked.today;
        if self.list.found.as_ref().filter(same).is_none() {
            self.list.found = Some((asked.clone(), self.search(&query, asked.today)?));
        }
        let found = self.list.found.as_ref().map_or(&[][..], |(_, ids)| ids);
        let mut rows = Vec::new();
        for id in found.iter().skip(asked.from).take(asked.count) {
            rows.extend(self.store.line(*id)?);
        }
        Ok(Page { from: asked.from, total: found.len(), rows, tally, fault: None })
    }

    /// Returns the cases that fit a search, in the order of the morning list.
    fn search(&mut self, query: &Query, today: chrono::NaiveDate) -> Result<Vec<CaseRef>, String> {
        if self.list.lines.is_none() {
            let mut lines = BTreeMap::new();
            self.store.each_line(|line| drop(lines.insert(line.id, line)))?;
            self.list.lines = Some(lines);
        }
        let names: BTreeMap<&str, &str> = self.schools.iter().map(|s| (s.id.as_str(), s.name.as_str())).collect();
        let name = |id: &'_ str| names.get(id).copied().unwrap_or_default();
        let mut seeker = Seeker::new(today);
        let lines = self.list.lines.iter().flat_map(BTreeMap::values);
        let mut fit: Vec<&Summary> =
            lines.filter(|l| seeker.fits(query, &Line { case: l, home: name(&l.home), host: name(&l.host) })).collect();
        fit.sort_by_cached_key(|l| l.rank(today));
        Ok(fit.into_iter().map(|l| l.id).collect())
    }
}
