//! In-memory index of all case summaries, so that filtering never touches the disk.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::fold::char_mask;
use crate::domain::list::case_sets::CaseSets;
use crate::domain::list::group::GroupCounts;
use crate::domain::list::row::{QueryRow, SchoolNames};
use crate::domain::list::seeker::Seeker;
use crate::domain::list::sort_key::SortKey;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::error::Result;
use crate::store::SummaryLines;

/// Hot fields scanned by every search, stored contiguously for cache locality.
struct IndexKey {
    letters: u64,
    /// Where in the text its name begins, and how long name and UPN are, in bytes.
    text: (usize, u32, u32),
    /// The places of its schools.
    home: u32,
    host: u32,
}

/// All cases, the most pressing first on a day.
pub(super) struct SearchIndex {
    today: NaiveDate,
    keys: Vec<IndexKey>,
    /// Sort key of each case, in the order of the index keys.
    sort_keys: Vec<SortKey>,
    /// Names and UPNs, one after the other.
    text: String,
    /// Ids and names of the schools that cases name.
    schools: Vec<(String, String)>,
    places: HashMap<String, u32>,
}

impl SearchIndex {
    /// Takes in every line, and puts them in the order of a day.
    ///
    /// # Errors
    /// A sentence where they cannot all be read.
    pub(super) fn build(lines: SummaryLines, today: NaiveDate) -> Result<SearchIndex> {
        let (keys, sort_keys, text, schools) = Default::default();
        let mut search_index =
            SearchIndex { today, keys, sort_keys, text, schools, places: HashMap::new() };
        for line in lines {
            let (key, sort_key) = search_index.key_of(&line?);
            search_index.keys.push(key);
            search_index.sort_keys.push(sort_key);
        }
        search_index.rank(today);
        Ok(search_index)
    }

    /// Gives each school its name; `name` returns it by the school's id.
    pub(super) fn name_schools(&mut self, name: impl Fn(&str) -> String) {
        for (id, shown) in
            self.schools.iter_mut().filter(|(id, shown)| shown.is_empty() && !id.is_empty())
        {
            *shown = name(id);
        }
    }

    /// Puts the cases in the order of a day.
    pub(super) fn turn(&mut self, today: NaiveDate) {
        if self.today != today {
            self.rank(today);
        }
    }

    /// Takes in a case's new line.
    pub(super) fn put(&mut self, line: &Summary) {
        let (key, sort_key) = self.key_of(line);
        let rank = sort_key.rank(self.today);
        let at = self.sort_keys.partition_point(|b| b.rank(self.today) < rank);
        let Some(old) = self.place_near(at, line.id) else {
            self.keys.insert(at, key);
            self.sort_keys.insert(at, sort_key);
            return;
        };
        // Only what stands between its old place and its new one moves on.
        let new = if old < at {
            self.keys[old..at].rotate_left(1);
            self.sort_keys[old..at].rotate_left(1);
            at - 1
        } else {
            self.keys[at..=old].rotate_right(1);
            self.sort_keys[at..=old].rotate_right(1);
            at
        };
        (self.keys[new], self.sort_keys[new]) = (key, sort_key);
    }

    /// Returns the place of a case, looked for from a place outwards: a change seldom moves it far.
    fn place_near(&self, near: usize, id: CaseRef) -> Option<usize> {
        let all = self.sort_keys.len();
        let places = (0..all).flat_map(|far| [near.checked_add(far), near.checked_sub(far + 1)]);
        places.flatten().find(|at| self.sort_keys.get(*at).is_some_and(|b| b.id == id))
    }

    /// Takes out a case that is gone.
    pub(super) fn remove(&mut self, id: CaseRef) {
        if let Some(at) = self.sort_keys.iter().position(|b| b.id == id) {
            self.keys.remove(at);
            self.sort_keys.remove(at);
        }
    }

    /// Returns the cases from the `from`-th on, at most `count`, the most pressing first.
    pub(super) fn window(&self, from: usize, count: usize) -> Vec<CaseRef> {
        self.sort_keys.iter().skip(from).take(count).map(|b| b.id).collect()
    }

    /// Returns the cases that fit a search, in an order, and how many each group has where that is
    /// the order of the groups.
    pub(super) fn find(
        &self,
        query: &Query,
        sort: Sort,
        sets: Rc<CaseSets>,
    ) -> (Vec<CaseRef>, GroupCounts) {
        let mut fit = self.fit(query, sets);
        let groups = if sort == Sort::Pressing {
            self.groups_of(fit.len(), |row| fit[row])
        } else {
            fit.sort_by(|a, b| sort.order(&self.line(*a), &self.line(*b), self.today));
            GroupCounts::default()
        };
        (fit.into_iter().map(|at| self.sort_keys[at].id).collect(), groups)
    }

