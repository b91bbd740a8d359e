//! The case list: a window of it from the store's index, or what a search lets through.

use super::Owner;
use crate::domain::case::CaseRef;
use crate::domain::query::{Line, Query, Seeker};
use crate::domain::summary::{Summary, Tally};
use crate::domain::view::Sort;
use crate::wire::{Asked, Page};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Every case's line, in memory only once somebody searches.
#[derive(Default)]
pub struct List {
    lines: Option<BTreeMap<CaseRef, Summary>>,
    /// The last search and what it found, so that moving through it does not search again.
    found: Option<(Asked, Vec<CaseRef>)>,
    /// The counts of a day, until something changes.
    tally: Option<(NaiveDate, Tally)>,
}

impl List {
    /// Takes in a case's new line, or that the case is gone.
    pub fn put(&mut self, id: CaseRef, line: Option<&Summary>) {
        (self.found, self.tally) = (None, None);
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
        let mut rows = Vec::new();
        for id in found.iter().skip(asked.from).take(asked.count) {
            rows.extend(self.store.line(*id)?);
        }
        Ok(Page { from: asked.from, total: found.len(), rows, tally, fault: None })
    }

    /// Returns the references of the whole list that is asked for; what `from` and `count` say does not matter.
    pub(super) fn ids(&mut self, asked: &Asked) -> Result<Vec<CaseRef>, String> {
        let query = Query::read(&asked.filter).map_err(|f| f.to_string())?;
        self.found(&query, asked)
    }

    /// Returns the cases that fit a search, in the order asked for; the last search is remembered, so that moving through it does not search
    /// again.
    fn found(&mut self, query: &Query, asked: &Asked) -> Result<Vec<CaseRef>, String> {
        let same = |(last, _): &&(Asked, Vec<_>)| last.filter == asked.filter && last.today == asked.today && last.sort == asked.sort;
        if let Some((_, ids)) = self.list.found.as_ref().filter(same) {
            return Ok(ids.clone());
        }
        self.read_all_lines()?;
        let names = self.names();
        let named = |case| named(&names, case);
        let mut seeker = Seeker::new(asked.today);
        let lines = self.list.lines.iter().flat_map(BTreeMap::values).map(named);
        let mut fit: Vec<Line> = lines.filter(|l| seeker.fits(query, l)).collect();
        match asked.sort {
            Sort::Pressing => fit.sort_by_cached_key(|l| l.case.rank(asked.today)),
            sort => fit.sort_by(|a, b| sort.order(a, b, asked.today)),
        }
        let ids: Vec<CaseRef> = fit.into_iter().map(|l| l.case.id).collect();
        self.list.found = Some((asked.clone(), ids.clone()));
        Ok(ids)
    }

    /// Reads every line into memory, once.
    pub(super) fn read_all_lines(&mut self) -> Result<(), String> {
        if self.list.lines.is_none() {
            let mut lines = BTreeMap::new();
            self.store.each_line(|line| drop(lines.insert(line.id, line)))?;
            self.list.lines = Some(lines);
        }
        Ok(())
    }

    /// Gives every line in memory with the names of its schools.
    pub(super) fn each_named(&self, mut each: impl FnMut(&Line)) {
        let names = self.names();
        self.list.lines.iter().flat_map(BTreeMap::values).for_each(|case| each(&named(&names, case)));
    }

    fn names(&self) -> BTreeMap<&str, &str> {
        self.schools.iter().map(|s| (s.id.as_str(), s.name.as_str())).collect()
    }
}

fn named<'a>(names: &BTreeMap<&'a str, &'a str>, case: &'a Summary) -> Line<'a> {
    let name = |id: &'a str| names.get(id).copied().unwrap_or_default();
    Line { case, home: name(&case.home), host: name(&case.host) }
}
