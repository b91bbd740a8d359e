//! Asks why marks that stand are changed, and once a session in which position the officer does so.

use crate::domain::forms::parse;
use crate::ui::attendance::correction::{CorrectionDefaults, Waiting};
use crate::ui::attendance::left;
use crate::ui::attendance::words;
use crate::ui::change::{Changes, PaneChange, Update};
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::session::Session;

/// Why marks that stand are changed.
#[derive(Debug)]
pub(crate) struct ReasonPrompt {
    prompt: Prompt,
    waiting: Waiting,
    position: String,
}

impl ReasonPrompt {
    /// Returns the question for what waits; the reason given last is offered again.
    pub(crate) fn new(waiting: Waiting, known: &CorrectionDefaults) -> ReasonPrompt {
        let label = words::why_change(&waiting.description());
        let hint = words::WHAT_IS_KEPT;
        let prompt = Prompt::new(label, hint, &known.reason);
        ReasonPrompt { prompt, waiting, position: known.position.clone() }
    }
}

impl PromptOverlay for ReasonPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        left()
    }

    /// Takes the reason; asks for the position where this session does not know it yet.
    fn entered(&mut self, session: &Session) -> Update {
        let reason = self.prompt.text();
        if reason.is_empty() {
            self.prompt.fault = words::REASON_NEEDED.into();
            return Update::Stay;
        }
        if reason.chars().count() > parse::MAX_LINE {
            self.prompt.fault = words::REASON_TOO_LONG.into();
            return Update::Stay;
        }
        let (waiting, position) = (self.waiting.clone(), self.position.clone());
        if !position.is_empty() {
            return Update::CloseWith(waiting.store(reason, position, session));
        }
        let known =
            PaneChange::RememberCorrection { reason: reason.clone(), position, is_one: false };
        let next = PositionPrompt::new(waiting, reason);
        Update::CloseWith(Changes::from(known).and(Changes::lay(next)))
    }
}

/// In which position the officer changes them; the reason was given.
#[derive(Debug)]
pub(crate) struct PositionPrompt {
    prompt: Prompt,
    waiting: Waiting,
    reason: String,
}

impl PositionPrompt {
    /// Returns the question, which is asked once in a session.
    pub(crate) fn new(waiting: Waiting, reason: String) -> PositionPrompt {
        let hint = words::JOB_TITLE_HINT;
        PositionPrompt { prompt: Prompt::new(words::JOB_TITLE, hint, ""), waiting, reason }
    }
}

impl PromptOverlay for PositionPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        left()
    }

    fn entered(&mut self, session: &Session) -> Update {
        let position = self.prompt.text();
        if position.is_empty() || position.chars().count() > parse::MAX_LINE {
            self.prompt.fault = words::JOB_TITLE_NEEDED.into();
            return Update::Stay;
        }
        let (waiting, reason) = (self.waiting.clone(), self.reason.clone());
        Update::CloseWith(waiting.store(reason, position, session))
    }
}
