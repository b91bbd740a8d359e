//! What is shared with the host before the first day.

use crate::domain::forms::build::{choice, event, happened, line, long, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.evidence_shared",
        "Evidence shared",
        "sharing of evidence",
        "evidence_shared.on",
        "P-ME2",
        &[
            happened("evidence_shared.on", "Date", ON_HINT, "P-ME2"),
            line("evidence_shared.who", "Who with", "Name and school.", "P-ME2"),
            choice(HOW, "evidence_shared.how", HOW_LABEL, HOW_HINT, "P-ME2").optional(),
            yes_no(
                "evidence_shared.passport",
                "Passport?",
                "The finished pupil passport.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.plans",
                "Plans?",
                "Education, pastoral and health care plans.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.behaviour_log",
                "Behaviour log?",
                "What happened, and what followed from it.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.behaviour_analysis",
                "Behaviour analysis?",
                "When and where it happens, and what sets it off.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.strategies",
                "Strategies weighed up?",
                "What each step of the graduated response did.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.attendance",
                "Attendance?",
                "The record, and what was done to help.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.pep",
                "Personal education plan?",
                "Of a child looked after.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.exclusions",
                "Exclusion data?",
                "Every exclusion and suspension.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.options",
                "Key Stage 4 options?",
                "Courses, boards and units done.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.attainment",
                "Latest assessment?",
                "Levels reached, by subject.",
                "P-ME2",
            )
            .optional(),
            yes_no(
                "evidence_shared.send",
                "SEND evidence?",
                "Reports and plans on special needs.",
                "P-ME2",
            )
            .optional(),
            long(
                "evidence_shared.text",
                "What was shared",
                "Anything else, and what is still to come.",
                "P-ME2",
            )
            .optional(),
        ],
    ),
    event(
        "event.safeguarding_shared",
        "Safeguarding shared",
        "sharing of safeguarding",
        "safeguarding_shared.on",
        "Form 2, 1b",
        &[
            happened("safeguarding_shared.on", "Date", ON_HINT, "Form 2, 1b"),
            line(
                "safeguarding_shared.who",
                "Who with",
                "The safeguarding lead at the host.",
                "Form 2, 1b",
            ),
            choice(HOW, "safeguarding_shared.how", HOW_LABEL, HOW_HINT, "Form 2, 1b").optional(),
            long(
                "safeguarding_shared.text",
                "What was shared",
                "Say which papers; keep the matter itself out.",
                "Form 2, 1b",
            )
            .optional()
            .schools_only()
            .safeguarding(),
        ],
    ),
];
