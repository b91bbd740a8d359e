//! Term dates of schools from TOML or iCalendar.

use std::collections::HashSet;

use chrono::NaiveDate;
use icalendar::{Component, DatePerhapsTime};
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use crate::documents::{all_or_nothing, clean, decode};
use crate::domain::calendar::{ClosedSpan, Terms, day_of};
use crate::domain::school::School;

/// The largest file read, in bytes.
const SIZE_MOST: usize = 5_000_000;
/// The longest term or closure, in days.
const DAYS_MOST: i64 = 200;
/// How deep the parts of a calendar file may lie in each other; a calendar, an event and an alarm
/// are three.
const DEPTH_MOST: usize = 8;

/// Reads term dates. An iCalendar file says nothing of whose it is: `school` is the id of the
/// school that it belongs to. In TOML every school names itself, and `school` is not used.
///
/// ```toml
/// [[school]]
/// id = "136898"              # URN, or leave it out where the school has none
/// name = "Haybridge High School and Sixth Form"
///
/// [[school.term]]
/// name = "Autumn"            # optional
/// start = 2026-09-01
/// end = 2026-12-18
///
/// [[school.closed]]
/// date = 2026-10-26
/// end = 2026-10-30           # optional: the last day, for more days than one
/// reason = "Half-term"
/// ```
///
/// In iCalendar an event is a closure where its summary has "half term", "holiday", "INSET", "TED",
/// "training", "break" or "closed", a term where it has "term"; other events are passed over. Bank
/// holidays are built in.
///
/// # Errors
/// Every fault with its line, as sentences; then nothing is read.
pub fn read_terms(school: &str, bytes: &[u8]) -> Result<Vec<Terms>, Vec<String>> {
    if bytes.len() > SIZE_MOST {
        return Err(vec![format!(
            "The file is larger than {} MB. Term dates take a few lines; choose another file.",
            SIZE_MOST / 1_000_000
        )]);
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(vec!["The file is empty. Choose a file with term dates.".to_owned()]);
    }
    let is_calendar = text
        .trim_start()
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if is_calendar { calendar(school, &text).map(|terms| vec![terms]) } else { from_toml(&text) }
}

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
    #[serde(default, rename = "name")]
    _name: String,
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

fn from_toml(text: &str) -> Result<Vec<Terms>, Vec<String>> {
    let file: TermsFile = toml::from_str(text).map_err(|e| {
        let place = e.span().map_or(String::new(), |span| format!("{}: ", place(text, span.start)));
        vec![format!(
            "{place}{}. The file of term dates does not read as TOML.",
            clean(e.message()).trim_end_matches('.')
        )]
    })?;
    let (mut read, mut faults, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
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
            span.term(&at, day_of(term.start.get_ref()), day_of(term.end.get_ref()));
        }
        for closure in entry.closed {
            let at = place(text, closure.date.span().start);
            let first = day_of(closure.date.get_ref());
            span.closed(
                &at,
                first,
                closure.end.map_or(first, |end| day_of(end.get_ref())),
                &closure.reason,
            );
        }
        let (terms, more) = span.done(&at);
        faults.extend(more);
        if !seen.insert(terms.school.clone()) {
            faults.push(format!("{at}: the school {} stands in the file twice.", terms.school));
        }
        read.push(terms);
    }
    if read.is_empty() {
        faults.push("The file names no school. Begin each school with [[school]].".to_owned());
    }
    all_or_nothing(read, faults)
}

/// Returns where a byte stands: `Line 3, column 9`.
fn place(text: &str, byte: usize) -> String {
    let before = text.get(..byte).unwrap_or(text);
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    format!("Line {}, column {column}", before.matches('\n').count() + 1)
}

/// What an event of a calendar says.
#[derive(PartialEq)]
enum CalendarWord {
    Term,
    Closure,
    Other,
}

fn event_of(summary: &str) -> CalendarWord {
    let lower = summary.to_lowercase().replace('-', " ");
    let is_closure = ["half term", "holiday", "inset", "closed", "closure", "training", "break"]
        .iter()
        .any(|w| lower.contains(w));
    if is_closure
        || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "ted" || word == "teds")
    {
        CalendarWord::Closure
    } else if lower.contains("term") {
        CalendarWord::Term
    } else {
        CalendarWord::Other
    }
}

