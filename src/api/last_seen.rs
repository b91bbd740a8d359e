//! What the officer of a session saw happen last.

use crate::domain::case::CaseRef;

/// What the officer of a session saw happen last. An undo of anything else is asked about first:
/// it may be an import of forty cases, or of another day.
#[derive(Debug, Clone, Copy, Default)]
pub struct LastSeen {
    saved: Option<(CaseRef, u64)>,
    undone: Option<u64>,
}

impl LastSeen {
    /// A change of this number was saved and shown in a case.
    pub fn saved(&mut self, case: CaseRef, seq: u64) {
        *self = LastSeen { saved: Some((case, seq)), undone: None };
    }

    /// An undo of the change of this number was done and shown.
    pub fn undone(&mut self, seq: u64) {
        *self = LastSeen { saved: None, undone: Some(seq) };
    }

    /// The officer turned to something else, or a redo was done.
    pub fn forget(&mut self) {
        *self = LastSeen::default();
    }

    /// Returns the number of the change that an undo, or a redo, turns without a question: what was
    /// just seen in the open case. None where it must be asked about.
    pub fn to_turn(&self, undo: bool, open: Option<CaseRef>) -> Option<u64> {
        if undo {
            self.saved.filter(|(case, _)| Some(*case) == open).map(|(_, seq)| seq)
        } else {
            self.undone
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: CaseRef = CaseRef { year: 2026, number: 1 };

    #[test]
    fn undo_without_a_question_is_only_of_what_was_just_seen() {
        let mut seen = LastSeen::default();
        assert_eq!((seen.to_turn(true, Some(ID)), seen.to_turn(true, None)), (None, None));
        seen.saved(ID, 7);
        assert_eq!(seen.to_turn(true, Some(ID)), Some(7));
        assert_eq!((seen.to_turn(true, None), seen.to_turn(false, Some(ID))), (None, None));
        seen.undone(7);
        assert_eq!((seen.to_turn(true, Some(ID)), seen.to_turn(false, Some(ID))), (None, Some(7)));
        seen.forget();
        assert_eq!(seen.to_turn(false, Some(ID)), None);
    }
}
