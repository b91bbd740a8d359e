//! The case list: a window of the store's index, or the rows that match a search.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, TryRecvError};

use chrono::NaiveDate;

use crate::api::{FreshLines, ListQuery, Page};
use crate::domain::case::CaseRef;
use crate::domain::list::case_sets::CaseSets;
use crate::domain::list::group::GroupCounts;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::domain::query::term::AskedSets;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::service::found_cases::{Found, FoundCases};
use crate::service::search_index::SearchIndex;

/// More changes at once than this, and the index is read anew.
pub(super) const MANY: usize = 20;

/// What is remembered of the list.
#[derive(Default)]
pub(super) struct CaseList {
    search_index: Option<SearchIndex>,
    pending: Option<PendingIndex>,
    found: FoundCases,
    /// The counts of a day, until something changes.
    tally: Option<(NaiveDate, Tally)>,
}

/// An index that is being read beside the session, and the cases that have changed since that began.
struct PendingIndex {
    from: Receiver<Result<SearchIndex>>,
    came: Option<Result<SearchIndex>>,
    changed: Vec<CaseRef>,
}

impl PendingIndex {
    /// Returns whether waiting for it takes no time.
    fn is_there(&mut self) -> bool {
        if self.came.is_none() {
            self.came = match self.from.try_recv() {
                Ok(came) => Some(came),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => {
                    Some(Err(Error::conflict("The session is ending.")))
                }
            };
        }
        self.came.is_some()
    }
}

impl CaseList {
    /// Takes in a case's new line, or that the case is gone.
    pub(super) fn put(&mut self, id: CaseRef, line: Option<&Summary>) {
        self.found.forget();
        self.tally = None;
        if let Some(pending) = &mut self.pending {
            pending.changed.push(id);
        }
        match (&mut self.search_index, line) {
            (Some(search_index), Some(line)) => search_index.put(line),
            (Some(search_index), None) => search_index.remove(id),
            (None, _) => {}
        }
    }

    /// Forgets every line; the next search reads them again.
    pub(super) fn forget(&mut self) {
        *self = CaseList::default();
    }
}

impl Service {
    /// Makes the lines anew that are not by this evaluator; `on_progress` hears how many of how many are done.
    pub(super) fn read_lines(&mut self, on_progress: &mut dyn FnMut(usize, usize)) -> Result<()> {
        self.list.forget();
        let Service { store, evaluator, .. } = self;
        store.index(
            &evaluator.ruleset_hash(),
            &|case, touched| evaluator.line(case, touched),
            on_progress,
        )?;
        Ok(())
    }

