//! Overriding a rule that allows it: asks for the reason, which is stored with the event.

use crate::api::Request;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{FieldPath, RowId, value};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::rules::override_rule::TABLE;
use crate::domain::rules::{Rule, override_rule};
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::{Key, KeySym};
use crate::ui::{App, Overlay, TextInput};

/// A reason that is being typed, and the change that it lets through.
#[derive(Debug)]
pub struct OverridePrompt {
    pub typing: Box<TextInput>,
    change: CaseChange,
    rule: &'static Rule,
}

impl App {
    /// Asks for the reason to go on with a change that a rule holds back.
    pub(in crate::ui) fn ask_why_go_on(&mut self, change: &CaseChange, rule: &'static Rule) {
        let Some((_, field)) = forms::any_field(field::OVERRIDE_REASON) else { return };
        let at =
            FieldPath::row(TABLE, override_rule::next_row(change, self.stored_row()), field.id);
        let typing = Box::new(TextInput::new(at, field, "", None));
        self.over = Some(Overlay::Reason(OverridePrompt { typing, change: change.clone(), rule }));
    }

    fn stored_row(&self) -> RowId {
        self.case.as_ref().map_or(1, |c| c.next_row())
    }

    pub(in crate::ui) fn key_reason(
        &mut self,
        mut reason: OverridePrompt,
        key: Key,
    ) -> Vec<Request> {
        if self.keymap.lookup(&[Scope::Text], key) == Some(Action::Done) {
            return self.go_on(reason);
        }
        if key.code == KeySym::Esc {
            self.say("Nothing was stored. The event is as you left it.");
            return Vec::new();
        }
        reason.typing.input(key);
        self.over = Some(Overlay::Reason(reason));
        Vec::new()
    }

    /// Asks for the change again, with the reason beside it.
    fn go_on(&mut self, mut reason: OverridePrompt) -> Vec<Request> {
        let text = value::text(&reason.typing.text());
        if text.is_empty() {
            reason.typing.fault = "Say why it is right to go on, or leave it with Esc.".into();
            self.over = Some(Overlay::Reason(reason));
            return Vec::new();
        }
        let why =
            override_rule::OverrideReason { who: self.who.clone(), words: text, on: self.today };
        let change =
            override_rule::override_rule(reason.change, self.stored_row(), reason.rule, why);
        let mut out = vec![Request::Change { change, why: None }];
        out.extend(self.forget_pending());
        out
    }
}
