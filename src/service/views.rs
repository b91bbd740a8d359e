//! Saved views: the profile's shared ones with the officer's own over them, each with its count.

use chrono::NaiveDate;

use crate::api::SavedView;
use crate::domain::list::view::{SLOTS, View};
use crate::domain::query::Query;
use crate::error::{Error, Result};
use crate::service::ViewerService;
use crate::service::kinds;
use crate::store::{Change, ChangeKind, Subject};

impl ViewerService<'_> {
    /// Returns the views by their keys, each with how many cases it shows today.
    ///
    /// Answers [`Request::Views`](crate::api::Request::Views).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn views(&mut self, today: NaiveDate) -> Result<Vec<SavedView>> {
        let mut all: Vec<SavedView> = Vec::new();
        for slot in 1..=SLOTS {
            let own = self
                .store
                .item(kinds::VIEWS, &self.place(slot))?
                .and_then(|json| serde_json::from_str::<View>(&json).ok());
            let shared = self.evaluator.profile().views.get(slot - 1).map(View::from);
            let is_shared = own.is_none();
            if let Some(view) = own.or(shared) {
                all.push(SavedView { slot, view, shared: is_shared, count: None });
            }
        }
        for view in &mut all {
            let query = Query::parse(&view.view.search).ok();
            view.count = query.map(|query| self.count(&query, today)).transpose()?;
        }
        Ok(all)
    }

    /// Keeps a view of the officer's on a key from 1 to 9, or takes it off.
    ///
    /// Answers [`Request::SaveView`](crate::api::Request::SaveView).
    ///
    /// # Errors
    /// Where there is no such key, or the view's search cannot be read.
    pub fn save_view(&mut self, slot: usize, view: Option<View>) -> Result<()> {
        if !(1..=SLOTS).contains(&slot) {
            return Err(Error::input(format!("Views are numbered 1 to {SLOTS}.")));
        }
        if let Some(Err(fault)) = view.as_ref().map(|v| Query::parse(&v.search)) {
            return Err(Error::input(fault.to_string()));
        }
        let id = self.place(slot);
        let old = self.store.item(kinds::VIEWS, &id)?;
        let new = view
            .map(|v| serde_json::to_string(&v))
            .transpose()
            .map_err(|e| Error::input("The view cannot be saved.").with_source(e))?;
        if old == new {
            return Ok(());
        }
        let edits = vec![Subject::Item { kind: kinds::VIEWS.into(), id, old, new }];
        let (officer, saved_ms) = (self.viewer.officer.clone(), (self.clock)());
        let change = Change { officer, saved_ms, why: None, act: ChangeKind::Do, edits };
        self.store_change(change).map(|_| ())
    }

    fn place(&self, slot: usize) -> String {
        format!("{}/{slot}", self.viewer.officer)
    }
}
