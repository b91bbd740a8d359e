//! The parts of a calendar file with their lines.

use crate::documents::place::FilePlace;
use crate::documents::terms::{TermFault, TermFaults};

/// How deep the parts of a calendar file may lie in each other; a calendar, an event and an alarm
/// are three.
const MAX_DEPTH: usize = 8;

/// Returns the line on which each part of the calendar begins with its name, and refuses a file
/// that is cut short or nested without end: the parser calls itself.
pub(super) fn parts_in(text: &str) -> Result<Vec<(usize, String)>, TermFaults> {
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
        if depth > MAX_DEPTH {
            return Err(TermFaults::one(FilePlace::Line(i as u64 + 1), TermFault::TooDeep));
        }
    }
    if depth > 0 { Err(TermFaults::whole(TermFault::NoEnd)) } else { Ok(parts) }
}
