//! Form 5: the letter that gives notice of the direction.

use crate::domain::forms::SOCIAL_WORKER;
use crate::domain::forms::build::{f, line, long, planned, yes_no};
use crate::domain::forms::placement;
use crate::domain::forms::schema::{Field, Form, Section};

pub(super) const FIELDS: &[Field] = &[
    planned("letter.date", "Date of the letter", "The date at the top of the letter.", "P-LE1"),
    line(
        "letter.reference",
        "Earlier talk or letter",
        "Which one this letter follows, with its date.",
        "P-LE1",
    ),
    long(
        "letter.incidents",
        "What has happened",
        "The incidents behind it, by date and without other names.",
        "P-LE1",
    ),
    line(
        "request.to",
        "Ask for a review from",
        "Name and address at the body that made the direction.",
        "P-LE5",
    ),
    planned(
        "letter.reintegration",
        "Reintegration meeting",
        "The day of the strategy meeting, once it is known.",
        "P-LE8",
    )
    .optional(),
    yes_no(
        "letter.move_possible",
        "Say that a move may follow?",
        "Only if everyone agrees at the end.",
        "P-LE8",
    ),
    long(
        "complaint.route",
        "How to complain",
        "The steps of your complaints procedure, and who to write to.",
        "P-LE8",
    ),
    line("letter.signed_by", "Signed by", "Name and post under the letter.", "P-LE1"),
    yes_no("copies.home", "Copy to your head teacher?", "Yes once it is on its way.", "P-LE9"),
    yes_no("copies.host", "Copy to the host head teacher?", "Yes once it is on its way.", "P-LE9"),
    yes_no(
        "copies.admissions",
        "Copy to School Admissions?",
        "Yes once it is on its way.",
        "P-LE9",
    ),
    yes_no(
        "copies.social_worker",
        "Copy to the social worker?",
        "Yes once it is on its way.",
        "P-LE9",
    )
    .if_any_yes(SOCIAL_WORKER),
    yes_no(
        "copies.virtual_school",
        "Copy to the Virtual School Head?",
        "Yes once it is on its way.",
        "P-LE9",
    )
    .if_yes("cla.is"),
    yes_no(
        "copies.la",
        "Copy to the LA?",
        "The law asks for it where there is an EHCP.",
        "P-LE9; statute",
    )
    .if_yes("send.ehcp"),
];

pub(super) const FORM: Form = Form {
    id: "letter",
    label: "Direction letter",
    short: "Letter",
    sections: &[
        Section {
            label: "What came before",
            parts: &[f("letter.date"), f("letter.reference"), f("letter.incidents")],
        },
        placement::SCHOOLS,
        placement::PROVISION,
        placement::TIMES,
        placement::FIRST_DAY,
        placement::AIMS,
        Section {
            label: "Reviews",
            parts: &[
                f("initial.reviewers"),
                f("initial.first_review"),
                f("initial.review_time"),
                f("initial.review_place"),
                f("request.to"),
            ],
        },
        placement::PROMISE,
        Section {
            label: "How it ends, and complaints",
            parts: &[
                f("letter.reintegration"),
                f("letter.move_possible"),
                f("complaint.route"),
                f("letter.signed_by"),
            ],
        },
        Section {
            label: "Copies",
            parts: &[
                f("copies.home"),
                f("copies.host"),
                f("copies.admissions"),
                f("copies.social_worker"),
                f("copies.virtual_school"),
                f("copies.la"),
            ],
        },
    ],
    row_of: None,
};
