//! Saved views of the list.

use crate::domain::list::view::{Column, SLOTS, View};
use crate::domain::plural::pluralize;
use crate::domain::query::Query;
use crate::linear::{CommandResult, Linear};

/// The most letters of a view's name.
const NAME: usize = 24;

impl Linear<'_> {
    /// Says the saved views, or shows the list as one of them.
    pub(super) fn views(&mut self, which: &str) -> CommandResult {
        let all = self.service.views(self.today);
        let Some(all) = self.told(all)? else { return Ok(()) };
        if which == "0" {
            return self.apply(&View::default());
        }
        if !which.is_empty() {
            return match all.iter().find(|v| v.slot.to_string() == which) {
                Some(kept) => self.apply(&kept.view.clone()),
                None => self.say(&format!("There is no view \"{which}\". Type views for a list.")),
            };
        }
        for kept in &all {
            let count =
                kept.count.map_or_else(|| "cannot be read".to_owned(), |n| pluralize(n, "case"));
            let whose = if kept.shared { "shared" } else { "yours" };
            self.say(&format!(
                "{}. {}, {count}, {whose}: {}.",
                kept.slot, kept.view.name, kept.view.search
            ))?;
        }
        self.say("Type views and a number to show one; views 0 shows all cases.")
    }

    fn apply(&mut self, view: &View) -> CommandResult {
        match Query::parse(&view.search) {
            Ok(query) => self.search = query,
            Err(fault) => return self.say(&fault.to_string()),
        }
        self.sort = view.sort;
        self.leave_case();
        self.list()
    }

    /// Keeps the search and the order of the list as a view.
    pub(super) fn keep_view(&mut self, words: &str) -> CommandResult {
        let (slot, name) = words.split_once(' ').unwrap_or((words, ""));
        let Some(slot) = slot.parse::<usize>().ok().filter(|n| (1..=SLOTS).contains(n)) else {
            return self.say(&format!(
                "Type a number from 1 to {SLOTS} and a name, as in keep view 3 My late ones."
            ));
        };
        let search = self.search.to_string();
        let given = if !name.is_empty() {
            name
        } else if search.is_empty() {
            self.sort.label()
        } else {
            &search
        };
        let name: String = given.trim().chars().take(NAME).collect();
        let said = format!("Saved as view {slot}: {name}.");
        let view = View { name, search, sort: self.sort, columns: Column::usual() };
        match self.service.save_view(slot, Some(view)) {
            Ok(()) => self.say(&said),
            Err(error) => self.not_done(&error),
        }
    }
}
