//! Term dates of any number of schools from a TOML file.

use std::collections::HashSet;

use ::toml::Spanned;
use ::toml::value::Datetime;
use chrono::NaiveDate;
use serde::Deserialize;

use crate::documents::reading::Reading;
use crate::documents::terms::TermsReading;
use crate::documents::terms::spans::DateSpans;
use crate::documents::{all_or_nothing, clean};
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
pub(super) fn read(text: &str) -> Result<TermsReading, Vec<String>> {
    let file: TermsFile = ::toml::from_str(text).map_err(|e| {
        let place = e.span().map_or(String::new(), |span| format!("{}: ", place(text, span.start)));
        vec![format!(
            "{place}{}. The file of term dates does not read as TOML.",
            clean(e.message()).trim_end_matches('.')
        )]
    })?;
    let (mut read, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    let mut reading = Reading::new("term or closure");
    for entry in file.school {
        let at = place(text, entry.span().start);
        let entry = entry.into_inner();
        let (id, name) = (clean(&entry.id), clean(&entry.name));
        if id.is_empty() && name.is_empty() {
            faults.push(format!("{at}: a school needs an id (its URN) or a name."));
        }
        let mut span = DateSpans::new(if id.is_empty() { School::local_id(&name, "") } else { id });
        for term in entry.term {
            let at = place(text, term.start.span().start);
            let (first, last) = (day_of(term.start.get_ref()), day_of(term.end.get_ref()));
            reading.take(&at, &term.name, format!("term {}.", days(first, last)));
            span.term(&at, first, last);
        }
        for closure in entry.closed {
            let at = place(text, closure.date.span().start);
            let first = day_of(closure.date.get_ref());
            let last = closure.end.map_or(first, |end| day_of(end.get_ref()));
            reading.take(&at, &closure.reason, format!("closed {}.", days(first, last)));
            span.closed(&at, first, last, &closure.reason);
        }
        let (terms, more) = span.done();
        if terms.terms.is_empty() && more.is_empty() {
            faults.push(format!(
                "{at}: the school {} has no term. Give each term its first and last day.",
                terms.school
            ));
        }
        faults.extend(more);
        if !seen.insert(terms.school.clone()) {
            faults.push(format!("{at}: the school {} stands in the file twice.", terms.school));
        }
        read.push(terms);
    }
    if read.is_empty() {
        faults.push("The file names no school. Begin each school with [[school]].".to_owned());
    }
    all_or_nothing(TermsReading { schools: read, reading }, faults)
}

/// Returns a span in words, as far as its days read.
fn days(first: Option<NaiveDate>, last: Option<NaiveDate>) -> String {
    let shown = |day: Option<NaiveDate>| day.map(dates::show_long).unwrap_or_default();
    if first == last { shown(first) } else { format!("{} to {}", shown(first), shown(last)) }
}

/// Returns where a byte stands: `Line 3, column 9`.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("Line {}, column {column}", before.matches('\n').count() + 1)
}
