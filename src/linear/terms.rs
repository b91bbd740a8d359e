//! The terms and closed days of a case's schools, line by line.

use crate::domain::calendar::terms_line::{TermsField, TermsLine, lines};
use crate::domain::calendar::{Terms, TermsChange};
use crate::domain::case::Case;
use crate::linear::dispatch::side;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    /// Returns the terms of the school that was read last; says why where there are none to read.
    fn stored_terms(&mut self, case: &Case) -> CommandResult<Option<Terms>> {
        let Some(school) = self.told(self.terms_side.school_of(case).map(str::to_owned))? else {
            return Ok(None);
        };
        let terms = self.service.terms(&school);
        self.told(terms)
    }

    /// Says the terms and closed days of the home or host school by number.
    pub(super) fn terms(&mut self, case: &Case, which: &str) -> CommandResult {
        match (which, side(which)) {
            ("", _) => {}
            (_, Some(side)) => self.terms_side = side,
            _ => return self.say("Type terms home or terms host."),
        }
        let Some(terms) = self.stored_terms(case)? else { return Ok(()) };
        let (side, school) = (self.terms_side.word(), self.service.school_name(&terms.school));
        let all = lines(&terms);
        if all.is_empty() {
            return self.say(&format!(
                "No term dates for the {side} school, {school}. Type new term to add some."
            ));
        }
        self.say(&format!("Terms of the {side} school, {school}."))?;
        for (i, line) in all.iter().enumerate() {
            let words = line.label(&terms).split_whitespace().collect::<Vec<_>>().join(" ");
            self.say(&format!("{}. {words}", i + 1))?;
        }
        Ok(())
    }

    fn put_terms(&mut self, case: &Case, what: TermsField, typed: &str) -> CommandResult {
        let Some(terms) = self.stored_terms(case)? else { return Ok(()) };
        let typed = if typed.is_empty() {
            let (label, hint, _) = what.question(&terms);
            self.say(hint)?;
            self.ask(&format!("{label}: "))?
        } else {
            typed.to_owned()
        };
        if typed.trim().is_empty() || super::ask::leaves(&typed) {
            return self.say("Terms not changed.");
        }
        let Some(new) = self.told(what.put(&terms, &typed, self.today))? else { return Ok(()) };
        self.set_terms(terms, new)
    }

    fn set_terms(&mut self, seen: Terms, new: Terms) -> CommandResult {
        match self.service.set_terms(TermsChange { seen, new }) {
            Ok(outcome) => self.outcome(outcome),
            Err(error) => self.not_done(&error),
        }
    }

    /// Adds a term.
    pub(super) fn new_term(&mut self, case: &Case, typed: &str) -> CommandResult {
        self.put_terms(case, TermsField::Term(None), typed)
    }

    /// Adds closed days.
    pub(super) fn new_closure(&mut self, case: &Case, typed: &str) -> CommandResult {
        self.put_terms(case, TermsField::Closed(None), typed)
    }

    /// Returns the line that a number names; says so where none does.
    fn terms_line(&mut self, terms: &Terms, number: &str) -> CommandResult<Option<TermsLine>> {
        let all = lines(terms);
        let at = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let line = at.and_then(|at| all.get(at)).copied();
        if line.is_none() {
            self.say("Type the number of a line of the terms. Type terms to hear them.")?;
        }
        Ok(line)
    }

    /// Puts other days in the place of a line.
    pub(super) fn correct_line(&mut self, case: &Case, typed: &str) -> CommandResult {
        let (number, days) = typed.split_once(' ').unwrap_or((typed, ""));
        let Some(terms) = self.stored_terms(case)? else { return Ok(()) };
        match self.terms_line(&terms, number)? {
            Some(TermsLine::Term(i)) => self.put_terms(case, TermsField::Term(Some(i)), days),
            Some(TermsLine::Closed(i)) => self.put_terms(case, TermsField::Closed(Some(i)), days),
            None => Ok(()),
        }
    }

    /// Removes a line.
    pub(super) fn remove_line(&mut self, case: &Case, number: &str) -> CommandResult {
        let Some(terms) = self.stored_terms(case)? else { return Ok(()) };
        match self.terms_line(&terms, number)? {
            Some(line) => {
                let new = line.removed(&terms);
                self.set_terms(terms, new)
            }
            None => Ok(()),
        }
    }
}
