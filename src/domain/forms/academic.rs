//! Form 2, section 1c: attainment, and Key Stage 4 courses.

use crate::domain::forms::build::{f, line, rows, t, yes_no};
use crate::domain::forms::schema::{Field, RowsWanted, Section, Table};

const C: &str = "Form 2, 1c";
const LEVEL: &str = "A level or a few words, or say that it is attached.";

/// The first year group in which Key Stage 4 courses may have begun.
const COURSES_FROM: i64 = 9;

pub(super) const FIELDS: &[Field] = &[
    line("academic.english", "English", LEVEL, C),
    line("academic.maths", "Maths", LEVEL, C),
    line("academic.science", "Science", LEVEL, C),
    line("academic.term", "Term taken", "The term in which these were judged.", C),
    yes_no(
        "academic.ks4",
        "On Key Stage 4 courses?",
        "Year 10 and 11, and Year 9 where courses have begun.",
        C,
    )
    .if_at_least("child.year_group", COURSES_FROM),
];

pub(super) const TABLES: &[Table] = &[rows(
    "subjects",
    "Key Stage 4 subjects",
    "subject",
    "subjects.subject",
    C,
    &[
        line("subjects.subject", "Subject", "As it is called on the timetable.", C),
        line("subjects.course", "Course details", "Qualification, tier and units done so far.", C),
        line("subjects.board", "Exam board", "The board, with the course code if you have it.", C),
    ],
)
.wants(RowsWanted::IfYes("academic.ks4"))];

pub(super) const SECTION: Section = Section {
    label: "1c Academic information",
    parts: &[
        f("academic.english"),
        f("academic.maths"),
        f("academic.science"),
        f("academic.term"),
        f("academic.ks4"),
        t("subjects"),
    ],
};
