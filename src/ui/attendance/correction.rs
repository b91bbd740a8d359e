//! Marks that stand and are changed (SI 2024/208): what waits for a reason, and what is known of
//! the officer's corrections.

use crate::domain::attendance::correct::{CorrectionReason, corrections, with_reason};
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::ui::attendance::words;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::pending::{Pending, RegisterImport};
use crate::ui::session::Session;

/// What this session knows of the officer's corrections.
#[derive(Debug, Clone, Default)]
pub(crate) struct CorrectionDefaults {
    /// The reason given last, offered again.
    pub reason: String,
    /// The officer's position, asked once.
    pub position: String,
    /// The register imported last, as it was typed, offered again.
    pub file: String,
}

/// What waits for a reason: marks typed here, or a register that was looked at.
#[derive(Debug, Clone)]
pub(crate) enum Waiting {
    /// Marks that were typed.
    Marks(Vec<Edit>),
    /// A register.
    Register(Box<RegisterImport>),
}

impl Waiting {
    /// Returns what is changed, in words.
    pub(super) fn description(&self) -> String {
        let (n, one) = match self {
            Waiting::Marks(edits) => (corrections(edits), edits.iter().find_map(one_correction)),
            Waiting::Register(import) => (import.preview.corrected, None),
        };
        match (n, one) {
            (1, Some(one)) => one,
            (1, None) => words::THE_EXISTING_MARK.to_owned(),
            _ => words::existing_marks(&n),
        }
    }

    /// Returns what stores it with its reason.
    pub(super) fn store(self, reason: String, position: String, session: &Session) -> Changes {
        let is_one = matches!(&self, Waiting::Marks(edits) if edits.len() == 1);
        let known = PaneChange::RememberCorrection {
            reason: reason.clone(),
            position: position.clone(),
            is_one,
        };
        let (officer, date) = (session.officer.clone(), session.today);
        let reason = CorrectionReason { words: reason, officer, position, date };
        let asked = match self {
            Waiting::Register(import) => Changes::ask(import.store(Some(reason))),
            Waiting::Marks(edits) => marks(edits, reason, session),
        };
        Changes::from(known).and(asked)
    }
}

fn marks(edits: Vec<Edit>, reason: CorrectionReason, session: &Session) -> Changes {
    let Some(case) = &session.case else { return Changes::none() };
    match with_reason(edits, case.next_row(), &reason) {
        Ok(edits) => {
            let change = CaseChange { case: case.id, edits };
            Changes::ask(Pending::change(change, Some(reason.words)))
        }
        Err(why) => Changes::refuse(why.to_string()),
    }
}

/// Returns a correction in words: `Mon 16 Nov am, host, from / to L`.
fn one_correction(edit: &Edit) -> Option<String> {
    let Edit::Mark { session: (day, half), side, old: Some(old), new } = edit else { return None };
    let new = new.as_deref().unwrap_or(words::NO_MARK);
    let (day, half) = (dates::show_short(*day), half_words(*half));
    Some(words::mark_from_to(&day, &half, &side.word(), &old, &new))
}
