//! What is asked about restricted cases: who sees one, which one is opened, and why.

use crate::api::Request;
use crate::domain::case::CaseRef;
use crate::domain::glass::LEAST_REASON;
use crate::ui::change::{Changes, Update};
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::overlay::words;
use crate::ui::session::Session;

/// The logins of those who see a case.
#[derive(Debug)]
pub(crate) struct RestrictPrompt {
    case: CaseRef,
    prompt: Prompt,
}

impl RestrictPrompt {
    /// Asks who sees a case, beginning with those who do now.
    pub(crate) fn new(case: CaseRef, logins: &str) -> RestrictPrompt {
        let prompt = Prompt::new(words::who_sees(&case), words::WHO_SEES_HINT, logins);
        RestrictPrompt { case, prompt }
    }
}

impl PromptOverlay for RestrictPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        Update::CloseWith(Changes::say(words::NO_CHANGES))
    }

    fn entered(&mut self, _session: &Session) -> Update {
        let text = self.prompt.text();
        let logins = text.split([' ', ',']).filter(|part| !part.is_empty());
        let logins = logins.map(str::to_owned).collect();
        Update::CloseWith(Changes::ask(Request::Restrict { case: self.case, logins }))
    }
}

/// The reference of a restricted record.
#[derive(Debug)]
pub(crate) struct RecordPrompt(Prompt);

impl Default for RecordPrompt {
    fn default() -> RecordPrompt {
        RecordPrompt(Prompt::new(words::WHICH_RECORD, words::WHICH_RECORD_HINT, ""))
    }
}

impl PromptOverlay for RecordPrompt {
    fn prompt(&self) -> &Prompt {
        &self.0
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.0
    }

    fn left(&self) -> Update {
        Update::CloseWith(Changes::say(words::NOTHING_OPENED))
    }

    fn entered(&mut self, _session: &Session) -> Update {
        match self.0.text().parse::<CaseRef>() {
            Ok(case) => Update::CloseWith(Changes::lay(OpeningPrompt::new(case))),
            Err(error) => {
                self.0.fault = error.to_string();
                Update::Stay
            }
        }
    }
}

/// Why a restricted record is opened.
#[derive(Debug)]
pub(crate) struct OpeningPrompt {
    case: CaseRef,
    prompt: Prompt,
}

impl OpeningPrompt {
    /// Asks why a case is opened.
    pub(crate) fn new(case: CaseRef) -> OpeningPrompt {
        let prompt = Prompt::new(words::why_open(&case), words::WHY_OPEN_HINT, "");
        OpeningPrompt { case, prompt }
    }
}

impl PromptOverlay for OpeningPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        Update::CloseWith(Changes::say(words::NOTHING_OPENED))
    }

    fn entered(&mut self, _session: &Session) -> Update {
        let why = self.prompt.text();
        if why.chars().count() < LEAST_REASON {
            self.prompt.fault = words::reason_too_short(&LEAST_REASON);
            return Update::Stay;
        }
        Update::CloseWith(Changes::ask(Request::BreakGlass { case: self.case, why }))
    }
}
