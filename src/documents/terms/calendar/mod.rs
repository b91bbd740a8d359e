//! Term dates from an iCalendar file (RFC 5545): each event is taken, passed over or asked about.

mod days;
mod edges;
mod events;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use icalendar::Component;

use crate::documents::clean;
use crate::documents::reading::Reading;
use crate::documents::terms::calendar::days::first_day;
use crate::documents::terms::calendar::edges::EdgeEvent;
use crate::documents::terms::calendar::parts::parts_in;
use crate::documents::terms::spans::DateSpans;
use crate::documents::terms::{Answers, TermsReading};

/// Reads the term dates of one school.
pub(super) fn read(
    school: &str,
    text: &str,
    answers: &Answers,
) -> Result<TermsReading, Vec<String>> {
    if school.trim().is_empty() {
        return Err(vec![
            "A calendar file does not say whose it is. Name the school that it belongs to."
                .to_owned(),
        ]);
    }
    let parts = parts_in(text)?;
    let parsed: icalendar::Calendar = text
        .parse()
        .map_err(|_| vec!["The file does not read as a calendar. Export it again.".to_owned()])?;
    let mut reader = CalendarReader {
        spans: DateSpans::new(clean(school)),
        reading: Reading::new("event"),
        edges: Vec::new(),
        moved: moved(&parsed),
        answers,
    };
    for (line, kind) in parts.iter().filter(|(_, kind)| kind != "VEVENT") {
        reader.reading.pass(&format!("Line {line}"), kind, "is no event of a day; not read.");
    }
    let lines: Vec<usize> =
        parts.iter().filter(|(_, kind)| kind == "VEVENT").map(|(line, _)| *line).collect();
    for (i, event) in parsed.events().enumerate() {
        reader.event(lines.get(i).copied().unwrap_or_default(), event);
    }
    for line in lines.iter().skip(parsed.events().count()) {
        reader.reading.doubt(&format!("Line {line}"), "", "this event could not be read.");
    }
    reader.pair_edges();
    let CalendarReader { mut spans, reading, .. } = reader;
    if spans.is_empty() && spans.faults.is_empty() && reading.doubtful.is_empty() {
        spans.faults.push(
            "No event of the calendar is a term or a closure: none has the word \"term\", \"holiday\" or \"INSET\" as its title. Choose the calendar of term dates."
                .to_owned(),
        );
    }
    let (terms, faults) = spans.done();
    crate::documents::all_or_nothing(TermsReading { schools: vec![terms], reading }, faults)
}

/// Returns the days of each repeated event, by its UID, that have an event of their own in place
/// of the repetition (RFC 5545, 3.8.4.4).
fn moved(calendar: &icalendar::Calendar) -> BTreeMap<String, BTreeSet<NaiveDate>> {
    let mut moved: BTreeMap<String, BTreeSet<NaiveDate>> = BTreeMap::new();
    for event in calendar.events() {
        let day = event.property_value("RECURRENCE-ID").and_then(first_day);
        if let (Some(uid), Some(day)) = (event.get_uid(), day) {
            moved.entry(uid.to_owned()).or_default().insert(day);
        }
    }
    moved
}

struct CalendarReader<'a> {
    spans: DateSpans,
    reading: Reading,
    edges: Vec<EdgeEvent>,
    moved: BTreeMap<String, BTreeSet<NaiveDate>>,
    answers: &'a Answers,
}
