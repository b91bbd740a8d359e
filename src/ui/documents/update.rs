//! Actions of the documents pane: create, preview, mark as sent. The front end writes the files.

use crate::api::Request;
use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::document::{DocumentOrder, FileFormat, MadeDocument};
use crate::domain::plural::pluralize;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::documents::WrittenPaper;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::input_state::Effect;
use crate::ui::list::update::TagScope;
use crate::ui::overlay::list_picker::{ListPicker, PickFor};
use crate::ui::overlay::prompt::Prompt;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::{App, Pane};

/// What is done with the paper that was asked of the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DocumentAction {
    Write,
    /// Write it into a folder that is asked for again.
    Elsewhere,
    Look,
}

impl App {
    /// Asks for the papers of the open case, where they are on screen.
    pub(in crate::ui) fn ask_papers(&self) -> Vec<Request> {
        match &self.case {
            Some(case) if self.pane == Pane::Documents => {
                vec![Request::PaperList { case: case.id, on: self.today }]
            }
            _ => Vec::new(),
        }
    }

    /// Opens the papers with the cursor on one, for a finding that asks for it.
    pub(in crate::ui) fn go_to_paper(&mut self, kind: &str) -> Vec<Request> {
        let out = self.go(Pane::Documents);
        self.looking_for = Some(kind.to_owned());
        out
    }

    pub(in crate::ui) fn on_paper_list(
        &mut self,
        case: CaseRef,
        all: Vec<crate::domain::document::DocumentLine>,
    ) {
        self.papers.take(case, all);
        if let Some(kind) = self.looking_for.take() {
            self.papers.go_to(&kind);
        }
    }

    pub(in crate::ui) fn act_papers(&mut self, action: Action) -> Vec<Request> {
        match action {
            Action::MakePaper => return self.make_paper(DocumentAction::Write),
            Action::PreviewPaper => return self.ask_review(DocumentAction::Look),
            Action::PaperSent => return self.paper_sent(),
            Action::PaperForAll => return self.ask_tagged(TagScope::Paper),
            Action::PaperFolder => return self.make_paper(DocumentAction::Elsewhere),
            _ => {}
        }
        Vec::new()
    }

    /// Makes the paper under the cursor; one that may not go out yet only as a draft, which is asked
    /// first.
    pub(in crate::ui) fn make_paper(&mut self, wanted: DocumentAction) -> Vec<Request> {
        let Some(line) = self.papers.current() else { return Vec::new() };
        if let Some(why) = line.refused.clone() {
            self.refuse(why);
            return Vec::new();
        }
        if line.why_draft().is_none() {
            return self.ask_review(wanted);
        }
        let items = [(true, "Write it as a draft"), (false, "Do not write it")];
        let items = items.map(|(yes, words)| (Value::YesNo(yes), words.to_owned())).to_vec();
        let title = "It may not go out yet. Write a draft?";
        self.lay(ListPicker::new(title, items, PickFor::Review(wanted)));
        Vec::new()
    }

    /// Asks which review the paper is for, where more than one would fit; the likeliest is under
    /// the cursor.
    fn ask_review(&mut self, wanted: DocumentAction) -> Vec<Request> {
        self.papers.review = None;
        self.gathered = None;
        let reviews = self.papers.current().map_or(&[][..], |l| &l.reviews);
        if reviews.len() < 2 {
            return self.go_on_with(wanted);
        }
        let items = reviews
            .iter()
            .filter_map(|a| Some((Value::Number(i64::try_from(a.number).ok()?), a.to_string())))
            .collect();
        self.lay(ListPicker::new("For which review?", items, PickFor::Review(wanted)));
        Vec::new()
    }

    /// Takes the review that a paper is for, and goes on with the paper.
    pub(in crate::ui) fn take_review(
        &mut self,
        wanted: DocumentAction,
        value: &Value,
    ) -> Vec<Request> {
        match value {
            Value::YesNo(true) => self.ask_review(wanted),
            Value::YesNo(false) => {
                self.say("Nothing was written.");
                Vec::new()
            }
            _ => {
                self.papers.review = value.as_number().and_then(|n| usize::try_from(n).ok());
                self.go_on_with(wanted)
            }
        }
    }

    fn go_on_with(&mut self, wanted: DocumentAction) -> Vec<Request> {
        match wanted {
            DocumentAction::Look => return self.order(DocumentAction::Look, FileFormat::Text),
            DocumentAction::Write if !self.papers.folder.is_empty() => {
                return self.order(DocumentAction::Write, FileFormat::Docx);
            }
            DocumentAction::Write | DocumentAction::Elsewhere => self.ask_folder(),
        }
        Vec::new()
    }

