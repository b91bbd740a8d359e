//! Filling a form from elsewhere: what is asked for it, and the replies that come.

use crate::api::{Bytes, NewEvidence, Request};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{CaseRef, attendees};
use crate::domain::forms::table;
use crate::domain::prefill::{Source, same_case};
use crate::ui::App;
use crate::ui::form::prefill::path::PathPurpose;
use crate::ui::form::prefill::{EvidenceView, FilePurpose, PathPrompt, Suggestions};
use crate::ui::input_state::Effect;

impl App {
    /// Asks for the path of a transfer file, or of a paper.
    pub(in crate::ui) fn ask_path(&mut self, evidence: bool) {
        if self.case.is_some() {
            let what = if evidence { PathPurpose::Evidence } else { PathPurpose::Transfer };
            self.lay(PathPrompt::new(what, ""));
        }
    }

    /// Asks what earlier cases of the same child offer.
    pub(in crate::ui) fn prefill(&self) -> Vec<Request> {
        self.case.as_ref().map(|c| Request::EarlierCases(c.id)).into_iter().collect()
    }

    /// Shows the piece of evidence under the cursor.
    pub(in crate::ui) fn show_paper(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(OutlineLine::Field { at, .. })
                if at.row.as_ref().is_some_and(|(t, _)| t == "evidence") =>
            {
                let row = at.row.map_or(0, |(_, row)| row);
                self.filling.paper = row;
                vec![Request::Preview { case: case.id, row }]
            }
            _ => {
                self.refuse(
                    "Move to a piece of evidence first; the passport has them near its end.",
                );
                Vec::new()
            }
        }
    }

    /// Adds everybody who should be asked to the meeting that the open form writes up.
    pub(in crate::ui) fn propose_people(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let form = if let EditorView::Form { form, row } = &self.editor.view {
            Some((*form, *row))
        } else {
            None
        };
        let review = match form
            .and_then(|(form, row)| Some((crate::domain::forms::FORMS.get(form)?.id, row)))
        {
            Some(("initial", _)) => None,
            Some(("review", Some(row))) => Some(row),
            _ => {
                self.refuse("People are proposed in the forms of the initial meeting and of a review. Press f to get there.");
                return Vec::new();
            }
        };
        let next = case.next_row();
        let edits: Vec<Edit> = (next..)
            .zip(attendees::proposed(&case, review))
            .map(|(row, cells)| Edit::AddRow { table: table::ATTENDEES.into(), row, cells })
            .collect();
        if edits.is_empty() {
            self.say("Everybody who should be asked is on the list.");
            return Vec::new();
        }
        vec![Request::Change { change: CaseChange { case: case.id, edits }, why: None }]
    }

    /// Takes what is offered to the open case.
    pub(in crate::ui) fn on_offered(&mut self, id: CaseRef, sources: Vec<Source>) {
        let Some(case) = self.case.clone().filter(|c| c.id == id) else { return };
        let mut sources = sources;
        if let EditorView::Form { form, row } = &self.editor.view
            && let Some(form) = crate::domain::forms::FORMS.get(*form)
        {
            let beside = same_case::offers(&case, form.id, *row);
            if !beside.offers.is_empty() && sources.iter().all(|s| !s.is_file) {
                sources.push(beside);
            }
        }
        if sources.is_empty() {
            return self.say("No other case of this child is known here, nor does another form say more. T reads a transfer file.");
        }
        let offers = Suggestions::new(sources, &case, &|id| self.school_name(id));
        self.lay(offers);
    }

    /// Shows a paper that the owner gave.
    pub(in crate::ui) fn on_paper(&mut self, title: String, lines: Vec<String>) {
        self.lay(EvidenceView::new(self.filling.paper, title, lines));
    }

    /// Hands a file of the evidence on to be written out.
    pub(in crate::ui) fn on_evidence(&mut self, name: String, bytes: Bytes) {
        self.desk.effects.push(Effect::WriteFile {
            folder: self.filling.folder.clone(),
            name,
            bytes,
        });
    }

    /// Takes a file that the shell has read, or the sentence why it could not.
    pub fn on_file(
        &mut self,
        then: FilePurpose,
        name: String,
        read: Result<Vec<u8>, String>,
    ) -> Vec<Request> {
        let (Some(case), bytes) = (self.case.as_ref(), read) else { return Vec::new() };
        let id = case.id;
        match bytes {
            Err(words) => {
                self.refuse(words);
                Vec::new()
            }
            Ok(bytes) => match then {
                FilePurpose::Transfer => {
                    vec![Request::Transfer { case: id, on: self.today, file: Bytes(bytes) }]
                }
                FilePurpose::Evidence { kind } => {
                    let paper = NewEvidence {
                        kind,
                        title: String::new(),
                        name,
                        dated: None,
                        bytes: Bytes(bytes),
                    };
                    vec![Request::AddEvidence { case: id, on: self.today, paper }]
                }
            },
        }
    }
}
