//! Form 2, section 1d: previous schools, home education and earlier directions.

use crate::domain::forms::build::{f, happened, line, long, rows, t, yes_no};
use crate::domain::forms::schema::{Field, RowsWanted, Section, Table};

const C: &str = "Form 2, 1d";

pub(super) const FIELDS: &[Field] = &[
    happened(
        "history.admitted",
        "Admitted to the current school",
        "The first day on your roll.",
        C,
    )
    .headed(&["admission date", "date of admission", "date admitted", "doa"]),
    yes_no("history.ehe", "Electively home educated?", "Yes where the child is or has been.", C),
    happened("history.ehe_from", "Home educated from", "The day on which it began.", C)
        .if_yes("history.ehe"),
    yes_no(
        "history.osd",
        "Earlier off-site direction?",
        "Yes where there was one at any school.",
        C,
    ),
    line("history.osd_home", "Earlier home school", "The school that directed the child then.", C)
        .if_yes("history.osd"),
    line("history.osd_host", "Earlier destination school", "The school the child went to.", C)
        .if_yes("history.osd"),
    yes_no("history.osd_success", "Was it successful?", "As both schools judged it at its end.", C)
        .if_yes("history.osd"),
    long(
        "history.osd_reasons",
        "Why it was not successful",
        "What would have to be otherwise this time.",
        C,
    )
    .if_no("history.osd_success"),
    yes_no(
        "none.schools_attended",
        "No other school in five years?",
        "Yes where the child was at your school all the time.",
        C,
    )
    .optional(),
];

pub(super) const TABLES: &[Table] = &[rows(
    "schools_attended",
    "Other schools in the last five years",
    "school",
    "schools_attended.name",
    C,
    &[
        line("schools_attended.name", "School", "Its name, and the town if it is far away.", C),
        happened("schools_attended.admitted", "Admitted", "The first day on its roll.", C),
        happened("schools_attended.left", "Left", "The last day on its roll.", C),
    ],
)
.wants(RowsWanted::Unless(1, "none.schools_attended"))];

pub(super) const SECTION: Section = Section {
    label: "1d School history",
    parts: &[
        f("school.home"),
        f("history.admitted"),
        f("history.ehe"),
        f("history.ehe_from"),
        t("schools_attended"),
        f("none.schools_attended"),
        f("history.osd"),
        f("history.osd_home"),
        f("history.osd_host"),
        f("history.osd_success"),
        f("history.osd_reasons"),
    ],
};
