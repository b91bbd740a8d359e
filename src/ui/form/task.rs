//! Settling a task question by question: what is missing opens by itself, and once the task is
//! settled the officer is back where it was taken up.

use crate::domain::case::outline::OutlineLine;
use crate::domain::forms::schema::FieldKind;
use crate::domain::rules::{Finding, NextStep};
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::words;
use crate::ui::session::Session;

/// What comes after an answer of a task was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AfterAnswer {
    /// The task asks for something else on this case.
    Ask(Box<Finding>),
    /// The next question of the same row is opened.
    GoOn,
    /// The task is settled.
    Settled,
    /// The answer did not settle it, or no task is being settled.
    Stay,
}

impl FormPane {
    /// Takes a task up: the first answer that it lacks is opened for typing.
    pub(super) fn take_up_task(&mut self, task: &Finding, session: &Session) -> Changes {
        self.task = Some(task.clone());
        self.open_missing(session)
    }

    /// Ends the task where the officer does anything but answer.
    pub(super) fn keep_task_for(&mut self, action: Action) {
        if !matches!(action, Action::Yes | Action::No) {
            self.task = None;
        }
    }

    /// Opens the answer under the cursor for typing where there is none yet. A yes/no question is
    /// answered by one key where it stands, and what is signed off is left alone.
    pub(crate) fn open_missing(&self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        match self.editor.current(case) {
            Some(OutlineLine::Field { path: at, field, .. })
                if field.kind != FieldKind::YesNo
                    && self.editor.shown(case).at(&at).is_empty()
                    && !self.is_signed_off(&at, case) =>
            {
                self.edit(at, field, session)
            }
            _ => Changes::none(),
        }
    }

    /// Goes on after an answer of an event that is being filled in for a task: to what is missing
    /// next, wherever it stands; where nothing is, says how the event is saved.
    pub(super) fn go_on_in_event(&mut self, session: &Session) -> Changes {
        let Some(case) = session.case.as_ref().filter(|_| self.task.is_some()) else {
            return Changes::none();
        };
        if self.go_to_first_missing(case) {
            return self.open_missing(session);
        }
        let save = session.key_words(Action::Save);
        Changes::say(words::all_answered(&save))
    }

    /// Returns what comes next, now that an answer is stored and the case is judged anew.
    pub(crate) fn after_answer(&mut self, session: &Session) -> AfterAnswer {
        let Some(task) = self.task.take_if(|_| self.editor.pending.is_none()) else {
            return AfterAnswer::Stay;
        };
        let asks_here = |step: &NextStep| {
            matches!(step, NextStep::Answer(_) | NextStep::Row(..) | NextStep::Cell(..))
        };
        let left = session.findings.iter().find(|f| f.rule.id == task.rule.id);
        match left {
            None => AfterAnswer::Settled,
            Some(next) if next.step != task.step && asks_here(&next.step) => {
                AfterAnswer::Ask(Box::new(next.clone()))
            }
            Some(next) if next.step == task.step => {
                if matches!(task.step, NextStep::Row(..)) && self.is_on_missing(session) {
                    self.task = Some(task);
                    return AfterAnswer::GoOn;
                }
                AfterAnswer::Stay
            }
            Some(_) => AfterAnswer::Settled,
        }
    }

    fn is_on_missing(&self, session: &Session) -> bool {
        let line = session.case.as_ref().and_then(|case| self.editor.current(case));
        line.is_some_and(|l| l.is_wanted() == Some(true))
    }
}
