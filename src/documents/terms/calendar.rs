//! Term dates from an iCalendar file (RFC 5545): each event is taken, passed over or asked about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use icalendar::{CalendarDateTime, Component, DatePerhapsTime, Event};

use crate::documents::clean;
use crate::documents::reading::Reading;
use crate::documents::terms::spans::DateSpans;
use crate::documents::terms::title::{Edge, Span, Title};
use crate::documents::terms::{Answers, TermsReading, repeat, title};
use crate::domain::calendar::{dates, zone};

/// How deep the parts of a calendar file may lie in each other; a calendar, an event and an alarm
/// are three.
const DEPTH_MOST: usize = 8;

/// The whole days of an event, or why it has none.
enum EventDays {
    /// First and last day, both included.
    Days(NaiveDate, NaiveDate),
    /// It begins or ends within a day.
    Hours(NaiveDate),
    /// A day of it is missing or does not read.
    Unknown,
}

/// Half of a span that has an event for each of its two days.
struct EdgeEvent {
    of: Span,
    at: Edge,
    day: NaiveDate,
    place: String,
    summary: String,
}

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

fn first_day(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.trim().get(..8)?, "%Y%m%d").ok()
}

struct CalendarReader<'a> {
    spans: DateSpans,
    reading: Reading,
    edges: Vec<EdgeEvent>,
    moved: BTreeMap<String, BTreeSet<NaiveDate>>,
    answers: &'a Answers,
}

