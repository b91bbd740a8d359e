//! Keys of the prefill overlays, and the replies they wait for.

use crate::api::{Bytes, NewEvidence, Request};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::value::Value;
use crate::domain::case::{CaseRef, attendees, value};
use crate::domain::forms::evidence::KINDS;
use crate::domain::forms::outline::{EditorView, OutlineLine};
use crate::domain::forms::table;
use crate::domain::prefill::{Source, same_case};
use crate::keymap::key::{Key, KeySym};
use crate::ui::form::prefill::path::PathPurpose;
use crate::ui::form::prefill::{
    EvidenceView, FilePurpose, PathPrompt, PrefillOverlay, Suggestions,
};
use crate::ui::input::Picked;
use crate::ui::input_state::Effect;
use crate::ui::overlay::text_input::Picker;
use crate::ui::{App, Overlay};

impl App {
    pub(in crate::ui) fn key_fill(&mut self, fill: PrefillOverlay, key: Key) -> Vec<Request> {
        match fill {
            PrefillOverlay::Jump(picker) => match self.key_picker(picker, key) {
                Picked::Not(picker) => self.lay_fill(PrefillOverlay::Jump(picker)),
                Picked::Left => Vec::new(),
                Picked::Took(value) => {
                    self.editor.at = value
                        .as_number()
                        .and_then(|n| usize::try_from(n).ok())
                        .unwrap_or(self.editor.at);
                    Vec::new()
                }
            },
            PrefillOverlay::Kind { path, picker } => match self.key_picker(picker, key) {
                Picked::Not(picker) => self.lay_fill(PrefillOverlay::Kind { path, picker }),
                Picked::Left => Vec::new(),
                Picked::Took(kind) => {
                    let then = FilePurpose::Evidence { kind: kind.as_text().to_owned() };
                    self.desk.effects.push(Effect::ReadFile { path, then });
                    Vec::new()
                }
            },
            PrefillOverlay::Offers(offers) => self.key_offers(offers, key),
            PrefillOverlay::Paper(paper) => self.key_paper(paper, key),
            PrefillOverlay::Ask(asked) => self.key_ask(asked, key),
            PrefillOverlay::Confirm { then, .. } => {
                if key.code == KeySym::Char('y') {
                    return then;
                }
                self.say("Left as it was.");
                Vec::new()
            }
        }
    }

    fn lay_fill(&mut self, fill: PrefillOverlay) -> Vec<Request> {
        self.over = Some(Overlay::Fill(fill));
        Vec::new()
    }

    fn key_offers(&mut self, mut offers: Box<Suggestions>, key: Key) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match key.code {
            KeySym::Esc => {
                self.say("Nothing was taken.");
                return Vec::new();
            }
            KeySym::Enter => {
                return match offers.change(&case) {
                    Some(change) => {
                        vec![Request::Change { change, why: Some("filled from elsewhere".into()) }]
                    }
                    None => {
                        self.refuse("Nothing is ticked. Space ticks a line; Esc leaves.");
                        self.lay_fill(PrefillOverlay::Offers(offers))
                    }
                };
            }
            KeySym::Down | KeySym::Char('j') => offers.step(1),
            KeySym::Up | KeySym::Char('k') => offers.step(-1),
            KeySym::PageDown => offers.step(10),
            KeySym::PageUp => offers.step(-10),
            KeySym::Tab => offers.next(&case, &|id| self.school_name(id)),
            KeySym::Char(' ') => {
                if offers.tick() {
                    offers.step(1);
                } else {
                    self.say("This line stands as it is; there is nothing to take.");
                }
            }
            _ => {}
        }
        self.lay_fill(PrefillOverlay::Offers(offers))
    }

    fn key_paper(&mut self, mut paper: EvidenceView, key: Key) -> Vec<Request> {
        match key.code {
            KeySym::Esc | KeySym::Enter | KeySym::Char('q') => return Vec::new(),
            KeySym::Char('x') => {
                let asked = PathPrompt {
                    what: PathPurpose::Folder { row: paper.row },
                    letters: self.filling.folder.clone(),
                };
                return self.lay_fill(PrefillOverlay::Ask(asked));
            }
            KeySym::Down | KeySym::Char('j') => paper.top += 1,
            KeySym::Up | KeySym::Char('k') => paper.top = paper.top.saturating_sub(1),
            KeySym::PageDown | KeySym::Char(' ') => paper.top += 15,
            KeySym::PageUp => paper.top = paper.top.saturating_sub(15),
            _ => {}
        }
        paper.top = paper.top.min(paper.lines.len());
        self.lay_fill(PrefillOverlay::Paper(paper))
    }

    fn key_ask(&mut self, mut asked: PathPrompt, key: Key) -> Vec<Request> {
        match key.code {
            KeySym::Esc => {
                self.say("Left; nothing was read or written.");
                return Vec::new();
            }
            KeySym::Enter if asked.letters.trim().is_empty() => {}
            KeySym::Enter => return self.asked(asked),
            KeySym::Backspace => drop(asked.letters.pop()),
            KeySym::Char('u') if key.ctrl => asked.letters.clear(),
            KeySym::Char(c) if !key.ctrl => asked.letters.push(c),
            _ => {}
        }
        self.lay_fill(PrefillOverlay::Ask(asked))
    }

    fn asked(&mut self, asked: PathPrompt) -> Vec<Request> {
        let path = asked.letters.trim().to_owned();
        match asked.what {
            PathPurpose::Transfer => {
                self.desk.effects.push(Effect::ReadFile { path, then: FilePurpose::Transfer })
            }
            PathPurpose::Evidence => {
                let items = KINDS
                    .iter()
                    .map(|(id, words)| (Value::Choice((*id).into()), (*words).into()))
                    .collect();
                let picker = Picker {
                    title: "Which item of the list is it?".into(),
                    items,
                    letters: String::new(),
                    at: 0,
                    free: false,
                };
                return self.lay_fill(PrefillOverlay::Kind { path, picker });
            }
            PathPurpose::Folder { row } => {
                self.filling.folder = path;
                return self
                    .case
                    .as_ref()
                    .map(|c| Request::Evidence { case: c.id, row })
                    .into_iter()
                    .collect();
            }
        }
        Vec::new()
    }

    /// Takes pasted text into a path being typed; false where none is.
    pub(in crate::ui) fn paste_path(&mut self, raw: &str) -> bool {
        let Some(Overlay::Fill(PrefillOverlay::Ask(asked))) = &mut self.over else { return false };
        asked.letters.push_str(value::text(raw).as_text().replace('\n', "").trim());
        true
    }

    /// Asks for the path of a transfer file, or of a paper.
    pub(in crate::ui) fn ask_path(&mut self, evidence: bool) {
        if self.case.is_some() {
            let what = if evidence { PathPurpose::Evidence } else { PathPurpose::Transfer };
            self.over = Some(Overlay::Fill(PrefillOverlay::Ask(PathPrompt {
                what,
                letters: String::new(),
            })));
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
        self.over = Some(Overlay::Fill(PrefillOverlay::Offers(Box::new(offers))));
    }

    /// Shows a paper that the owner gave.
    pub(in crate::ui) fn on_paper(&mut self, title: String, lines: Vec<String>) {
        self.over = Some(Overlay::Fill(PrefillOverlay::Paper(EvidenceView {
            row: self.filling.paper,
            title,
            lines,
            top: 0,
        })));
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