    fn ask_folder(&mut self) {
        let hint = "A folder that is there already; ~ is your home folder. It is remembered until you leave.";
        self.lay(FolderPrompt(Prompt::new(
            "Write papers into which folder?",
            hint,
            &self.papers.typed,
        )));
    }

    /// Returns the order of the paper under the cursor, with its name.
    pub(in crate::ui) fn order_of(
        &self,
        review: Option<usize>,
        format: FileFormat,
    ) -> Option<(String, DocumentOrder)> {
        let line = self.papers.current()?;
        Some((
            line.label.clone(),
            DocumentOrder {
                kind: line.kind.clone(),
                audience: line.audience,
                blank: false,
                review,
                format,
                draft: false,
                date: self.today,
            },
        ))
    }

    pub(in crate::ui) fn order(
        &mut self,
        wanted: DocumentAction,
        format: FileFormat,
    ) -> Vec<Request> {
        let (Some(case), Some((_, order))) =
            (&self.case, self.order_of(self.papers.review, format))
        else {
            return Vec::new();
        };
        self.ordered = Some((wanted, case.id, order.clone()));
        vec![Request::MakePaper { case: Some(case.id), order }]
    }

    /// Takes a paper that was made: shows it, or hands it to the shell to be written.
    pub(in crate::ui) fn on_paper_made(&mut self, made: Box<MadeDocument>) {
        let Some((wanted, case, order)) = self.ordered.take() else { return };
        match wanted {
            DocumentAction::Look => {
                let mut title = self.papers.current().map_or_else(String::new, |l| l.label.clone());
                if let Some(about) = self.papers.about() {
                    title = format!("{title} · {}", about.to_string());
                }
                let mut lines: Vec<String> =
                    made.notes.iter().map(|n| format!("Note: {n}")).collect();
                lines.extend(made.missing.iter().map(|m| format!("Missing: {}", m.words)));
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.extend(made.preview.lines().map(str::to_owned));
                self.lay(ScrollSheet::new(title, lines));
            }
            DocumentAction::Write | DocumentAction::Elsewhere => {
                let about = self
                    .papers
                    .about()
                    .map_or_else(String::new, |a| format!(", for the {}", a.to_string()));
                self.desk.effects.push(Effect::WriteCopies {
                    folder: self.papers.folder.clone(),
                    copies: made.copies.clone(),
                });
                self.papers.made = Some(WrittenPaper {
                    case,
                    about,
                    kind: order.kind,
                    audience: order.audience,
                    made,
                });
            }
        }
    }

    /// Says what became of the files that the shell was asked to write.
    pub fn on_copies(&mut self, written: Result<usize, String>) {
        if self.on_gathered_written(&written) {
            return;
        }
        let Some(ready) = self.papers.made.take() else { return };
        match written {
            Err(says) => {
                // A folder that does not do is asked for again.
                self.papers.folder.clear();
                self.refuse(says);
            }
            Ok(n) => {
                let files = pluralize(n, "file");
                let gaps = match ready.made.missing.len() {
                    0 => String::new(),
                    1 => " 1 particular is missing and marked in it.".to_owned(),
                    n => format!(" {n} particulars are missing and marked in it."),
                };
                let note = ready.made.notes.first().map(|n| format!(" {n}")).unwrap_or_default();
                let key = self.key_words(Action::PaperSent);
                self.say(format!(
                    "{files} written to {}{}.{gaps} {key} records it as sent.{note}",
                    self.papers.folder, ready.about
                ));
                self.papers.made = Some(ready);
            }
        }
    }

    /// Records the paper made last as sent today: one change, which settles what asked for it.
    fn paper_sent(&mut self) -> Vec<Request> {
        let Some(ready) = self.papers.ready() else {
            let key = self.key_words(Action::MakePaper);
            self.refuse(format!(
                "Make this paper first with {key}; then it can be recorded as sent."
            ));
            return Vec::new();
        };
        if ready.made.draft {
            self.refuse("This is a draft. Write the finished paper; then record it as sent.");
            return Vec::new();
        }
        let Some(case) = self.case.as_ref().filter(|c| c.id == ready.case) else {
            return Vec::new();
        };
        let mut next = case.next_row();
        let mut edits = ready.made.record.clone();
        for edit in &mut edits {
            if let Edit::AddRow { row, .. } = edit {
                *row = next;
                next += 1;
            }
        }
        if edits.is_empty() {
            self.refuse("There is nothing to record of this paper.");
            return Vec::new();
        }
        let change = CaseChange { case: case.id, edits };
        self.papers.made = None;
        vec![Request::Change { change, why: None }]
    }
}
