//! Form 4: an ordinary or emergency review, each in a row of its own.

use crate::domain::forms::build::{f, t};
use crate::domain::forms::schema::{Form, Section};

pub(super) const FORM: Form = Form {
    id: "review",
    label: "Review",
    short: "Review",
    sections: &[
        Section {
            label: "Meeting",
            parts: &[
                f("review.on"),
                f("review.kind"),
                f("review.time"),
                f("review.place"),
                f("review.who"),
                f("review.how"),
                f("review.held"),
                f("child.full_name"),
                f("child.dob"),
                f("review.address_changed"),
                f("child.address"),
                f("review.home_rep"),
                f("review.host_rep"),
                f("review.parent"),
                t("attendees"),
                t("event.parent_views"),
            ],
        },
        Section {
            label: "Progress",
            parts: &[
                f("review.progress"),
                f("review.concerns"),
                f("review.support"),
                f("review.monitoring"),
            ],
        },
        Section { label: "Outcome", parts: &[t("event.decision"), f("review.next_on")] },
        Section {
            label: "After a return or a move",
            parts: &[t("event.portal_return"), t("event.spreadsheet_update")],
        },
        Section {
            label: "Signatures",
            parts: &[
                f("review.signed_parent"),
                f("review.signed_child"),
                f("review.signed_home"),
                f("review.signed_host"),
                f("review.signed_other"),
                f("review.signed_off"),
            ],
        },
        Section { label: "Corrections", parts: &[t("event.appendix")] },
    ],
    row_of: Some("event.review"),
};
