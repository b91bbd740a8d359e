//! The name of a register's file is typed, with how its strings of marks are read.

use crate::ui::attendance::words;
use std::collections::BTreeMap;

use crate::domain::attendance::intake::{Intake, PupilNamed, ReadOptions};
use crate::domain::case::Side;
use crate::ui::attendance::correction::CorrectionDefaults;
use crate::ui::attendance::left;
use crate::ui::change::{Changes, Update};
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::pending::RegisterFile;
use crate::ui::session::Session;

/// Which file is to be imported.
#[derive(Debug)]
pub(crate) struct RegisterPrompt {
    pub(crate) prompt: Prompt,
    pub(crate) side: Side,
}

impl RegisterPrompt {
    /// Returns the question for a register of one side; the file imported last is offered again.
    pub(crate) fn new(side: Side, known: &CorrectionDefaults) -> RegisterPrompt {
        let label = words::import_marks(&side.word());
        let hint = words::IMPORT_HINT;
        RegisterPrompt { prompt: Prompt::new(label, hint, &known.file).asks_path(""), side }
    }
}

impl PromptOverlay for RegisterPrompt {
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
        let typed = self.prompt.text();
        let (file, how) = match ReadOptions::from_line(&typed, session.today) {
            Ok(read) => read,
            Err(fault) => {
                self.prompt.fault = fault.to_string();
                return Update::Stay;
            }
        };
        let intake = Intake {
            side: self.side,
            how,
            case: session.case_id(),
            named: PupilNamed::Asked(BTreeMap::new()),
            today: session.today,
        };
        Update::CloseWith(Changes::ask(RegisterFile { typed, file, intake }.preview()))
    }
}
