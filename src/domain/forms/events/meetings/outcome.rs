//! What follows a review: the decision, a request for another, a correction of the record.

use crate::domain::forms::build::{choice, event, happened, line, long, planned, review, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.decision",
        "Decisions after reviews",
        "decision after a review",
        "decision.on",
        "P-RV3",
        &[
            happened("decision.on", "Date", ON_HINT, "P-RV3"),
            review(
                "decision.review",
                "After which review",
                "Leave empty where it broke down without one.",
                "P-RV3; P-RV7",
            )
            .optional(),
            line(
                "decision.who",
                "Decided by",
                "The board, or the person who decides for it.",
                "P-RV3",
            )
            .optional(),
            choice(HOW, "decision.how", HOW_LABEL, HOW_HINT, "P-RV3").optional(),
            choice(
                &[
                    ("continue", "Continue"),
                    ("return", "Return to the home school"),
                    ("managed_move", "Convert to managed move"),
                    ("post16", "Move on after Year 11"),
                ],
                "decision.outcome",
                "Outcome",
                "What happens from now on.",
                "Form 4; P-RV3",
            ),
            planned("decision.until", "Continue until", "The new last day.", "P-RV3")
                .if_choice("decision.outcome", "continue"),
            planned(
                "decision.last_day",
                "Last day at the host",
                "The last school day there before the return.",
                "P-RV3; P-LE8",
            )
            .if_choice("decision.outcome", "return"),
            long("decision.reasons", "Reasons", "Why it was decided so.", "P-RV3; P-RV7")
                .optional(),
        ],
    ),
    event(
        "event.review_request",
        "Requests for a review",
        "request for a review",
        "review_request.on",
        "P-LE5",
        &[
            happened(
                "review_request.on",
                "Received on",
                "The day on which the request reached you.",
                "P-LE5; statute",
            ),
            choice(
                &[("parent", "Parent"), ("pupil", "Pupil of 18 or over"), ("la", "LA")],
                "review_request.requester",
                "Who asks",
                "The LA may ask where there is an EHCP.",
                "P-LE5; statute",
            ),
            line("review_request.who", "Name", "The person who asks.", "P-LE5; statute").optional(),
            choice(HOW, "review_request.how", HOW_LABEL, HOW_HINT, "P-LE5; statute").optional(),
            yes_no(
                "review_request.written",
                "In writing?",
                "The law speaks of written requests.",
                "P-LE5; statute",
            ),
            choice(
                &[("granted", "Granted"), ("refused", "Refused")],
                "review_request.answer",
                "Answer",
                "Leave empty until it has been answered.",
                "P-LE5; statute",
            )
            .optional(),
            happened(
                "review_request.answered_on",
                "Answered on",
                "The day on which you answered.",
                "P-LE5; statute",
            )
            .optional(),
        ],
    ),
    event(
        "event.appendix",
        "Corrections",
        "correction",
        "appendix.on",
        "P-RV6",
        &[
            happened("appendix.on", "Date", "The day on which it was found.", "P-RV6"),
            review(
                "appendix.review",
                "To which review",
                "Leave empty for the initial meeting.",
                "P-RV6",
            )
            .optional(),
            line("appendix.field", "What is corrected", "The question as on the form.", "P-RV6"),
            long("appendix.old", "As signed", "The words that stand on the signed form.", "P-RV6"),
            long("appendix.new", "As it should be", "What it ought to say.", "P-RV6"),
            long("appendix.why", "Why", "What was wrong, and how it was found.", "P-RV6"),
            line("appendix.who", "Who corrects it", "Your name and post.", "P-RV6"),
        ],
    ),
];
