//! Actions of the list: views, order, columns, tags, and one event for all tagged cases.

use crate::api::{BulkEvent, BulkPreview, ListQuery, Request, SavedView};
use crate::domain::case::CaseRef;
use crate::domain::forms::outline::EditorView;
use crate::domain::list::view::{Column, SLOTS, View, listed};
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::keymap::key::{Key, KeySym};
use crate::ui::list::views::{ColumnPicker, ViewNaming, ViewPicker};
use crate::ui::{App, Editor, Overlay, Pane};

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
                self.over = Some(Overlay::Naming(ViewNaming::new(self.cases.view())));
                return asks;
            }
            Action::Sort => {
                self.cases.sort = self.cases.sort.next();
                self.say(format!("The list stands {}.", self.cases.sort.words()));
                return vec![self.cases.ask_for(self.cases.current().map(|s| s.id), self.today)];
            }
            Action::Columns => self.over = Some(Overlay::Columns(ColumnPicker::default())),
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
            Action::SearchText => {
                self.over = Some(Overlay::Hits(crate::ui::list::full_text::TextSearch::default()))
            }
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

    pub(in crate::ui) fn show_trials(&mut self, trials: Vec<BulkPreview>) {
        self.over = Some(Overlay::Trials { trials, top: 0 });
    }

    pub(in crate::ui) fn key_trials(
        &mut self,
        trials: Vec<BulkPreview>,
        top: usize,
        key: Key,
    ) -> Vec<Request> {
        match key.code {
            KeySym::Char('y') => return self.for_all(false),
            KeySym::Down | KeySym::Char('j') => {
                self.over = Some(Overlay::Trials { top: (top + 1).min(trials.len()), trials })
            }
            KeySym::Up | KeySym::Char('k') => {
                self.over = Some(Overlay::Trials { top: top.saturating_sub(1), trials })
            }
            _ => self.say("Nothing was recorded. Save again to see who would get it, or leave it."),
        }
        Vec::new()
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

    pub(in crate::ui) fn show_views(&mut self, all: Vec<SavedView>) {
        match &mut self.over {
            Some(Overlay::Naming(naming)) => naming.known = all,
            _ => self.over = Some(Overlay::Views(ViewPicker { all, at: 0 })),
        }
    }

    pub(in crate::ui) fn key_views(&mut self, mut views: ViewPicker, key: Key) -> Vec<Request> {
        let last = views.all.len().saturating_sub(1);
        let digit =
            if let KeySym::Char(c) = key.code { c.to_digit(10).map(|d| d as usize) } else { None };
        match key.code {
            KeySym::Esc => return Vec::new(),
            KeySym::Down | KeySym::Char('j') => views.at = (views.at + 1).min(last),
            KeySym::Up | KeySym::Char('k') => views.at = views.at.saturating_sub(1),
            KeySym::Char('0') => return self.apply(View::default()),
            KeySym::Enter => {
                if let Some(counted) = views.all.get(views.at).cloned() {
                    return self.apply(counted.view);
                }
            }
            KeySym::Char('x') => match views.all.get(views.at) {
                Some(v) if v.shared => self.refuse(
                    "This view comes from the profile; keep one of your own on its key instead.",
                ),
                Some(v) => {
                    let slot = v.slot;
                    self.say(format!("View {slot} was taken off."));
                    return vec![
                        Request::SaveView { slot, view: None },
                        Request::Views { today: self.today },
                    ];
                }
                None => {}
            },
            _ if digit.is_some() => match views.all.iter().find(|v| Some(v.slot) == digit).cloned()
            {
                Some(counted) => return self.apply(counted.view),
                None => self.refuse(format!("There is no view {} yet.", digit.unwrap_or_default())),
            },
            _ => {}
        }
        self.over = Some(Overlay::Views(views));
        Vec::new()
    }

    /// Shows the list as a view says.
    fn apply(&mut self, view: View) -> Vec<Request> {
        let name = if view.name.is_empty() { "All cases".to_owned() } else { view.name.clone() };
        self.say(format!("{name}, {}.", view.sort.words()));
        self.cases.finding = false;
        self.cases.put_view(view);
        let out = vec![self.cases.ask_again(self.today)];
        self.pane = Pane::Cases;
        out
    }

    pub(in crate::ui) fn key_naming(&mut self, mut naming: ViewNaming, key: Key) -> Vec<Request> {
        match (naming.slot, key.code) {
            (_, KeySym::Esc) => {
                self.say("No view was kept.");
                return Vec::new();
            }
            (None, KeySym::Char(c)) => {
                match c.to_digit(10).map(|d| d as usize).filter(|d| (1..=SLOTS).contains(d)) {
                    Some(slot) => naming.slot = Some(slot),
                    None => self.refuse(format!("Press the digit of its key, 1 to {SLOTS}.")),
                }
            }
            (Some(slot), KeySym::Enter) if !naming.view.name.trim().is_empty() => {
                self.say(format!("View {slot}, {}, is kept.", naming.view.name.trim()));
                return vec![Request::SaveView { slot, view: Some(naming.view) }];
            }
            (Some(_), KeySym::Backspace) => drop(naming.view.name.pop()),
            (Some(_), KeySym::Char(c)) if !key.ctrl && naming.view.name.chars().count() < 24 => {
                naming.view.name.push(c)
            }
            (_, _) => {}
        }
        self.over = Some(Overlay::Naming(naming));
        Vec::new()
    }

    pub(in crate::ui) fn key_columns(&mut self, mut columns: ColumnPicker, key: Key) {
        let all = Column::ALL;
        match key.code {
            KeySym::Esc | KeySym::Char('q') => return,
            KeySym::Down | KeySym::Char('j') => columns.at = (columns.at + 1).min(all.len() - 1),
            KeySym::Up | KeySym::Char('k') => columns.at = columns.at.saturating_sub(1),
            KeySym::Enter | KeySym::Char(' ') => {
                self.cases.turn_column(all[columns.at.min(all.len() - 1)].0)
            }
            _ => {}
        }
        self.over = Some(Overlay::Columns(columns));
    }
}
