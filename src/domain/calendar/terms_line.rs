//! One line of a school's terms: in words, corrected and removed.

use chrono::NaiveDate;

use crate::domain::calendar::dates::{format, show_long};
use crate::domain::calendar::{Terms, closures};
use crate::error::{Error, Result};

/// One line of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermsLine {
    /// A term, by its place.
    Term(usize),
    /// A closed day, by its place.
    Closed(usize),
}

/// What is being typed, and the line that it takes the place of.
#[derive(Debug, Clone, Copy)]
pub enum TermsField {
    /// A term.
    Term(Option<usize>),
    /// Closed days.
    Closed(Option<usize>),
}

const TERM: &str = "First and last day, like 1/9/2026 to 18/12/2026.";
const CLOSED: &str = "A day or two days, and why: 26/10/2026 to 30/10/2026 half-term. Without a reason it is a training day.";

/// Returns the lines of the sheet.
pub fn lines(terms: &Terms) -> Vec<TermsLine> {
    (0..terms.terms.len())
        .map(TermsLine::Term)
        .chain((0..terms.closed.len()).map(TermsLine::Closed))
        .collect()
}

impl TermsLine {
    /// Returns the line in words.
    pub fn label(self, terms: &Terms) -> String {
        match self {
            TermsLine::Term(i) => terms.terms.get(i).map_or_else(String::new, |(a, b)| {
                format!("Term    {} to {}", show_long(*a), show_long(*b))
            }),
            TermsLine::Closed(i) => terms.closed.get(i).map_or_else(String::new, |c| {
                format!("Closed  {}  {}", show_long(c.day), c.reason)
            }),
        }
    }

    /// Returns the terms without a line.
    pub fn removed(self, terms: &Terms) -> Terms {
        let mut new = terms.clone();
        match self {
            TermsLine::Term(i) if i < new.terms.len() => drop(new.terms.remove(i)),
            TermsLine::Closed(i) if i < new.closed.len() => drop(new.closed.remove(i)),
            TermsLine::Term(_) | TermsLine::Closed(_) => {}
        }
        new
    }
}

impl TermsField {
    /// Returns the question for it, a hint, and the text that it begins with.
    pub fn question(self, terms: &Terms) -> (&'static str, &'static str, String) {
        match self {
            TermsField::Term(None) => ("New term", TERM, String::new()),
            TermsField::Closed(None) => ("Closed days", CLOSED, String::new()),
            TermsField::Term(Some(i)) => {
                let text =
                    terms.terms.get(i).map(|(a, b)| format!("{} to {}", format(*a), format(*b)));
                ("Term", TERM, text.unwrap_or_default())
            }
            TermsField::Closed(Some(i)) => {
                let text = terms.closed.get(i).map(|c| format!("{} {}", format(c.day), c.reason));
                ("Closed day", CLOSED, text.unwrap_or_default())
            }
        }
    }

    /// Returns the terms with what was typed in them.
    ///
    /// # Errors
    /// Says what cannot be read, or does not fit the other terms.
    pub fn put(self, terms: &Terms, text: &str, today: NaiveDate) -> Result<Terms> {
        let mut new = terms.clone();
        match self {
            TermsField::Term(old) => {
                let term = closures::term(text, today)?;
                match old.and_then(|i| new.terms.get_mut(i)) {
                    Some(place) => *place = term,
                    None => new.terms.push(term),
                }
                new.terms.sort();
            }
            TermsField::Closed(old) => {
                let days = closures::closed(text, today)?;
                if let Some(i) = old.filter(|i| *i < new.closed.len()) {
                    new.closed.remove(i);
                }
                new.closed.retain(|c| days.iter().all(|d| d.day != c.day));
                new.closed.extend(days);
                new.closed.sort_by_key(|c| c.day);
            }
        }
        match new.fault() {
            Some(fault) => Err(Error::input(fault)),
            None => Ok(new),
        }
    }
}
