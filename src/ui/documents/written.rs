//! What becomes of documents in a folder: one document for all tagged cases, and what is said once
//! files are written.

use crate::domain::case::CaseRef;
use crate::domain::document::FileFormat;
use crate::domain::plural::{count, pluralize};
use crate::error::Result;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::documents::DocumentsPane;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::documents::words;
use crate::ui::effect::{CopiesOf, Effect, WrittenDocument};
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::pending::TaggedDocuments;
use crate::ui::session::Session;

/// The most cases of one go: their documents are held in memory until the folder is known.
const MAX_TAGGED: usize = 200;

impl DocumentsPane {
    /// Asks for the document under the cursor for each of these cases.
    pub fn ask_for_tagged(&self, cases: &[CaseRef], session: &Session) -> Changes {
        if cases.len() > MAX_TAGGED {
            return Changes::refuse(words::too_many_selected(
                &pluralize(cases.len(), "case"),
                &MAX_TAGGED,
            ));
        }
        match self.order_of(None, FileFormat::Docx, session) {
            Some((label, order)) => {
                self.go_on_with_tagged(Box::new(TaggedDocuments::new(label, order, cases)))
            }
            None => Changes::none(),
        }
    }

    /// Asks for the next case's document; after the last one the officer hears who gets one and
    /// says where to.
    pub fn go_on_with_tagged(&self, all: Box<TaggedDocuments>) -> Changes {
        match all.ask_next() {
            Ok(next) => Changes::ask(next),
            Err(all) if all.copies.is_empty() => {
                let title = words::none_can_be_created(&all.label);
                Changes::lay(ScrollSheet::new(title, all.left_out()))
            }
            Err(all) => Changes::lay(FolderPrompt::tagged(all, &self.typed)),
        }
    }

    pub(super) fn write_tagged(&self, all: TaggedDocuments) -> Changes {
        PaneChange::Effect(Effect::WriteCopies {
            folder: self.folder.clone(),
            then: CopiesOf::Tagged { cases: all.cases },
            copies: all.copies,
        })
        .into()
    }

    /// Says what became of copies that were to be written. A folder that does not do is asked for
    /// again.
    pub fn on_written(
        &mut self,
        of: CopiesOf,
        written: Result<usize>,
        session: &Session,
    ) -> Changes {
        let files = match written {
            Ok(count) => pluralize(count, "file"),
            Err(error) => {
                // A copy for a request has a folder of its own.
                if !matches!(of, CopiesOf::Access { .. }) {
                    self.folder.clear();
                    self.made = None;
                }
                return Changes::refuse(error.to_string());
            }
        };
        match of {
            CopiesOf::Access { folder } => Changes::say(words::copy_written(&files, &folder)),
            CopiesOf::Tagged { cases } => {
                let act = session.key_words(Action::ActOnSelected);
                Changes::say(words::created_for_selected(
                    &files,
                    &pluralize(cases, "case"),
                    &self.folder,
                    &act,
                ))
            }
            CopiesOf::One(document) => self.on_one_written(&files, *document, session),
        }
    }

    fn on_one_written(
        &mut self,
        files: &str,
        document: WrittenDocument,
        session: &Session,
    ) -> Changes {
        let gaps = match document.made.missing.len() {
            0 => String::new(),
            n => words::gaps(&count(n, words::DETAIL_IS, words::DETAILS_ARE)),
        };
        let note = document.made.notes.first().map(|n| format!(" {n}")).unwrap_or_default();
        let key = session.key_words(Action::PaperSent);
        let said = words::created(&files, &self.folder, &document.about, &gaps, &key, &note);
        self.made = Some(document);
        Changes::say(said)
    }
}