impl CalendarReader<'_> {
    fn event(&mut self, line: usize, event: &Event) {
        let (place, summary) =
            (format!("Line {line}"), clean(event.get_summary().unwrap_or_default()));
        let mut kind = title::parse(&summary);
        if event
            .property_value("STATUS")
            .is_some_and(|s| s.trim().eq_ignore_ascii_case("CANCELLED"))
        {
            return self.reading.pass(&place, &summary, "is cancelled.");
        }
        let days = days_of(event);
        match (self.answers.get(&line).copied(), &days) {
            (Some(false), _) => {
                return self.reading.pass(&place, &summary, "is passed over, as you said.");
            }
            (Some(true), EventDays::Days(first, last)) if kind != Title::Term || first == last => {
                kind = Title::Closure;
            }
            // An INSET that is written with its hours closes the school for the day.
            (Some(true), EventDays::Hours(day)) => {
                return self.closed(&place, &summary, &[(*day, *day)]);
            }
            (Some(true), EventDays::Days(..) | EventDays::Unknown) | (None, _) => {}
        }
        let (first, last) = match (days, kind) {
            (EventDays::Days(first, last), _) => (first, last),
            (EventDays::Unknown, Title::Other | Title::Named) => {
                return self.reading.pass(&place, &summary, "has no day that reads.");
            }
            (EventDays::Unknown, _) => {
                return self.spans.faults.push(format!(
                    "{place}: a day is missing or is none. Write days like 20260901."
                ));
            }
            (EventDays::Hours(day), Title::Closure | Title::Doubtful) => {
                return self.reading.doubt(
                    &place,
                    &summary,
                    format!(
                        "on {} has hours, as an event of part of a day has. Is the school closed that day?",
                        dates::show_long(day)
                    ),
                );
            }
            (EventDays::Hours(day), _) => {
                let on = dates::show_long(day);
                return self.reading.pass(&place, &summary, format!("on {on} has hours."));
            }
        };
        let all = match event.property_value("RRULE") {
            None => vec![(first, last)],
            Some(_) if matches!(kind, Title::Other | Title::Named) => {
                return self.reading.pass(&place, &summary, "is a repeated event of another kind.");
            }
            Some(rule) => match self.repeated(rule, event, first, last) {
                Some(all) => all,
                None => {
                    return self.reading.doubt(
                        &place,
                        &summary,
                        "repeats by a rule that is not read here. Give each with its first and last day.",
                    );
                }
            },
        };
        let shown = span_words(first, last);
        match kind {
            Title::Closure => self.closed(&place, &summary, &all),
            Title::Term => self.term(&place, &summary, &all),
            Title::Edge { of, at } if first == last => {
                self.edges.push(EdgeEvent { of, at, day: first, place, summary });
            }
            Title::Edge { of: Span::Term, .. } | Title::Doubtful | Title::Edge { .. } => {
                self.reading.doubt(
                    &place,
                    &summary,
                    format!("{shown}: is the school closed then?"),
                );
            }
            Title::Named => {
                let school = first.iter_days().take_while(|d| *d <= last).any(is_weekday);
                let says = if school {
                    format!("{shown}: not a closure by its title. Look whether it is one.")
                } else {
                    format!("{shown}: on no school day.")
                };
                self.reading.pass(&place, &summary, says);
            }
            Title::Other => self.reading.pass(&place, &summary, format!("{shown}: another event.")),
        }
    }

    /// Returns first and last days of every time that an event comes.
    fn repeated(
        &self,
        rule: &str,
        event: &Event,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<Vec<(NaiveDate, NaiveDate)>> {
        let mut out =
            event.get_uid().and_then(|uid| self.moved.get(uid)).cloned().unwrap_or_default();
        let excluded = event.multi_properties().get("EXDATE").into_iter().flatten();
        let alone = event.properties().get("EXDATE");
        for property in excluded.chain(alone) {
            out.extend(property.value().split(',').filter_map(first_day));
        }
        let long = Days::new(last.signed_duration_since(first).num_days().unsigned_abs());
        let days = repeat::days(rule, first, &out)?;
        days.into_iter().map(|day| Some((day, day.checked_add_days(long)?))).collect()
    }

    fn closed(&mut self, place: &str, summary: &str, all: &[(NaiveDate, NaiveDate)]) {
        let before = self.spans.faults.len();
        for (first, last) in all {
            self.spans.closed(place, Some(*first), Some(*last), summary);
        }
        if self.spans.faults.len() == before {
            let words: Vec<String> = all.iter().map(|(a, b)| span_words(*a, *b)).collect();
            self.reading.take(place, summary, format!("closed {}.", words.join("; ")));
        }
    }

    fn term(&mut self, place: &str, summary: &str, all: &[(NaiveDate, NaiveDate)]) {
        for (first, last) in all {
            if first == last {
                self.reading.doubt(
                    place,
                    summary,
                    "this term lasts one day. Give each term as one event from its first to its last day, or as one that starts and one that ends.",
                );
                return;
            }
            let within = self.spans.terms.terms.iter().any(|t| t.0 <= *first && *last <= t.1);
            if within {
                let says =
                    format!("{}: lies within a term of the file.", span_words(*first, *last));
                return self.reading.pass(place, summary, says);
            }
            // A term that holds ones read before, as both halves and the whole are in some feeds.
            self.spans.terms.terms.retain(|t| !(*first <= t.0 && t.1 <= *last));
            let before = self.spans.faults.len();
            self.spans.term(place, Some(*first), Some(*last));
            if self.spans.faults.len() == before {
                let says = format!("term {}.", span_words(*first, *last));
                self.reading.take(place, summary, says);
            }
        }
    }

    /// Joins each event that starts a term or a closure with the next that ends one.
    fn pair_edges(&mut self) {
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_by_key(|e| e.day);
        for of in [Span::Term, Span::Closure] {
            let mut start: Option<EdgeEvent> = None;
            let all: Vec<EdgeEvent> = edges.extract_if(.., |e| e.of == of).collect();
            for edge in all {
                match (edge.at, start.take()) {
                    (Edge::Last, Some(first)) => {
                        let title = format!("{}, {}", first.summary, edge.summary);
                        let span = [(first.day, edge.day)];
                        match of {
                            Span::Term => self.term(&first.place, &title, &span),
                            Span::Closure => self.closed(&first.place, &title, &span),
                        }
                        let says = format!("taken with {}.", first.place.to_lowercase());
                        self.reading.take(&edge.place, &edge.summary, says);
                    }
                    (Edge::First, before) => {
                        self.unpaired(before);
                        start = Some(edge);
                    }
                    (Edge::Last, None) => self.unpaired(Some(edge)),
                }
            }
            self.unpaired(start);
        }
    }

    fn unpaired(&mut self, edge: Option<EdgeEvent>) {
        let Some(edge) = edge else { return };
        let (what, other) = match edge.at {
            Edge::First => ("starts", "ends"),
            Edge::Last => ("ends", "starts"),
        };
        let says = format!(
            "on {}: no event of the file says when what {what} here {other}. Is the school closed that day?",
            dates::show_long(edge.day)
        );
        self.reading.doubt(&edge.place, &edge.summary, says);
    }
}

fn is_weekday(day: NaiveDate) -> bool {
    use chrono::Datelike;
    day.weekday().num_days_from_monday() < 5
}

fn span_words(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        dates::show_long(first)
    } else {
        format!("{} to {}", dates::show_long(first), dates::show_long(last))
    }
}

