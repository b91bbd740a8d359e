//! Attendance at meetings: who was invited, who came and who signed, for the initial meeting and
//! each review.

use crate::domain::forms::build::{choice, happened, line, review, rows, yes_no};
use crate::domain::forms::schema::Table;

const C: &str = "P-RV5; Form 3; Form 4";

/// In what capacity somebody attends.
pub const ROLES: &[(&str, &str)] = &[
    ("child", "Child"),
    ("parent", "Parent or carer"),
    ("home", "Home school"),
    ("host", "Host school"),
    ("nominee", "Nominee of the board"),
    ("social_worker", "Social worker"),
    ("virtual_school", "Virtual School"),
    ("la", "Local authority"),
    ("agency", "Another agency"),
    ("other", "Someone else"),
];

pub(super) const TABLES: &[Table] = &[rows(
    "attendees",
    "People at the meeting",
    "person",
    "attendees.name",
    C,
    &[
        line("attendees.name", "Name", "Name and post; the body where no name is known yet.", C),
        choice(ROLES, "attendees.role", "Attends as", "In what capacity they are asked.", C),
        review("attendees.review", "At which review", "Leave empty for the initial meeting.", C)
            .optional(),
        yes_no(
            "attendees.is_head",
            "Head teacher?",
            "The board's nominee must be someone else.",
            "statute",
        )
        .optional(),
        yes_no("attendees.came", "Came?", "Unanswered until the day has come.", C).optional(),
        happened(
            "attendees.signed_on",
            "Signed on",
            "The day beside the signature on the paper.",
            C,
        )
        .optional(),
        line(
            "attendees.signed_as",
            "Signed as",
            "The name as written, where it is not the one above.",
            C,
        )
        .optional(),
    ],
)];
