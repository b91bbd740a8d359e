//! Invitations to the parents, and their views.

use crate::domain::forms::build::{choice, event, happened, line, long, review, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.invitation",
        "Invitations",
        "invitation",
        "invitation.on",
        "P-RV2",
        &[
            happened(
                "invitation.on",
                "Sent on",
                "The day on which it was sent or handed over.",
                "P-RV2",
            ),
            review(
                "invitation.review",
                "For which review",
                "The review that the parents are asked to.",
                "P-RV2",
            ),
            line(
                "invitation.who",
                "Sent to",
                "Each parent by name, or the pupil from 18 on.",
                "P-RV2",
            ),
            choice(HOW, "invitation.how", HOW_LABEL, HOW_HINT, "P-RV2"),
            yes_no("invitation.la", "LA invited?", "Asked for where there is an EHCP.", "statute")
                .optional(),
        ],
    ),
    event(
        "event.parent_views",
        "Parents' views",
        "views of a parent",
        "parent_views.on",
        "P-RV2",
        &[
            happened(
                "parent_views.on",
                "Received on",
                "The day on which they reached you.",
                "P-RV2",
            ),
            review(
                "parent_views.review",
                "For which review",
                "The review that they are meant for.",
                "P-RV2",
            ),
            line("parent_views.who", "Received from", "The parent who gave them.", "P-RV2")
                .optional(),
            choice(HOW, "parent_views.how", HOW_LABEL, HOW_HINT, "P-RV2").optional(),
            long(
                "parent_views.text",
                "What they say",
                "Their words, or where the letter is kept.",
                "P-RV2",
            ),
        ],
    ),
];
