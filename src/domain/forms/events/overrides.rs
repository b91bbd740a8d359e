//! Overrides: where an officer went on against a rule, and why. The program writes these rows;
//! nobody changes them.

use crate::domain::forms::build::{event, happened, line, long};
use crate::domain::forms::schema::Table;

pub(in super::super) const TABLES: &[Table] = &[event(
    "event.override",
    "Rules gone against",
    "reason for going on",
    "override.on",
    "practice",
    &[
        happened("override.on", "Date", "The day on which it was decided to go on.", "practice"),
        line("override.rule", "Rule", "The rule that was not met, by its id.", "practice"),
        line("override.who", "Who", "The officer who went on.", "practice"),
        long("override.reason", "Reason", "Why it was right to go on.", "practice"),
    ],
)
.by_program()];
