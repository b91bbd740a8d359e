//! Stores a change, undoes one and says what became of it.

use crate::api::{Outcome, Refusal};
use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::rules::override_rule::OverrideReason;
use crate::domain::rules::{Rule, override_rule};
use crate::domain::value;
use crate::error::Error;
use crate::linear::{CommandResult, Linear};

impl Linear<'_> {
    pub(super) fn saved(&mut self, says: &str, case: CaseRef, seq: u64) -> CommandResult {
        self.open = Some(case);
        self.trail.opened(case);
        self.seen.saved(case, seq);
        self.say(&format!("Saved in {case}: {says}"))
    }

    pub(super) fn not_done(&mut self, error: &Error) -> CommandResult {
        self.say(&format!("Not done. {error}"))
    }

    /// Says what became of a change; the case that was changed is open then.
    pub(super) fn outcome(&mut self, outcome: Outcome) -> CommandResult {
        match outcome {
            Outcome::Saved { message: says, view, seq } => self.saved(&says, view.case.id, seq),
            Outcome::Deleted { message: says, .. } => {
                self.leave_case();
                self.say(&says)
            }
            Outcome::Terms { message: says, .. } => self.say(&format!("Saved: {says}")),
            Outcome::Other => self.say("Done."),
        }
    }

    /// Undoes or redoes what was just done and said in the open case; anything else is said and
    /// asked about first.
    pub(super) fn undo_or_redo(&mut self, undo: bool) -> CommandResult {
        let seq = match self.seen.to_turn(undo, self.open) {
            Some(seq) => seq,
            None => match self.service.preview_undo(undo) {
                Ok(preview) if self.is_yes(&preview.question())? => preview.seq,
                Ok(_) => return self.say("No changes made."),
                Err(error) => return self.not_done(&error),
            },
        };
        let here = self.open;
        match if undo { self.service.undo(seq) } else { self.service.redo(seq) } {
            Ok(outcome) => {
                let gone =
                    if let Outcome::Deleted { case, .. } = &outcome { Some(*case) } else { None };
                self.outcome(outcome)?;
                // The officer stays where the word was typed.
                self.open = here.filter(|id| Some(*id) != gone);
                if undo {
                    self.seen.undone(seq);
                } else {
                    self.seen.forget();
                }
                Ok(())
            }
            Err(error) => {
                // What is undone next must be asked about.
                self.seen.forget();
                self.not_done(&error)
            }
        }
    }

    /// Stores a change and says what became of it; where a rule holds it back that may be gone
    /// against, asks for the reason.
    pub(super) fn change(&mut self, change: CaseChange, why: Option<String>) -> CommandResult {
        match self.service.change(change.clone(), why) {
            Ok(outcome) => self.outcome(outcome),
            Err(Refusal::Failed(error)) => self.not_done(&error),
            Err(Refusal::Clash(clash)) if clash.is_same => self.say(&clash.message),
            Err(Refusal::Clash(clash)) => self.say(&format!("Not done. {}", clash.message)),
            Err(Refusal::Blocked(blocked)) => {
                self.say(&format!("Not done. {}", blocked.message))?;
                if blocked.may_override { self.override_rule(change, blocked.rule) } else { Ok(()) }
            }
        }
    }

    /// Asks for the reason to go on against a rule that allows it, and stores both.
    pub(super) fn override_rule(
        &mut self,
        change: CaseChange,
        rule: &'static Rule,
    ) -> CommandResult {
        let typed = self.ask("To override, type your reason; it is kept. Enter to cancel: ")?;
        let words = value::text(&typed);
        if words.is_empty() {
            return self.say("Not saved.");
        }
        let Some(case) = self.case()? else { return Ok(()) };
        let reason = OverrideReason { officer: self.officer.clone(), words, date: self.today };
        self.change(override_rule::override_rule(change, case.next_row(), rule, reason), None)
    }

    pub(super) fn store(&mut self, id: CaseRef, edits: Vec<Edit>) -> CommandResult {
        self.change(CaseChange { case: id, edits }, None)
    }
}
