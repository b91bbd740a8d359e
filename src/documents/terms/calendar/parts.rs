//! The parts of a calendar file with their lines.

/// How deep the parts of a calendar file may lie in each other; a calendar, an event and an alarm
/// are three.
const DEPTH_MOST: usize = 8;

/// Returns the line on which each part of the calendar begins with its name, and refuses a file
/// that is cut short or nested without end: the parser calls itself.
pub(super) fn parts_in(text: &str) -> Result<Vec<(usize, String)>, Vec<String>> {
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
