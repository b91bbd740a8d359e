//! Review documents: the invitation (P-RV2) and the letter with the outcome (P-RV3).

mod invitation;
mod outcome;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::forms;
use crate::documents::papers::kind::{PaperKind, SentRecord};
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::document::ReviewOption;
use crate::domain::forms::field;

pub(super) use invitation::{INVITATION, to_invite};
pub(super) use outcome::{OUTCOME, to_tell};

/// Returns the reviews that a paper may be about, that which it is about where none is named first,
/// the others by date.
pub(super) fn about(facts: &PaperFacts, kind: &PaperKind) -> Vec<ReviewOption> {
    let held = |r: &RowValues| r.is_yes(field::REVIEW_HELD);
    let (likely, fits): (_, fn(bool) -> bool) = if kind.settles == SentRecord::Invitation {
        (to_invite(facts).map(|(row, _)| row), |held| !held)
    } else if kind.settles == SentRecord::Outcome {
        (to_tell(facts).map(|(row, _)| row), |held| held)
    } else if kind.form == Some("review") {
        (forms::to_write_up(facts), |_| true)
    } else {
        return Vec::new();
    };
    let Ok(likely) = likely else { return Vec::new() };
    let all = facts.reviews();
    let fitting = all.iter().enumerate().filter(|(_, (_, r))| fits(held(r)));
    let mut out: Vec<(bool, ReviewOption)> = fitting
        .map(|(i, (row, r))| {
            (
                *row != likely,
                ReviewOption { number: i + 1, date: r.date(field::REVIEW_ON), held: held(r) },
            )
        })
        .collect();
    out.sort_by_key(|(other, _)| *other);
    out.into_iter().map(|(_, about)| about).collect()
}
