//! Form 2, section 1b: what the school has tried, and exclusions and suspensions to date.

use crate::domain::forms::build::{f, happened, line, long, number, rows, t, yes_no};
use crate::domain::forms::schema::{Field, RowsWanted, Section, Table};

pub(super) const FIELDS: &[Field] = &[
    long(
        "interventions.inappropriate",
        "Why interventions were not suitable",
        "Only where nothing in school or by outreach was tried.",
        "P-BG3",
    )
    .optional(),
    yes_no(
        "none.exclusions",
        "No exclusions at all?",
        "Yes once you have looked, and there are none.",
        "Form 2, 1b",
    )
    .optional(),
    yes_no(
        "none.suspensions",
        "No suspensions at all?",
        "Yes once you have looked, and there are none.",
        "Form 2, 1b",
    )
    .optional(),
];

/// The fourteen kinds of intervention that the passport names.
const GIVEN: &[&str] = &[
    "Therapeutic intervention",
    "Timetable variation",
    "Parental engagement",
    "Key worker",
    "Off-site direction",
    "In-school alternative provision",
    "External alternative provision",
    "Social skills programme",
    "Speech and language input",
    "Academic intervention",
    "Attendance intervention",
    "Personal education plan",
    "Positive handling plan",
    "Pastoral support plan",
];

pub(super) const TABLES: &[Table] = &[
    Table {
        id: "interventions",
        label: "School interventions",
        row_label: "intervention",
        fields: &[
            line(
                "interventions.name",
                "Intervention",
                "What was done, by its usual name.",
                "Form 2, 1b",
            )
            .offers(GIVEN),
            happened(
                "interventions.start",
                "Started",
                "Leave empty where it was not used.",
                "Form 2, 1b",
            )
            .optional(),
            happened("interventions.end", "Ended", "Leave empty while it goes on.", "Form 2, 1b")
                .optional(),
            long(
                "interventions.effect",
                "What came of it",
                "What changed for the child, or that nothing did.",
                "P-CX1",
            )
            .optional(),
        ],
        title: "interventions.name",
        preset_rows: GIVEN,
        wanted: RowsWanted::Any,
        cites: "Form 2, 1b; P-BG3",
        event: false,
        by_program: false,
    },
    rows(
        "exclusions",
        "Exclusions",
        "exclusion",
        "exclusions.date",
        "Form 2, 1b",
        &[
            happened(
                "exclusions.date",
                "Date",
                "The day on which the exclusion began.",
                "Form 2, 1b",
            )
            .headed(&["exclusion date", "date of exclusion"]),
            long(
                "exclusions.reason",
                "Reason",
                "What led to it, in a sentence or two.",
                "Form 2, 1b",
            )
            .headed(&["exclusion reason"]),
        ],
    )
    .wants(RowsWanted::Unless(1, "none.exclusions")),
    rows(
        "suspensions",
        "Suspensions",
        "suspension",
        "suspensions.start",
        "Form 2, 1b",
        &[
            happened(
                "suspensions.start",
                "Start",
                "The first day of the suspension.",
                "Form 2, 1b",
            )
            .headed(&[
                "suspension date",
                "suspension start",
                "suspended from",
                "suspension start date",
            ]),
            number(
                (0, 45, "days"),
                "suspensions.days",
                "Number of days",
                "Whole school days; 0 for half a day alone.",
                "Form 2, 1b",
            )
            .headed(&["suspension days", "days suspended"]),
            yes_no(
                "suspensions.half",
                "And half a day?",
                "Yes for one session more, as 2 days and a half.",
                "Form 2, 1b",
            )
            .optional(),
            long(
                "suspensions.reason",
                "Reason",
                "What led to it, in a sentence or two.",
                "Form 2, 1b",
            )
            .headed(&["suspension reason", "suspended for"]),
        ],
    )
    .wants(RowsWanted::Unless(1, "none.suspensions")),
];

pub(super) const SECTION: Section = Section {
    label: "1b School interventions and exclusions",
    parts: &[
        t("interventions"),
        f("interventions.inappropriate"),
        t("exclusions"),
        f("none.exclusions"),
        t("suspensions"),
        f("none.suspensions"),
    ],
};
