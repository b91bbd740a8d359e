//! Overriding a rule that allows it: asks for the reason, which is stored with the event.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{FieldPath, RowId};
use crate::domain::forms::field;
use crate::domain::rules::override_rule::TABLE;
use crate::domain::rules::{Rule, override_rule};
use crate::domain::{forms, value};
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::{Input, Overlay, TEXT, Update, answer};
use crate::ui::{App, CursorPos, DrawContext};

/// A reason that is being typed, and the change that it lets through.
#[derive(Debug)]
pub(crate) struct OverridePrompt {
    typing: AnswerInput,
    change: CaseChange,
    rule: &'static Rule,
}

impl App {
    /// Asks for the reason to go on with a change that a rule holds back.
    pub(in crate::ui) fn ask_why_go_on(&mut self, change: &CaseChange, rule: &'static Rule) {
        let Some((_, field)) = forms::any_field(field::OVERRIDE_REASON) else { return };
        let at =
            FieldPath::row(TABLE, override_rule::next_row(change, self.stored_row()), field.id);
        let typing = AnswerInput::new(at, field, "", None);
        self.lay(OverridePrompt { typing, change: change.clone(), rule });
    }

    fn stored_row(&self) -> RowId {
        self.case.as_ref().map_or(1, |c| c.next_row())
    }
}

impl OverridePrompt {
    /// Asks for the change again, with the reason beside it.
    fn go_on(&mut self, app: &App) -> Update {
        let text = value::text(&self.typing.text());
        if text.is_empty() {
            self.typing.fault = "Say why it is right to go on, or leave it with Esc.".into();
            return Update::Stay;
        }
        let why = override_rule::OverrideReason {
            officer: app.who.clone(),
            words: text,
            date: app.today,
        };
        let change =
            override_rule::override_rule(self.change.clone(), app.stored_row(), self.rule, why);
        let mut out = vec![Request::Change { change, why: None }];
        out.extend(app.forget_pending());
        Update::Ask(out)
    }
}

impl Overlay for OverridePrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match input.action {
            Some(Action::Done) => return self.go_on(app),
            Some(Action::LeaveText) => {
                app.say("Nothing was stored. The event is as you left it.");
                return Update::Close;
            }
            _ => {}
        }
        self.typing.key(input);
        Update::Stay
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.typing.put_in(text);
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        answer::draw(&self.typing, look, area, buf)
    }
}