    /// Gives the numbers of every case with the ids of its home school and its host to `each`.
    pub(super) fn each(&self, mut each: impl FnMut(&SortKey, &str, &str)) {
        for (key, sort_key) in self.keys.iter().zip(&self.sort_keys) {
            let id = |place: u32| self.schools[place as usize].0.as_str();
            each(sort_key, id(key.home), id(key.host));
        }
    }

    /// Returns how many cases each group has.
    pub(super) fn groups(&self) -> GroupCounts {
        self.groups_of(self.sort_keys.len(), |row| row)
    }

    /// Counts the groups of rows that stand in the order of a day; `at` gives the place of a row.
    fn groups_of(&self, rows: usize, at: impl Fn(usize) -> usize) -> GroupCounts {
        let group = |row: usize| self.sort_keys[at(row)].group(self.today);
        GroupCounts::from_bounds(rows, |wanted| {
            // The first row of the group or of one after it, by halves.
            let (mut low, mut high) = (0, rows);
            while low < high {
                let middle = usize::midpoint(low, high);
                if group(middle) < wanted { low = middle + 1 } else { high = middle }
            }
            low
        })
    }

    /// Returns how many cases fit a search.
    pub(super) fn count(&self, query: &Query, sets: Rc<CaseSets>) -> usize {
        self.fit(query, sets).len()
    }

    /// Returns the places of the cases that fit a search, in their order.
    fn fit(&self, query: &Query, sets: Rc<CaseSets>) -> Vec<usize> {
        let mut seeker =
            Seeker::knowing(self.today, query, self.schools.iter().map(|(_, name)| name.as_str()))
                .with_sets(sets);
        let mut fits = |at: &usize| {
            let key = &self.keys[*at];
            let quick = seeker.quick(query, key.letters, [key.home as usize, key.host as usize]);
            quick.unwrap_or_else(|| seeker.fits(query, &self.line(*at)))
        };
        (0..self.keys.len()).filter(|at| fits(at)).collect()
    }

    fn key_of(&mut self, line: &Summary) -> (IndexKey, SortKey) {
        let (home, host) = (self.school(&line.home), self.school(&line.host));
        let text = (self.text.len(), line.name.len() as u32, line.upn.len() as u32);
        self.text.push_str(&line.name);
        self.text.push_str(&line.upn);
        (
            IndexKey { letters: char_mask(&line.name) | char_mask(&line.upn), text, home, host },
            line.sort_key(),
        )
    }

    fn school(&mut self, id: &str) -> u32 {
        if let Some(place) = self.places.get(id) {
            return *place;
        }
        let place = self.schools.len() as u32;
        self.schools.push((id.to_owned(), String::new()));
        self.places.insert(id.to_owned(), place);
        place
    }

    fn name_and_upn(&self, key: &IndexKey) -> (&str, &str) {
        let (start, name, upn) = key.text;
        self.text[start..start + (name + upn) as usize].split_at(name as usize)
    }

    fn line(&self, at: usize) -> QueryRow<'_> {
        let key = &self.keys[at];
        let (name, upn) = self.name_and_upn(key);
        let school = |place: u32| {
            let (id, name) = &self.schools[place as usize];
            SchoolNames { id, name, index: Some(place as usize) }
        };
        QueryRow {
            sort_key: &self.sort_keys[at],
            name,
            upn,
            char_mask: key.letters,
            home: school(key.home),
            host: school(key.host),
        }
    }

    /// Lays everything in the order of a day, the words too.
    fn rank(&mut self, today: NaiveDate) {
        let mut order: Vec<u32> = (0..self.keys.len() as u32).collect();
        order.sort_by_cached_key(|at| self.sort_keys[*at as usize].rank(today));
        // Each goes to its place by exchange: two copies of everything would be the most memory
        // that a session ever needs.
        for i in 0..order.len() {
            let mut from = order[i] as usize;
            while from < i {
                from = order[from] as usize;
            }
            self.keys.swap(i, from);
            self.sort_keys.swap(i, from);
        }
        let mut text = String::with_capacity(self.text.len());
        for at in 0..self.keys.len() {
            let (name, upn) = self.name_and_upn(&self.keys[at]);
            let start = text.len();
            text.push_str(name);
            text.push_str(upn);
            self.keys[at].text.0 = start;
        }
        (self.today, self.text) = (today, text);
    }
}

#[cfg(test)]
mod tests;
