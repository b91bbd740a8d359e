//! The route, both schools, and what was looked up about the host.

use crate::domain::forms::build::{choice, f, long, school, yes_no};
use crate::domain::forms::schema::{Field, Section};

/// How a pupil stands on a school's roll, by the words of the school census.
const ROLLS: &[(&str, &str)] = &[
    ("main", "Main, dual registered"),
    ("subsidiary", "Subsidiary, dual registered"),
    ("single", "Single registration"),
];

pub(in crate::domain::forms) const FIELDS: &[Field] = &[
    choice(
        &[("direction", "Off-site direction"), ("managed_move", "Direct managed move")],
        "case.route",
        "Route",
        "A direction is for a time; a managed move is for good.",
        "P-MM2",
    )
    .headed(&["type", "type of move", "kind of move", "move type"]),
    school(
        "school.home",
        "Home school",
        "The school that keeps the child on its main roll.",
        "Form 1; P-AT1",
    )
    .headed(&[
        "home school urn",
        "school",
        "current school",
        "referring school",
        "sending school",
        "from school",
    ]),
    choice(
        &[
            ("maintained", "Maintained"),
            ("academy", "Academy"),
            ("pru", "Pupil referral unit"),
            ("special", "Special school"),
        ],
        "school.home_kind",
        "Kind of home school",
        "It decides who is named as the deciding body.",
        "P-BG6",
    ),
    school(
        "school.host",
        "Host school",
        "The school or provision the child goes to.",
        "P-BG6; P-LE1",
    )
    .headed(&[
        "host",
        "host school urn",
        "receiving school",
        "destination",
        "destination school",
        "provision",
        "placement",
        "placement school",
        "to school",
        "ap provider",
        "alternative provision",
        "provider",
    ]),
    choice(
        &[
            ("school", "Mainstream school"),
            ("pru", "Pupil referral unit"),
            ("ap_school", "Alternative provision, a school"),
            ("ap_other", "Alternative provision, not a school"),
        ],
        "school.host_kind",
        "Kind of host",
        "It decides which checks and which register apply.",
        "P-BG6",
    ),
    choice(
        ROLLS,
        "school.home_roll",
        "Enrolment at the home school",
        "The home school stays the main one.",
        "P-AT1",
    )
    .optional(),
    choice(
        ROLLS,
        "school.host_roll",
        "Enrolment at the host",
        "Subsidiary, where the host is a school.",
        "P-AT2",
    )
    .optional(),
    long(
        "host.address",
        "Address to go to",
        "Where the register of schools lacks it, or it is another site.",
        "P-LE1; statute",
    )
    .optional(),
    yes_no(
        "host.registered",
        "Host registered with Ofsted?",
        "Look it up on the day you write the letter.",
        "P-LE1",
    ),
    yes_no(
        "host.approved",
        "Host in the LA's directory?",
        "The list of provision that the LA approves.",
        "P-LE1",
    ),
    yes_no(
        "host.checks",
        "Safeguarding checks made?",
        "Yes once you have seen the host's checks yourself.",
        "P-LE1",
    )
    .safeguarding(),
];

/// Both schools, and what was looked up about the host.
pub(in crate::domain::forms) const SCHOOLS: Section = Section {
    label: "Schools",
    parts: &[
        f("school.home"),
        f("school.home_kind"),
        f("school.host"),
        f("school.host_kind"),
        f("host.address"),
        f("school.home_roll"),
        f("school.host_roll"),
        f("host.registered"),
        f("host.approved"),
        f("host.checks"),
    ],
};
