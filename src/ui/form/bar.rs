//! What the bottom bar names in a form: what can be done with the line under the cursor.

use crate::domain::case::outline::OutlineLine;
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::table;
use crate::keymap::action::Action;
use crate::ui::form::FormPane;
use crate::ui::session::Session;

impl FormPane {
    /// Returns whether a letter or digit begins the answer under the cursor: where words are typed a
    /// capital does, any other only where it is free; where a number, day or address is typed, a
    /// digit.
    pub fn begins_with(&self, letter: char, is_free: bool, session: &Session) -> bool {
        let Some(case) = &session.case else { return false };
        let Some(OutlineLine::Field { path: at, field, .. }) = self.editor.current(case) else {
            return false;
        };
        if self.is_signed_off(&at, case) {
            return false;
        }
        match field.kind {
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Upn
            | FieldKind::School
            | FieldKind::Choice(_) => {
                let is_number = letter.is_ascii_digit() && field.begins_with_a_number();
                is_free || letter.is_uppercase() || is_number
            }
            FieldKind::Date | FieldKind::Time | FieldKind::Number { .. } | FieldKind::Money => {
                letter.is_ascii_digit()
            }
            FieldKind::YesNo | FieldKind::Review | FieldKind::ReadOnly => false,
        }
    }

    /// Returns the actions that matter most on the line under the cursor, and then in the form.
    pub fn bar(&self, session: &Session) -> Vec<Action> {
        let Some(case) = &session.case else { return Vec::new() };
        let all = self.editor.lines(case);
        let line = all.get(self.editor.cursor);
        let own: &[Action] = match line {
            Some(OutlineLine::Field { field, .. }) if field.kind == FieldKind::YesNo => {
                &[Action::Yes, Action::No]
            }
            Some(OutlineLine::Field { path: at, .. })
                if at.row.as_ref().is_some_and(|(t, _)| t == table::EVIDENCE) =>
            {
                &[Action::ShowPaper, Action::AddRow]
            }
            Some(OutlineLine::Field { path: at, .. })
                if at.row.is_some() && !self.editor.is_pending(at) =>
            {
                &[Action::Edit, Action::AddRow, Action::RemoveRow]
            }
            Some(OutlineLine::Field { .. }) => &[Action::Edit],
            Some(OutlineLine::Table { table, missing: true, .. })
                if table.none_field().is_some() =>
            {
                &[Action::AddRow, Action::No]
            }
            Some(OutlineLine::Table { .. } | OutlineLine::Row { .. }) => &[Action::AddRow],
            Some(OutlineLine::Section(_)) | None => &[],
        };
        let is_missing = all.iter().any(|l| l.is_wanted() == Some(true));
        let missing = is_missing.then_some(Action::NextMissing);
        // What stays the same from line to line comes first: a move then draws little anew.
        let (first, last): (&[Action], &[Action]) = if self.is_filling() {
            (&[Action::Save, Action::Cancel], &[])
        } else {
            (&[Action::NextSection], &[Action::NextForm, Action::Back])
        };
        first.iter().copied().chain(missing).chain([own, last].concat()).collect()
    }
}
