//! Why there is to be a direction or a move, and for how long.

use crate::domain::forms::build::{choice, f, happened, line, long, number, planned, yes_no};
use crate::domain::forms::schema::{Field, Section};

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    long(
        "direction.purpose",
        "Purpose",
        "Which behaviour is to improve, and how: a fresh start, other support.",
        "P-BG2",
    )
    .headed(&[
        "reason for direction",
        "reason for osd",
        "reason for referral",
        "reason for placement",
        "reason for move",
    ]),
    yes_no(
        "direction.not_sanction",
        "Confirmed: not a sanction?",
        "It may not punish what has already happened.",
        "P-BG2",
    ),
    long(
        "direction.different",
        "What the host does differently",
        "What it offers that your school cannot.",
        "P-CX2",
    ),
    planned(
        "direction.start",
        "Start",
        "The first day on which the child goes to the host.",
        "P-BG4; P-LE1",
    )
    .headed(&[
        "start date",
        "date started",
        "date of start",
        "placement start",
        "osd start",
        "osd start date",
        "first day",
        "planned start",
    ]),
    planned(
        "direction.end",
        "Proposed last day",
        "The latest day as proposed now.",
        "P-BG4; P-LE3",
    )
    .headed(&[
        "end date",
        "proposed end",
        "proposed end date",
        "planned end",
        "planned end date",
        "placement end",
        "osd end date",
        "expected end date",
        "end",
    ])
    .if_choice("case.route", "direction"),
    number(
        (1, 400, "days"),
        "direction.days",
        "Number of days",
        "School days from the first to the last.",
        "statute; P-LE3",
    )
    .if_choice("case.route", "direction"),
    yes_no(
        "criterion.disruption",
        "Persistent disruption?",
        "Yes where it goes on despite support.",
        "P-CR1",
    ),
    yes_no(
        "criterion.suspensions",
        "Suspensions pointing to exclusion?",
        "Yes where they may end in permanent exclusion.",
        "P-CR2",
    ),
    yes_no(
        "criterion.exhausted",
        "Graduated response exhausted?",
        "Yes where each step has been tried and reviewed.",
        "P-CR3; P-CX1",
    ),
    yes_no(
        "criterion.different",
        "Host different enough?",
        "Yes where it can do what your school cannot.",
        "P-CR4",
    ),
    yes_no(
        "criterion.ehe",
        "Back from home education?",
        "To the former roll by a Fair Access Panel.",
        "P-CR5",
    ),
    happened("fap.on", "Fair Access Panel on", "The day on which the panel decided.", "P-CR5")
        .headed(&["fap date", "panel date", "date of panel", "panel on"])
        .if_yes("criterion.ehe")
        .schools_only(),
    line("fap.decision", "Decision of the panel", "In a few words, with its reference.", "P-CR5")
        .headed(&["panel decision", "fap decision", "panel outcome"])
        .if_yes("criterion.ehe")
        .schools_only(),
    happened(
        "fap.roll_on",
        "Back on the former roll from",
        "The day on which the child was put back on it.",
        "P-CR5",
    )
    .if_yes("criterion.ehe")
    .schools_only(),
    long(
        "move.evidence",
        "Earlier work before the move",
        "What was tried, and what it showed.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    long(
        "move.agencies",
        "Agencies or assessment before the move",
        "Where others were involved or a plan was sought.",
        "P-MM2",
    )
    .optional(),
    yes_no(
        "move.multi_agency",
        "Were other agencies involved?",
        "No is an answer too, where none was relevant.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    choice(
        &[("done", "Done"), ("explored", "Explored"), ("not_relevant", "Not relevant")],
        "move.assessment",
        "Statutory assessment",
        "Whether one was done, or explored, before the move.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
    long(
        "move.transition",
        "Supported transition",
        "How the child is helped over: visits, people, first weeks.",
        "P-MM2",
    )
    .if_choice("case.route", "managed_move"),
];

/// Why there is to be a direction or a move.
pub(in crate::domain::forms) const CRITERIA: Section = Section {
    label: "Purpose and criteria",
    parts: &[
        f("case.route"),
        f("direction.purpose"),
        f("direction.not_sanction"),
        f("direction.different"),
        f("criterion.disruption"),
        f("criterion.suspensions"),
        f("criterion.exhausted"),
        f("criterion.different"),
        f("criterion.ehe"),
        f("fap.on"),
        f("fap.decision"),
        f("fap.roll_on"),
        f("move.evidence"),
        f("move.multi_agency"),
        f("move.agencies"),
        f("move.assessment"),
        f("move.transition"),
    ],
};
