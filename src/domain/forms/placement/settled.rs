//! What is settled beforehand: uniform, transport and funding.

use crate::domain::forms::build::{choice, f, field, line, long, planned, yes_no};
use crate::domain::forms::schema::{Field, FieldKind, Section};

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    yes_no("settled.uniform", "Uniform settled?", "Which uniform, and who pays for it.", "P-PR5"),
    yes_no(
        "settled.transport",
        "Transport settled?",
        "How the child travels from the first day.",
        "P-PR5; P-TR1",
    ),
    yes_no(
        "settled.funding",
        "Funding talked about?",
        "Best done with the host before the start.",
        "P-FU2",
    ),
    yes_no(
        "settled.policy",
        "In your behaviour policy?",
        "Yes where the policy describes off-site direction.",
        "P-BG7",
    )
    .optional()
    .home_only(),
    line("transport.how", "How the child travels", "Bus, taxi, on foot or with a parent.", "P-TR1")
        .optional(),
    choice(
        &[
            ("parent", "Parent"),
            ("home", "Home school"),
            ("none", "No cost"),
            ("both", "Parent and home school"),
        ],
        "transport.paid_by",
        "Who pays for transport",
        "The parent or the home school.",
        "P-TR1",
    )
    .if_yes("settled.transport"),
    long(
        "funding.terms",
        "Funding terms",
        "What follows the child on a move, and from which day.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    field(
        FieldKind::Money,
        "funding.amount",
        "Amount agreed",
        "The sum that the schools agreed on.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    field(
        FieldKind::Money,
        "funding.awpu",
        "AWPU for a year",
        "The pupil's age-weighted unit for the financial year.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    field(
        FieldKind::Money,
        "funding.top_up",
        "SEN or EHCP amount for a year",
        "What else is paid, by the formula in force.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
    planned(
        "funding.from",
        "Funding counts from",
        "The move, or the direction's start if it is backdated.",
        "P-FU1",
    )
    .optional()
    .schools_only(),
];

/// What is settled before the formal meeting (P-PR5).
pub(in crate::domain::forms) const SETTLED: Section = Section {
    label: "Settled beforehand",
    parts: &[
        f("settled.policy"),
        f("settled.uniform"),
        f("settled.transport"),
        f("transport.how"),
        f("transport.paid_by"),
        f("settled.funding"),
        f("funding.terms"),
        f("funding.amount"),
        f("funding.awpu"),
        f("funding.top_up"),
        f("funding.from"),
    ],
};
