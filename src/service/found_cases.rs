//! What the last searches found, so that pages of several sessions do not search again.

use std::collections::VecDeque;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::api::ListQuery;
use crate::domain::case::CaseRef;
use crate::domain::list::group::GroupCounts;
use crate::domain::list::view::Sort;
use crate::error::Result;

/// The most searches that are remembered: one for each of as many sessions, and some more.
const MAX_SEARCHES: usize = 32;
/// The most cases that are remembered of all searches together, eight bytes each: 2 MB.
const MAX_CASES: usize = 250_000;

/// The cases that a search found in their order, and how many each group has.
pub(super) type Found = (Vec<CaseRef>, GroupCounts);

/// What tells a search from another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Search {
    filter: String,
    today: NaiveDate,
    sort: Sort,
}

/// What the last searches found, the latest first, until a case changes.
#[derive(Default)]
pub(super) struct FoundCases {
    kept: VecDeque<(Search, Rc<Found>)>,
    /// How many searches were made.
    #[cfg(test)]
    made: usize,
}

impl FoundCases {
    /// Returns what a search found: as it is remembered, else as `find` finds it.
    pub(super) fn get(
        &mut self,
        asked: &ListQuery,
        find: impl FnOnce() -> Result<Found>,
    ) -> Result<Rc<Found>> {
        let is_it = |(kept, _): &(Search, _)| {
            kept.filter == asked.filter && kept.today == asked.today && kept.sort == asked.sort
        };
        let known = self.kept.iter().position(is_it).and_then(|at| self.kept.remove(at));
        let found = if let Some(known) = known {
            known
        } else {
            #[cfg(test)]
            {
                self.made += 1;
            }
            let ListQuery { filter, today, sort, .. } = asked.clone();
            (Search { filter, today, sort }, Rc::new(find()?))
        };
        let cases = Rc::clone(&found.1);
        self.kept.push_front(found);
        let mut count = 0;
        let mut fits = |(_, found): &(Search, Rc<Found>)| {
            count += found.0.len();
            count <= MAX_CASES
        };
        // The one just asked for is kept, however much it found.
        let fit = self.kept.iter().take(MAX_SEARCHES).take_while(|one| fits(one)).count();
        self.kept.truncate(fit.max(1));
        Ok(cases)
    }

    /// Returns how many searches were made.
    #[cfg(test)]
    pub(super) fn made(&self) -> usize {
        self.made
    }

    /// Forgets everything, since a case has changed.
    pub(super) fn forget(&mut self) {
        self.kept.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::testing::{Office, list, viewer};

    fn query(filter: &str, from: usize) -> ListQuery {
        ListQuery { filter: filter.to_owned(), from, ..list() }
    }

    fn of(count: usize) -> Found {
        let case = |number| CaseRef { year: 2026, number };
        let count = u32::try_from(count).expect("few");
        ((0..count).map(case).collect(), GroupCounts::default())
    }

    #[test]
    fn twenty_sessions_with_a_search_each_search_once_for_all_their_pages() {
        let mut office = Office::open();
        let sessions: Vec<_> = (0..20).map(|n| viewer("officer", 1001 + n % 2)).collect();
        for page in 0..5 {
            for (n, who) in sessions.iter().enumerate() {
                let mut viewed = office.service.for_viewer(who);
                viewed.page(&query(&format!("name{n}"), page * 9)).expect("a page");
            }
        }
        assert_eq!(office.service.searches_made(), 20, "one for each session");
    }

    #[test]
    fn search_is_made_anew_for_other_words_another_day_another_order_and_after_a_change() {
        let mut all = FoundCases::default();
        let mut other_day = query("a", 0);
        other_day.today = other_day.today.succ_opt().expect("a day");
        let other_order = ListQuery { sort: Sort::Name, ..query("a", 0) };
        for asked in [&query("a", 0), &query("b", 0), &other_day, &other_order, &query("a", 9)] {
            all.get(asked, || Ok(of(3))).expect("found");
        }
        assert_eq!(all.made, 4, "another page is no other search");
        all.forget();
        all.get(&query("a", 0), || Ok(of(3))).expect("found");
        assert_eq!(all.made, 5);
    }

    #[test]
    fn no_more_is_remembered_than_fits_however_many_search() {
        let mut all = FoundCases::default();
        for n in 0..1_000 {
            all.get(&query(&n.to_string(), 0), || Ok(of(MAX_CASES / 8))).expect("found");
            let cases: usize = all.kept.iter().map(|(_, found)| found.0.len()).sum();
            assert!(cases <= MAX_CASES && all.kept.len() <= MAX_SEARCHES, "{cases}");
        }
        assert_eq!(all.kept.len(), 8);
        for n in 0..100 {
            all.get(&query(&n.to_string(), 0), || Ok(of(1))).expect("found");
        }
        assert_eq!(all.kept.len(), MAX_SEARCHES);
        // One that finds more than all may take is remembered alone.
        all.get(&query("", 0), || Ok(of(MAX_CASES + 1))).expect("found");
        assert_eq!(all.kept.len(), 1);
    }
}
