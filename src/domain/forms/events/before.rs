//! Events before the first day: talks, support, the decision and its notice.

use crate::domain::forms::build::{choice, event, happened, line, long, school, yes_no};
use crate::domain::forms::events::{HOW, HOW_HINT, HOW_LABEL, ON_HINT};
use crate::domain::forms::schema::Table;

/// Events before the first day: talks, support, the decision and its notice.
pub(in super::super) const TABLES: &[Table] = &[
    event(
        "event.parent_discussion",
        "Parent discussions",
        "parent discussion",
        "parent_discussion.on",
        "P-PR1",
        &[
            happened("parent_discussion.on", "Date", ON_HINT, "P-PR1"),
            line(
                "parent_discussion.who",
                "With whom",
                "The parent or carer you spoke to or tried to reach.",
                "P-PR1",
            ),
            choice(HOW, "parent_discussion.how", HOW_LABEL, HOW_HINT, "P-PR1").optional(),
            yes_no(
                "parent_discussion.attempted",
                "Attempted only?",
                "Yes where you tried and nobody could be reached.",
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
            happened("host_approach.on", "Date", ON_HINT, "P-PR3"),
            school(
                "host_approach.school",
                "School asked",
                "The next suitable one to the child's home; it may be full.",
                "P-PR3",
            ),
            line("host_approach.who", "Whom you asked", "Name and post at that school.", "P-PR3")
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
    event(
        "event.board_decision",
        "Decisions of the board",
        "board decision",
        "board_decision.on",
        "P-BG1",
        &[
            happened("board_decision.on", "Date", ON_HINT, "P-BG1"),
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
            ),
            line("notice.who", "To whom", "Each parent, or the pupil from 18 on.", "statute"),
            choice(HOW, "notice.how", HOW_LABEL, HOW_HINT, "statute"),
            yes_no(
                "notice.everyone",
                "Everyone concerned told?",
                "Each parent with responsibility, or the pupil from 18 on.",
                "statute",
            )
            .optional(),
            yes_no(
                "notice.la",
                "LA copied?",
                "The law asks for it where there is an EHCP.",
                "statute; P-LE9",
            )
            .optional(),
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
            happened("authority_step.on", "Date", ON_HINT, "practice"),
            line("authority_step.who", "With whom", "The person or panel at the LA.", "practice"),
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
            line("own_check.who", "By whom", "Who did it, or who was told.", "practice").optional(),
            long("own_check.text", "What came of it", "In a few words.", "practice").optional(),
        ],
    ),
    event(
        "event.evidence_shared",
        "Evidence shared",
        "sharing of evidence",
        "evidence_shared.on",
        "P-ME2",
        &[
            happened("evidence_shared.on", "Date", ON_HINT, "P-ME2"),
            line("evidence_shared.who", "With whom", "Name and school.", "P-ME2"),
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
                "With whom",
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
