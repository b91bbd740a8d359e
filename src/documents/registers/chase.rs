//! The letter that asks a host for its marks, one for all its pupils (P-AT3).

use crate::domain::attendance::chase::Pupil;
use crate::domain::dates;
use chrono::{Days, NaiveDate};

/// Returns the letter as text: which marks are missing, pupil by pupil, and how to send them.
pub fn letter(host: &str, pupils: &[Pupil], monday: NaiveDate, today: NaiveDate, officer: &str) -> String {
    let friday = monday.checked_add_days(Days::new(4)).unwrap_or(monday);
    let count: usize = pupils.iter().map(|p| p.sessions.len()).sum();
    let mut text =
        format!("{}\n\nTo: {host}\n\nAttendance marks, week of {} to {}\n\n", dates::show(today), dates::show(monday), dates::show(friday));
    text += &format!(
        "The pupils below are with you by off-site direction. We are responsible for gathering their attendance, and {} of that week {} not \
         reached us:\n\n",
        if count == 1 { "one mark".to_owned() } else { format!("{count} marks") },
        if count == 1 { "has" } else { "have" },
    );
    for pupil in pupils {
        let name = if pupil.name.is_empty() { "(no name recorded)" } else { &pupil.name };
        let born = pupil.born.map(|d| format!(", born {}", dates::show(d))).unwrap_or_default();
        text += &format!("  {name}{born} (our reference {})\n      {}\n\n", pupil.case, pupil.words());
    }
    text += "Please send the marks as they stand in your register: a print or export for these days is best, and the national codes are \
             enough. If a pupil was not expected in one of these sessions, or was absent and you do not know why, please tell us by \
             telephone today.\n\n";
    text + officer + "\n"
}
