//! The case list in lines.

use crate::api::{ListQuery, Page};
use crate::domain::case::CaseRef;
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::domain::plural;
use crate::domain::query::Query;
use crate::domain::rules::Urgency;
use crate::linear::{CommandResult, Linear, due_words};

/// How many lines are said at once.
const PAGE: usize = 10;
/// The most places of a search in every text.
const PLACES: usize = 20;

impl Linear<'_> {
    /// Returns the cases that fit the search, in the order of the list; says why where they cannot
    /// be read.
    pub(super) fn cases(&mut self) -> CommandResult<Option<Vec<Summary>>> {
        Ok(self.page()?.map(|page| page.rows))
    }

    fn page(&mut self) -> CommandResult<Option<Page>> {
        let asked = ListQuery {
            today: self.today,
            filter: self.search.to_string(),
            sort: self.sort,
            from: 0,
            count: usize::MAX,
        };
        let page = self.service.page(&asked);
        self.told(page)
    }

    /// Says how many cases there are, and the first ones.
    pub(super) fn list(&mut self) -> CommandResult {
        self.said = 0;
        let Some(page) = self.page()? else { return Ok(()) };
        if let Some(words) = &page.elsewhere {
            self.say(words)?;
        }
        let all = page.rows;
        let late = all
            .iter()
            .filter(|s| urgency(s, self).is_some_and(|u| u <= Urgency::LateProtocol))
            .count();
        if all.is_empty() {
            let words = if self.search.is_empty() {
                "No cases yet. Type new case to open your first case."
            } else {
                "No cases match. Type find to see all."
            };
            return self.say(words);
        }
        let search = if self.search.is_empty() {
            String::new()
        } else {
            format!(" that {} {}", if all.len() == 1 { "fits" } else { "fit" }, self.search)
        };
        let order = if self.sort == Sort::Pressing {
            String::new()
        } else {
            format!(", {}", self.sort.label())
        };
        self.say(&format!(
            "{}{search}{order}, {late} late.",
            plural::pluralize(all.len(), "case")
        ))?;
        self.more()
    }

    /// Says the next ones.
    pub(super) fn more(&mut self) -> CommandResult {
        let Some(all) = self.cases()? else { return Ok(()) };
        let from = self.said.min(all.len());
        if from == all.len() {
            return self.say("End of the list.");
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

    /// Says the ten before those that were said last.
    pub(super) fn earlier(&mut self) -> CommandResult {
        self.said = self.said.saturating_sub(1) / PAGE * PAGE;
        if self.said == 0 {
            return self.say("Start of the list.");
        }
        self.said -= PAGE;
        self.more()
    }

    /// Puts the list in another order: by its name or number where one is typed, else by choice.
    pub(super) fn sort(&mut self, words: &str) -> CommandResult {
        let named = Sort::ALL.iter().position(|(_, name, label)| *name == words || *label == words);
        let order = if named.is_some() {
            named
        } else {
            let labels: Vec<String> =
                Sort::ALL.iter().map(|(.., label)| (*label).to_owned()).collect();
            self.choose("Which order?", &labels)?
        };
        let Some(order) = order else { return self.say("Order not changed.") };
        self.sort = Sort::ALL[order].0;
        self.leave_case();
        self.list()
    }

    /// Looks for words in every text, and offers the cases that hold them.
    pub(super) fn search_text(&mut self, words: &str) -> CommandResult {
        let words = if words.is_empty() { self.ask("Words: ")? } else { words.to_owned() };
        let found = self.service.search_text(&words, PLACES);
        let Some(found) = self.told(found)? else { return Ok(()) };
        if found.all.is_empty() {
            return self.say("No case contains all these words. Try fewer.");
        }
        let places: Vec<String> = found
            .all
            .iter()
            .map(|place| {
                let name = if place.name.is_empty() { "no name yet" } else { &place.name };
                format!("{}, {name}, {}: {}", place.case, place.hit.label, place.hit.excerpt)
            })
            .collect();
        if found.more {
            self.say(&format!("More than {PLACES} places. Add a word to see fewer."))?;
        }
        let Some(i) = self.choose("Open which?", &places)? else { return Ok(()) };
        self.open_case(&found.all[i].case.to_string())
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
        let tag = if self.tags.contains(&s.id) { ", selected" } else { "" };
        format!("{name}{year}{tag}, {}, {what}.", s.stage.label())
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
        let Some(id) = self.listed(which)? else { return Ok(()) };
        self.go_to(id)
    }

    /// Returns the case that a number of the list, or a reference, names; says so where none does.
    pub(super) fn listed(&mut self, which: &str) -> CommandResult<Option<CaseRef>> {
        let by_number = which.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let id = match by_number {
            Some(n) => self.cases()?.and_then(|all| all.get(n).map(|s| s.id)),
            None => which.parse::<CaseRef>().ok(),
        };
        if id.is_none() {
            self.say(&format!(
                "There is no case \"{}\" in the list. Type its number, or a reference such as OSD-2026-0001.",
                which.chars().take(30).collect::<String>()
            ))?;
        }
        Ok(id)
    }

    /// Opens a case and says what it is.
    pub(super) fn go_to(&mut self, id: CaseRef) -> CommandResult {
        self.open = Some(id);
        self.seen.forget();
        if let Some(case) = self.case()? {
            let _ = self.service.be_at(Some(id));
            self.trail.opened(id);
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
