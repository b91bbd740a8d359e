//! The decision, its notice, the steps at the LA and the authority's own checks.

use crate::domain::forms::build::{choice, event, happened, line, long, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

pub(in crate::domain::forms) const TABLES: &[Table] = &[
    event(
        "event.board_decision",
        "Decisions of the board",
        "board decision",
        "board_decision.on",
        "P-BG1",
        &[
            happened("board_decision.on", "Date", ON_HINT, "P-BG1").headed(&[
                "board decision",
                "governors decision",
                "decision date",
                "date of decision",
                "date of board decision",
            ]),
            line(
                "board_decision.who",
                "Decided by",
                "The body or the person who decided.",
                "P-BG1",
            ),
            choice(
                &[
                    ("board", "Governing body"),
                    ("trust", "Academy trust"),
                    ("committee", "Management committee"),
                    ("delegate", "By delegation"),
                ],
                "board_decision.capacity",
                "In which capacity",
                "Choose delegation where someone decided for the board.",
                "P-BG1",
            ),
            line(
                "board_decision.reference",
                "Delegation reference",
                "Where the scheme of delegation says so.",
                "P-BG1",
            )
            .if_choice("board_decision.capacity", "delegate"),
            choice(HOW, "board_decision.how", HOW_LABEL, HOW_HINT, "P-BG1").optional(),
            yes_no(
                "board_decision.agreed",
                "Agreed?",
                "Yes where the direction was decided on.",
                "P-BG1",
            ),
            long("board_decision.reasons", "Reasons", "Why it was decided so.", "P-BG1").optional(),
        ],
    ),
    event(
        "event.notice",
        "Notices of direction",
        "notice",
        "notice.on",
        "statute; P-LE1",
        &[
            happened(
                "notice.on",
                "Given on",
                "The day on which it was given, not written.",
                "statute; P-LE1",
            )
            .headed(&[
                "notice",
                "notice date",
                "notice given",
                "date of notice",
                "notice sent",
            ]),
            line("notice.who", "Given to", "Each parent, or the pupil from 18 on.", "statute"),
            choice(HOW, "notice.how", HOW_LABEL, HOW_HINT, "statute"),
            yes_no(
                "notice.everyone",
                "Everyone concerned told?",
                "Each parent and anyone who cares for the child; from 18 on, the pupil.",
                "guidance",
            )
            .optional(),
            yes_no(
                "notice.la",
                "LA copied?",
                "Answered among the copies of the letter now.",
                "statute; P-LE9",
            )
            .former(),
            line("notice.address", "Sent to", "The address or email it went to.", "practice")
                .optional(),
        ],
    ),
    event(
        "event.authority_step",
        "Steps at the LA",
        "step at the LA",
        "authority_step.on",
        "practice",
        &[
            happened("authority_step.on", "Date", ON_HINT, "practice").headed(&[
                "la told",
                "la informed",
                "date la informed",
            ]),
            line("authority_step.who", "Who with", "The person or panel at the LA.", "practice"),
            choice(HOW, "authority_step.how", HOW_LABEL, HOW_HINT, "practice").optional(),
            choice(
                &[("notified", "Notified"), ("approved", "Approved"), ("declined", "Declined")],
                "authority_step.answer",
                "What came of it",
                "Some authorities want to know, some to approve.",
                "practice",
            ),
            choice(
                &[
                    ("start", "Start of the direction"),
                    ("outcome", "Outcome of the direction"),
                    ("panel", "Panel"),
                    ("alternative", "Placement at alternative provision"),
                    ("not_in_school", "Register of children not in school"),
                ],
                "authority_step.kind",
                "What it is about",
                "Leave empty for the step before the first day.",
                "practice",
            )
            .optional(),
            long(
                "authority_step.text",
                "What was sent or decided",
                "The answers that the authority's form asks for.",
                "practice",
            )
            .optional(),
        ],
    ),
    event(
        "event.own_check",
        "The authority's own checks",
        "check of the authority's list",
        "own_check.on",
        "practice",
        &[
            happened("own_check.on", "Done on", ON_HINT, "practice"),
            line(
                "own_check.item",
                "Which row",
                "The words of the row, as the authority's list has them.",
                "practice",
            ),
            line("own_check.who", "Done by", "Who did it, or who was told.", "practice").optional(),
            long("own_check.text", "What came of it", "In a few words.", "practice").optional(),
        ],
    ),
];
