//! Going on against a rule that allows it: the reason is asked for, and stored with the event that it allows.

use super::{Over, Typing, Ui};
use crate::app::actions::{Action, Scope};
use crate::app::keys::{Code, Key};
use crate::domain::case::{Cells, Place};
use crate::domain::edit::{CaseChange, Edit};
use crate::domain::forms;
use crate::domain::rules::Rule;
use crate::domain::value::{self, Value};
use crate::wire::Request;

/// The table of the reasons.
const TABLE: &str = "event.override";

/// A reason that is being typed, and the change that it lets through.
#[derive(Debug)]
pub struct Reason {
    pub typing: Box<Typing>,
    change: CaseChange,
    rule: &'static Rule,
}

impl Ui {
    /// Asks for the reason to go on with a change that a rule holds back.
    pub(super) fn ask_why_go_on(&mut self, change: &CaseChange, rule: &'static Rule) {
        let Some((_, field)) = forms::any_field("override.reason") else { return };
        let at = Place::row(TABLE, self.next_row(change), field.id);
        let typing = Box::new(Typing::new(at, field, "", None));
        self.over = Some(Over::Reason(Reason { typing, change: change.clone(), rule }));
    }

    /// Returns the number of the row after those of the case and of a change that is not stored yet.
    fn next_row(&self, change: &CaseChange) -> u32 {
        let stored = self.case.as_ref().map_or(1, |c| c.next_row());
        let added = change.edits.iter().filter_map(|e| if let Edit::AddRow { row, .. } = e { Some(row + 1) } else { None });
        added.max().unwrap_or(1).max(stored)
    }

    pub(super) fn key_reason(&mut self, mut reason: Reason, key: Key) -> Vec<Request> {
        if self.keymap.lookup(&[Scope::Text], key) == Some(Action::Done) {
            return self.go_on(reason);
        }
        if key.code == Code::Esc {
            self.say("Nothing was stored. The event is as you left it.");
            return Vec::new();
        }
        reason.typing.input(key);
        self.over = Some(Over::Reason(reason));
        Vec::new()
    }

    /// Asks for the change again, with the reason beside it.
    fn go_on(&mut self, mut reason: Reason) -> Vec<Request> {
        let text = value::text(&reason.typing.text());
        if text.is_empty() {
            reason.typing.fault = "Say why it is right to go on, or leave it with Esc.".into();
            self.over = Some(Over::Reason(reason));
            return Vec::new();
        }
        let cells = Cells::from([
            ("override.on".to_owned(), Value::Date(self.today)),
            ("override.rule".to_owned(), Value::Text(reason.rule.id.to_owned())),
            ("override.who".to_owned(), Value::Text(self.who.clone())),
            ("override.reason".to_owned(), text),
        ]);
        let mut change = reason.change;
        let row = self.next_row(&change);
        change.edits.push(Edit::AddRow { table: TABLE.to_owned(), row, cells });
        let mut out = vec![Request::Change { change, why: None }];
        out.extend(self.forget_pending());
        out
    }
}
