//! Form 2, sections 1e and 2: why the behaviour happens, and who completed the passport.

use crate::domain::forms::build::{f, happened, line, long, yes_no};
use crate::domain::forms::schema::{Field, Section};

pub(super) const FIELDS: &[Field] = &[
    long(
        "formulation.text",
        "Formulation",
        "Your best account of what is behind the behaviour or absence.",
        "Form 2, 1e",
    ),
    line("passport.completed_by", "Name", "Who filled in the passport.", "Form 2, 2"),
    line("passport.position", "Position", "Their post at the home school.", "Form 2, 2"),
    line(
        "passport.contact",
        "Contact",
        "A telephone number or email the host can use.",
        "Form 2, 2",
    ),
    yes_no("passport.signed", "Signed?", "Yes once the paper has been signed.", "Form 2, 2"),
    happened("passport.date", "Date", "The day on which it was signed.", "Form 2, 2")
        .if_yes("passport.signed"),
];

pub(super) const FORMULATION: Section =
    Section { label: "1e Formulation", parts: &[f("formulation.text")] };

pub(super) const COMPLETED: Section = Section {
    label: "2 Person completing",
    parts: &[
        f("passport.completed_by"),
        f("passport.position"),
        f("passport.contact"),
        f("passport.signed"),
        f("passport.date"),
    ],
};
