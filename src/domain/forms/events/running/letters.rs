//! Letters that were sent.

use crate::domain::forms::build::{choice, event, happened, line, review};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL};
use crate::domain::forms::schema::Table;

/// What a letter may be. A paper that is sent is recorded with its kind.
const LETTERS: &[(&str, &str)] = &[
    ("direction", "Direction letter"),
    ("invitation", "Invitation to a review"),
    ("outcome", "Outcome of a review"),
    ("answer", "Answer to a request for a review"),
    ("chase", "Request for the host's marks"),
    ("host_suspension", "Suspension by the host"),
    ("other", "Another letter"),
    ("move", "Confirmation of a managed move"),
];

pub(in crate::domain::forms) const TABLES: &[Table] = &[event(
    "event.letter_sent",
    "Letters sent",
    "letter",
    "letter_sent.on",
    "P-LE9",
    &[
        happened("letter_sent.on", "Sent on", "The day on which it left.", "P-LE9"),
        choice(
            LETTERS,
            "letter_sent.kind",
            "Kind of letter",
            "So that what it answers counts as done.",
            "P-LE9",
        )
        .optional(),
        review(
            "letter_sent.review",
            "After which review",
            "The review whose outcome it tells.",
            "statute",
        )
        .if_choice("letter_sent.kind", "outcome"),
        line("letter_sent.what", "Which letter", "What it says, in a few words.", "P-LE9"),
        line("letter_sent.who", "Sent to", "Each person or body it went to.", "P-LE9"),
        choice(HOW, "letter_sent.how", HOW_LABEL, HOW_HINT, "P-LE9"),
    ],
)];
