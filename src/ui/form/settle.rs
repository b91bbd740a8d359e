//! Opens what settles a finding in the forms: the question, the row or the table that it asks for.

use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{Case, FieldPath, RowId};
use crate::domain::forms;
use crate::domain::rules::{Finding, NextStep};
use crate::ui::change::{Changes, PaneChange};
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::words;
use crate::ui::pane::Pane;
use crate::ui::session::Session;

impl FormPane {
    /// Opens what a finding asks for; nothing where the forms do not hold it.
    pub fn resolve(&mut self, finding: &Finding, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let editor = match &finding.step {
            NextStep::Record(table) => {
                return self.begin_event(table, Some(finding), None, session);
            }
            NextStep::Answer(field) => editor_on_asked(case, FieldPath::case(*field)),
            NextStep::Row(table, row) => Some(editor_on_row(case, table, *row)),
            NextStep::Cell(table, row, field) => Some(editor_on_cell(case, table, *row, field)),
            NextStep::Rows(table) => Some(editor_on_table(case, table)),
            NextStep::Marks(_) | NextStep::Terms | NextStep::Paper(_) | NextStep::Nothing => {
                return Changes::none();
            }
        };
        match editor {
            Some(editor) => {
                self.editor = editor;
                Changes::say(words::next_task(&finding.phrase))
                    .and(PaneChange::Show(Pane::Passport))
                    .and(self.take_up_task(finding, session))
            }
            None => Changes::refuse(words::no_such_question(&finding.phrase)),
        }
    }

    /// Opens a place in the form in which it was left, or else where it is shown best.
    pub fn return_to(
        &mut self,
        form: Option<usize>,
        place: &FieldPath,
        session: &Session,
    ) -> Changes {
        let row = place.row.as_ref().map(|(_, row)| *row);
        let left = form.filter(|form| *form < forms::FORMS.len());
        let editor = left.map(|form| Editor::new(EditorView::Form { form, row }));
        if let (Some(mut editor), Some(case)) = (editor, &session.case)
            && editor.go_to(case, place)
        {
            self.editor = editor;
            return PaneChange::Show(Pane::Passport).into();
        }
        self.go_to_place(place, session)
    }

    /// Opens a place that was found by its words. An event's own short form shows it best; anything
    /// else stands in one of the five forms.
    pub fn go_to_place(&mut self, place: &FieldPath, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let of_row = place.row.iter().map(|(table, row)| Editor::row(table, *row));
        let is_event =
            place.row.as_ref().is_some_and(|(t, _)| forms::table(t).is_some_and(|t| t.event));
        let all: Vec<Editor> = if is_event {
            of_row.chain(every_form(place)).collect()
        } else {
            every_form(place).chain(of_row).collect()
        };
        for mut editor in all {
            if editor.go_to(case, place) {
                self.editor = editor;
                return PaneChange::Show(Pane::Passport).into();
            }
        }
        let label = forms::any_field(&place.field).map_or(place.field.as_str(), |(_, f)| f.label);
        Changes::refuse(words::does_not_apply(&label))
    }
}

/// Returns the five forms, with the row that a place stands in.
fn every_form(place: &FieldPath) -> impl Iterator<Item = Editor> {
    let row = place.row.as_ref().map(|(_, row)| *row);
    (0..forms::FORMS.len()).map(move |form| Editor::new(EditorView::Form { form, row }))
}

/// Returns the form in which a place stands, its cursor on it.
pub(super) fn editor_on(case: &Case, place: &FieldPath) -> Option<Editor> {
    every_form(place).find_map(|mut editor| editor.go_to(case, place).then_some(editor))
}

/// Returns the form in which a place stands; where its question is not asked, that of the one it
/// hangs on.
fn editor_on_asked(case: &Case, place: FieldPath) -> Option<Editor> {
    let mut asked = Some(place);
    while let Some(place) = asked {
        if let Some(editor) = editor_on(case, &place) {
            return Some(editor);
        }
        let on = forms::any_field(&place.field).and_then(|(_, field)| field.hangs_on());
        asked = on.map(|id| FieldPath { row: place.row.clone(), field: id.to_owned() });
    }
    None
}

/// Returns the form of a row, its cursor on what is missing in it.
fn editor_on_row(case: &Case, table: &str, row: RowId) -> Editor {
    let mut editor = Editor::event(table, row);
    editor.next_matching(
        case,
        true,
        |l| matches!(l, OutlineLine::Field { missing: true, path: at, .. } if at.row.is_some()),
    );
    editor
}

/// Returns the form of a row, its cursor on one answer of it; where that is not asked, on what is
/// missing.
fn editor_on_cell(case: &Case, table: &str, row: RowId, field: &str) -> Editor {
    let mut editor = Editor::event(table, row);
    if editor.go_to(case, &FieldPath::row(table, row, field)) {
        return editor;
    }
    editor_on_row(case, table, row)
}

/// Returns the form in which a table stands, its cursor on the heading; else the table alone.
fn editor_on_table(case: &Case, table: &str) -> Editor {
    for form in 0..forms::FORMS.len() {
        let mut editor = Editor::new(EditorView::Form { form, row: None });
        if editor.next_matching(
            case,
            true,
            |l| matches!(l, OutlineLine::Table { table: t, .. } if t.id == table),
        ) {
            return editor;
        }
    }
    let mut editor = Editor::new(EditorView::Table { table: table.to_owned() });
    editor.cursor = 0;
    editor
}
