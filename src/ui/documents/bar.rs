//! What the bottom bar names among the documents.

use crate::keymap::action::Action;
use crate::ui::documents::DocumentsPane;

impl DocumentsPane {
    /// Returns the actions that can be done with the document under the cursor.
    pub fn bar(&self) -> Vec<Action> {
        let makes = self.current().is_some_and(|line| line.refused.is_none());
        let sent = self.ready().is_some_and(|ready| !ready.made.draft);
        let make: &[Action] = if makes {
            &[Action::MakePaper, Action::PreviewPaper, Action::PaperFolder]
        } else {
            &[]
        };
        let sent = sent.then_some(Action::PaperSent);
        sent.into_iter().chain(make.iter().copied()).chain([Action::Record, Action::Back]).collect()
    }
}
