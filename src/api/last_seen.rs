//! What the officer of a session saw happen last.

use crate::domain::case::CaseRef;

/// What the officer of a session saw happen last. An undo of anything else is asked about first:
/// it may be an import of forty cases, or of another day.
#[derive(Debug, Clone, Copy, Default)]
pub struct LastSeen {
    saved: Option<CaseRef>,
    undone: bool,
}

impl LastSeen {
    /// A change was saved and shown in a case.
    pub fn saved(&mut self, case: CaseRef) {
        *self = LastSeen { saved: Some(case), undone: false };
    }

    /// An undo was done and shown.
    pub fn undone(&mut self) {
        *self = LastSeen { saved: None, undone: true };
    }

    /// The officer turned to something else, or a redo was done.
    pub fn forget(&mut self) {
        *self = LastSeen::default();
    }

    /// Returns whether an undo, or a redo, only turns what was just seen in the open case.
    pub fn is_sure(&self, undo: bool, open: Option<CaseRef>) -> bool {
        if undo { open.is_some() && self.saved == open } else { self.undone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: CaseRef = CaseRef { year: 2026, number: 1 };

    #[test]
    fn undo_without_a_question_is_only_of_what_was_just_seen() {
        let mut seen = LastSeen::default();
        assert!(!seen.is_sure(true, Some(ID)) && !seen.is_sure(true, None));
        seen.saved(ID);
        assert!(seen.is_sure(true, Some(ID)));
        assert!(!seen.is_sure(true, None) && !seen.is_sure(false, Some(ID)));
        seen.undone();
        assert!(!seen.is_sure(true, Some(ID)) && seen.is_sure(false, Some(ID)));
        seen.forget();
        assert!(!seen.is_sure(false, Some(ID)));
    }
}
