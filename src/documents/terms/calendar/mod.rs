//! Term dates from an iCalendar file (RFC 5545): each event is taken, passed over or asked about.

mod days;
mod edges;
mod events;
mod parts;
mod times;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::terms::calendar::edges::EdgeEvent;
use crate::documents::terms::calendar::parts::{CalendarPart, parts_in};
use crate::documents::terms::calendar::times::Moved;
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
        moved: Moved::of(&parsed),
        answers,
    };
    let (events, others): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.name == "VEVENT");
    for CalendarPart { line, name, .. } in others {
        reader.reading.pass(FilePlace::Line(*line as u64), name, "is no event of a day; not read.");
    }
    let read = parsed.events().count();
    for (part, event) in events.iter().zip(parsed.events()) {
        reader.event(part, event);
    }
    for part in events.iter().skip(read) {
        let says = "this event could not be read.";
        reader.reading.doubt(FilePlace::Line(part.line as u64), "", says);
    }
    reader.pair_edges();
    let CalendarReader { mut spans, reading, .. } = reader;
    if spans.is_empty() && spans.faults.is_empty() && reading.doubtful.is_empty() {
        spans.faults.push(FilePlace::Whole, TermFault::NoTermDates);
    }
    let (terms, faults) = spans.done();
    faults.or(TermsReading { schools: vec![terms], reading })
}

struct CalendarReader<'a> {
    spans: DateSpans,
    reading: Reading,
    edges: Vec<EdgeEvent>,
    moved: Moved,
    answers: &'a Answers,
}
