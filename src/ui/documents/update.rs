//! What the actions of the documents pane do: make one document, look at it, record it as sent.

use crate::api::Request;
use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::document::{DocumentLine, DocumentOrder, FileFormat, MadeDocument};
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::documents::DocumentsPane;
use crate::ui::documents::folder::FolderPrompt;
use crate::ui::documents::words;
use crate::ui::effect::{CopiesOf, Effect, WrittenDocument};
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::pending::{
    DocumentAction, DocumentWanted, Pending, PickFor, TagScope, TaggedDocuments, Then,
};
use crate::ui::session::Session;

impl DocumentsPane {
    /// Does an action of the pane.
    pub fn update(&mut self, action: Action, session: &Session) -> Changes {
        match action {
            Action::MakePaper | Action::Open => self.make(DocumentAction::Write, session),
            Action::PaperFolder => self.make(DocumentAction::Elsewhere, session),
            Action::PreviewPaper => self.ask_review(DocumentAction::Look, session),
            Action::PaperSent => self.record_sent(session),
            Action::PaperForAll if self.current().is_some_and(|line| line.blank) => {
                let key = session.key_words(Action::MakePaper);
                Changes::refuse(words::blank_is_the_same(&key))
            }
            Action::PaperForAll => PaneChange::AskTagged(TagScope::Document).into(),
            _ => Changes::none(),
        }
    }

    /// Asks for the documents of the open case; the cursor goes to one kind where one is named.
    pub fn ask(kind: Option<&str>, session: &Session) -> Changes {
        let Some(case) = session.case_id() else { return Changes::none() };
        let request = Request::PaperList { case, on: session.today };
        let then = kind.map_or(Then::Show, |kind| Then::ListDocuments { kind: kind.to_owned() });
        Changes::ask(Pending { request, then })
    }

    /// Takes the documents of a case; the cursor goes to a kind where one is named, and begins at
    /// the top where it is another case.
    pub fn take(&mut self, case: CaseRef, all: Vec<DocumentLine>, kind: Option<&str>) {
        if self.of != Some(case) {
            self.cursor = 0;
            self.made = None;
        }
        self.of = Some(case);
        self.all = all;
        self.step(0);
        if let Some(kind) = kind {
            self.cursor = self.all.iter().position(|l| l.kind == kind).unwrap_or(self.cursor);
        }
    }

    /// Makes the document under the cursor; one that may not go out yet only as a draft, which is
    /// asked first.
    fn make(&mut self, wanted: DocumentAction, session: &Session) -> Changes {
        let Some(line) = self.current() else { return Changes::none() };
        if let Some(why) = line.refused.clone() {
            return Changes::refuse(why);
        }
        if line.why_draft().is_none() {
            return self.ask_review(wanted, session);
        }
        let items = [(true, words::CREATE_DRAFT), (false, words::CANCEL)];
        let items = items.map(|(yes, words)| (Value::YesNo(yes), words.to_owned())).to_vec();
        let title = words::ASK_DRAFT;
        Changes::lay(ListPicker::new(title, items, PickFor::Review(wanted)))
    }

    /// Asks which review the document is for, where more than one would fit; the likeliest is under
    /// the cursor.
    fn ask_review(&mut self, wanted: DocumentAction, session: &Session) -> Changes {
        self.review = None;
        let reviews = self.current().map_or(&[][..], |l| &l.reviews);
        if reviews.len() < 2 {
            return self.ask_folder(wanted, session);
        }
        let items = reviews
            .iter()
            .filter_map(|a| Some((Value::Number(i64::try_from(a.number).ok()?), a.to_string())))
            .collect();
        Changes::lay(ListPicker::new(words::ASK_REVIEW, items, PickFor::Review(wanted)))
    }

    /// Takes the answer whether a draft is written, or the review that a document is for.
    pub fn take_review(
        &mut self,
        wanted: DocumentAction,
        value: &Value,
        session: &Session,
    ) -> Changes {
        match value {
            Value::YesNo(true) => self.ask_review(wanted, session),
            Value::YesNo(false) => Changes::say(words::NOTHING_CREATED),
            _ => {
                self.review = value.as_number().and_then(|n| usize::try_from(n).ok());
                self.ask_folder(wanted, session)
            }
        }
    }

