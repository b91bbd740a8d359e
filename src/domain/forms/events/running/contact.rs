//! The first day, returns, contacts, visits and notes.

use crate::domain::forms::build::{choice, event, happened, line, long, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.start",
        "First days at the host",
        "first day at the host",
        "start.on",
        "P-AT1",
        &[
            happened(
                "start.on",
                "First attended on",
                "The day on which the child was there, not the day planned.",
                "P-AT1; P-AT2",
            )
            .headed(&[
                "actual start",
                "actual start date",
                "started on",
                "date first attended",
            ]),
            line("start.who", "Received by", "Who met the child.", "P-LE2").optional(),
            choice(HOW, "start.how", HOW_LABEL, HOW_HINT, "practice").optional(),
        ],
    ),
    event(
        "event.pupil_return",
        "New pupil returns of the host",
        "new pupil return",
        "pupil_return.on",
        "SI 2024/208 reg 13",
        &[
            happened(
                "pupil_return.on",
                "Made on",
                "The day on which the host told the LA.",
                "SI 2024/208 reg 13",
            ),
            line(
                "pupil_return.who",
                "Done by",
                "Who made it at the host, or that the LA wants none.",
                "SI 2024/208 reg 13",
            ),
            choice(HOW, "pupil_return.how", HOW_LABEL, HOW_HINT, "SI 2024/208 reg 13").optional(),
        ],
    ),
    event(
        "event.contact",
        "Contacts with the family",
        "contact with the family",
        "contact.on",
        "P-LE7",
        &[
            happened("contact.on", "Date", ON_HINT, "P-LE7"),
            line("contact.who", "Who with", "The person you spoke or wrote to.", "P-LE7")
                .optional(),
            choice(HOW, "contact.how", HOW_LABEL, HOW_HINT, "P-LE7").optional(),
            long("contact.note", "Note", "What was said, and what you promised.", "P-LE7")
                .home_only(),
        ],
    ),
    event(
        "event.visit",
        "Visits to the host",
        "visit to the host",
        "visit.on",
        "practice",
        &[
            happened("visit.on", "Visited on", ON_HINT, "practice"),
            line(
                "visit.who",
                "Who visited",
                "The person who went, and from which school.",
                "practice",
            ),
            yes_no(
                "visit.risk_seen",
                "Written risk assessment seen?",
                "Inspectors ask for one, above all where the child attends part-time.",
                "practice",
            )
            .optional(),
            long(
                "visit.note",
                "What was seen",
                "How the child is, and what was agreed.",
                "practice",
            )
            .optional()
            .home_only(),
        ],
    ),
    event(
        "event.note",
        "Notes",
        "note",
        "note.on",
        "practice",
        &[
            happened("note.on", "Date", ON_HINT, "practice"),
            line("note.who", "Who", "Who it is about or comes from.", "practice").optional(),
            choice(HOW, "note.how", HOW_LABEL, HOW_HINT, "practice").optional(),
            long("note.text", "Note", "What you want to find again.", "practice").home_only(),
        ],
    ),
];
