//! Form 3: the initial meeting.

use crate::domain::forms::build::{f, happened, line, long, number, planned, t, time, yes_no};
use crate::domain::forms::placement;
use crate::domain::forms::schema::{Field, Form, Section};

const C: &str = "Form 3";

pub(super) const FIELDS: &[Field] = &[
    planned(
        "initial.date",
        "Date of the meeting",
        "The day on which both schools and the family met.",
        C,
    ),
    yes_no(
        "initial.address_changed",
        "Address changed?",
        "If yes, correct the home address below.",
        C,
    ),
    line("initial.home_rep", "Home representative", "Name and post.", C),
    line("initial.host_rep", "Host representative", "Name and post.", C),
    line("initial.parent", "Parent or carer", "Who came, or that no one could.", C),
    long(
        "initial.reasons",
        "Reasons for the direction",
        "Why the child is directed there, in words for the family.",
        "Form 3; P-LE6",
    ),
    long(
        "initial.success",
        "What must happen for it to succeed",
        "What the child, family and schools will each do.",
        C,
    ),
    number(
        (1, 12, "school weeks"),
        "initial.frequency_weeks",
        "A review every",
        "Counted in school weeks, without the holidays.",
        "Form 3; P-ME1; P-RV4",
    ),
    planned(
        "initial.first_review",
        "First review",
        "Best within six school weeks of the start.",
        "Form 3; P-LE3",
    ),
    time("initial.review_time", "First review at", "A time that suits the parents.", "P-RV4")
        .optional(),
    line("initial.review_place", "First review place", "The address where it is held.", "P-LE3"),
    line(
        "initial.reviewers",
        "Who reviews",
        "The body or person who decides, and who else comes.",
        "P-LE3; P-RV4; P-RV5",
    ),
    yes_no(
        "initial.signed_parent",
        "Parent signed?",
        "No is an answer too: consent is not needed.",
        C,
    ),
    yes_no("initial.signed_child", "Child signed?", "Where the child is able and willing.", C),
    yes_no("initial.signed_home", "Home school signed?", "Yes once it is on the paper.", C),
    yes_no("initial.signed_host", "Host school signed?", "Yes once it is on the paper.", C),
    yes_no("initial.signed_other", "Someone else signed?", "A social worker or another agency.", C)
        .optional(),
    happened(
        "initial.signed_off",
        "Signed off on",
        "From then on only corrections are added.",
        "P-RV6; P-ME1",
    )
    .optional(),
];

pub(super) const FORM: Form = Form {
    id: "initial",
    label: "Initial meeting",
    short: "Initial",
    sections: &[
        Section {
            label: "Meeting",
            parts: &[
                f("initial.date"),
                f("child.full_name"),
                f("child.dob"),
                f("initial.address_changed"),
                f("child.address"),
                f("initial.home_rep"),
                f("initial.host_rep"),
                f("initial.parent"),
                t("attendees"),
            ],
        },
        placement::SETTLED,
        Section {
            label: "Reasons and success",
            parts: &[f("initial.reasons"), f("initial.success")],
        },
        Section {
            label: "Start and reviews",
            parts: &[
                f("direction.start"),
                f("initial.frequency_weeks"),
                f("initial.first_review"),
                f("initial.review_time"),
                f("initial.review_place"),
                f("initial.reviewers"),
            ],
        },
        Section {
            label: "Signatures",
            parts: &[
                f("initial.signed_parent"),
                f("initial.signed_child"),
                f("initial.signed_home"),
                f("initial.signed_host"),
                f("initial.signed_other"),
                f("initial.signed_off"),
            ],
        },
        Section { label: "Corrections", parts: &[t("event.appendix")] },
    ],
    row_of: None,
};
