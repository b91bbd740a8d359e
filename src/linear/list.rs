//! The case list in lines.

use crate::api::ListQuery;
use crate::domain::case::CaseRef;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::query::Query;
use crate::domain::rules::Urgency;
use crate::linear::{CommandResult, Linear, due_words};

/// How many lines are said at once.
const PAGE: usize = 10;

impl Linear<'_> {
    /// Returns the cases that fit the search, most pressing first; says why where they cannot be
    /// read.
    fn cases(&mut self) -> CommandResult<Option<Vec<Summary>>> {
        let asked = ListQuery {
            today: self.today,
            filter: self.search.to_string(),
            sort: Sort::Pressing,
            from: 0,
            count: usize::MAX,
        };
        let page = self.owner.page(&asked);
        Ok(self.told(page)?.map(|page| page.rows))
    }

    /// Says how many cases there are, and the first ones.
    pub(super) fn list(&mut self) -> CommandResult {
        self.said = 0;
        let Some(all) = self.cases()? else { return Ok(()) };
        let late = all
            .iter()
            .filter(|s| urgency(s, self).is_some_and(|u| u <= Urgency::LateProtocol))
            .count();
        if all.is_empty() {
            let words = if self.search.is_empty() {
                "No cases yet. Type new case to open the first."
            } else {
                "No case fits. Type find to see all."
            };
            return self.say(words);
        }
        let search = if self.search.is_empty() {
            String::new()
        } else {
            format!(" that fit {}", self.search)
        };
        self.say(&format!("{} cases{search}, {late} late.", all.len()))?;
        self.more()
    }

    /// Says the next ones.
    pub(super) fn more(&mut self) -> CommandResult {
        let Some(all) = self.cases()? else { return Ok(()) };
        let from = self.said.min(all.len());
        if from == all.len() {
            return self.say("That is the whole list.");
        }
        for (i, s) in all.iter().enumerate().skip(from).take(PAGE) {
            let line = self.line(s);
            self.say(&format!("{}. {line}", i + 1))?;
        }
        self.said = (from + PAGE).min(all.len());
        if self.said < all.len() {
            self.say(&format!("{} more: page down.", all.len() - self.said))
        } else {
            Ok(())
        }
    }

    fn line(&self, s: &Summary) -> String {
        let name = if s.name.is_empty() { "no name yet" } else { &s.name };
        let year = s.year_group.map(|y| format!(", year {y}")).unwrap_or_default();
        let what = s.next(self.today).map_or_else(
            || "nothing to do".to_owned(),
            |f| {
                let due = due_words(f.due, &f.phrase);
                format!("{}: {}{due}", f.urgency(self.today).label(), f.phrase)
            },
        );
        format!("{name}{year}, {}, {what}.", s.stage.label())
    }

    pub(super) fn find(&mut self, words: &str) -> CommandResult {
        match Query::parse(words) {
            Ok(query) => self.search = query,
            Err(fault) => return self.say(&fault.to_string()),
        }
        self.leave_case();
        self.list()
    }

    /// Opens a case by its number in the list or by its reference.
    pub(super) fn open_case(&mut self, which: &str) -> CommandResult {
        let by_number = which.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let id = match by_number {
            Some(n) => self.cases()?.and_then(|all| all.get(n).map(|s| s.id)),
            None => which.parse::<CaseRef>().ok(),
        };
        let Some(id) = id else {
            return self.say(&format!(
                "There is no case \"{}\" in the list. Type its number, or a reference like OSD-2026-0001.",
                which.chars().take(30).collect::<String>()
            ));
        };
        self.open = Some(id);
        self.seen.forget();
        if let Some(case) = self.case()? {
            self.overview(&case)
        } else {
            self.open = None;
            Ok(())
        }
    }
}

fn urgency(s: &Summary, session: &Linear) -> Option<Urgency> {
    s.next(session.today).map(|n| n.urgency(session.today))
}
