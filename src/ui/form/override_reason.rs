//! Overriding a rule that allows it: asks for the reason, which is stored with the event.

use crate::ui::form::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Draft, Request};
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{FieldPath, RowId};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::rules::override_rule::TABLE;
use crate::domain::rules::{Rule, override_rule};
use crate::domain::value;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, TEXT, Update};
use crate::ui::kept::end_of;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::answer;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::pending::Pending;
use crate::ui::session::Session;

/// A reason that is being typed, and the change that it lets through.
#[derive(Debug)]
pub(crate) struct OverridePrompt {
    typing: AnswerInput,
    change: CaseChange,
    rule: &'static Rule,
    discarded: Changes,
}

impl OverridePrompt {
    /// Asks for the reason to go on with a change that a rule holds back; `discarded` drops the
    /// kept texts of its event once it is stored.
    pub(crate) fn open(
        change: &CaseChange,
        rule: &'static Rule,
        discarded: Changes,
        session: &Session,
    ) -> Changes {
        let Some((_, field)) = forms::any_field(field::OVERRIDE_REASON) else {
            return Changes::none();
        };
        let row = override_rule::next_row(change, next_row(session));
        let at = FieldPath::row(TABLE, row, field.id);
        let kept = session.kept.at(change.case, &at).map_or("", |d| d.text.as_str());
        let typing = AnswerInput::of_draft(at, field, "", kept, None);
        Changes::lay(OverridePrompt { typing, change: change.clone(), rule, discarded })
    }

    /// Keeps the reason on disk; no key waits for that. It belongs to its change, which asks for it
    /// again.
    fn keep(&self, session: &Session) -> Changes {
        let Some(case) = session.case_id() else { return Changes::none() };
        let (path, text) = (self.typing.at().clone(), self.typing.text());
        let cursor = Some(end_of(&text));
        Changes::ask(Request::SaveDraft(Draft { case, path, text, cursor }))
    }

    /// Asks for the change again, with the reason beside it.
    fn override_rule(&mut self, session: &Session) -> Update {
        let text = value::text(&self.typing.text());
        if text.is_empty() {
            let leave = session.key_words(Action::LeaveText);
            self.typing.fault = words::type_why(&leave);
            return Update::Stay;
        }
        let (officer, date) = (session.officer.clone(), session.today);
        let why = override_rule::OverrideReason { officer, words: text, date };
        let row = next_row(session);
        let change = override_rule::override_rule(self.change.clone(), row, self.rule, why);
        let reason = Request::DiscardDraft { case: change.case, at: self.typing.at().clone() };
        let asked = Changes::ask(Pending::change(change, None)).and(Changes::ask(reason));
        Update::CloseWith(asked.and(std::mem::take(&mut self.discarded)))
    }
}

/// Returns the row of a reason until it is saved.
fn next_row(session: &Session) -> RowId {
    session.case.as_ref().map_or(1, |case| case.unsaved_row())
}

impl Overlay for OverridePrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Done, words::OVERRIDE), (Action::LeaveText, words::CANCEL)]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match input.action {
            Some(Action::Done) => return self.override_rule(session),
            Some(Action::LeaveText) => {
                let kept = self.typing.leave(session);
                return Update::CloseWith(kept.and(Changes::say(words::NOT_SAVED_REASON_KEPT)));
            }
            _ => {}
        }
        if self.typing.key(input) { Update::StayWith(self.keep(session)) } else { Update::Stay }
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        self.typing.put_in(text);
        self.keep(session)
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        answer::draw(&self.typing, look, area, buf)
    }
}
