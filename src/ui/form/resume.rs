//! Texts that an earlier session left unsaved: put back where they were typed, the latest open for
//! typing.

use crate::api::Draft;
use crate::domain::case::outline::EditorView;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::settle::editor_on;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::pane::Pane;
use crate::ui::session::Session;

impl FormPane {
    /// Puts every kept text of the first one's row back, the first open for typing.
    pub fn resume(&mut self, left: &[Draft], session: &Session) -> Changes {
        let (Some(case), Some(kept)) = (&session.case, left.first()) else {
            return Changes::none();
        };
        let shown = Changes::from(PaneChange::Show(Pane::Passport));
        let new_row = kept.path.row.as_ref().filter(|(table, row)| case.row(table, *row).is_none());
        self.editor = if let Some((table, row)) = new_row {
            let Some(table) = forms::table(table) else { return shown };
            let others = left.iter().skip(1).filter(|k| k.case == kept.case);
            let others = others.filter(|k| k.path.row == kept.path.row);
            begun(case, table.id, *row, others, session)
        } else {
            let of_row = kept.path.row.as_ref().map(|(table, row)| Editor::row(table, *row));
            editor_on(case, &kept.path).or(of_row).unwrap_or_else(Editor::passport)
        };
        self.editor.go_to(case, &kept.path);
        let Some((_, field)) = forms::any_field(&kept.path.field) else { return shown };
        let typing = AnswerInput::new(kept.path.clone(), field, &kept.text, Some(kept.cursor));
        shown.and(Changes::lay(typing)).and(Changes::say(
            "You were typing this when the session ended. This is what was kept: save it, or leave it with Esc.",
        ))
    }
}

/// Returns the short form of an event that was being filled in, with the other texts of its row.
fn begun<'a>(
    case: &Case,
    table: &'static str,
    row: RowId,
    others: impl Iterator<Item = &'a Draft>,
    session: &Session,
) -> Editor {
    let mut editor = Editor::record(case, table, RowValues::new());
    editor.view = EditorView::Row { table: table.to_owned(), row };
    if let Some(pending) = &mut editor.pending {
        pending.row = row;
        for text in others {
            if let Some((_, field)) = forms::any_field(&text.path.field)
                && let Ok(read) = parse::parse(&field.kind, &text.text, session.today)
            {
                pending.cells.insert(text.path.field.clone(), read.value);
            }
        }
    }
    editor
}
