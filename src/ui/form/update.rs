//! What the actions of the form pane do: the cursor, the five forms, and what opens an editor.

use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{Case, FieldPath};
use crate::domain::forms;
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::editor::Editor;
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::form::words;
use crate::ui::session::Session;

/// The most rows of one move: more than any form has.
const MAX_STEP: isize = 2_000;

impl FormPane {
    /// Does an action of the pane so many times, where that makes a difference.
    pub fn update(&mut self, action: Action, times: isize, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        match action {
            Action::Left => self.along(-times, case),
            Action::Right => self.along(times, case),
            Action::Open | Action::Edit => return self.edit_line(session),
            Action::Yes => return self.answer_yes_no(true, session),
            Action::No => return self.answer_yes_no(false, session),
            Action::Clear => return self.clear(session),
            Action::AddRow => return self.add_row(session),
            Action::RemoveRow => return self.ask_removal(session),
            Action::NextMissing => return self.next_missing(times, case),
            Action::NextSafeguarding => return self.next_safeguarding(times, case),
            Action::Missing => return self.jump_list(true, session),
            Action::FindInForm => return self.jump_list(false, session),
            Action::Prefill => return FormPane::ask_suggestions(session),
            Action::Transfer => return Changes::lay(PathPrompt::new(PathPurpose::Transfer, "")),
            Action::ProposePeople => return self.propose_people(session),
            Action::ShowPaper => return self.show_evidence(session),
            Action::NextSection => return self.turn_section(times, true, case),
            Action::PreviousSection => return self.turn_section(times, false, case),
            Action::NextForm => return self.turn_form(1, case, session),
            Action::PreviousForm => return self.turn_form(forms::FORMS.len() - 1, case, session),
            Action::Save | Action::Done | Action::Accept => {
                return if self.is_filling() {
                    self.save(session)
                } else {
                    self.edit_line(session)
                };
            }
            _ => {}
        }
        Changes::none()
    }

    /// Takes note that an action is done: only the two that go on from where the cursor came to by
    /// itself stay there.
    pub fn begin(&mut self, action: Action) {
        self.keep_task_for(action);
        if !matches!(action, Action::NextMissing | Action::NextSafeguarding) {
            self.has_arrived = false;
        }
    }

    /// Moves the cursor by a number of rows.
    pub fn step(&mut self, by: isize, session: &Session) {
        if let Some(case) = &session.case {
            self.editor.step(case, by.clamp(-MAX_STEP, MAX_STEP));
        }
    }

    fn next_missing(&mut self, times: isize, case: &Case) -> Changes {
        let is_missing = |l: &OutlineLine| l.is_wanted() == Some(true);
        self.next_times(times, words::NOTHING_MISSING, is_missing, case)
    }

    fn next_safeguarding(&mut self, times: isize, case: &Case) -> Changes {
        let asks =
            |l: &OutlineLine| matches!(l, OutlineLine::Field { field, .. } if field.safeguarding);
        self.next_times(times, words::NO_SAFEGUARDING, asks, case)
    }

    /// Goes to the next line that fits so many times, round the end of the form. Where the cursor
    /// came to such a line by itself, after an answer, it stays there: nothing is passed over.
    fn next_times(
        &mut self,
        times: isize,
        none: &str,
        fits: impl Fn(&OutlineLine) -> bool,
        case: &Case,
    ) -> Changes {
        let mut said = Changes::none();
        for _ in 0..times {
            let is_there = std::mem::take(&mut self.has_arrived)
                && self.editor.current(case).is_some_and(|l| fits(&l));
            if is_there || self.editor.next_matching(case, true, &fits) {
                continue;
            }
            let here = std::mem::replace(&mut self.editor.cursor, 0);
            if !self.editor.next_matching(case, true, &fits) {
                self.editor.cursor = here;
                said = Changes::say(none);
            }
        }
        said
    }

    /// Goes so many sections on or back; says so where there is none that way.
    fn turn_section(&mut self, times: isize, forward: bool, case: &Case) -> Changes {
        let here = self.editor.cursor;
        (0..times).for_each(|_| self.editor.section(case, forward));
        if self.editor.cursor != here {
            return Changes::none();
        }
        let which = if forward { "last" } else { "first" };
        Changes::say(words::section(&which))
    }

    fn turn_form(&mut self, by: usize, case: &Case, session: &Session) -> Changes {
        let form = (self.editor.form().unwrap_or(1) + by) % forms::FORMS.len().max(1);
        let table = forms::FORMS.get(form).and_then(|f| f.row_of);
        let row = table.and_then(|t| case.rows(t).next_back().map(|(id, _)| id));
        self.editor = Editor::new(EditorView::Form { form, row });
        if table.is_some() && row.is_none() {
            return Changes::say(words::no_review(&session.key_words(Action::Record)));
        }
        Changes::none()
    }

    /// Goes along a row of a table; on any other line to the next section.
    fn along(&mut self, by: isize, case: &Case) {
        if !self.editor.move_column(case, by) {
            self.editor.section(case, by > 0);
        }
    }

    /// Opens one of the five forms, by its place among them.
    pub fn open(&mut self, form: usize, row: Option<u32>) {
        self.editor = Editor::new(EditorView::Form { form, row });
    }

    /// Puts the cursor on an answer of the open form; false where the form does not show it.
    pub fn go_to(&mut self, place: &FieldPath, session: &Session) -> bool {
        session.case.as_ref().is_some_and(|case| self.editor.go_to(case, place))
    }

    /// Puts the cursor on the heading of a table of the open form.
    pub fn go_to_heading(&mut self, id: &str, session: &Session) -> bool {
        let Some(case) = &session.case else { return false };
        self.editor.cursor = 0;
        self.editor.next_matching(
            case,
            true,
            |l| matches!(l, OutlineLine::Table { table, .. } if table.id == id),
        )
    }
}