fn calendar(school: &str, text: &str) -> Result<Terms, Vec<String>> {
    if school.trim().is_empty() {
        return Err(vec![
            "A calendar file does not say whose it is. Name the school that it belongs to."
                .to_owned(),
        ]);
    }
    let starts = events_in(text)?;
    let parsed: icalendar::Calendar = text
        .parse()
        .map_err(|_| vec!["The file does not read as a calendar. Export it again.".to_owned()])?;
    let mut spans = DateSpans::new(clean(school));
    for (i, event) in parsed.events().enumerate() {
        let summary = clean(event.get_summary().unwrap_or_default());
        let kind = event_of(&summary);
        if kind == CalendarWord::Other {
            continue;
        }
        let at = starts.get(i).map_or_else(|| "An event".to_owned(), |line| format!("Line {line}"));
        if event.property_value("RRULE").is_some() || event.property_value("DURATION").is_some() {
            spans.faults.push(format!(
                "{at}: a term or closure that repeats or has a duration is not read. Give each with its first and last day."
            ));
            continue;
        }
        let first = event.get_start().map(|d| d.date_naive());
        let last = match event.get_end() {
            None if event.property_value("DTEND").is_some() => None,
            None => first,
            // An all-day event ends on the day after its last (RFC 5545, 3.6.1).
            Some(DatePerhapsTime::Date(end)) if first != Some(end) => end.pred_opt(),
            Some(end) => Some(end.date_naive()),
        };
        if kind == CalendarWord::Closure {
            spans.closed(&at, first, last, &summary);
        } else if first.is_some() && first == last {
            spans.faults.push(format!("{at}: this term lasts one day. Give each term as one event from its first to its last day."));
        } else {
            spans.term(&at, first, last);
        }
    }
    if spans.terms.terms.is_empty() && spans.faults.is_empty() {
        spans.faults.push(
            "No event of the calendar has the word \"term\". Choose the calendar of term dates."
                .to_owned(),
        );
    }
    let (terms, faults) = spans.done("The calendar");
    all_or_nothing(terms, faults)
}

/// Returns the line on which each event begins, and refuses a file that is cut short or nested
/// without end: the parser calls itself.
fn events_in(text: &str) -> Result<Vec<usize>, Vec<String>> {
    let (mut depth, mut starts) = (0usize, Vec::new());
    for (i, line) in text.lines().enumerate() {
        let line = line.trim().to_ascii_uppercase();
        if line.starts_with("BEGIN:") {
            depth += 1;
        } else if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
        }
        if depth > DEPTH_MOST {
            return Err(vec![format!(
                "Line {}: the parts of this calendar lie too deep in each other. Export it again.",
                i + 1
            )]);
        }
        if line == "BEGIN:VEVENT" {
            starts.push(i + 1);
        }
    }
    if depth > 0 {
        Err(vec!["The calendar has no end: the file is cut short. Export it again.".to_owned()])
    } else {
        Ok(starts)
    }
}

/// Terms and closures as they are gathered, with what is wrong with them.
struct DateSpans {
    terms: Terms,
    faults: Vec<String>,
}

impl DateSpans {
    fn new(school: String) -> DateSpans {
        DateSpans { terms: Terms { school, ..Terms::default() }, faults: Vec::new() }
    }

    /// Returns both days where they make a span; else a fault is noted.
    fn span(
        &mut self,
        at: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (Some(first), Some(last)) = (first, last) else {
            self.faults
                .push(format!("{at}: a day is missing or is none. Write days like 2026-09-01."));
            return None;
        };
        let days = last.signed_duration_since(first).num_days();
        if days < 0 {
            self.faults.push(format!("{at}: the last day, {last}, is before the first, {first}."));
        } else if days > DAYS_MOST {
            self.faults.push(format!(
                "{at}: {first} to {last} is longer than {DAYS_MOST} days. Check the years."
            ));
        } else {
            return Some((first, last));
        }
        None
    }

    fn term(&mut self, at: &str, first: Option<NaiveDate>, last: Option<NaiveDate>) {
        let Some(term) = self.span(at, first, last) else { return };
        if let Some(other) = self.terms.terms.iter().find(|t| t.0 <= term.1 && term.0 <= t.1) {
            self.faults.push(format!(
                "{at}: this term runs into the one from {} to {}.",
                other.0, other.1
            ));
        }
        self.terms.terms.push(term);
    }

