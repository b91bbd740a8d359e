//! Rows of a table: added under the cursor, or removed after a question.

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::{EditorView, OutlineLine, first_cells};
use crate::domain::case::{Case, RowId, sign_off};
use crate::domain::forms;
use crate::domain::forms::schema::Table;
use crate::domain::forms::table;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::form::words;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::pending::Pending;
use crate::ui::session::Session;

impl FormPane {
    /// Adds a row to the table under the cursor.
    pub(super) fn add_row(&mut self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        if self.is_filling() {
            let save = session.key_words(Action::Save);
            return Changes::refuse(words::save_first(&save));
        }
        let table = match self.editor.current(case) {
            Some(OutlineLine::Table { table, .. } | OutlineLine::Row { table, .. }) => {
                Some(table.id.to_owned())
            }
            Some(OutlineLine::Field { path: at, .. }) => at.row.map(|(table, _)| table),
            Some(OutlineLine::Section(_)) | None => None,
        };
        let Some(table) = table else {
            return Changes::refuse(words::MOVE_TO_HEADING);
        };
        if table == table::EVIDENCE {
            return Changes::lay(PathPrompt::new(PathPurpose::Evidence, ""));
        }
        let of = if let EditorView::Form { row, .. } = &self.editor.view { *row } else { None };
        match forms::table(&table) {
            Some(known) if known.event => self.begin_row(known, of, case, session),
            Some(known) => new_row(known, of, case),
            None => Changes::none(),
        }
    }

    /// Opens the short form of an event in the table under the cursor.
    fn begin_row(
        &mut self,
        known: &'static Table,
        of: Option<RowId>,
        case: &Case,
        session: &Session,
    ) -> Changes {
        let mut cells = first_cells(known, of);
        cells.insert(known.title.to_owned(), Value::Date(session.today));
        self.editor = Editor::record(case, known.id, cells);
        let save = session.key_words(Action::Save);
        Changes::say(words::fill_in(&known.row_label, &save))
    }

    /// Asks whether the row under the cursor is removed.
    pub(super) fn ask_removal(&self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let target = match self.editor.current(case) {
            Some(OutlineLine::Row { table, row, .. }) => Some((table, row)),
            Some(OutlineLine::Field { path: at, .. }) => {
                at.row.and_then(|(table, row)| Some((forms::table(&table)?, row)))
            }
            _ => None,
        };
        let Some((table, row)) = target else {
            return Changes::refuse(words::MOVE_TO_ROW);
        };
        let Some(cells) = case.row(table.id, row).cloned() else { return Changes::none() };
        let edit = Edit::RemoveRow { table: table.id.to_owned(), row, cells };
        let change = CaseChange { case: case.id, edits: vec![edit] };
        let yes = Changes::ask(Pending::change(change, None));
        let question = words::remove_row(&table.row_label);
        Changes::lay(Confirm::new(question, yes, words::NOTHING_REMOVED))
    }
}

/// Stores an empty row of a table.
fn new_row(known: &'static Table, of: Option<RowId>, case: &Case) -> Changes {
    let signed = sign_off::takes_row(case, known.id, of);
    if let Some(signed) = signed.filter(|_| known.id == table::ATTENDEES) {
        return Changes::refuse(words::list_is_signed_off(&signed.title()));
    }
    let (row, cells) = (case.next_row(), first_cells(known, of));
    let edit = Edit::AddRow { table: known.id.to_owned(), row, cells };
    Changes::ask(Pending::change(CaseChange { case: case.id, edits: vec![edit] }, None))
}
