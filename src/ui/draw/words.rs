//! Every text of the frame around the panes that an officer reads, in the order of the screen.

use crate::ui::texts::texts;

texts! {
    // The head line.
    head(day, words): " Offsite · {day}{words}",
    counts(overdue, today, week, running, all, officer): " · ! {overdue} overdue  * {today} today  . {week} this week  {running} running of {all} · {officer}",
    TOO_SMALL: "Window too small (needs 24 × 6).",

    // After the first key of several.
    THEN: "Then",

    // The open case.
    NO_NAME: "No name yet",
    year(group): " · Year {group}",
    born(day): " · born {day}",
    is_here(who): " · ~ {who} has it open",
    RESTRICTED: " · restricted",
    OPENED_TO_READ: " · restricted, open to read",
    THE_OPEN_CASE: "The open case",
    without_case(passport, timeline, attendance, documents): "This shows the case under the cursor: how far it is, what to do next, the people with telephone numbers, and the history. {passport} shows its passport and forms, {timeline} its timeline, {attendance} both registers, {documents} its letters and forms.",
}
