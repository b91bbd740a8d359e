//! Talks with the parents, and the hosts that were asked.

use crate::domain::forms::build::{choice, event, happened, line, long, school, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.parent_discussion",
        "Parent discussions",
        "parent discussion",
        "parent_discussion.on",
        "P-PR1",
        &[
            happened("parent_discussion.on", "Date", ON_HINT, "P-PR1").headed(&[
                "parents spoken to",
                "date parents spoken to",
                "parents told",
            ]),
            line(
                "parent_discussion.who",
                "Who with",
                "The parent or carer you spoke to or tried to reach.",
                "P-PR1",
            ),
            choice(HOW, "parent_discussion.how", HOW_LABEL, HOW_HINT, "P-PR1").optional(),
            yes_no(
                "parent_discussion.attempted",
                "Attempted only?",
                "Yes if you tried and reached no one.",
                "P-PR1; P-CX3",
            ),
            yes_no(
                "parent_discussion.process",
                "Understands the process?",
                "Who decides, how long, and how it is reviewed.",
                "P-PR2",
            )
            .if_no("parent_discussion.attempted"),
            yes_no(
                "parent_discussion.uniform",
                "Understands about uniform?",
                "Which one is worn, and who buys it.",
                "P-PR2",
            )
            .if_no("parent_discussion.attempted"),
            yes_no(
                "parent_discussion.attendance",
                "Understands about attendance?",
                "It is required by law at the host too.",
                "P-PR2",
            )
            .if_no("parent_discussion.attempted"),
            yes_no(
                "parent_discussion.transport",
                "Understands about transport?",
                "How the child travels, and who pays.",
                "P-PR2; P-TR1",
            )
            .if_no("parent_discussion.attempted"),
            long(
                "parent_discussion.views",
                "Views",
                "What the parent and the child think of it.",
                "P-CX3",
            )
            .optional(),
        ],
    ),
    event(
        "event.host_approach",
        "Approaches to hosts",
        "approach to a host",
        "host_approach.on",
        "P-PR3",
        &[
            happened("host_approach.on", "Date", ON_HINT, "P-PR3").headed(&[
                "host asked",
                "host approached",
                "date host approached",
            ]),
            school(
                "host_approach.school",
                "School asked",
                "The next suitable one to the child's home; it may be full.",
                "P-PR3",
            ),
            line("host_approach.who", "Who you asked", "Name and post at that school.", "P-PR3")
                .optional(),
            choice(HOW, "host_approach.how", HOW_LABEL, HOW_HINT, "P-PR3").optional(),
            long(
                "host_approach.reasons",
                "Reasons given",
                "Why the child, and why this school.",
                "P-PR3",
            ),
            choice(
                &[("asked", "Asked"), ("agreed", "Agreed in principle"), ("declined", "Declined")],
                "host_approach.answer",
                "Answer",
                "Asked until they have answered.",
                "P-PR4",
            ),
            happened(
                "host_approach.answered_on",
                "Answered on",
                "The day on which the answer came.",
                "P-PR4",
            )
            .optional(),
            yes_no(
                "host_approach.nearest",
                "Next appropriate school?",
                "Yes where no suitable school is nearer to the home.",
                "P-PR3",
            )
            .optional(),
            long(
                "host_approach.why_not_nearest",
                "Why not a nearer one",
                "What speaks against each that is nearer.",
                "P-PR3",
            )
            .if_no("host_approach.nearest"),
            yes_no(
                "host_approach.over_number",
                "Over its admission number?",
                "It may be exceeded for a direction.",
                "P-PR3",
            )
            .optional(),
        ],
    ),
];
