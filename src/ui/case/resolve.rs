//! Opens what settles a finding: the short form, question, marks or row it asks for.

use chrono::Datelike;

use crate::api::Request;
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{FieldPath, Half, RowId, Session, Side};
use crate::domain::forms;
use crate::domain::rules::{Finding, NextStep};
use crate::keymap::action::Action;
use crate::ui::attendance::AttendancePane;
use crate::ui::case::timeline::Current;
use crate::ui::{App, Editor, Pane};

impl App {
    /// Deals with the finding under the cursor: in the overview that which it stands on, elsewhere
    /// the most pressing one.
    pub(in crate::ui) fn deal(&mut self) -> Vec<Request> {
        let Some(finding) = self.finding().cloned() else {
            self.say("Nothing is asked of this case.");
            return Vec::new();
        };
        if matches!(self.pane, Pane::Cases | Pane::Overview) {
            self.dealing = Some(self.cases.after());
        }
        match finding.step {
            NextStep::Record(table) => {
                let out = self.begin_event(table, Some(&finding));
                self.say(format!(
                    "To settle: {}. Fill it in, then {} saves it.",
                    finding.phrase,
                    self.key_words(Action::Save)
                ));
                return out;
            }
            NextStep::Answer(field) => self.go_to_place(&FieldPath::case(field), &finding),
            NextStep::Row(table, row) => self.go_to_row(table, row, &finding),
            NextStep::Rows(table) => self.go_to_table(table, &finding),
            NextStep::Marks(session) => self.go_to_marks(session, &finding),
            NextStep::Terms => self.refuse(
                "This date was counted without term dates. Import them: offsite import terms FILE.",
            ),
            NextStep::Paper(kind) => return self.go_to_paper(kind),
            NextStep::Nothing => self.refuse(format!(
                "{}: it is done outside Offsite. Record it with a once it is done.",
                finding.phrase
            )),
        }
        Vec::new()
    }

    /// Returns the finding that the officer looks at.
    pub(in crate::ui) fn finding(&self) -> Option<&Finding> {
        if self.pane == Pane::Overview {
            return self.findings.get(self.overview.at);
        }
        if self.pane == Pane::Timeline
            && let Some(case) = &self.case
            && let Some(Current::Due(n)) = self.timeline.current(case, &self.findings, self.today)
        {
            return self.findings.get(n);
        }
        let next = self.cases.current()?.next(self.today)?;
        self.findings.iter().find(|f| f.key() == next.key()).or(self.findings.first())
    }

    /// Opens the form in which a place stands, its cursor on it; where the question is not asked,
    /// the one that it hangs on comes first.
    fn go_to_place(&mut self, place: &FieldPath, finding: &Finding) {
        let Some(case) = self.case.clone() else { return };
        let row = place.row.as_ref().map(|(_, row)| *row);
        let mut asked = Some(place.clone());
        while let Some(place) = asked {
            for form in 0..forms::FORMS.len() {
                let mut editor = Editor::new(EditorView::Form { form, row });
                if editor.go_to(&case, &place) {
                    self.show_editor(editor, finding);
                    return;
                }
            }
            let on = forms::any_field(&place.field).and_then(|(_, field)| field.hangs_on());
            asked = on.map(|id| FieldPath { row: place.row.clone(), field: id.to_owned() });
        }
        self.refuse(format!("{}: the question is not asked in this case yet.", finding.phrase));
    }

    /// Opens a row, its cursor on what is missing in it.
    fn go_to_row(&mut self, table: &'static str, row: RowId, finding: &Finding) {
        let Some(case) = self.case.clone() else { return };
        let form = forms::FORMS.iter().position(|f| f.row_of == Some(table));
        let mut editor = Editor::new(match form {
            Some(form) => EditorView::Form { form, row: Some(row) },
            None => EditorView::Row { table: table.to_owned(), row },
        });
        editor.next_matching(
            &case,
            true,
            |l| matches!(l, OutlineLine::Field { missing: true, at, .. } if at.row.is_some()),
        );
        self.show_editor(editor, finding);
    }

    /// Opens the form in which a table stands, its cursor on the heading.
    fn go_to_table(&mut self, table: &'static str, finding: &Finding) {
        let Some(case) = self.case.clone() else { return };
        for form in 0..forms::FORMS.len() {
            let mut editor = Editor::new(EditorView::Form { form, row: None });
            if editor.next_matching(
                &case,
                true,
                |l| matches!(l, OutlineLine::Table { table: t, .. } if t.id == table),
            ) {
                self.show_editor(editor, finding);
                return;
            }
        }
        let mut editor = Editor::new(EditorView::Table { table: table.to_owned() });
        editor.at = 0;
        self.show_editor(editor, finding);
    }

    fn show_editor(&mut self, editor: Editor, finding: &Finding) {
        self.editor = editor;
        self.pane = Pane::Passport;
        self.say(format!("To settle: {}.", finding.phrase));
    }

    /// Opens the week of a session, its cursor on the host's mark.
    fn go_to_marks(&mut self, (day, half): Session, finding: &Finding) {
        let mut grid = AttendancePane::new(day);
        let days = day.weekday().num_days_from_monday().min(4) as usize;
        grid.at = days * 2 + usize::from(half == Half::Pm);
        grid.side = Side::Host;
        self.attendance = grid;
        self.pane = Pane::Attendance;
        self.say(format!("To settle: {}.", finding.phrase));
    }
}
