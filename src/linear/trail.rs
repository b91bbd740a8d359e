//! The cases that were open before, and those marked with a letter.

use std::collections::BTreeMap;

use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef};
use crate::linear::case::who;
use crate::linear::{CommandResult, Linear};

/// Where the officer has been in this session.
#[derive(Debug, Default)]
pub(super) struct Trail {
    been: Vec<CaseRef>,
    /// How many steps back from the latest.
    back: usize,
    marks: BTreeMap<char, CaseRef>,
}

impl Trail {
    /// A case was opened; the same one again changes nothing.
    pub(super) fn opened(&mut self, id: CaseRef) {
        if self.here() == Some(id) {
            return;
        }
        self.been.truncate(self.been.len() - self.back);
        self.back = 0;
        self.been.push(id);
    }

    fn here(&self) -> Option<CaseRef> {
        let at = self.been.len().checked_sub(self.back + 1)?;
        self.been.get(at).copied()
    }

    fn step(&mut self, older: bool) -> Option<CaseRef> {
        let back = if older { self.back.checked_add(1) } else { self.back.checked_sub(1) };
        let back = back.filter(|b| *b < self.been.len())?;
        self.back = back;
        self.here()
    }
}

impl Linear<'_> {
    /// Opens the case before in the order of opening, or the one after it.
    pub(super) fn along_the_trail(&mut self, older: bool) -> CommandResult {
        match self.trail.step(older) {
            Some(id) => self.go_to(id),
            None if older => self.say("There is no previous case."),
            None => self.say("There is no next case."),
        }
    }

    /// Marks the open case with a letter.
    pub(super) fn set_mark(&mut self, case: &Case, letter: &str) -> CommandResult {
        let Some(letter) = only_letter(letter) else {
            return self.say("Type the letter too: set mark a.");
        };
        self.trail.marks.insert(letter, case.id);
        self.say(&format!("Bookmarked {} as {letter} until you quit.", case.id))
    }

    /// Opens the case that is marked with a letter.
    pub(super) fn go_mark(&mut self, letter: &str) -> CommandResult {
        let Some(letter) = only_letter(letter) else {
            return self.say("Type the letter too: go mark a.");
        };
        match self.trail.marks.get(&letter).copied() {
            Some(id) => self.go_to(id),
            None => self.say(&format!("There is no bookmark {letter}.")),
        }
    }

    /// Opens the case after this one in the list, or before it, on the week that was read last.
    pub(super) fn turn_pupil(&mut self, case: &Case, next: bool) -> CommandResult {
        let Some(all) = self.cases()? else { return Ok(()) };
        let here = all.iter().position(|s| s.id == case.id);
        let to = here.and_then(|i| if next { i.checked_add(1) } else { i.checked_sub(1) });
        let Some(other) = to.and_then(|i| all.get(i)) else {
            return self.say("No more pupils that way in the list.");
        };
        let id = other.id;
        self.open = Some(id);
        self.seen.forget();
        self.trail.opened(id);
        let Some(case) = self.case()? else { return Ok(()) };
        let day = self.week.map_or_else(String::new, dates::format);
        self.say(&who(&case))?;
        self.attendance(&case, &day)
    }
}

fn only_letter(text: &str) -> Option<char> {
    let mut letters = text.trim().chars();
    letters.next().filter(|c| c.is_alphanumeric() && letters.next().is_none())
}
