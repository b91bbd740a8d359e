//! Form 1: what a parent is told before another school is asked.

use Part::{EachContact, Note, Rows, Sign};
use Room::{Lines, YesNo};
use Source::Answers;

use crate::documents::papers::forms::layouts::{Part, Room, Source};
use crate::domain::forms::field;

/// What a parent confirms by signing Form 1.
pub(in crate::documents::papers) const ACKNOWLEDGEMENT: &str = "The home school has told me why it is considering an off-site direction. I understand that it will ask another school about my child.";

pub(super) const PARTS: &[Part] = &[
    Note(
        "The home school does not need a parent's consent before it approaches another school. This form records what the parent was told and what they think.",
    ),
    Rows(&[
        ("Child's name", Lines(1), Answers(&[("", field::CHILD_FULL_NAME.id)])),
        ("Date of birth", Lines(1), Answers(&[("", field::CHILD_DOB.id)])),
        ("Home school", Lines(1), Answers(&[("", field::SCHOOL_HOME.id)])),
        ("Address", Lines(2), Answers(&[("", field::CHILD_ADDRESS.id)])),
    ]),
    EachContact(&[
        ("Parent or carer's name", Lines(1), Answers(&[("", field::CONTACTS_NAME.id)])),
        ("Relationship to the child", Lines(1), Answers(&[("", field::CONTACTS_RELATIONSHIP.id)])),
        (
            "Parent or carer's address, if different",
            Lines(2),
            Answers(&[("", field::CONTACTS_ADDRESS.id)]),
        ),
        (
            "Does this parent or carer have parental responsibility?",
            YesNo,
            Answers(&[("", field::CONTACTS_PR.id)]),
        ),
    ]),
    Rows(&[
        (
            "Is there another parent with parental responsibility?",
            YesNo,
            Answers(&[("", field::NOTIFICATION_OTHER_PR.id)]),
        ),
        (
            "If yes: has agreement been reached with them?",
            YesNo,
            Answers(&[("", field::NOTIFICATION_AGREEMENT.id)]),
        ),
        (
            "Does the parent understand the reasons for the direction?",
            YesNo,
            Answers(&[("", field::NOTIFICATION_UNDERSTANDS.id)]),
        ),
        ("Parental comments", Lines(5), Answers(&[("", field::NOTIFICATION_COMMENTS.id)])),
    ]),
    Note(ACKNOWLEDGEMENT),
    Sign(&["Parent or carer"]),
];
