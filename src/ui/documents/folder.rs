//! The folder that documents are written to is typed.

use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange, Update};
use crate::ui::documents::words;
use crate::ui::overlay::prompt::{Prompt, PromptOverlay};
use crate::ui::pending::TaggedDocuments;
use crate::ui::session::Session;

/// The folder in the middle of being typed.
#[derive(Debug)]
pub(crate) struct FolderPrompt {
    pub(crate) prompt: Prompt,
    /// The documents of all tagged cases, where they are what is to be written.
    pub(crate) tagged: Option<Box<TaggedDocuments>>,
}

impl FolderPrompt {
    /// Returns the question for the document under the cursor; what was typed last stands in it.
    pub(crate) fn one(typed: &str) -> FolderPrompt {
        let prompt = Prompt::new(words::ASK_FOLDER, "", typed).asks_path(words::FOLDER_HINT);
        FolderPrompt { prompt, tagged: None }
    }

    /// Returns the question for the documents of all tagged cases.
    pub(crate) fn tagged(all: Box<TaggedDocuments>, typed: &str) -> FolderPrompt {
        let (label, hint) = all.question();
        FolderPrompt { prompt: Prompt::new(label, hint, typed).asks_path(""), tagged: Some(all) }
    }
}

impl PromptOverlay for FolderPrompt {
    fn prompt(&self) -> &Prompt {
        &self.prompt
    }

    fn prompt_mut(&mut self) -> &mut Prompt {
        &mut self.prompt
    }

    fn left(&self) -> Update {
        Update::CloseWith(Changes::say(words::NOTHING_CREATED))
    }

    fn entered(&mut self, session: &Session) -> Update {
        if self.prompt.text().is_empty() {
            let leave = session.key_words(Action::LeaveText);
            self.prompt.fault = words::type_folder(&leave);
            return Update::Stay;
        }
        let (folder, tagged) = (self.prompt.text(), self.tagged.take());
        Update::CloseWith(PaneChange::TakeFolder { folder, tagged }.into())
    }
}
