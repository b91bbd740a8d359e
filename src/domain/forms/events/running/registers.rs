//! Suspensions, corrections, absence returns, and unexplained absences passed on.

use crate::domain::forms::build::{
    choice, event, happened, line, long, number, planned, time, yes_no,
};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.host_suspension",
        "Suspensions by the host",
        "suspension by the host",
        "host_suspension.on",
        "P-RV9",
        &[
            planned("host_suspension.on", "From", "The first day of the suspension.", "P-RV9"),
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
            happened(
                "host_suspension.la_told_on",
                "LA told by the host on",
                "Without delay, however short the suspension is.",
                "SI 2022/788",
            )
            .optional(),
            happened(
                "host_suspension.social_worker_told_on",
                "Social worker told on",
                "Without delay, where the child has one.",
                "SI 2022/788",
            )
            .optional(),
            happened(
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
            line("correction.new", "Mark after", "The code recorded now.", "SI 2024/208"),
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
            line("attendance_return.who", "Done by", "Who made it.", "SI 2024/208 reg 13"),
            choice(HOW, "attendance_return.how", HOW_LABEL, HOW_HINT, "SI 2024/208 reg 13")
                .optional(),
        ],
    ),
    event(
        "event.absence_told",
        "Unexplained absences passed on",
        "unexplained absence passed on",
        "absence_told.on",
        "attendance guidance",
        &[
            happened(
                "absence_told.on",
                "Told on",
                "The day on which it was passed on.",
                "attendance guidance",
            ),
            choice(
                &[
                    ("social_worker", "Social worker"),
                    ("youth_offending", "Youth offending worker"),
                ],
                "absence_told.whom",
                "Who was told",
                "One row for each of them.",
                "attendance guidance",
            ),
            happened(
                "absence_told.from",
                "Absent since",
                "The first day without a reason; days up to the one above are covered.",
                "attendance guidance",
            ),
            line(
                "absence_told.who",
                "Who with",
                "The person you spoke or wrote to.",
                "attendance guidance",
            )
            .optional(),
            choice(HOW, "absence_told.how", HOW_LABEL, HOW_HINT, "attendance guidance").optional(),
        ],
    ),
];
