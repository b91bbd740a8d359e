//! Form 1: tells the parents that a host school will be approached.

use crate::domain::forms::build::{f, happened, line, long, t, yes_no};
use crate::domain::forms::schema::{Field, Form, Section};

const C: &str = "Form 1";

pub(super) const FIELDS: &[Field] = &[
    yes_no(
        "notification.other_pr",
        "Another parent with responsibility?",
        "Someone else who has it, wherever they live.",
        C,
    ),
    yes_no(
        "notification.agreement",
        "Agreement reached with them?",
        "Their view counts, yet the direction needs no consent.",
        C,
    )
    .if_yes("notification.other_pr"),
    yes_no(
        "notification.understands",
        "Parent understands the reasons?",
        "Ask them to say it in their own words.",
        "Form 1; P-PR2",
    ),
    long(
        "notification.comments",
        "Parental comments",
        "What the parent wants to have written down.",
        C,
    )
    .optional(),
    yes_no(
        "notification.acknowledged",
        "Acknowledged: another school is asked?",
        "Told the reasons, and that a school will be approached.",
        "Form 1; P-CX3",
    ),
    line("notification.name", "Name", "The parent who was told.", C),
    yes_no("notification.signed", "Signed?", "No is an answer too: a parent need not sign.", C),
    happened("notification.date", "Date", "The day on which it was signed or explained.", C),
];

pub(super) const FORM: Form = Form {
    id: "notification",
    label: "Notification",
    short: "Notification",
    sections: &[
        Section {
            label: "Child and school",
            parts: &[
                f("case.route"),
                f("child.full_name"),
                f("child.dob"),
                f("school.home"),
                f("child.address"),
                t("contacts"),
            ],
        },
        Section {
            label: "Parents' understanding",
            parts: &[
                f("notification.other_pr"),
                f("notification.agreement"),
                f("notification.understands"),
                f("notification.comments"),
                f("notification.acknowledged"),
            ],
        },
        Section {
            label: "Signature",
            parts: &[f("notification.name"), f("notification.signed"), f("notification.date")],
        },
    ],
    row_of: None,
};
