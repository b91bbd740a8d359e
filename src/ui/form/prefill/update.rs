//! Filling a form from elsewhere: what is asked for it, and what comes.

use crate::api::Request;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{CaseRef, RowId, attendees};
use crate::domain::forms;
use crate::domain::forms::table;
use crate::domain::prefill::{Source, same_case};
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::effect::{Effect, FilePurpose};
use crate::ui::form::FormPane;
use crate::ui::form::prefill::evidence::EvidenceView;
use crate::ui::form::prefill::suggestions::Suggestions;
use crate::ui::form::words;
use crate::ui::pending::{Pending, Then};
use crate::ui::session::Session;

impl FormPane {
    /// Asks what earlier cases of the same child suggest.
    pub(in crate::ui::form) fn ask_suggestions(session: &Session) -> Changes {
        session.case_id().into_iter().map(Request::EarlierCases).collect()
    }

    /// Takes what is suggested for the open case, and what its own other forms say.
    pub fn take_suggestions(
        &self,
        id: CaseRef,
        mut sources: Vec<Source>,
        session: &Session,
    ) -> Changes {
        let Some(case) = session.case.as_ref().filter(|c| c.id == id) else {
            return Changes::none();
        };
        if let EditorView::Form { form, row } = &self.editor.view
            && let Some(form) = forms::FORMS.get(*form)
        {
            let beside = same_case::offers(case, form.id, *row);
            if !beside.offers.is_empty() && sources.iter().all(|s| !s.is_file) {
                sources.push(beside);
            }
        }
        if sources.is_empty() {
            return Changes::say(words::NOTHING_MORE_KNOWN);
        }
        Changes::lay(Suggestions::new(sources, case, &|id| session.school_name(id)))
    }

    /// Shows the piece of evidence under the cursor.
    pub(in crate::ui::form) fn show_evidence(&self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let row = match self.editor.current(case) {
            Some(OutlineLine::Field { path: at, .. }) => at.row,
            _ => None,
        };
        match row {
            Some((table, row)) if table == table::EVIDENCE => {
                let request = Request::Preview { case: case.id, row };
                Changes::ask(Pending { request, then: Then::ShowEvidence(row) })
            }
            _ => Changes::refuse(words::MOVE_TO_EVIDENCE),
        }
    }

    /// Shows the text of a piece of evidence.
    pub fn take_evidence_text(&self, row: RowId, title: String, lines: Vec<String>) -> Changes {
        Changes::lay(EvidenceView::new(row, title, lines, &self.evidence_folder))
    }

    /// Remembers the folder that a file of the evidence is written to.
    pub fn remember_folder(&mut self, folder: &str) {
        folder.clone_into(&mut self.evidence_folder);
    }

    /// Adds everybody who should be asked to the meeting that the open form writes up.
    pub(in crate::ui::form) fn propose_people(&self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let form = match &self.editor.view {
            EditorView::Form { form, row } => forms::FORMS.get(*form).map(|f| (f.id, *row)),
            EditorView::Row { .. } | EditorView::Table { .. } => None,
        };
        let review = match form {
            Some(("initial", _)) => None,
            Some(("review", Some(row))) => Some(row),
            _ => {
                return Changes::refuse(words::people_elsewhere(
                    &session.key_words(Action::NextForm),
                ));
            }
        };
        let edits: Vec<Edit> = (case.next_row()..)
            .zip(attendees::proposed(case, review))
            .map(|(row, cells)| Edit::AddRow { table: table::ATTENDEES.into(), row, cells })
            .collect();
        if edits.is_empty() {
            return Changes::say(words::EVERYONE_IS_LISTED);
        }
        Changes::ask(Pending::change(CaseChange { case: case.id, edits }, None))
    }

    /// Reads the file whose item of the list of evidence was picked.
    pub fn read_evidence(path: String, kind: &str) -> Changes {
        let then = FilePurpose::Evidence { kind: kind.to_owned() };
        PaneChange::Effect(Effect::ReadFile { path, then }).into()
    }
}
