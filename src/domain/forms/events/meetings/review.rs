//! Meetings, and the reviews with their record.

use crate::domain::forms::build::{choice, event, happened, line, long, planned, time, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.meeting",
        "Meetings",
        "meeting",
        "meeting.on",
        "P-ME1",
        &[
            happened("meeting.on", "Date", ON_HINT, "P-ME1"),
            choice(
                &[
                    ("strategy", "Strategy"),
                    ("planning", "Planning"),
                    ("initial", "Initial"),
                    ("reintegration", "Reintegration"),
                ],
                "meeting.kind",
                "Kind of meeting",
                "What the meeting was for.",
                "P-ME1; P-LE8",
            ),
            line("meeting.who", "Who came", "Names and posts.", "P-ME1").optional(),
            choice(HOW, "meeting.how", HOW_LABEL, HOW_HINT, "P-ME1").optional(),
            long("meeting.text", "What was said", "What was agreed, and who does it.", "P-ME1")
                .optional(),
        ],
    ),
    event(
        "event.review",
        "Reviews",
        "review",
        "review.on",
        "Form 4; P-RV1",
        &[
            planned(
                "review.on",
                "Date",
                "The day it is booked for, then the day it was held.",
                "Form 4",
            )
            .headed(&[
                "review",
                "review date",
                "date of review",
                "next review",
                "next review date",
            ]),
            choice(
                &[("ordinary", "Ordinary"), ("emergency", "Emergency"), ("requested", "Requested")],
                "review.kind",
                "Kind of review",
                "An emergency review follows a suspension by the host.",
                "Form 4; P-RV9",
            ),
            time("review.time", "Time", "A time that suits the parents.", "P-RV4").optional(),
            line("review.place", "Place", "The address, or the link.", "P-RV4").optional(),
            line(
                "review.who",
                "Who is invited",
                "The agencies of the passport among them.",
                "P-RV4; P-RV5",
            )
            .optional(),
            choice(HOW, "review.how", HOW_LABEL, HOW_HINT, "P-RV4").optional(),
            yes_no("review.held", "Held?", "Unanswered until the day has come.", "Form 4")
                .optional(),
            line("review.home_rep", "Home representative", "Name and post.", "Form 4")
                .if_yes("review.held"),
            line("review.host_rep", "Host representative", "Name and post.", "Form 4")
                .if_yes("review.held"),
            line("review.parent", "Parent or carer", "Who came, or that no one could.", "Form 4")
                .if_yes("review.held"),
            yes_no(
                "review.address_changed",
                "Address changed?",
                "If yes, correct the home address below.",
                "Form 4",
            )
            .if_yes("review.held"),
            long(
                "review.progress",
                "Progress and success so far",
                "What goes well, with marks and attendance.",
                "Form 4",
            )
            .if_yes("review.held"),
            long(
                "review.concerns",
                "Concerns and suggestions",
                "From both schools, the family and the child.",
                "Form 4",
            )
            .if_yes("review.held"),
            long(
                "review.support",
                "Further support and information",
                "What is added from now on, and by whom.",
                "Form 4",
            )
            .if_yes("review.held"),
            long(
                "review.monitoring",
                "Agreed monitoring points",
                "What is looked at, when and by whom, until the next review.",
                "P-RV5",
            )
            .optional(),
            planned(
                "review.next_on",
                "Next meeting",
                "Leave empty where the direction ends.",
                "Form 4; P-RV4",
            )
            .optional(),
            yes_no(
                "review.signed_parent",
                "Parent signed?",
                "No is an answer too: consent is not needed.",
                "Form 4",
            )
            .optional(),
            yes_no(
                "review.signed_child",
                "Child signed?",
                "Where the child is able and willing.",
                "Form 4",
            )
            .optional(),
            yes_no(
                "review.signed_home",
                "Home school signed?",
                "Yes once it is on the paper.",
                "Form 4",
            )
            .optional(),
            yes_no(
                "review.signed_host",
                "Host school signed?",
                "Yes once it is on the paper.",
                "Form 4",
            )
            .optional(),
            yes_no(
                "review.signed_other",
                "Someone else signed?",
                "A social worker or another agency.",
                "Form 4",
            )
            .optional(),
            happened(
                "review.signed_off",
                "Signed off on",
                "From then on only corrections are added.",
                "P-RV6",
            )
            .optional(),
        ],
    ),
];