    /// Returns the references of all cases that the viewer sees, in order.
    ///
    /// # Errors
    /// A sentence where they cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseRef>> {
        let mut all = self.store.cases()?;
        all.retain(|id| !self.is_hidden(*id));
        Ok(all)
    }

    /// Returns the line of a case.
    pub(super) fn line(&self, id: CaseRef) -> Result<Summary> {
        self.refuse_hidden(id)?;
        self.store.line(id)?.ok_or_else(|| {
            Error::damaged(format!("{id} is not in the list of cases."))
                .with_hint("Leave Offsite and start it again.")
        })
    }

    /// Returns the part of the list that was asked for; a mistake in its search is told in the page.
    ///
    /// Answers [`Request::List`](crate::api::Request::List).
    ///
    /// # Errors
    /// Where the list cannot be read.
    pub fn page(&mut self, asked: &ListQuery) -> Result<Page> {
        let tally = self.tally_of(asked.today)?;
        let is_whole = asked.filter.trim().is_empty() && asked.sort == Sort::Pressing;
        if is_whole && self.count_hidden() == 0 {
            let rows = match self.search_index_at_hand(asked.today) {
                Some(search_index) => {
                    let ids = search_index.window(asked.from, asked.count);
                    self.lines(ids)?
                }
                None => self.store.window(asked.today, asked.from, asked.count)?,
            };
            let (total, groups) = (tally.all, tally.groups);
            return Ok(Page { from: asked.from, total, rows, groups, tally, ..Page::default() });
        }
        let query = match Query::parse(&asked.filter) {
            Ok(query) => query,
            Err(fault) => {
                let fault = Some(fault.to_string());
                return Ok(Page { tally, fault, ..Page::default() });
            }
        };
        let found = self.found_for_viewer(&query, asked)?;
        let (all, groups) = &*found;
        let (total, groups) = (all.len(), *groups);
        let ids = all.iter().skip(asked.from).take(asked.count).copied().collect();
        let rows = self.lines(ids)?;
        Ok(Page { from: asked.from, total, rows, groups, tally, ..Page::default() })
    }

    /// Returns the counts of a day, which are remembered until a case changes; what is hidden from
    /// the viewer is not counted.
    fn tally_of(&mut self, today: NaiveDate) -> Result<Tally> {
        if self.count_hidden() > 0 {
            // Every group is counted to its end, so that what is hidden can be taken out of it.
            let groups = self.search_index(today)?.groups();
            return self.without_hidden(Tally { groups, ..self.store.totals()? }, today);
        }
        let tally = match self.list.tally.filter(|(day, _)| *day == today) {
            Some((_, tally)) => tally,
            None => self.tally(today)?,
        };
        self.list.tally = Some((today, tally));
        Ok(tally)
    }

    /// Returns the lines of cases, which of them are gone, and the counts of a day.
    ///
    /// Answers [`Request::Lines`](crate::api::Request::Lines).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn lines_of(&mut self, cases: Vec<CaseRef>, today: NaiveDate) -> Result<FreshLines> {
        let seen = cases.iter().copied().filter(|case| !self.is_hidden(*case)).collect();
        let lines = self.lines(seen)?;
        let is_gone = |case: &CaseRef| !lines.iter().any(|line| line.id == *case);
        let gone = cases.into_iter().filter(is_gone).collect();
        let tally = self.tally_of(today)?;
        Ok(FreshLines { lines, gone, tally, restricted: self.restricted_seen() })
    }

    /// Returns the counts of a day: from every case's line where they are at hand, else from the
    /// beginning of the index.
    fn tally(&mut self, today: NaiveDate) -> Result<Tally> {
        match self.search_index_at_hand(today).map(SearchIndex::groups) {
            Some(groups) => Ok(Tally { groups, ..self.store.totals()? }),
            None => self.store.tally(today),
        }
    }

    fn lines(&self, ids: Vec<CaseRef>) -> Result<Vec<Summary>> {
        let mut lines = Vec::with_capacity(ids.len());
        for id in ids.into_iter().filter(|id| !self.is_hidden(*id)) {
            lines.extend(self.store.line(id)?);
        }
        Ok(lines)
    }

    /// Returns the references of the whole list that is asked for; what `from` and `count` say does
    /// not matter.
    ///
    /// Answers [`Request::Ids`](crate::api::Request::Ids).
    ///
    /// # Errors
    /// Where the search cannot be read.
    pub fn ids(&mut self, asked: &ListQuery) -> Result<Vec<CaseRef>> {
        let query = Query::parse(&asked.filter).map_err(|f| Error::input(f.to_string()))?;
        self.found_for_viewer(&query, asked).map(|found| found.0.clone())
    }

    /// Returns how many of the viewer's cases fit a search.
    pub(super) fn count(&mut self, query: &Query, today: NaiveDate) -> Result<usize> {
        let sets = self.case_sets(query.sets())?;
        self.count_with(query, today, sets)
    }

    /// Returns how many of the viewer's cases fit a search, with what is known beside their lines.
    pub(super) fn count_with(
        &mut self,
        query: &Query,
        today: NaiveDate,
        sets: Rc<CaseSets>,
    ) -> Result<usize> {
        if self.count_hidden() == 0 {
            return Ok(self.search_index(today)?.count(query, sets));
        }
        let (ids, _) = self.search_index(today)?.find(query, Sort::Pressing, sets);
        Ok(ids.into_iter().filter(|id| !self.is_hidden(*id)).count())
    }

    /// Returns the cases that fit a search and that the viewer sees, in the order asked for.
    fn found_for_viewer(&mut self, query: &Query, asked: &ListQuery) -> Result<Rc<Found>> {
        let found = self.found(query, asked)?;
        if self.count_hidden() == 0 {
            return Ok(found);
        }
        let (all, groups) = &*found;
        let mut counted = GroupCounts::default();
        for (group, first, count) in groups.spans() {
            let rows = all.iter().skip(first).take(count);
            rows.filter(|id| !self.is_hidden(**id)).for_each(|_| counted.add(group));
        }
        let seen = all.iter().copied().filter(|id| !self.is_hidden(*id)).collect();
        Ok(Rc::new((seen, counted)))
    }

    /// Returns the cases that fit a search, in the order asked for; the last searches are
    /// remembered, so that moving through them does not search again.
    fn found(&mut self, query: &Query, asked: &ListQuery) -> Result<Rc<Found>> {
        let mut known = std::mem::take(&mut self.list.found);
        let found = known.get(asked, || {
            let sets = self.case_sets(query.sets())?;
            Ok(self.search_index(asked.today)?.find(query, asked.sort, sets))
        });
        self.list.found = known;
        found
    }

    /// Returns what is known of cases beside their lines, as far as a search asks for it. It is of
    /// all cases: what a search finds is remembered for every viewer.
    pub(super) fn case_sets(&self, asked: AskedSets) -> Result<Rc<CaseSets>> {
        let mut sets = CaseSets::default();
        if asked.access {
            sets.restricted = self.every_restricted();
            sets.opened = self.opened_for_a_reason()?;
            sets.asked_for = self.cases_asked_for()?;
        }
        if asked.officers {
            let mut logins: HashMap<String, Rc<str>> = HashMap::new();
            for case in self.store.cases()? {
                if let Some(login) = self.store.last_officer_of(case)? {
                    let known =
                        logins.entry(login).or_insert_with_key(|login| login.as_str().into());
                    sets.officers.insert(case, Rc::clone(known));
                }
            }
        }
        Ok(Rc::new(sets))
    }

    /// Forgets what searches found, after what they ask of access has changed.
    pub(super) fn forget_found(&mut self) {
        self.list.found.forget();
    }

    /// Returns how many searches were made, and not remembered.
    #[cfg(test)]
    pub(super) fn searches_made(&self) -> usize {
        self.list.found.made()
    }

    /// Begins to read every line beside the session, so that the first letter of a search need not
    /// wait for them.
    pub fn prepare(&mut self, today: NaiveDate) {
        if self.list.search_index.is_some() || self.list.pending.is_some() {
            return;
        }
        if let Ok(from) = self.store.in_background(move |lines| SearchIndex::build(lines, today)) {
            self.list.pending = Some(PendingIndex { from, came: None, changed: Vec::new() });
        }
    }

    /// Returns every case's line without its words where they are at hand, so that nobody waits for
    /// them who can do without.
    fn search_index_at_hand(&mut self, today: NaiveDate) -> Option<&SearchIndex> {
        let is_there = self.list.search_index.is_some()
            || self.list.pending.as_mut().is_some_and(PendingIndex::is_there);
        if is_there {
            self.search_index(today).ok().map(|search_index| &*search_index)
        } else {
            None
        }
    }

    /// Returns every case's line without its words, and waits for them.
    pub(super) fn search_index(&mut self, today: NaiveDate) -> Result<&mut SearchIndex> {
        let mut search_index = match (self.list.search_index.take(), self.list.pending.take()) {
            (Some(search_index), _) => search_index,
            (None, Some(PendingIndex { from, came, changed })) => {
                let came = came.or_else(|| from.recv().ok());
                // What was read beside is of no use where it is not whole.
                let mut search_index = match came {
                    Some(Ok(search_index)) => search_index,
                    Some(Err(_)) | None => {
                        self.store.all_lines(|lines| SearchIndex::build(lines, today))?
                    }
                };
                for id in changed {
                    match self.store.line(id)? {
                        Some(line) => search_index.put(&line),
                        None => search_index.remove(id),
                    }
                }
                search_index
            }
            (None, None) => self.store.all_lines(|lines| SearchIndex::build(lines, today))?,
        };
        search_index.name_schools(|id| self.school_name(id));
        search_index.turn(today);
        Ok(self.list.search_index.insert(search_index))
    }
}
