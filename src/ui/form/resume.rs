//! Texts that were typed and not saved, in this session or an earlier one: put back where they were
//! typed.

use crate::api::Draft;
use crate::domain::case::outline::EditorView;
use crate::domain::case::{Case, CaseRef, RowId};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::prefill::defaults::default_cells;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::settle::editor_on;
use crate::ui::form::words;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::pane::Pane;
use crate::ui::session::Session;

impl FormPane {
    /// Puts every kept text of the first one's row back, the first open for typing: it was being
    /// typed when a session ended.
    pub fn resume(&mut self, left: &[Draft], session: &Session) -> Changes {
        let Some(kept) = left.first() else { return Changes::none() };
        let leave = session.key_words(Action::LeaveText);
        self.take_up(kept, session).and(Changes::say(words::was_typing(&leave)))
    }

    /// Brings back a text that was left: the event that it belongs to, or its answer, open for
    /// typing.
    pub fn take_up(&mut self, kept: &Draft, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let new_row = kept.path.row.as_ref().filter(|(table, row)| case.row(table, *row).is_none());
        let mut shown = Changes::from(PaneChange::Show(Pane::Passport));
        if let Some((table, row)) = new_row {
            let Some(table) = forms::table(table) else { return shown };
            shown = self.take_up_event(table.id, *row, None, session);
        } else {
            let of_row = kept.path.row.as_ref().map(|(table, row)| Editor::row(table, *row));
            self.editor = editor_on(case, &kept.path).or(of_row).unwrap_or_else(Editor::passport);
        }
        self.editor.go_to(case, &kept.path);
        let Some((_, field)) = forms::any_field(&kept.path.field) else { return shown };
        // An event that was left as a whole is brought back as a whole, with nothing open in it.
        if !field.kind.is_typed() || (new_row.is_some() && kept.cursor.is_none()) {
            return shown;
        }
        let stored = parse::format(&field.kind, self.editor.shown(case).at(&kept.path));
        shown.and(Changes::lay(AnswerInput::of_draft(
            kept.path.clone(),
            field,
            &stored,
            &kept.text,
            kept.cursor,
        )))
    }

    /// Takes up an event that was begun and left, as it was left.
    pub fn take_up_event(
        &mut self,
        table: &'static str,
        row: RowId,
        cases: Option<Vec<CaseRef>>,
        session: &Session,
    ) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        self.editor = begun(case, table, row, session);
        if let Some(pending) = &mut self.editor.pending {
            pending.cases = cases;
        }
        let save = session.key_words(Action::Save);
        let said = words::draft_is_back(&save);
        let shown = Changes::say(said).and(PaneChange::Show(Pane::Passport));
        shown.and(self.ask_whether(case))
    }
}

/// Returns the short form of an event that was being filled in, with the kept texts of its row.
fn begun(case: &Case, table: &'static str, row: RowId, session: &Session) -> Editor {
    let first = forms::table(table)
        .map(|t| default_cells(case, t, &session.findings, None, session.today))
        .unwrap_or_default();
    let mut editor = Editor::record(case, table, first);
    editor.view = EditorView::Row { table: table.to_owned(), row };
    if let Some(pending) = &mut editor.pending {
        pending.row = row;
        for text in session.kept.of_row(case.id, table, row) {
            if let Some((_, field)) = forms::any_field(&text.path.field)
                && let Ok(read) = parse::parse(&field.kind, &text.text, session.today)
            {
                pending.put(&text.path.field, read.value);
            }
        }
    }
    editor
}
