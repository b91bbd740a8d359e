//! A path on this computer is typed: of a file to be read, or of a folder to write one to.

use crate::api::{ImportKind, Request};
use crate::domain::case::RowId;
use crate::domain::forms::evidence::KINDS;
use crate::domain::value::Value;
use crate::ui::change::{Changes, PaneChange, Update};
use crate::ui::effect::{Effect, FilePurpose};
use crate::ui::form::words;
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::pending::{Pending, PickFor, Then};
use crate::ui::session::Session;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPurpose {
    /// The transfer file whose answers are suggested.
    Transfer,
    /// The register of schools that is imported.
    Schools,
    /// A file that is taken in into the store.
    Import(ImportKind),
    /// The file that is taken in as evidence.
    Evidence,
    /// The folder that a piece of evidence of this row is written to.
    Folder {
        /// The row.
        row: RowId,
    },
}

/// A path in the middle of being typed.
#[derive(Debug)]
pub(crate) struct PathPrompt {
    what: PathPurpose,
    prompt: Prompt,
}

impl PathPrompt {
    /// Returns the question for a path that begins with a text.
    pub(crate) fn new(what: PathPurpose, text: &str) -> PathPrompt {
        let label = match what {
            PathPurpose::Transfer => words::TRANSFER_FILE,
            PathPurpose::Schools => words::SCHOOLS_FILE,
            PathPurpose::Evidence => words::EVIDENCE_FILE,
            PathPurpose::Folder { .. } => words::SAVE_IN_FOLDER,
            PathPurpose::Import(_) => words::IMPORT_FILE,
        };
        PathPrompt { what, prompt: Prompt::new(label, "", text).asks_path(words::PATH_HINT) }
    }

    fn chosen(&self, session: &Session) -> Changes {
        let path = self.prompt.text();
        match self.what {
            PathPurpose::Transfer => {
                PaneChange::Effect(Effect::ReadFile { path, then: FilePurpose::Transfer }).into()
            }
            PathPurpose::Schools => {
                PaneChange::Effect(Effect::ReadFile { path, then: FilePurpose::Schools }).into()
            }
            PathPurpose::Import(kind) => {
                PaneChange::Effect(Effect::ReadFile { path, then: FilePurpose::Import(kind) })
                    .into()
            }
            PathPurpose::Evidence => {
                let items = KINDS
                    .iter()
                    .map(|(id, words)| (Value::Choice((*id).into()), (*words).into()))
                    .collect();
                let then = PickFor::Evidence { path };
                Changes::lay(ListPicker::new(words::WHICH_ITEM, items, then))
            }
            PathPurpose::Folder { row } => {
                let Some(case) = session.case_id() else { return Changes::none() };
                let then = Then::WriteEvidence { folder: path };
                Changes::ask(Pending { request: Request::Evidence { case, row }, then })
            }
        }
    }
}

impl PromptOverlay for PathPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        Update::CloseWith(Changes::say(words::CANCELLED))
    }

    fn entered(&mut self, session: &Session) -> Update {
        if self.prompt.text().is_empty() {
            return Update::Stay;
        }
        Update::CloseWith(self.chosen(session))
    }

    fn paste(&mut self, text: &str) {
        self.prompt.paste(text.trim());
    }
}
