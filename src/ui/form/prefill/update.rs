//! Keys of what lies over the form, and the answers that come for it.

use crate::api::{Bytes, Paper as Taken, Request};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::value::Value;
use crate::domain::case::{CaseRef, attendees, value};
use crate::domain::forms::evidence::KINDS;
use crate::domain::forms::outline::{Line, View};
use crate::domain::prefill::{Source, same_case};
use crate::keymap::key::{Code, Key};
use crate::ui::form::prefill::path::For;
use crate::ui::form::prefill::{Asked, Fill, Offers, Paper, Then};
use crate::ui::input::Picked;
use crate::ui::input_state::Effect;
use crate::ui::overlay::text_input::Picker;
use crate::ui::{Over, Ui};

impl Ui {
    pub(in crate::ui) fn key_fill(&mut self, fill: Fill, key: Key) -> Vec<Request> {
        match fill {
            Fill::Jump(picker) => match self.key_picker(picker, key) {
                Picked::Not(picker) => self.lay_fill(Fill::Jump(picker)),
                Picked::Left => Vec::new(),
                Picked::Took(value) => {
                    self.editor.at = value.as_number().and_then(|n| usize::try_from(n).ok()).unwrap_or(self.editor.at);
                    Vec::new()
                }
            },
            Fill::Kind { path, picker } => match self.key_picker(picker, key) {
                Picked::Not(picker) => self.lay_fill(Fill::Kind { path, picker }),
                Picked::Left => Vec::new(),
                Picked::Took(kind) => {
                    let then = Then::Evidence { kind: kind.as_text().to_owned() };
                    self.desk.effects.push(Effect::ReadFile { path, then });
                    Vec::new()
                }
            },
            Fill::Offers(offers) => self.key_offers(offers, key),
            Fill::Paper(paper) => self.key_paper(paper, key),
            Fill::Ask(asked) => self.key_ask(asked, key),
            Fill::Confirm { then, .. } => {
                if key.code == Code::Char('y') {
                    return then;
                }
                self.say("Left as it was.");
                Vec::new()
            }
        }
    }

    fn lay_fill(&mut self, fill: Fill) -> Vec<Request> {
        self.over = Some(Over::Fill(fill));
        Vec::new()
    }

