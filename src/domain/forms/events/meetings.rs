//! Meetings and reviews, their invitations, views and decisions.

use crate::domain::forms::build::{
    choice, date, event, happened, line, long, planned, review, time, yes_no,
};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

/// Meetings and reviews, their invitations, views and decisions.
pub(in super::super) const TABLES: &[Table] = &[
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
            date(
                "review.on",
                "Date",
                "The day it is booked for, then the day it was held.",
                "Form 4",
            ),
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
            line("review.parent", "Parent or carer", "Who came, or that nobody could.", "Form 4")
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
                "Yes once it stands on the paper.",
                "Form 4",
            )
            .optional(),
            yes_no(
                "review.signed_host",
                "Host school signed?",
                "Yes once it stands on the paper.",
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
                "To whom",
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
            line("parent_views.who", "From whom", "The parent who gave them.", "P-RV2").optional(),
            choice(HOW, "parent_views.how", HOW_LABEL, HOW_HINT, "P-RV2").optional(),
            long(
                "parent_views.text",
                "What they say",
                "Their words, or where the letter is kept.",
                "P-RV2",
            ),
        ],
    ),
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
            line("decision.who", "Decided by", "The board, or whoever decides for it.", "P-RV3")
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
            date(
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
            line(
                "appendix.field",
                "What is corrected",
                "The question as it stands on the form.",
                "P-RV6",
            ),
            long(
                "appendix.old",
                "As it was signed",
                "The words that stand on the signed form.",
                "P-RV6",
            ),
            long("appendix.new", "As it should be", "What it ought to say.", "P-RV6"),
            long("appendix.why", "Why", "What was wrong, and how it was found.", "P-RV6"),
            line("appendix.who", "Who corrects it", "Your name and post.", "P-RV6"),
        ],
    ),
];
