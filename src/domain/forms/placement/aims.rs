//! What the direction is to reach, and what the family is promised.

use crate::domain::forms::build::{choice, f, line, long};
use crate::domain::forms::schema::{Field, Section};

const OBJECTIVES: &str = "P-LE6";

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    long(
        "objectives.text",
        "Objectives",
        "What should be better by the end, so that it can be seen.",
        "P-LE6; statute",
    ),
    long(
        "objectives.support",
        "Support and induction",
        "Who looks after the child, and how they settle in.",
        OBJECTIVES,
    ),
    long(
        "objectives.academic",
        "Academic needs",
        "Above all English, maths and science, with IT.",
        OBJECTIVES,
    ),
    long(
        "objectives.personal",
        "Personal and social needs",
        "What the child needs apart from lessons.",
        OBJECTIVES,
    ),
    long(
        "objectives.engagement",
        "Motivation and attendance",
        "What keeps the child coming and taking part.",
        OBJECTIVES,
    ),
    long(
        "objectives.reintegration",
        "Return to the home school",
        "How the child returns to the home school.",
        OBJECTIVES,
    ),
    long(
        "objectives.monitoring",
        "How progress is checked",
        "What is measured, how often and by whom.",
        OBJECTIVES,
    ),
    choice(
        &[("weekly", "Every week"), ("fortnightly", "Every fortnight"), ("monthly", "Every month")],
        "promise.how_often",
        "Contact with the family",
        "How often the parents hear from the schools.",
        "P-LE7",
    ),
    choice(
        &[("call", "Telephone call"), ("email", "Email"), ("report", "Written report")],
        "promise.mode",
        "Kind of contact",
        "The kind that suits the family best.",
        "P-LE7",
    ),
    line("promise.contact", "Named contact", "Who the parents can ring, with the number.", "P-LE7"),
];

/// What the direction is to reach.
pub(in crate::domain::forms) const AIMS: Section = Section {
    label: "Reasons and objectives",
    parts: &[
        f("initial.reasons"),
        f("objectives.text"),
        f("objectives.support"),
        f("objectives.academic"),
        f("objectives.personal"),
        f("objectives.engagement"),
        f("objectives.reintegration"),
        f("objectives.monitoring"),
    ],
};

/// What the family is promised.
pub(in crate::domain::forms) const PROMISE: Section = Section {
    label: "Keeping in touch",
    parts: &[f("promise.how_often"), f("promise.mode"), f("promise.contact")],
};
