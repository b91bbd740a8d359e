//! Tagged cases of the list, and one event for all of them.

use crate::api::{Bulk, BulkEvent};
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::forms::schema::Table;
use crate::domain::list::view::listed;
use crate::domain::plural::pluralize;
use crate::domain::prefill::defaults::default_cells;
use crate::linear::record::LEFT;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Tags cases by their numbers, or takes their tags off; the open one where none is named.
    pub(super) fn tag(&mut self, which: &str) -> CommandResult {
        let mut named = Vec::new();
        for word in which.split([' ', ',']).filter(|w| !w.is_empty()) {
            let Some(id) = self.listed(word)? else { return Ok(()) };
            named.push(id);
        }
        if which.is_empty() {
            match self.open {
                Some(id) => named.push(id),
                None => return self.say("Type numbers of the list: select 1 4 7."),
            }
        }
        for id in named {
            if !self.tags.remove(&id) {
                self.tags.insert(id);
            }
        }
        self.say_tagged()
    }

    /// Tags every case between two numbers of the list.
    pub(super) fn tag_range(&mut self, range: &str) -> CommandResult {
        let ends: Vec<usize> = range.split([' ', '-']).filter_map(|w| w.parse().ok()).collect();
        let &[from, to] = ends.as_slice() else {
            return self.say("Type the first and the last number: select range 2 to 9.");
        };
        let Some(all) = self.cases()? else { return Ok(()) };
        let (from, to) = (from.min(to), from.max(to));
        let Some(found) = from.checked_sub(1).and_then(|first| all.get(first..to)) else {
            return self.say(&format!("The list has {}.", pluralize(all.len(), "case")));
        };
        self.tags.extend(found.iter().map(|s| s.id));
        self.say_tagged()
    }

    /// Tags every case of the list.
    pub(super) fn tag_all(&mut self) -> CommandResult {
        let Some(all) = self.cases()? else { return Ok(()) };
        self.tags.extend(all.iter().map(|s| s.id));
        self.say_tagged()
    }

    /// Takes every tag off.
    pub(super) fn untag(&mut self) -> CommandResult {
        let count = std::mem::take(&mut self.tags).len();
        if count == 0 {
            return self.say("Nothing selected.");
        }
        self.say(&format!("{} no longer selected.", pluralize(count, "case")))
    }

    fn say_tagged(&mut self) -> CommandResult {
        self.say(&format!("{} selected.", self.tags.len()))
    }

    /// Returns the tagged cases that the list shows; says so where there are none, and how many a
    /// search hides.
    pub(super) fn tagged(&mut self) -> CommandResult<Option<Vec<CaseRef>>> {
        if self.tags.is_empty() {
            self.say(
                "No case is selected. Type select and numbers of the list, as in select 1 4 7.",
            )?;
            return Ok(None);
        }
        let Some(all) = self.cases()? else { return Ok(None) };
        let ids: Vec<CaseRef> = all.iter().map(|s| s.id).collect();
        let cases = listed(&self.tags, &ids);
        let hidden = self.tags.len() - cases.len();
        if cases.is_empty() {
            self.say("The search hides every selected case, and hidden cases are not changed. Type find to show all.")?;
            return Ok(None);
        }
        if hidden > 0 {
            self.say(&format!("{hidden} hidden by the search are not changed."))?;
        }
        Ok(Some(cases))
    }

    /// Asks the questions of one event, says what it would do to each tagged case, and stores it in
    /// them.
    pub(super) fn act_on_tagged(&mut self, which: &str) -> CommandResult {
        let Some(cases) = self.tagged()? else { return Ok(()) };
        let Some(table) = self.event(which)? else { return Ok(()) };
        let Some(first) = cases.first() else { return Ok(()) };
        let view = self.service.case(*first);
        let Some(view) = self.told(view)? else { return Ok(()) };
        let cells = default_cells(&view.case, table, &view.findings, None, self.today);
        self.say(&format!(
            "{} for {}. Enter goes on, - clears, ? helps, . or back ends.",
            table.label,
            pluralize(cases.len(), "selected case")
        ))?;
        let (first, row) = (*first, view.case.next_row());
        let Some(cells) = self.cells(&view.case, (table, row), cells)? else {
            return self.say(LEFT);
        };
        self.record_for_all(table, cases, cells)?;
        // Where it was not recorded after all, the first of them keeps what was answered.
        match self.service.case(first) {
            Ok(view) if view.case.row(table.id, row).is_some() => {
                self.forget_row(first, table, row)
            }
            Ok(_) | Err(_) => Ok(()),
        }
    }

    fn record_for_all(
        &mut self,
        table: &'static Table,
        cases: Vec<CaseRef>,
        cells: RowValues,
    ) -> CommandResult {
        let mut many = BulkEvent { cases, table: table.id.to_owned(), cells, agreed: None };
        loop {
            let previews = match self.service.record_for_all(&many) {
                Ok(Bulk::Previewed(previews)) => previews,
                Ok(Bulk::Saved(saved)) => {
                    self.seen.forget();
                    return self.say(&format!("Saved: {}.", saved.message));
                }
                Err(error) => return self.not_done(&error),
            };
            if previews.is_other {
                self.say("A case has changed since you looked, and nothing was recorded.")?;
            }
            for trial in &previews.cases {
                let held = match &trial.held {
                    Some(why) => format!("left out: {why}"),
                    None => "recorded".to_owned(),
                };
                let name = if trial.name.is_empty() { "no name yet" } else { &trial.name };
                self.say(&format!("{}, {name}: {held}", trial.case))?;
            }
            let can = previews.cases.iter().filter(|t| t.held.is_none()).count();
            let question = format!("Record it in {}?", pluralize(can, "case"));
            if can == 0 || !self.is_yes(&question)? {
                return self.say("Nothing recorded.");
            }
            many.agreed = Some(previews.sum);
        }
    }
}
