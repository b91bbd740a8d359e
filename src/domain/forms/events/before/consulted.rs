//! Whom the law or the protocol has consulted: SEND team, Virtual School, social worker.

use crate::domain::forms::build::{choice, event, happened, line, long, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.send_consideration",
        "SEND Team consideration",
        "SEND Team consideration",
        "send_consideration.on",
        "P-CR6",
        &[
            happened("send_consideration.on", "Date", ON_HINT, "P-CR6"),
            line("send_consideration.who", "Who answered", "Name in the LA SEND Team.", "P-CR6"),
            choice(HOW, "send_consideration.how", HOW_LABEL, HOW_HINT, "P-CR6").optional(),
            yes_no(
                "send_consideration.considered",
                "Considered?",
                "Yes once the team has said what it thinks.",
                "P-CR6",
            ),
            long(
                "send_consideration.view",
                "What they said",
                "Their view, and anything they want changed.",
                "P-CR6",
            )
            .optional(),
        ],
    ),
    event(
        "event.virtual_school",
        "Virtual School support",
        "Virtual School answer",
        "virtual_school.on",
        "P-CR7",
        &[
            happened("virtual_school.on", "Date", ON_HINT, "P-CR7"),
            line("virtual_school.who", "Who answered", "Name at the Virtual School.", "P-CR7"),
            choice(HOW, "virtual_school.how", HOW_LABEL, HOW_HINT, "P-CR7").optional(),
            yes_no(
                "virtual_school.supports",
                "Supports it?",
                "Without a yes there can be no direction.",
                "P-CR7",
            ),
            long("virtual_school.view", "What they said", "Their reasons or conditions.", "P-CR7")
                .optional()
                .schools_only(),
        ],
    ),
    event(
        "event.social_worker",
        "Social worker support",
        "social worker answer",
        "social_worker.on",
        "P-CR7",
        &[
            happened("social_worker.on", "Date", ON_HINT, "P-CR7"),
            line("social_worker.who", "Who answered", "Name of the social worker.", "P-CR7"),
            choice(HOW, "social_worker.how", HOW_LABEL, HOW_HINT, "P-CR7").optional(),
            yes_no(
                "social_worker.supports",
                "Supports it?",
                "Without a yes there can be no direction.",
                "P-CR7",
            ),
            long("social_worker.view", "What they said", "Their reasons or conditions.", "P-CR7")
                .optional()
                .schools_only(),
        ],
    ),
];
