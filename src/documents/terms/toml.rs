//! Term dates of any number of schools from a TOML file.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::terms::spans::DateSpans;
use crate::documents::terms::{TermFault, TermFaults, TermsReading};
use crate::domain::calendar::{dates, day_of};
use crate::domain::school::School;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    #[serde(default)]
    school: Vec<Spanned<SchoolEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchoolEntry {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    term: Vec<TermEntry>,
    #[serde(default)]
    closed: Vec<ClosureEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermEntry {
    #[serde(default)]
    name: String,
    start: Spanned<Datetime>,
    end: Spanned<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosureEntry {
    date: Spanned<Datetime>,
    end: Option<Spanned<Datetime>>,
    #[serde(default)]
    reason: String,
}

/// Reads the term dates of every school that the file names.
pub(super) fn read(text: &str) -> Result<TermsReading, TermFaults> {
    let file: TermsFile = ::toml::from_str(text).map_err(|e| {
        let place = e.span().map_or(FilePlace::Whole, |s| FilePlace::of_byte(text, s.start));
        TermFaults::one(place, TermFault::Toml(e))
    })?;
    let (mut read, mut faults, mut seen) = (Vec::new(), TermFaults::default(), HashSet::new());
    let mut reading = Reading::new("part");
    for entry in file.school {
        let at = FilePlace::of_byte(text, entry.span().start);
        let entry = entry.into_inner();
        let (id, name) = (clean(&entry.id), clean(&entry.name));
        if id.is_empty() && name.is_empty() {
            faults.push(at.clone(), TermFault::NoName);
        }
        let mut span = DateSpans::new(if id.is_empty() { School::local_id(&name, "") } else { id });
        for term in entry.term {
            let at = FilePlace::of_byte(text, term.start.span().start);
            let (first, last) = (day_of(term.start.get_ref()), day_of(term.end.get_ref()));
            reading.take(&at, &term.name, format!("term {}.", days(first, last)));
            span.term(&at, first, last);
        }
        for closure in entry.closed {
            let at = FilePlace::of_byte(text, closure.date.span().start);
            let first = day_of(closure.date.get_ref());
            let last = closure.end.map_or(first, |end| day_of(end.get_ref()));
            reading.take(&at, &closure.reason, format!("closed {}.", days(first, last)));
            span.closed(&at, first, last, &closure.reason);
        }
        let (terms, more) = span.done();
        if terms.terms.is_empty() && more.is_empty() {
            faults.push(at.clone(), TermFault::NoTerm(terms.school.clone()));
        }
        faults.extend(more);
        if !seen.insert(terms.school.clone()) {
            faults.push(at, TermFault::Twice(terms.school.clone()));
        }
        read.push(terms);
    }
    if read.is_empty() {
        faults.push(FilePlace::Whole, TermFault::NoSchool);
    }
    faults.or(TermsReading { schools: read, reading })
}

/// Returns a span in words, as far as its days read.
fn days(first: Option<NaiveDate>, last: Option<NaiveDate>) -> String {
    let shown = |day: Option<NaiveDate>| day.map(dates::show_long).unwrap_or_default();
    if first == last { shown(first) } else { format!("{} to {}", shown(first), shown(last)) }
}
