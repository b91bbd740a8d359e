//! Actions of the form editor: answers by one key, rows, and the ways through a form.

use super::{Editor, Over, Ui};
use crate::domain::forms;
use crate::domain::outline::{Line, View};
use crate::domain::schema::Kind;
use crate::domain::value::Value;
use crate::wire::Request;

impl Ui {
    pub(super) fn answer_yes_no(&mut self, yes: bool) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, field, .. }) if field.kind == Kind::YesNo => {
                let out = self.put_answer(&at, Value::YesNo(yes));
                self.editor.step(&case, 1);
                out
            }
            _ => {
                self.refuse("y and n answer a yes/no question. Press Enter to answer this one.");
                Vec::new()
            }
        }
    }

    pub(super) fn clear(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, .. }) => self.put_answer(&at, Value::Empty),
            _ => Vec::new(),
        }
    }

    pub(super) fn ask_removal(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let target = match self.editor.current(&case) {
            Some(Line::Row { table, row, .. }) => Some((table, row)),
            Some(Line::Field { at, .. }) => at.row.and_then(|(t, r)| Some((forms::table(&t)?, r))),
            _ => None,
        };
        match target {
            Some((table, row)) => self.over = Some(Over::Remove { table, row }),
            None => self.refuse("Move to the row that is to be removed first."),
        }
    }

    pub(super) fn next_missing(&mut self) {
        let Some(case) = self.case.clone() else { return };
        let missing = |l: &Line| matches!(l, Line::Field { missing: true, .. });
        if !self.editor.seek(&case, true, missing) {
            let here = self.editor.at;
            self.editor.at = 0;
            if !self.editor.seek(&case, true, missing) {
                self.editor.at = here;
                self.say("Nothing is missing in this form.");
            }
        }
    }

    pub(super) fn form(&mut self, by: usize) {
        let Some(case) = &self.case else { return };
        let here = if let View::Form { form, .. } = self.editor.view { form } else { 1 };
        let form = (here + by) % forms::FORMS.len().max(1);
        let table = forms::FORMS.get(form).and_then(|f| f.row_of);
        let row = table.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        self.editor = Editor::new(View::Form { form, row });
        if table.is_some() && row.is_none() {
            self.say("No review is booked yet. Press a and record one; this form then writes it up.");
        }
    }

    pub(super) fn section(&mut self, forward: bool) {
        if let Some(case) = self.case.clone() {
            self.editor.section(&case, forward);
        }
    }
}
