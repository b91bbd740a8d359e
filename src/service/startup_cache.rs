//! Writes the first page of the list for the next start, for today and the days after it, since the
//! order depends on the day.

use std::path::Path;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::api::Page;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::profile::Profile;
use crate::service::Service;
use crate::service::evaluator::Evaluator;
use crate::store;
use crate::store::KeySource;

/// Over a weekend and a bank holiday.
const DAYS: u64 = 5;
/// The rows of any screen.
const ROWS: usize = 48;

/// What is kept: by what it was judged, and for each day the counts and the first rows.
#[derive(Serialize, Deserialize)]
struct StartupCache {
    version: String,
    /// The officer's own profile, where the store keeps none of the authority's.
    own_profile: Option<String>,
    days: Vec<(NaiveDate, Tally, Vec<Summary>)>,
}

/// Returns the beginning of a store's list on a day, before the store is open, for an officer with
/// this profile at home; none where it is not known.
pub fn read_startup_cache(
    dir: &Path,
    key: &KeySource,
    profile: &Profile,
    today: NaiveDate,
) -> Option<Page> {
    let version = Evaluator::version_hash();
    let kept: StartupCache = store::read_startup_cache(dir, key)?;
    let (_, tally, rows) = kept
        .days
        .into_iter()
        .find(|(day, ..)| *day == today)
        .filter(|_| kept.version == version)
        .filter(|_| kept.own_profile.is_none_or(|own| own == Evaluator::hash_of(profile)))?;
    // An empty store has more to say than that it is empty.
    let (total, groups) = (tally.all, tally.groups);
    (total > 0).then_some(Page { total, rows, groups, tally, ..Page::default() })
}

impl Service {
    /// Keeps the beginning of the list for the next start.
    pub fn keep_startup_cache(&mut self, today: NaiveDate) {
        let day = |ahead: u64| {
            let day = today.checked_add_days(Days::new(ahead))?;
            Some((day, self.store.tally(day).ok()?, self.store.window(day, 0, ROWS).ok()?))
        };
        let Ok(is_own) = self.authority_files().map(|kept| kept.is_empty()) else { return };
        if let Some(days) = (0..DAYS).map(day).collect() {
            self.store.keep_startup_cache(&StartupCache {
                version: Evaluator::version_hash(),
                own_profile: is_own.then(|| Evaluator::hash_of(self.evaluator.profile())),
                days,
            });
        }
    }
}
