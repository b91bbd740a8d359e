//! Events at the end: agreement to a move, the end itself, and what is reported.

use crate::domain::forms::build::{choice, event, happened, line, long, planned, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

/// Events of the ending: agreements to a move, the end itself and what is reported.
pub(in super::super) const TABLES: &[Table] = &[
    event(
        "event.agreement",
        "Agreements to a managed move",
        "agreement",
        "agreement.on",
        "P-MM1",
        &[
            happened("agreement.on", "Date", ON_HINT, "P-MM1"),
            choice(
                &[
                    ("parent", "Parent"),
                    ("pupil", "Pupil"),
                    ("home", "Home school"),
                    ("host", "New school"),
                    ("admission_authority", "Admission authority of the new school"),
                    ("la", "LA"),
                    ("virtual_school", "Virtual School"),
                    ("social_worker", "Social worker"),
                ],
                "agreement.party",
                "Party",
                "Every party has to agree, each in its own row.",
                "P-MM1",
            ),
            line("agreement.who", "Name", "Who spoke for them.", "P-MM1").optional(),
            choice(HOW, "agreement.how", HOW_LABEL, HOW_HINT, "P-MM1").optional(),
            yes_no("agreement.agreed", "Agrees?", "One no is enough to stop the move.", "P-MM1"),
            long("agreement.reason", "Why not", "The reasons, as they gave them.", "P-RV7")
                .if_no("agreement.agreed"),
            choice(
                &[
                    ("return", "Return to the home school"),
                    ("continue", "The direction goes on as it is"),
                    ("another_host", "Another host is asked"),
                    ("talk", "Talk with them again"),
                ],
                "agreement.follows",
                "What follows",
                "A no is heard: say what happens because of it.",
                "P-RV7",
            )
            .if_no("agreement.agreed"),
        ],
    ),
    event(
        "event.end",
        "Endings",
        "ending",
        "end.on",
        "P-RV7; P-MM3",
        &[
            planned("end.on", "Last day", "The last day of the direction.", "P-RV7; P-MM3").headed(
                &[
                    "ended",
                    "ended on",
                    "date ended",
                    "actual end",
                    "actual end date",
                    "date of return",
                    "return date",
                    "date closed",
                    "finish date",
                ],
            ),
            choice(
                &[
                    ("returned", "Returned to the home school"),
                    ("managed_move", "Managed move"),
                    ("host_ended", "Ended by the host"),
                    ("post16", "Moved on after Year 11"),
                ],
                "end.how",
                "How it ended",
                "A review is good practice even if the host ends it.",
                "P-RV7; P-RV8; P-MM1",
            )
            .headed(&["outcome", "result", "final outcome", "ending"]),
            line("end.who", "Decided by", "Who ended it.", "P-RV7").optional(),
            long("end.reason", "Reason", "Why it ends now.", "P-RV7; P-RV8").headed(&[
                "reason for ending",
                "reason ended",
                "why ended",
            ]),
            planned(
                "end.roll_on",
                "On the new roll from",
                "The agreed start day at the new school.",
                "P-MM3",
            )
            .headed(&["on roll date"])
            .if_choice("end.how", "managed_move"),
        ],
    ),
    event(
        "event.portal_return",
        "Portal returns",
        "portal return",
        "portal_return.on",
        "P-MM4",
        &[
            happened("portal_return.on", "Date", ON_HINT, "P-MM4"),
            line("portal_return.who", "Done by", "Who filled it in.", "P-MM4"),
            choice(HOW, "portal_return.how", HOW_LABEL, HOW_HINT, "P-MM4").optional(),
            choice(
                &[("on", "On roll"), ("off", "Off roll")],
                "portal_return.kind",
                "On or off roll",
                "Each school makes its own return.",
                "P-MM4",
            )
            .optional(),
            yes_no(
                "portal_return.transport",
                "School for transport changed?",
                "School Admissions change it after a move.",
                "P-TR2",
            )
            .optional(),
        ],
    ),
    event(
        "event.deletion",
        "Deletions from a roll",
        "deletion from a roll",
        "deletion.on",
        "SI 2024/208 reg 9",
        &[
            planned(
                "deletion.on",
                "Deleted on",
                "The day from which the name is off that roll.",
                "SI 2024/208 reg 9",
            ),
            choice(
                &[("host", "Host school"), ("home", "Home school")],
                "deletion.school",
                "From whose roll",
                "The host's on return, the home school's on a move.",
                "SI 2024/208 reg 9",
            ),
            line(
                "deletion.ground",
                "Ground",
                "The letter of the ground and the year of the regulations.",
                "SI 2024/208 reg 9",
            )
            .optional(),
            happened(
                "deletion.consent_on",
                "Other school agreed on",
                "The day of its consent; ground (c) needs it.",
                "SI 2024/208 reg 9",
            ),
            line(
                "deletion.who",
                "Who agreed",
                "Name and post at the other school.",
                "SI 2024/208 reg 9",
            )
            .optional(),
            choice(HOW, "deletion.how", HOW_LABEL, HOW_HINT, "SI 2024/208 reg 9").optional(),
            happened(
                "deletion.return_on",
                "Deletion return made on",
                "The LA is told no later than the deletion.",
                "SI 2024/208 reg 13(4)",
            )
            .optional(),
        ],
    ),
    event(
        "event.file_sent",
        "Files passed on",
        "passing on of a file",
        "file_sent.on",
        "statute",
        &[
            happened("file_sent.on", "Sent on", "The day on which it left.", "statute"),
            choice(
                &[
                    ("ctf", "Common transfer file"),
                    ("child_protection", "Child protection file"),
                    ("record", "Pupil record"),
                ],
                "file_sent.kind",
                "Which file",
                "Send the child protection file separately.",
                "statute; KCSIE",
            ),
            line(
                "file_sent.who",
                "Sent to",
                "Name and post; the safeguarding lead for child protection.",
                "statute; KCSIE",
            ),
            choice(HOW, "file_sent.how", HOW_LABEL, HOW_HINT, "statute; KCSIE").optional(),
            happened(
                "file_sent.received_on",
                "Receipt confirmed on",
                "The day on which they said that it came.",
                "KCSIE",
            )
            .optional(),
        ],
    ),
    event(
        "event.spreadsheet_update",
        "Spreadsheet updates",
        "spreadsheet update",
        "spreadsheet_update.on",
        "P-MM5",
        &[
            happened("spreadsheet_update.on", "Date", ON_HINT, "P-MM5").headed(&["entered on"]),
            line(
                "spreadsheet_update.who",
                "Done by",
                "Who entered it in the Teams spreadsheet.",
                "P-MM5",
            )
            .headed(&["entered by"]),
            choice(HOW, "spreadsheet_update.how", HOW_LABEL, HOW_HINT, "P-MM5").optional(),
            line(
                "spreadsheet_update.weighting_before",
                "Weighting before",
                "As the Fair Access grid had it; it is not worked out here.",
                "P-MM5",
            )
            .headed(&["fap weighting before"])
            .optional(),
            line(
                "spreadsheet_update.weighting_after",
                "Weighting after",
                "As the Fair Access grid has it now.",
                "P-MM5",
            )
            .headed(&["fap weighting after"])
            .optional(),
            long(
                "spreadsheet_update.text",
                "What was entered",
                "Anything else that was changed in the row.",
                "P-MM5",
            )
            .optional(),
        ],
    ),
];
