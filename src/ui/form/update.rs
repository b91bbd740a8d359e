//! Actions of the form editor: one-key answers, rows, and navigation.

use crate::api::Request;
use crate::domain::case::FieldPath;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::{App, Editor};

impl App {
    pub(in crate::ui) fn answer_yes_no(&mut self, yes: bool) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(OutlineLine::Field { at, field, .. }) if field.kind == FieldKind::YesNo => {
                if self.begin_correction(&at) {
                    return Vec::new();
                }
                let out = self.put_answer(&at, Value::YesNo(yes));
                self.arrive();
                out
            }
            _ => {
                self.refuse("y and n answer a yes/no question. Press Enter to answer this one.");
                Vec::new()
            }
        }
    }

    pub(in crate::ui) fn clear(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(OutlineLine::Field { at, .. }) if !self.begin_correction(&at) => {
                self.put_answer(&at, Value::Empty)
            }
            _ => Vec::new(),
        }
    }

    pub(in crate::ui) fn ask_removal(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let target = match self.editor.current(&case) {
            Some(OutlineLine::Row { table, row, .. }) => Some((table, row)),
            Some(OutlineLine::Field { at, .. }) => {
                at.row.and_then(|(t, r)| Some((forms::table(&t)?, r)))
            }
            _ => None,
        };
        match target {
            Some((table, row)) => {
                let Some(cells) = case.row(table.id, row).cloned() else { return };
                let edit = Edit::RemoveRow { table: table.id.to_owned(), row, cells };
                let change = CaseChange { case: case.id, edits: vec![edit] };
                let question = format!("Remove this {}?", table.row_label);
                let yes = vec![Request::Change { change, why: None }];
                self.lay(Confirm::new(question, yes, "Nothing was removed."));
            }
            None => self.refuse("Move to the row that is to be removed first."),
        }
    }

    pub(in crate::ui) fn next_missing(&mut self) {
        self.next_that("Nothing is missing in this form.", |l| l.is_wanted() == Some(true));
    }

    pub(in crate::ui) fn next_safeguarding(&mut self) {
        let asks =
            |l: &OutlineLine| matches!(l, OutlineLine::Field { field, .. } if field.safeguarding);
        self.next_that("This form has no safeguarding question.", asks);
    }

    /// Goes to the next line that fits, round the end of the form. Where the cursor came to such a
    /// line by itself, after an answer, it stays there: nothing is passed over.
    fn next_that(&mut self, none: &str, fits: impl Fn(&OutlineLine) -> bool) {
        let Some(case) = self.case.clone() else { return };
        if std::mem::take(&mut self.filling.arrived)
            && self.editor.current(&case).is_some_and(|l| fits(&l))
        {
            return;
        }
        if self.editor.next_matching(&case, true, &fits) {
            return;
        }
        let here = std::mem::replace(&mut self.editor.at, 0);
        if !self.editor.next_matching(&case, true, &fits) {
            self.editor.at = here;
            self.say(none);
        }
    }

    pub(in crate::ui) fn form(&mut self, by: usize) {
        let Some(case) = &self.case else { return };
        let here = if let EditorView::Form { form, .. } = self.editor.view { form } else { 1 };
        let form = (here + by) % forms::FORMS.len().max(1);
        let table = forms::FORMS.get(form).and_then(|f| f.row_of);
        let row = table.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        self.editor = Editor::new(EditorView::Form { form, row });
        if table.is_some() && row.is_none() {
            self.say(
                "No review is booked yet. Press a and record one; this form then writes it up.",
            );
        }
    }

    /// Opens one of the five forms, by its place among them.
    pub fn open_form(&mut self, form: usize, row: Option<u32>) {
        self.pane = crate::ui::Pane::Passport;
        self.editor = Editor::new(EditorView::Form { form, row });
    }

    /// Puts the cursor on an answer of the open form; false where the form does not show it.
    pub fn go_to(&mut self, place: &FieldPath) -> bool {
        let Some(case) = self.case.clone() else { return false };
        self.editor.go_to(&case, place)
    }

    /// Puts the cursor on the heading of a table of the open form.
    pub fn go_to_heading(&mut self, id: &str) -> bool {
        let Some(case) = self.case.clone() else { return false };
        self.editor.at = 0;
        self.editor.next_matching(
            &case,
            true,
            |l| matches!(l, OutlineLine::Table { table, .. } if table.id == id),
        )
    }

    /// Goes along a row of a table; on any other line to the next section.
    pub(in crate::ui) fn along(&mut self, by: isize) {
        let Some(case) = self.case.clone() else { return };
        if !self.editor.move_column(&case, by) {
            self.section(by > 0);
        }
    }

    pub(in crate::ui) fn section(&mut self, forward: bool) {
        if let Some(case) = self.case.clone() {
            self.editor.section(&case, forward);
        }
    }
}