/// Returns the whole days of an event as they are in London.
fn days_of(event: &Event) -> EventDays {
    let Some(start) = event.get_start() else { return EventDays::Unknown };
    let end = match (event.get_end(), event.property_value("DURATION")) {
        (Some(end), _) => Some(end),
        (None, Some(duration)) => match whole_days(duration) {
            Some(days) => match &start {
                DatePerhapsTime::Date(day) => {
                    day.checked_add_days(Days::new(days)).map(DatePerhapsTime::Date)
                }
                DatePerhapsTime::DateTime(moment) => local(moment)
                    .and_then(|m| m.checked_add_days(Days::new(days)))
                    .map(|m| DatePerhapsTime::DateTime(CalendarDateTime::Floating(m))),
            },
            None => return EventDays::Hours(start.date_naive()),
        },
        (None, None) if event.property_value("DTEND").is_some() => return EventDays::Unknown,
        (None, None) => None,
    };
    match (&start, end) {
        (DatePerhapsTime::Date(first), None) => EventDays::Days(*first, *first),
        // An all-day event ends on the day after its last (RFC 5545, 3.6.1); some programs write
        // its only day twice.
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::Date(end))) if end == *first => {
            EventDays::Days(*first, *first)
        }
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::Date(end))) => {
            end.pred_opt().map_or(EventDays::Unknown, |last| EventDays::Days(*first, last))
        }
        (DatePerhapsTime::Date(first), Some(DatePerhapsTime::DateTime(end))) => {
            local(&end).map_or(EventDays::Unknown, |end| EventDays::Days(*first, end.date()))
        }
        (DatePerhapsTime::DateTime(start), end) => {
            let Some(first) = local(start) else { return EventDays::Unknown };
            let end = match end {
                Some(DatePerhapsTime::DateTime(end)) => local(&end),
                Some(DatePerhapsTime::Date(end)) => Some(end.and_time(NaiveTime::MIN)),
                None => None,
            };
            match end {
                Some(end)
                    if first.time() == NaiveTime::MIN
                        && end.time() == NaiveTime::MIN
                        && end > first =>
                {
                    let last = end.date().pred_opt().unwrap_or(end.date());
                    EventDays::Days(first.date(), last)
                }
                _ => EventDays::Hours(first.date()),
            }
        }
    }
}

/// Returns a moment as the clock in London shows it. A zone that is not in the tables of IANA, as
/// `GMT Standard Time`, is taken to be London's own.
fn local(moment: &CalendarDateTime) -> Option<NaiveDateTime> {
    match moment {
        CalendarDateTime::Floating(time) => Some(*time),
        CalendarDateTime::Utc(time) => Some(zone::london(time).naive_local()),
        CalendarDateTime::WithTimezone { date_time, tzid } => match zone::named(tzid) {
            None => Some(*date_time),
            Some(zone) => {
                let moment: DateTime<Utc> =
                    zone.from_local_datetime(date_time).earliest()?.with_timezone(&Utc);
                Some(zone::london(&moment).naive_local())
            }
        },
    }
}

/// Reads `P5D` and `P2W`; a duration with hours is none of whole days.
fn whole_days(duration: &str) -> Option<u64> {
    let rest = duration.trim().strip_prefix('+').unwrap_or(duration.trim()).strip_prefix('P')?;
    let (count, unit) = match rest.strip_suffix('W') {
        Some(count) => (count, 7),
        None => (rest.strip_suffix('D')?, 1),
    };
    count.parse::<u64>().ok().filter(|n| (1..=1_000).contains(n)).map(|n| n * unit)
}

/// Returns the line on which each part of the calendar begins with its name, and refuses a file
/// that is cut short or nested without end: the parser calls itself.
fn parts_in(text: &str) -> Result<Vec<(usize, String)>, Vec<String>> {
    let (mut depth, mut parts) = (0usize, Vec::new());
    for (i, line) in text.lines().enumerate() {
        let line = line.trim().to_ascii_uppercase();
        if let Some(name) = line.strip_prefix("BEGIN:") {
            depth += 1;
            // What lies in a calendar; what lies deeper belongs to an event.
            if depth == 2 && name != "VTIMEZONE" {
                parts.push((i + 1, name.to_owned()));
            }
        } else if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > DEPTH_MOST {
            return Err(vec![format!(
                "Line {}: the parts of this calendar lie too deep in each other. Export it again.",
                i + 1
            )]);
        }
    }
    if depth > 0 {
        Err(vec!["The calendar has no end: the file is cut short. Export it again.".to_owned()])
    } else {
        Ok(parts)
    }
}
