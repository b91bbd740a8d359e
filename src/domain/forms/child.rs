//! Form 2, section 1a: the child and the adults who care for them.

use crate::domain::forms::build::{
    birth, choice, f, field, line, long, number, planned, rows, t, yes_no,
};
use crate::domain::forms::schema::{Field, FieldKind, RowsWanted, Section, Table};

const C: &str = "Form 2, 1a";

pub(super) const FIELDS: &[Field] = &[
    line("child.full_name", "Full name", "The name as on your admission register.", C).headed(&[
        "pupil",
        "pupil name",
        "name",
        "child",
        "child name",
        "student",
        "student name",
        "name of pupil",
        "legal name",
    ]),
    line("child.known_as", "Known as", "The name the child goes by, where it is another.", C)
        .headed(&["preferred name", "preferred forename"])
        .optional(),
    field(FieldKind::Upn, "child.upn", "UPN", "Thirteen characters from your register.", C)
        .headed(&["unique pupil number", "pupil upn", "upn number"])
        .schools_only(),
    line(
        "child.upn_reason",
        "Why the UPN stays as it is",
        "Only where the check letter does not fit and you have checked it.",
        C,
    )
    .optional()
    .home_only(),
    choice(
        &[("male", "Male"), ("female", "Female"), ("non_binary", "Non-binary")],
        "child.gender",
        "Gender",
        "As the child and family give it.",
        C,
    )
    .headed(&["sex", "m or f"]),
    birth("child.dob", "Date of birth", "As on your admission register.", C).headed(&[
        "dob",
        "birth date",
        "born",
    ]),
    number(
        (1, 14, "year"),
        "child.year_group",
        "Current year group",
        "The year the child is taught in now.",
        C,
    )
    .headed(&[
        "year group",
        "year",
        "yr",
        "yr group",
        "ncy",
        "nc year",
        "nc year group",
        "current year",
    ]),
    long(
        "child.address",
        "Current home address",
        "Where the child lives now, with the postcode.",
        C,
    )
    .headed(&["address", "home address", "pupil address"]),
    yes_no(
        "child.moving",
        "Moving to another address?",
        "Yes where the family has told you of a move.",
        C,
    ),
    long("child.new_address", "New address", "Where the child will live, with the postcode.", C)
        .if_yes("child.moving"),
    planned(
        "child.moving_on",
        "New address from",
        "The day on which the new address takes effect.",
        C,
    )
    .if_yes("child.moving"),
];

pub(super) const TABLES: &[Table] = &[CONTACTS, FORMER_UPNS];

/// Numbers that the child had before: a temporary one, or another school's. A match is offered,
/// never merged by itself.
const FORMER_UPNS: Table = rows(
    "former_upns",
    "Former UPNs",
    "former UPN",
    "former_upns.upn",
    "GDSC UPN 2.0",
    &[field(
        FieldKind::Upn,
        "former_upns.upn",
        "Former UPN",
        "A number the child had before this one.",
        "GDSC UPN 2.0",
    )
    .schools_only()],
);

const CONTACTS: Table = rows(
    "contacts",
    "Parents and carers",
    "parent or carer",
    "contacts.name",
    "Form 2, 1a",
    &[
        line("contacts.name", "Name", "The adult's full name, with the title they use.", C).headed(
            &[
                "parent",
                "parent name",
                "parent or carer",
                "parent carer",
                "parent carer name",
                "carer",
                "carer name",
                "contact",
                "contact name",
                "parents",
            ],
        ),
        line(
            "contacts.relationship",
            "Relationship to the child",
            "Mother, stepfather, foster carer and so on.",
            "Form 1",
        )
        .headed(&["relationship", "relation", "relation to child"]),
        yes_no(
            "contacts.pr",
            "Has parental responsibility?",
            "Ask, and do not guess from the name.",
            "Form 1",
        )
        .headed(&["pr", "parental responsibility", "has pr"]),
        yes_no(
            "contacts.lives_with",
            "Child lives with them?",
            "Yes for each adult the child normally lives with.",
            C,
        )
        .headed(&["lives with", "lives with pupil"]),
        line("contacts.phone", "Telephone", "The number on which they are best reached.", C)
            .headed(&[
                "parent phone",
                "parent telephone",
                "phone",
                "phone number",
                "telephone number",
                "contact number",
                "mobile",
                "parent contact number",
            ])
            .optional(),
        line("contacts.email", "Email", "Where they are content to be written to.", C)
            .headed(&["parent email", "parent email address", "email address"])
            .optional(),
        long(
            "contacts.address",
            "Address",
            "Needed where they do not live with the child.",
            "Form 1",
        )
        .headed(&["parent address", "contact address"])
        .if_no("contacts.lives_with"),
        line(
            "contacts.language",
            "Letters in another language",
            "Name it where letters in English are not understood.",
            "practice",
        )
        .optional(),
    ],
)
.wants(RowsWanted::AtLeast(1));

pub(super) const SECTION: Section = Section {
    label: "1a Child details",
    parts: &[
        f("child.full_name"),
        f("child.upn"),
        f("child.upn_reason"),
        t("former_upns"),
        f("child.gender"),
        f("child.known_as"),
        f("child.dob"),
        f("child.year_group"),
        t("contacts"),
        f("child.address"),
        f("child.moving"),
        f("child.new_address"),
        f("child.moving_on"),
    ],
};