    fn closed(
        &mut self,
        at: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
        reason: &str,
    ) {
        let Some((first, last)) = self.span(at, first, last) else { return };
        let reason = clean(reason);
        self.terms.closed.extend(
            first
                .iter_days()
                .take_while(|d| *d <= last)
                .map(|day| ClosedSpan { day, reason: reason.clone() }),
        );
    }

    /// Returns the terms in order of days; a school without any term is a fault.
    fn done(mut self, at: &str) -> (Terms, Vec<String>) {
        if self.terms.terms.is_empty() && self.faults.is_empty() {
            self.faults.push(format!(
                "{at}: the school {} has no term. Give each term its first and last day.",
                self.terms.school
            ));
        }
        self.terms.terms.sort();
        self.terms.closed.sort_by_key(|c| c.day);
        self.terms.closed.dedup_by_key(|c| c.day);
        (self.terms, self.faults)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Calendar;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const TERM: &str = "[[school]]\nid = \"136898\"\n[[school.term]]\nname = \"Autumn\"\nstart = 2026-09-01\nend = 2026-12-18\n";

    #[test]
    fn toml_reads_into_a_calendar() {
        let text = format!(
            "{TERM}[[school.closed]]\ndate = 2026-10-26\nend = 2026-10-30\nreason = \"Half-term\"\n[[school.closed]]\ndate = 2026-11-27\nreason = \"INSET\"\n"
        );
        let terms = read_terms("", text.as_bytes()).unwrap().remove(0);
        assert_eq!((terms.school.as_str(), terms.closed.len()), ("136898", 6));
        let calendar = Calendar::new(terms);
        assert_eq!(calendar.school_weeks_after(day("2026-10-07"), 6), day("2026-11-25"));
        assert_eq!(calendar.why_closed(day("2026-11-27")), Some("INSET"));
    }

    #[test]
    fn toml_faults_by_line() {
        let back = TERM.replace("2026-12-18", "2026-08-18");
        let twice = format!("{TERM}{TERM}");
        for (text, words) in [
            ("", "The file is empty"),
            ("# nothing\n", "names no school"),
            ("[[school]]\nid = 3\n", "Line 2, column 6"),
            ("[[school]]\nid = \"1\"\nnmae = \"x\"\n", "Line 3"),
            ("[[school]]\nid = \"1\"\n", "has no term"),
            (&back, "Line 5, column 9: the last day, 2026-08-18"),
            (&TERM.replace("2026-12-18", "2036-12-18"), "longer than"),
            (&TERM.replace("2026-12-18", "12:30:00"), "a day is missing"),
            (&twice, "stands in the file twice"),
            (&TERM[..TERM.len() - 8], "Line 6"),
        ] {
            let faults = read_terms("", text.as_bytes()).unwrap_err();
            assert!(faults[0].contains(words), "{faults:?}");
        }
    }

    fn ics(events: &[(&str, &str, &str)]) -> String {
        let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n");
        for (summary, first, end) in events {
            text.push_str(&format!(
                "BEGIN:VEVENT\r\nUID:{first}\r\nDTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{end}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n"
            ));
        }
        text + "END:VCALENDAR\r\n"
    }

    #[test]
    fn calendar_events_are_terms_or_closures() {
        let text = ics(&[
            ("Sports day", "20260930", "20261001"),
            ("Autumn term", "20260901", "20261219"),
            ("Autumn half-term", "20261026", "20261031"),
            ("TED day", "20261127", "20261128"),
        ]);
        let terms = read_terms("L-home", text.as_bytes()).unwrap().remove(0);
        assert_eq!(terms.terms, [(day("2026-09-01"), day("2026-12-18"))]);
        assert_eq!((terms.school.as_str(), terms.closed.len()), ("L-home", 6));
        let cut = &text[..text.len() - 40];
        let deep = format!("BEGIN:VCALENDAR\r\n{}", "BEGIN:VEVENT\r\n".repeat(10_000));
        for (school, text, words) in [
            ("L", cut, "cut short"),
            ("L", deep.as_str(), "too deep"),
            ("", text.as_str(), "whose it is"),
            ("L", &ics(&[("Sports day", "20260930", "20261001")]), "word \"term\""),
            (
                "L",
                &ics(&[("Autumn term starts", "20260901", "20260902")]),
                "Line 4: this term lasts one day",
            ),
            ("L", &ics(&[("Autumn term", "20260901", "2026")]), "Line 4: a day is missing"),
        ] {
            let faults = read_terms(school, text.as_bytes()).unwrap_err();
            assert!(faults[0].contains(words), "{faults:?}");
        }
    }
}
