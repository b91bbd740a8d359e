//! Events while the direction runs.

use crate::domain::forms::build::{
    choice, date, event, happened, line, long, number, review, time, yes_no,
};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
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

/// Events while the direction runs.
pub(in super::super) const TABLES: &[Table] = &[
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
            ),
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
                "By whom",
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
            line("contact.who", "With whom", "The person you spoke or wrote to.", "P-LE7")
                .optional(),
            choice(HOW, "contact.how", HOW_LABEL, HOW_HINT, "P-LE7").optional(),
            long("contact.note", "Note", "What was said, and what you promised.", "P-LE7")
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
            line("note.who", "Who", "Whom it concerns or comes from.", "practice").optional(),
            choice(HOW, "note.how", HOW_LABEL, HOW_HINT, "practice").optional(),
            long("note.text", "Note", "What you want to find again.", "practice").home_only(),
        ],
    ),
    event(
        "event.host_suspension",
        "Suspensions by the host",
        "suspension by the host",
        "host_suspension.on",
        "P-RV9",
        &[
            date("host_suspension.on", "From", "The first day of the suspension.", "P-RV9"),
            number(
                (0, 45, "days"),
                "host_suspension.days",
                "Number of days",
                "Whole school days; 0 for half a day alone.",
                "P-RV9",
            ),
            yes_no(
                "host_suspension.half",
                "And half a day?",
                "Yes for one session more, as 2 days and a half.",
                "P-RV9",
            )
            .optional(),
            long(
                "host_suspension.reason",
                "Reason",
                "What led to it, as the host tells it.",
                "P-RV9",
            ),
            line("host_suspension.who", "Who told you", "Name and post at the host.", "P-RV9")
                .optional(),
            choice(HOW, "host_suspension.how", HOW_LABEL, HOW_HINT, "P-RV9").optional(),
            happened(
                "host_suspension.told_on",
                "Home school told on",
                "The host has to tell you at once.",
                "P-RV9",
            )
            .optional(),
            time(
                "host_suspension.told_at",
                "Home school told at",
                "The time of the call or message.",
                "P-RV9",
            )
            .optional(),
            date(
                "host_suspension.la_told_on",
                "LA told by the host on",
                "Without delay, however short the suspension is.",
                "SI 2022/788",
            )
            .optional(),
            date(
                "host_suspension.social_worker_told_on",
                "Social worker told on",
                "Without delay, where the child has one.",
                "SI 2022/788",
            )
            .optional(),
            date(
                "host_suspension.virtual_school_told_on",
                "Virtual School told on",
                "Without delay, where the child is looked after.",
                "SI 2022/788",
            )
            .optional(),
            line(
                "host_suspension.provision",
                "Provision from the sixth day",
                "Where the child is taught from the sixth school day on.",
                "DfE exclusion guidance",
            )
            .optional(),
        ],
    ),
    event(
        "event.correction",
        "Corrections of a register",
        "correction of a register",
        "correction.on",
        "P-AT3; SI 2024/208",
        &[
            happened(
                "correction.on",
                "Corrected on",
                "The day on which the mark was changed.",
                "SI 2024/208",
            ),
            happened(
                "correction.day",
                "Day of the mark",
                "The school day whose mark was changed.",
                "SI 2024/208",
            ),
            choice(
                &[("am", "Morning"), ("pm", "Afternoon")],
                "correction.half",
                "Session",
                "Morning or afternoon.",
                "SI 2024/208",
            ),
            choice(
                &[("home", "Home"), ("host", "Host")],
                "correction.register",
                "Register",
                "Whose register it is.",
                "SI 2024/208",
            ),
            line("correction.old", "Mark before", "The code that stood there.", "SI 2024/208"),
            line("correction.new", "Mark after", "The code that stands there now.", "SI 2024/208"),
            line("correction.reason", "Reason", "Why the mark was changed.", "SI 2024/208"),
            line("correction.name", "Changed by", "The name of who changed it.", "SI 2024/208"),
            line("correction.position", "Their position", "The post they hold.", "SI 2024/208"),
        ],
    ),
    event(
        "event.attendance_return",
        "Attendance returns to the LA",
        "attendance return",
        "attendance_return.on",
        "SI 2024/208 reg 13",
        &[
            happened(
                "attendance_return.on",
                "Made on",
                "The day on which the school told the LA.",
                "SI 2024/208 reg 13",
            ),
            choice(
                &[
                    ("absence", "Ten school days without leave"),
                    ("sickness", "Fifteen school days of sickness"),
                ],
                "attendance_return.kind",
                "Kind of return",
                "Which of the two absences it reports.",
                "SI 2024/208 reg 13",
            ),
            happened(
                "attendance_return.from",
                "Absent since",
                "The first day of the absence that it reports.",
                "SI 2024/208 reg 13",
            ),
            line("attendance_return.who", "By whom", "Who made it.", "SI 2024/208 reg 13"),
            choice(HOW, "attendance_return.how", HOW_LABEL, HOW_HINT, "SI 2024/208 reg 13")
                .optional(),
        ],
    ),
    event(
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
            line("letter_sent.who", "To whom", "Each person or body it went to.", "P-LE9"),
            choice(HOW, "letter_sent.how", HOW_LABEL, HOW_HINT, "P-LE9"),
        ],
    ),
];
