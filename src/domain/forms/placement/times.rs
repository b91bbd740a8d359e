//! Which days and hours, the timetable, and the first day at the host.

use crate::domain::forms::build::{choice, f, line, long, planned, rows, t, time};
use crate::domain::forms::schema::{Field, Section, Table};

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    long(
        "direction.one_open",
        "When only one school is open",
        "Where the child is on a day when the other is closed.",
        "practice; P-LE4",
    )
    .optional(),
    choice(
        &[("full", "Full-time at the host"), ("split", "Split between the schools")],
        "session.split",
        "Full-time or split",
        "For a split, fill in the timetable as well.",
        "P-LE2; P-LE4",
    ),
    choice(
        &[("two", "Two sessions"), ("one", "One session")],
        "session.per_day",
        "Sessions a day at the host",
        "Morning and afternoon, or one of them.",
        "P-LE1",
    ),
    time("session.start", "Start", "When the child must be there.", "P-LE1"),
    time(
        "session.break_start",
        "Break starts",
        "The break between the two sessions.",
        "P-LE1; statute",
    )
    .if_choice("session.per_day", "two"),
    time("session.break_end", "Break ends", "When the second session starts.", "P-LE1; statute")
        .if_choice("session.per_day", "two"),
    time("session.finish", "Finish", "When the child may go.", "P-LE1"),
    line("report.name", "Report to", "The person who meets the child on the first day.", "P-LE2"),
    line("report.role", "Their role", "The post they hold at the host.", "P-LE2"),
    line("report.where", "Where", "The door or office to go to.", "P-LE2"),
    time("report.time", "At", "The time on the first day.", "P-LE2"),
];

const PLACES: &[(&str, &str)] = &[("home", "Home"), ("host", "Host"), ("none", "Not in school")];

const SESSION: &str = "Where the child is expected.";

pub(in crate::domain::forms) const TABLES: &[Table] = &[rows(
    "timetable",
    "Timetable",
    "timetable",
    "timetable.from",
    "P-LE4; P-IN1",
    &[
        planned("timetable.from", "From", "It lasts until the day the next one starts.", "P-LE4"),
        choice(PLACES, "timetable.mon_am", "Monday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.mon_pm", "Monday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.tue_am", "Tuesday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.tue_pm", "Tuesday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.wed_am", "Wednesday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.wed_pm", "Wednesday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.thu_am", "Thursday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.thu_pm", "Thursday afternoon", SESSION, "P-LE4"),
        choice(PLACES, "timetable.fri_am", "Friday morning", SESSION, "P-LE4"),
        choice(PLACES, "timetable.fri_pm", "Friday afternoon", SESSION, "P-LE4"),
    ],
)];

/// How long, which days and which hours.
pub(in crate::domain::forms) const TIMES: Section = Section {
    label: "Period and sessions",
    parts: &[
        f("direction.start"),
        f("direction.end"),
        f("direction.days"),
        f("direction.one_open"),
        f("session.split"),
        f("session.per_day"),
        f("session.start"),
        f("session.break_start"),
        f("session.break_end"),
        f("session.finish"),
        t("timetable"),
    ],
};

/// The first day at the host.
pub(in crate::domain::forms) const FIRST_DAY: Section = Section {
    label: "First day",
    parts: &[f("report.name"), f("report.role"), f("report.where"), f("report.time")],
};
