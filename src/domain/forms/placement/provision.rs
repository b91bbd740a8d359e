//! What is held about a host that is alternative provision: its checks, its sites, the plan, and what
//! the school census asks about the place. A mainstream host is asked none of it.

use crate::domain::forms::build::{f, happened, line, long, number, yes_no};
use crate::domain::forms::schema::{Field, Section};

const CENSUS: &str = "school census";

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    happened(
        "host.checks_on",
        "Checks confirmed on",
        "The day of the host's written confirmation.",
        "P-LE1; KCSIE",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    line(
        "host.checks_by",
        "Checks confirmed by",
        "Who confirmed them in writing, with the post.",
        "P-LE1; KCSIE",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    long(
        "host.sites",
        "Address of every site",
        "Each place the provision uses, subcontractors too.",
        "KCSIE",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    happened(
        "host.changes_on",
        "Changes last confirmed on",
        "The day on which it last wrote what has changed, or that nothing has.",
        "KCSIE",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    yes_no(
        "host.plan",
        "Personalised plan agreed?",
        "Yes once the provision has a plan for this child, with aims and dates.",
        "Arranging Alternative Provision",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    yes_no(
        "host.exchange",
        "Agreed how information is exchanged?",
        "Who reports absence, progress and concerns to whom, and how soon.",
        "Arranging Alternative Provision",
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    number(
        (10_000_000, 99_999_999, ""),
        "host.ukprn",
        "UKPRN of the provision",
        "Its eight-figure number in the UK register of learning providers.",
        CENSUS,
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    line(
        "host.setting_code",
        "Type of setting",
        "The code that the census guide of the year has for it.",
        CENSUS,
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
    line(
        "host.census_reason",
        "Main reason for the place",
        "The code that the census guide of the year has for it.",
        CENSUS,
    )
    .optional_unless("school.host_kind", "school")
    .schools_only(),
];

/// What is held about alternative provision.
pub(in crate::domain::forms) const PROVISION: Section = Section {
    label: "Alternative provision",
    parts: &[
        f("host.checks_on"),
        f("host.checks_by"),
        f("host.changes_on"),
        f("host.sites"),
        f("host.plan"),
        f("host.exchange"),
        f("host.ukprn"),
        f("host.setting_code"),
        f("host.census_reason"),
    ],
};