    /// Asks for the folder where none is known yet, then for the document.
    fn ask_folder(&self, wanted: DocumentAction, session: &Session) -> Changes {
        match wanted {
            DocumentAction::Look => self.order(wanted, FileFormat::Text, session),
            DocumentAction::Write if !self.folder.is_empty() => {
                self.order(wanted, FileFormat::Docx, session)
            }
            DocumentAction::Write | DocumentAction::Elsewhere => {
                Changes::lay(FolderPrompt::one(&self.typed))
            }
        }
    }

    /// Takes the folder that was typed, and goes on with what is to be written into it.
    pub fn take_folder(
        &mut self,
        folder: String,
        tagged: Option<Box<TaggedDocuments>>,
        session: &Session,
    ) -> Changes {
        self.typed.clone_from(&folder);
        self.folder = folder;
        match tagged {
            Some(all) => self.write_tagged(*all),
            None => self.order(DocumentAction::Write, FileFormat::Docx, session),
        }
    }

    /// Returns the name and the order of the document under the cursor.
    pub(super) fn order_of(
        &self,
        review: Option<usize>,
        format: FileFormat,
        session: &Session,
    ) -> Option<(String, DocumentOrder)> {
        let line = self.current()?;
        let order = DocumentOrder {
            kind: line.kind.clone(),
            audience: line.audience,
            blank: line.blank,
            review,
            format,
            draft: false,
            date: session.today,
        };
        Some((line.label.clone(), order))
    }

    fn order(&self, action: DocumentAction, format: FileFormat, session: &Session) -> Changes {
        let (Some(case), Some((_, order))) =
            (session.case_id(), self.order_of(self.review, format, session))
        else {
            return Changes::none();
        };
        let request = Request::MakePaper { case: Some(case), order: order.clone() };
        let then = Then::TakeDocument(DocumentWanted { action, case, order });
        Changes::ask(Pending { request, then })
    }

    /// Takes a document that was made: shows it, or hands it on to be written.
    pub fn take_document(&self, wanted: DocumentWanted, made: MadeDocument) -> Changes {
        let DocumentWanted { action, case, order } = wanted;
        if action == DocumentAction::Look {
            return self.preview(&made);
        }
        let about = self.about().map_or_else(String::new, |a| words::about_review(&a));
        let copies = made.copies.clone();
        let written =
            WrittenDocument { case, about, kind: order.kind, audience: order.audience, made };
        PaneChange::Effect(Effect::WriteCopies {
            folder: self.folder.clone(),
            copies,
            then: CopiesOf::One(Box::new(written)),
        })
        .into()
    }

    fn preview(&self, made: &MadeDocument) -> Changes {
        let mut title = self.current().map_or_else(String::new, |l| l.label.clone());
        if let Some(about) = self.about() {
            title = format!("{title} · {about}");
        }
        let mut lines: Vec<String> = made.notes.iter().map(|n| words::preview_note(&n)).collect();
        lines.extend(made.missing.iter().map(|m| words::preview_missing(&m.words)));
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(made.preview.lines().map(str::to_owned));
        Changes::lay(ScrollSheet::new(title, lines))
    }

    /// Records the document written last as sent today: one change, which settles what asked for
    /// it.
    fn record_sent(&mut self, session: &Session) -> Changes {
        let Some(ready) = self.ready() else {
            let key = session.key_words(Action::MakePaper);
            return Changes::refuse(words::create_first(&key));
        };
        if ready.made.draft {
            return Changes::refuse(words::IS_DRAFT);
        }
        let Some(case) = session.case.as_ref().filter(|c| c.id == ready.case) else {
            return Changes::none();
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
            return Changes::refuse(words::NOT_TO_BE_SENT);
        }
        self.made = None;
        Changes::ask(Pending::change(CaseChange { case: case.id, edits }, None))
    }
}
