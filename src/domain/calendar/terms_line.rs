//! One line of a school's terms: in words, corrected and removed.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar::dates::{format, show_long, show_short};
use crate::domain::calendar::{Terms, closures};
use crate::error::{Error, Result};

/// One line of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermsLine {
    /// A term, by its place.
    Term(usize),
    /// Closed days one after another with the same reason.
    Closed(ClosedRun),
}

/// Closed days with nothing between them but weekends, and with one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedRun {
    /// The first of them.
    first: NaiveDate,
    /// The last of them, which may be the first.
    last: NaiveDate,
}

impl ClosedRun {
    fn has(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Returns why the school is closed.
    fn reason(self, terms: &Terms) -> &str {
        terms.closed.iter().find(|c| c.day == self.first).map_or("", |c| c.reason.as_str())
    }

    /// Returns its days in words: "Fri 27 Nov 2026", "Mon 26 to Fri 30 Oct 2026".
    fn days(self) -> String {
        let (first, last) = (self.first, self.last);
        let same_month = (first.year(), first.month()) == (last.year(), last.month());
        match (first == last, same_month, first.year() == last.year()) {
            (true, ..) => show_long(last),
            (_, true, _) => format!("{} to {}", first.format("%a %-d"), show_long(last)),
            (.., true) => format!("{} to {}", show_short(first), show_long(last)),
            _ => format!("{} to {}", show_long(first), show_long(last)),
        }
    }
}

/// What is being typed, and the line that it takes the place of.
#[derive(Debug, Clone, Copy)]
pub enum TermsField {
    /// A term.
    Term(Option<usize>),
    /// Closed days.
    Closed(Option<ClosedRun>),
}

const TERM: &str = "First and last day, like 1/9/2026 to 18/12/2026.";
const CLOSED: &str = "A day or two days, and why: 26/10/2026 to 30/10/2026 half-term. Without a reason it is a training day.";

/// Returns the lines of the sheet.
pub fn lines(terms: &Terms) -> Vec<TermsLine> {
    (0..terms.terms.len())
        .map(TermsLine::Term)
        .chain(closed_runs(terms).into_iter().map(TermsLine::Closed))
        .collect()
}

/// Returns the closed days in their order, those that belong together as one.
fn closed_runs(terms: &Terms) -> Vec<ClosedRun> {
    let mut days: Vec<_> = terms.closed.iter().map(|c| (c.day, c.reason.as_str())).collect();
    days.sort_unstable();
    let mut runs: Vec<(ClosedRun, &str)> = Vec::new();
    for (day, reason) in days {
        let goes_on =
            |run: &ClosedRun| run.last.iter_days().skip(1).take_while(|d| *d < day).all(is_weekend);
        match runs.last_mut() {
            Some((run, why)) if *why == reason && goes_on(run) => run.last = day,
            _ => runs.push((ClosedRun { first: day, last: day }, reason)),
        }
    }
    runs.into_iter().map(|(run, _)| run).collect()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

impl TermsLine {
    /// Returns the line in words.
    pub fn label(self, terms: &Terms) -> String {
        match self {
            TermsLine::Term(i) => terms.terms.get(i).map_or_else(String::new, |(a, b)| {
                format!("Term    {} to {}", show_long(*a), show_long(*b))
            }),
            TermsLine::Closed(run) => format!("Closed  {}  {}", run.days(), run.reason(terms)),
        }
    }

    /// Returns the terms without a line.
    pub fn removed(self, terms: &Terms) -> Terms {
        let mut new = terms.clone();
        match self {
            TermsLine::Term(i) if i < new.terms.len() => drop(new.terms.remove(i)),
            TermsLine::Closed(run) => new.closed.retain(|c| !run.has(c.day)),
            TermsLine::Term(_) => {}
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
            TermsField::Closed(Some(run)) => {
                let reason = run.reason(terms);
                let (first, last) = (format(run.first), format(run.last));
                let days = if first == last { first } else { format!("{first} to {last}") };
                ("Closed days", CLOSED, format!("{days} {reason}"))
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
                if let Some(run) = old {
                    new.closed.retain(|c| !run.has(c.day));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_days_that_belong_together_are_one_line_corrected_and_removed_as_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let mut terms = Terms::default();
        for typed in [
            "4/12/2026 heating",
            "26/10/2026 to 30/10/2026 half-term",
            "2/11/2026 half-term",
            "3/11/2026 INSET",
        ] {
            terms = TermsField::Closed(None).put(&terms, typed, today).expect("terms");
        }
        terms.closed.reverse();
        let labels = |terms: &Terms| -> Vec<String> {
            lines(terms).into_iter().map(|line| line.label(terms)).collect()
        };
        assert_eq!(
            labels(&terms),
            [
                "Closed  Mon 26 Oct to Mon 2 Nov 2026  half-term",
                "Closed  Tue 3 Nov 2026  INSET",
                "Closed  Fri 4 Dec 2026  heating",
            ]
        );
        let TermsLine::Closed(half_term) = lines(&terms)[0] else { panic!("not closed") };
        let field = TermsField::Closed(Some(half_term));
        assert_eq!(field.question(&terms).2, "26/10/2026 to 02/11/2026 half-term");
        let typed_again = field.put(&terms, &field.question(&terms).2, today).expect("terms");
        assert_eq!(labels(&typed_again), labels(&terms));
        let shorter = field.put(&terms, "26/10/2026 to 30/10/2026 half-term", today);
        assert_eq!(
            labels(&shorter.expect("terms"))[0],
            "Closed  Mon 26 to Fri 30 Oct 2026  half-term"
        );
        let without = TermsLine::Closed(half_term).removed(&terms);
        assert_eq!(labels(&without).len(), 2);
        assert_eq!(without.closed.len(), 2);
    }
}
