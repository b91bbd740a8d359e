//! Term dates from an iCalendar file (RFC 5545): each event is taken, passed over or asked about.

mod days;
mod edges;
mod events;
mod parts;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use icalendar::Component;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::terms::calendar::days::first_day;
use crate::documents::terms::calendar::edges::EdgeEvent;
use crate::documents::terms::calendar::parts::parts_in;
use crate::documents::terms::spans::DateSpans;
use crate::documents::terms::{Answers, TermFault, TermFaults, TermsReading};

/// Reads the term dates of one school.
pub(super) fn read(
    school: &str,
    text: &str,
    answers: &Answers,
) -> Result<TermsReading, TermFaults> {
    if school.trim().is_empty() {
        return Err(TermFaults::whole(TermFault::NoOwner));
    }
    let parts = parts_in(text)?;
    let parsed: icalendar::Calendar =
        text.parse().map_err(|_: String| TermFaults::whole(TermFault::NotCalendar))?;
    let mut reader = CalendarReader {
        spans: DateSpans::new(clean(school)),
        reading: Reading::new("event"),
        edges: Vec::new(),
        moved: moved(&parsed),
        answers,
    };
    for (line, kind) in parts.iter().filter(|(_, kind)| kind != "VEVENT") {
        reader.reading.pass(FilePlace::Line(*line as u64), kind, "is no event of a day; not read.");
    }
    let lines: Vec<usize> =
        parts.iter().filter(|(_, kind)| kind == "VEVENT").map(|(line, _)| *line).collect();
    for (i, event) in parsed.events().enumerate() {
        reader.event(lines.get(i).copied().unwrap_or_default(), event);
    }
    for line in lines.iter().skip(parsed.events().count()) {
        reader.reading.doubt(FilePlace::Line(*line as u64), "", "this event could not be read.");
    }
    reader.pair_edges();
    let CalendarReader { mut spans, reading, .. } = reader;
    if spans.is_empty() && spans.faults.is_empty() && reading.doubtful.is_empty() {
        spans.faults.push(FilePlace::Whole, TermFault::NoTermDates);
    }
    let (terms, faults) = spans.done();
    faults.or(TermsReading { schools: vec![terms], reading })
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
