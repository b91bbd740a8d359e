//! Actions of the list: views, order, columns, tags, and one event for all tagged cases.

use crate::api::{BulkEvent, ListQuery, Request};
use crate::domain::case::CaseRef;
use crate::domain::case::outline::EditorView;
use crate::domain::list::view::{View, listed};
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::list::full_text::TextSearch;
use crate::ui::list::views::{ColumnPicker, ViewNaming};
use crate::ui::{App, Editor, Pane};

/// What the references of the list were asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagScope {
    /// To tag these rows, both included.
    Range(usize, usize),
    All,
    /// To give one event to all that are tagged and listed.
    Act,
    /// To write the paper under the cursor for all that are tagged and listed.
    Paper,
}

impl App {
    pub(in crate::ui) fn act_list(&mut self, action: Action, times: isize) -> Vec<Request> {
        match action {
            Action::Views => return vec![Request::Views { today: self.today }],
            Action::KeepView => {
                let asks = vec![Request::Views { today: self.today }];
                self.lay(ViewNaming::new(self.cases.view()));
                return asks;
            }
            Action::Sort => {
                self.cases.sort = self.cases.sort.next();
                self.say(format!("The list stands {}.", self.cases.sort.label()));
                return vec![self.cases.ask_for(self.cases.current().map(|s| s.id), self.today)];
            }
            Action::Columns => self.lay(ColumnPicker::default()),
            Action::Tag => return self.tag(times),
            Action::TagRange => {
                let Some(from) = self.cases.last_tag else {
                    let key = self.key_words(Action::Tag);
                    self.refuse(format!(
                        "Tag one end of the range first, with {key}; then go to the other end."
                    ));
                    return Vec::new();
                };
                let to = self.cases.at();
                return self.ask_ids(TagScope::Range(from.min(to), from.max(to)));
            }
            Action::TagAll => return self.ask_ids(TagScope::All),
            Action::Untag => {
                let count = self.cases.tags.len();
                self.cases.tags.clear();
                self.cases.last_tag = None;
                self.say(if count == 0 {
                    "Nothing was tagged.".to_owned()
                } else {
                    format!("{count} tags taken off.")
                });
            }
            Action::ActOnTagged => return self.ask_tagged(TagScope::Act),
            Action::SearchText => self.lay(TextSearch::default()),
            _ => {}
        }
        Vec::new()
    }

    /// Asks which of the tagged cases are listed, where there are any.
    pub(in crate::ui) fn ask_tagged(&mut self, wanted: TagScope) -> Vec<Request> {
        if self.cases.tags.is_empty() {
            let key = self.key_words(Action::Tag);
            self.refuse(format!(
                "No case is tagged. {key} tags the one under the cursor of the list."
            ));
            return Vec::new();
        }
        self.ask_ids(wanted)
    }

    fn ask_ids(&mut self, wanted: TagScope) -> Vec<Request> {
        self.desk.wanted = Some(wanted);
        let filter = self.cases.filter.clone();
        vec![Request::Ids(ListQuery {
            today: self.today,
            filter,
            sort: self.cases.sort,
            from: 0,
            count: usize::MAX,
        })]
    }

    fn tag(&mut self, times: isize) -> Vec<Request> {
        let mut out = Vec::new();
        for _ in 0..times.clamp(1, 1_000) {
            let Some(id) = self.cases.current().map(|s| s.id) else { break };
            if !self.cases.tags.remove(&id) {
                self.cases.tags.insert(id);
            }
            self.cases.last_tag = Some(self.cases.at());
            let before = self.cases.at();
            out = self.step_list(1);
            if self.cases.at() == before {
                break;
            }
        }
        self.say(format!("{} tagged.", self.cases.tags.len()));
        out
    }

    /// Takes the references of the list as it is searched for now.
    pub(in crate::ui) fn take_ids(&mut self, ids: &[CaseRef]) -> Vec<Request> {
        match self.desk.wanted.take() {
            None => {}
            Some(TagScope::All) => {
                self.cases.tags.extend(ids);
                self.say(format!("{} tagged.", self.cases.tags.len()));
            }
            Some(TagScope::Range(from, to)) => {
                self.cases.tags.extend(ids.iter().take(to + 1).skip(from));
                self.say(format!("{} tagged.", self.cases.tags.len()));
            }
            Some(wanted @ (TagScope::Act | TagScope::Paper)) => {
                let many = listed(&self.cases.tags, ids);
                let hidden = self.cases.tags.len() - many.len();
                if many.is_empty() {
                    self.refuse("Every tagged case is hidden by the search, and what is hidden is not touched. Esc shows all.");
                    return Vec::new();
                }
                if wanted == TagScope::Paper {
                    return self.papers_for(&many);
                }
                let left = if hidden == 0 {
                    String::new()
                } else {
                    format!(" {hidden} hidden by the search are left alone.")
                };
                let count = many.len();
                self.desk.many = Some(many);
                self.record();
                self.say(format!("One event for {}.{left}", pluralize(count, "tagged case")));
            }
        }
        Vec::new()
    }

    /// Returns what tries the event that is filled in on all tagged cases, or stores it.
    pub(in crate::ui) fn for_all(&self, dry: bool) -> Vec<Request> {
        let (Some(cases), Some(p)) = (self.desk.many.clone(), &self.editor.pending) else {
            return Vec::new();
        };
        vec![Request::RecordForAll(BulkEvent {
            cases,
            table: p.table.to_owned(),
            cells: p.cells.clone(),
            dry,
        })]
    }

    /// Goes back to the list once an event was stored in many cases.
    pub(in crate::ui) fn saved_all(&mut self, says: String) -> Vec<Request> {
        let mut out = self.forget_pending();
        self.desk.many = None;
        self.desk.sure = None;
        self.editor = Editor::new(EditorView::Form { form: 1, row: None });
        self.cases.tags.clear();
        self.cases.last_tag = None;
        self.pane = Pane::Cases;
        let undo = self.key_words(Action::Undo);
        self.say(format!("{says} · saved · {undo} takes all of it back"));
        let here = self.cases.current().map(|s| s.id);
        out.push(self.cases.ask_for(here, self.today));
        out.extend(here.map(Request::Case));
        out
    }

    /// Shows the list as a view says.
    pub(in crate::ui) fn apply(&mut self, view: View) -> Vec<Request> {
        let name = if view.name.is_empty() { "All cases".to_owned() } else { view.name.clone() };
        self.say(format!("{name}, {}.", view.sort.label()));
        self.cases.search = None;
        self.cases.put_view(view);
        let out = vec![self.cases.ask_again(self.today)];
        self.pane = Pane::Cases;
        out
    }
}