    fn key_offers(&mut self, mut offers: Box<Offers>, key: Key) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match key.code {
            Code::Esc => {
                self.say("Nothing was taken.");
                return Vec::new();
            }
            Code::Enter => {
                return match offers.change(&case) {
                    Some(change) => vec![Request::Change { change, why: Some("filled from elsewhere".into()) }],
                    None => {
                        self.refuse("Nothing is ticked. Space ticks a line; Esc leaves.");
                        self.lay_fill(Fill::Offers(offers))
                    }
                };
            }
            Code::Down | Code::Char('j') => offers.step(1),
            Code::Up | Code::Char('k') => offers.step(-1),
            Code::PageDown => offers.step(10),
            Code::PageUp => offers.step(-10),
            Code::Tab => offers.next(&case, &|id| self.school_name(id)),
            Code::Char(' ') => {
                if offers.tick() {
                    offers.step(1);
                } else {
                    self.say("This line stands as it is; there is nothing to take.");
                }
            }
            _ => {}
        }
        self.lay_fill(Fill::Offers(offers))
    }

    fn key_paper(&mut self, mut paper: Paper, key: Key) -> Vec<Request> {
        match key.code {
            Code::Esc | Code::Enter | Code::Char('q') => return Vec::new(),
            Code::Char('x') => {
                let asked = Asked { what: For::Folder { row: paper.row }, letters: self.filling.folder.clone() };
                return self.lay_fill(Fill::Ask(asked));
            }
            Code::Down | Code::Char('j') => paper.top += 1,
            Code::Up | Code::Char('k') => paper.top = paper.top.saturating_sub(1),
            Code::PageDown | Code::Char(' ') => paper.top += 15,
            Code::PageUp => paper.top = paper.top.saturating_sub(15),
            _ => {}
        }
        paper.top = paper.top.min(paper.lines.len());
        self.lay_fill(Fill::Paper(paper))
    }

    fn key_ask(&mut self, mut asked: Asked, key: Key) -> Vec<Request> {
        match key.code {
            Code::Esc => {
                self.say("Left; nothing was read or written.");
                return Vec::new();
            }
            Code::Enter if asked.letters.trim().is_empty() => {}
            Code::Enter => return self.asked(asked),
            Code::Backspace => drop(asked.letters.pop()),
            Code::Char('u') if key.ctrl => asked.letters.clear(),
            Code::Char(c) if !key.ctrl => asked.letters.push(c),
            _ => {}
        }
        self.lay_fill(Fill::Ask(asked))
    }

    fn asked(&mut self, asked: Asked) -> Vec<Request> {
        let path = asked.letters.trim().to_owned();
        match asked.what {
            For::Transfer => self.desk.effects.push(Effect::ReadFile { path, then: Then::Transfer }),
            For::Evidence => {
                let items = KINDS.iter().map(|(id, words)| (Value::Choice((*id).into()), (*words).into())).collect();
                let picker = Picker { title: "Which item of the list is it?".into(), items, letters: String::new(), at: 0, free: false };
                return self.lay_fill(Fill::Kind { path, picker });
            }
            For::Folder { row } => {
                self.filling.folder = path;
                return self.case.as_ref().map(|c| Request::Evidence { case: c.id, row }).into_iter().collect();
            }
        }
        Vec::new()
    }

    /// Takes pasted text into a path being typed; false where none is.
    pub(in crate::ui) fn paste_path(&mut self, raw: &str) -> bool {
        let Some(Over::Fill(Fill::Ask(asked))) = &mut self.over else { return false };
        asked.letters.push_str(value::text(raw).as_text().replace('\n', "").trim());
        true
    }

    /// Asks for the path of a transfer file, or of a paper.
    pub(in crate::ui) fn ask_path(&mut self, evidence: bool) {
        if self.case.is_some() {
            let what = if evidence { For::Evidence } else { For::Transfer };
            self.over = Some(Over::Fill(Fill::Ask(Asked { what, letters: String::new() })));
        }
    }

    /// Asks what earlier cases of the same child offer.
    pub(in crate::ui) fn prefill(&self) -> Vec<Request> {
        self.case.as_ref().map(|c| Request::Earlier(c.id)).into_iter().collect()
    }

    /// Shows the piece of evidence under the cursor.
    pub(in crate::ui) fn show_paper(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, .. }) if at.row.as_ref().is_some_and(|(t, _)| t == "evidence") => {
                let row = at.row.map_or(0, |(_, row)| row);
                self.filling.paper = row;
                vec![Request::Preview { case: case.id, row }]
            }
            _ => {
                self.refuse("Move to a piece of evidence first; the passport has them near its end.");
                Vec::new()
            }
        }
    }

    /// Adds everybody who should be asked to the meeting that the open form writes up.
    pub(in crate::ui) fn propose_people(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let form = if let View::Form { form, row } = &self.editor.view { Some((*form, *row)) } else { None };
        let review = match form.and_then(|(form, row)| Some((crate::domain::forms::FORMS.get(form)?.id, row))) {
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
            .map(|(row, cells)| Edit::AddRow { table: "attendees".into(), row, cells })
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
        if let View::Form { form, row } = &self.editor.view
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
        let offers = Offers::new(sources, &case, &|id| self.school_name(id));
        self.over = Some(Over::Fill(Fill::Offers(Box::new(offers))));
    }

    /// Shows a paper that the owner gave.
    pub(in crate::ui) fn on_paper(&mut self, title: String, lines: Vec<String>) {
        self.over = Some(Over::Fill(Fill::Paper(Paper { row: self.filling.paper, title, lines, top: 0 })));
    }

    /// Hands a file of the evidence on to be written out.
    pub(in crate::ui) fn on_evidence(&mut self, name: String, bytes: Bytes) {
        self.desk.effects.push(Effect::WriteFile { folder: self.filling.folder.clone(), name, bytes });
    }

    /// Takes a file that the shell has read, or the sentence why it could not.
    pub fn on_file(&mut self, then: Then, name: String, read: Result<Vec<u8>, String>) -> Vec<Request> {
        let (Some(case), bytes) = (self.case.as_ref(), read) else { return Vec::new() };
        let id = case.id;
        match bytes {
            Err(words) => {
                self.refuse(words);
                Vec::new()
            }
            Ok(bytes) => match then {
                Then::Transfer => vec![Request::Transfer { case: id, on: self.today, file: Bytes(bytes) }],
                Then::Evidence { kind } => {
                    let paper = Taken { kind, title: String::new(), name, dated: None, bytes: Bytes(bytes) };
                    vec![Request::AddEvidence { case: id, on: self.today, paper }]
                }
            },
        }
    }
}
