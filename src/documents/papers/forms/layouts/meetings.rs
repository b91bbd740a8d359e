//! Forms 3 and 4: the initial meeting, and a review.

use Part::{Note, Rows, Sign};
use Room::{Boxes, Lines};
use Source::{Answers, Moved, Outcome};

use crate::documents::papers::forms::layouts::{Part, Room, Source};
use crate::domain::forms::field;

/// Who signs a meeting.
const WHO_SIGNS: &[&str] = &["Parent or carer", "Child", "Home school", "Host school", "Other"];

const NAME: Source = Answers(&[("", field::CHILD_FULL_NAME.id), (", born ", field::CHILD_DOB.id)]);

const DATE: &str = "Date of meeting";
const NAME_AND_BIRTH: &str = "Child's name and date of birth";
const ADDRESS: &str = "Address, if changed since the last meeting";
const HOME: &str = "Home school representative";
const HOST: &str = "Host school representative";
const PARENT: &str = "Parent or carer";

pub(super) const INITIAL: &[Part] = &[
    Rows(&[
        (DATE, Lines(1), Answers(&[("", field::INITIAL_DATE.id)])),
        (NAME_AND_BIRTH, Lines(1), NAME),
        (ADDRESS, Lines(2), Moved(field::INITIAL_ADDRESS_CHANGED.id)),
        (HOME, Lines(1), Answers(&[("", field::INITIAL_HOME_REP.id)])),
        (HOST, Lines(1), Answers(&[("", field::INITIAL_HOST_REP.id)])),
        (PARENT, Lines(1), Answers(&[("", field::INITIAL_PARENT.id)])),
    ]),
    Rows(&[
        (
            "Reasons for the off-site direction",
            Lines(8),
            Answers(&[("", field::INITIAL_REASONS.id)]),
        ),
        (
            "What needs to happen for the direction to succeed",
            Lines(8),
            Answers(&[("", field::INITIAL_SUCCESS.id)]),
        ),
        ("Start date of the direction", Lines(1), Answers(&[("", field::DIRECTION_START.id)])),
        (
            "Date of the first review, and how often reviews follow",
            Lines(2),
            Answers(&[
                ("", field::INITIAL_FIRST_REVIEW.id),
                (", ", field::INITIAL_REVIEW_TIME.id),
                (", ", field::INITIAL_REVIEW_PLACE.id),
                ("\nThen every ", field::INITIAL_FREQUENCY_WEEKS.id),
            ]),
        ),
    ]),
    Note("Signatures"),
    Sign(WHO_SIGNS),
];

pub(super) const REVIEW: &[Part] = &[
    Rows(&[
        (DATE, Lines(1), Answers(&[("", field::REVIEW_ON.id), (", ", field::REVIEW_TIME.id)])),
        (NAME_AND_BIRTH, Lines(1), NAME),
        (ADDRESS, Lines(2), Moved(field::REVIEW_ADDRESS_CHANGED.id)),
        (HOME, Lines(1), Answers(&[("", field::REVIEW_HOME_REP.id)])),
        (HOST, Lines(1), Answers(&[("", field::REVIEW_HOST_REP.id)])),
        (PARENT, Lines(1), Answers(&[("", field::REVIEW_PARENT.id)])),
    ]),
    Rows(&[
        (
            "Progress towards integration, and successes so far",
            Lines(14),
            Answers(&[("", field::REVIEW_PROGRESS.id)]),
        ),
        ("Concerns and suggestions", Lines(14), Answers(&[("", field::REVIEW_CONCERNS.id)])),
        (
            "Additional support needed, and other information",
            Lines(14),
            Answers(&[
                ("", field::REVIEW_SUPPORT.id),
                ("\nAgreed monitoring points: ", field::REVIEW_MONITORING.id),
            ]),
        ),
        (
            "Outcome of the review",
            Boxes(&[
                "Continue with the direction",
                "Return to the home school",
                "Convert to a managed move",
            ]),
            Outcome,
        ),
        ("Date of the next meeting, if any", Lines(1), Answers(&[("", field::REVIEW_NEXT_ON.id)])),
    ]),
    Note("Signatures"),
    Sign(WHO_SIGNS),
];
