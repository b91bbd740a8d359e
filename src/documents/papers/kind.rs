//! A kind of document: its names, its wording, and what it settles.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::Paper;
use crate::error::Result;

/// What is recorded once a document has been sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentRecord {
    /// The notice of the direction to the parents, and its copies.
    Notice,
    /// The notice to the LA, which is its copy.
    AuthorityNotice,
    /// The invitation to one review.
    Invitation,
    /// The answer to a request for a review, and the letter.
    Decline,
    /// A letter of this kind, as `letter_sent.kind` names it.
    Letter(&'static str),
    /// The outcome of one review.
    Outcome,
    Portal,
    Spreadsheet,
    /// The step at the LA for the authority's own form.
    AuthorityStep,
}

/// What a paper tells its readers to be decided, so that the rules that hold that step back hold
/// the paper back too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Announcement {
    Nothing,
    /// A direction goes ahead.
    Direction,
    /// A managed move goes ahead.
    Move,
}

/// A kind of paper.
#[derive(Clone, Copy)]
pub struct PaperKind {
    /// The name on the command line, and of its template.
    pub id: &'static str,
    /// The name on screen, and in what is recorded.
    pub label: &'static str,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// The built-in wording; "" for a form.
    pub(super) template: &'static str,
    /// The form of the dictionary that it prints.
    pub(super) form: Option<&'static str>,
    pub(super) settles: SentRecord,
    pub(super) announces: Announcement,
    /// Whether only a direction has it: a direct managed move is not noticed, reviewed or run.
    pub(super) is_of_a_direction: bool,
    pub(super) make: fn(&PaperFacts) -> Result<Vec<Paper>>,
}

impl PaperKind {
    pub(super) const fn form(
        id: &'static str,
        form: &'static str,
        label: &'static str,
        purpose: &'static str,
        make: fn(&PaperFacts) -> Result<Vec<Paper>>,
    ) -> PaperKind {
        PaperKind {
            id,
            label,
            purpose,
            template: "",
            form: Some(form),
            settles: SentRecord::Letter("other"),
            announces: Announcement::Nothing,
            is_of_a_direction: false,
            make,
        }
    }

    /// Marks a form that tells its readers that the direction goes ahead.
    pub(super) const fn of_a_notice(mut self) -> PaperKind {
        self.announces = Announcement::Direction;
        self.of_a_direction()
    }

    /// Marks a form that only a direction has.
    pub(super) const fn of_a_direction(mut self) -> PaperKind {
        self.is_of_a_direction = true;
        self
    }

    /// Returns whether it is one of the five forms, which can be blank and have an audience.
    pub fn is_form(&self) -> bool {
        self.form.is_some()
    }

    /// Returns the built-in wording, for an authority to start its own from.
    pub fn wording(&self) -> Option<&'static str> {
        (!self.template.is_empty()).then_some(self.template)
    }
}
