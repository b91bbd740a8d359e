//! The parts of a calendar file with their lines.

use crate::documents::place::FilePlace;
use crate::documents::terms::{TermFault, TermFaults};

/// How deep the parts of a calendar file may lie in each other; a calendar, an event and an alarm
/// are three.
const MAX_DEPTH: usize = 8;

/// What an event holds once; of two the parser keeps one and says nothing.
const ONCE: &[&str] = &["DTSTART", "DTEND", "DURATION", "SUMMARY", "RRULE", "STATUS", "UID"];

/// A part of a calendar.
pub(super) struct CalendarPart {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// `VEVENT`, and whatever else a calendar may hold.
    pub name: String,
    /// A property that stands in it twice and may only once.
    pub twice: Option<&'static str>,
    seen: Vec<&'static str>,
}

/// Returns the parts of a calendar, and refuses a file that is cut short or nested without end: the
/// parser calls itself. A line that begins with a blank goes on with the one before (RFC 5545, 3.1).
pub(super) fn parts_in(text: &str) -> Result<Vec<CalendarPart>, TermFaults> {
    let (mut depth, mut parts) = (0usize, Vec::<CalendarPart>::new());
    for (i, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with([' ', '\t'])) {
        let line = line.trim().to_ascii_uppercase();
        if let Some(name) = line.strip_prefix("BEGIN:") {
            depth += 1;
            // What lies in a calendar; what lies deeper belongs to an event.
            if depth == 2 && name != "VTIMEZONE" {
                let name = name.to_owned();
                parts.push(CalendarPart { line: i + 1, name, twice: None, seen: Vec::new() });
            }
        } else if line.starts_with("END:") {
            depth = depth.saturating_sub(1);
        } else if let Some(part) = parts.last_mut().filter(|_| depth == 2) {
            part.note(&line);
        }
        if depth > MAX_DEPTH {
            return Err(TermFaults::one(FilePlace::Line(i as u64 + 1), TermFault::TooDeep));
        }
    }
    if depth > 0 { Err(TermFaults::whole(TermFault::NoEnd)) } else { Ok(parts) }
}

impl CalendarPart {
    /// Notes a property of the part.
    fn note(&mut self, line: &str) {
        let name = line.split([':', ';']).next().unwrap_or_default();
        if let Some(once) = ONCE.iter().find(|once| **once == name) {
            if self.seen.contains(once) {
                self.twice = Some(once);
            }
            self.seen.push(once);
        }
    }
}
