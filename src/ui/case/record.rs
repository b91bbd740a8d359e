//! Recording an event: choosing it, filling its short form, saving.

use crate::api::{Reply, Request};
use crate::domain::case::FieldPath;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::EditorView;
use crate::domain::forms;
use crate::domain::prefill::defaults::begin;
use crate::domain::rules::Finding;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::list_picker::{ListPicker, PickFor};
use crate::ui::{App, Editor, Pane};

impl App {
    /// Opens the short form of an event, what is most likely meant filled in; `settles` is what the
    /// officer deals with.
    pub(in crate::ui) fn begin_event(
        &mut self,
        table: &str,
        settles: Option<&Finding>,
    ) -> Vec<Request> {
        let (Some(case), Some(table)) = (self.case.clone(), forms::table(table)) else {
            return Vec::new();
        };
        let first = begin(&case, table, &self.findings, settles, self.today);
        self.editor = Editor::record(&case, table.id, first);
        self.pane = Pane::Passport;
        self.say(format!(
            "Fill in the {}, then {} saves it.",
            table.row_label,
            self.key_words(Action::Save)
        ));
        Vec::new()
    }

    pub(in crate::ui) fn save(&mut self) -> Vec<Request> {
        let asks = self.save_pending();
        if !asks.is_empty() && self.desk.many.is_some() {
            return self.for_all(true);
        }
        if asks.is_empty() { asks } else { asks.into_iter().chain(self.forget_pending()).collect() }
    }

    /// Closes the short form once its event is stored; whoever came from the list goes back to it.
    pub(in crate::ui) fn on_changed(&mut self, change: &CaseChange, reply: &Reply) -> Vec<Request> {
        match reply {
            Reply::Blocked { rule, may_override: true, .. } => self.ask_why_go_on(change, rule),
            Reply::Refused(words) | Reply::Blocked { says: words, .. } => {
                self.give_back(change, words);
            }
            _ => {}
        }
        let Reply::Saved { case, findings, .. } = reply else { return Vec::new() };
        if self.editor.pending.is_none()
            && self.case.as_ref().is_some_and(|c| c.id == case.id)
            && let [Edit::AddRow { table, row, .. }] = change.edits.as_slice()
            && let Some(first) = forms::table(table).and_then(|t| t.fields.first())
        {
            // The cursor goes to the first answer of a row that was added in place.
            self.editor.go_to(case, &FieldPath::row(table, *row, first.id));
        }
        let Some(p) = &self.editor.pending else { return Vec::new() };
        if !change.edits.iter().any(
            |e| matches!(e, Edit::AddRow { table, row, .. } if table == p.table && *row == p.row),
        ) {
            return Vec::new();
        }
        if let Some(table) = forms::table(p.table) {
            self.timeline.go_to(case, findings, self.today, table, p.row);
        }
        self.editor = Editor::new(EditorView::Form { form: 1, row: None });
        self.pane = Pane::Timeline;
        if self.dealing.is_some() { self.back_to_list() } else { Vec::new() }
    }

    /// Opens a text again that was not saved: on a full disk it may be nowhere else.
    fn give_back(&mut self, change: &CaseChange, words: &str) {
        let [Edit::Set { at, new: Value::Text(text), .. }] = change.edits.as_slice() else {
            return;
        };
        let Some((_, field)) = forms::any_field(&at.field) else { return };
        if self.overlays.is_empty() {
            let mut typing = AnswerInput::new(at.clone(), field, text, None);
            words.clone_into(&mut typing.fault);
            self.lay(typing);
        }
    }

    pub(in crate::ui) fn record(&mut self) {
        if self.case.is_none() {
            return self.refuse("There is no case to record on. Press n to open the first.");
        }
        let items = forms::recordable_events()
            .map(|t| (Value::Choice(t.id.to_owned()), t.label.to_owned()))
            .collect();
        self.lay(ListPicker::new("Record", items, PickFor::Event));
    }
}
