//! The items of a request: which are undecided, the text of the one under the cursor, and what is
//! decided on it.

mod ask;
mod draw;
mod text;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{AccessAnswer, AccessAsk, AccessWork, NewDecision, Reply};
use crate::domain::case::CaseRef;
use crate::domain::plural;
use crate::domain::subject_access::decision::{Ground, Treatment};
use crate::domain::subject_access::worklist::{Entry, Leak};
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pending::AccessThen;
use crate::ui::session::Session;
use crate::ui::subject_access::asking::Asking;
use crate::ui::subject_access::form::RequestForm;
use crate::ui::subject_access::items::ask::Purpose;
use crate::ui::subject_access::items::text::TextView;
use crate::ui::subject_access::mark::Mark;
use crate::ui::subject_access::{ask, words};

/// What was decided before on some items, by their names: what an undo puts back.
type Before = Vec<(CaseRef, String, Option<Treatment>)>;

/// The items with a cursor on one.
#[derive(Debug)]
pub(crate) struct ItemSheet {
    work: AccessWork,
    /// What would give away what is kept back elsewhere, as the items now are.
    leaks: Vec<Leak>,
    /// The place of the item under the cursor among all.
    at: usize,
    /// Only what has to be decided is listed.
    is_filtered: bool,
    text: TextView,
    /// The passage that is being marked; none where none is.
    mark: Option<Mark>,
    asking: Option<(Purpose, Asking)>,
    /// What was decided before each decision that was made here, the last one last.
    undo: Vec<Before>,
    /// What is being saved is put here before it is known to be saved.
    sent: Option<Before>,
    /// The passage that was redacted last, until it is known where else it is.
    redacted: Option<(String, Ground)>,
}

/// What the keys of the sheet do that its bar does not name.
const KEYS: &[(Action, &str)] = &[
    (Action::GiveSection, words::SECTION),
    (Action::Undecide, words::UNDECIDE),
    (Action::Undo, words::UNDO),
    (Action::OnlyUndecided, words::FILTER),
    (Action::CheckDecisions, words::CHECK),
    (Action::MakeCopy, words::COPY),
    (Action::EditRequest, words::REQUEST),
    (Action::Toggle, words::READ_ON),
];

impl ItemSheet {
    /// Returns the items of a request, the cursor on the first that has to be decided.
    pub(crate) fn new(work: AccessWork) -> ItemSheet {
        let leaks = work.worklist.leaks();
        let mut sheet = ItemSheet {
            work,
            leaks,
            at: 0,
            is_filtered: false,
            text: TextView::default(),
            mark: None,
            asking: None,
            undo: Vec::new(),
            sent: None,
            redacted: None,
        };
        sheet.go_to_first_open();
        sheet
    }

    fn entries(&self) -> &[Entry] {
        &self.work.worklist.entries
    }

    fn current(&self) -> Option<&Entry> {
        self.entries().get(self.at)
    }

    /// Returns whether an item has to be decided on: it is undecided, or would give away what is kept
    /// back of another.
    fn is_open(&self, at: usize) -> bool {
        self.entries().get(at).is_some_and(|entry| entry.decision.is_none())
            || self.leaks.iter().any(|leak| leak.given == at)
    }

    /// Returns the places of the items that are listed.
    fn shown(&self) -> Vec<usize> {
        let all = 0..self.entries().len();
        all.filter(|n| !self.is_filtered || *n == self.at || self.is_open(*n)).collect()
    }

    fn go_to(&mut self, at: usize) {
        if at != self.at {
            self.text.rewind();
        }
        self.at = at.min(self.entries().len().saturating_sub(1));
    }

    /// Moves the cursor by items of the list.
    fn step(&mut self, by: isize) {
        let shown = self.shown();
        let here = shown.iter().position(|n| *n == self.at).unwrap_or(0);
        let last = shown.len().saturating_sub(1);
        if let Some(at) = shown.get(here.saturating_add_signed(by).min(last)) {
            self.go_to(*at);
        }
    }

    /// Returns how many items have to be decided on.
    fn count_open(&self) -> usize {
        (0..self.entries().len()).filter(|n| self.is_open(*n)).count()
    }

    /// Goes to the first item that has to be decided on.
    fn go_to_first_open(&mut self) {
        if let Some(first) = (0..self.entries().len()).find(|n| self.is_open(*n)) {
            self.go_to(first);
        }
    }

    /// Goes to the next item that has to be decided, round the end; false where there is none.
    fn go_to_open(&mut self) -> bool {
        let count = self.entries().len();
        let mut ahead = (self.at + 1..count).chain(0..count);
        let found = ahead.find(|n| self.is_open(*n));
        found.is_some_and(|at| {
            self.go_to(at);
            true
        })
    }

    /// Returns the heading of an item, with its case where the request is about several.
    fn heading(&self, entry: &Entry) -> String {
        match self.work.view.request.cases.len() {
            0 | 1 => entry.item.section.clone(),
            _ => format!("{}: {}", entry.case, entry.item.section),
        }
    }

    /// Moves the cursor to the first item of the next section, or of this and then the one before.
    fn step_section(&mut self, is_on: bool) {
        let shown = self.shown();
        let heading = |n: &usize| self.entries().get(*n).map(|entry| self.heading(entry));
        let firsts: Vec<usize> = shown
            .iter()
            .enumerate()
            .filter(|(i, n)| *i == 0 || heading(n) != shown.get(i - 1).and_then(heading))
            .map(|(_, n)| *n)
            .collect();
        let found = if is_on {
            firsts.iter().find(|n| **n > self.at)
        } else {
            firsts.iter().rev().find(|n| **n < self.at)
        };
        if let Some(at) = found.copied() {
            self.go_to(at);
        }
    }

    /// Asks for decisions to be saved; what was decided before is kept for an undo.
    fn decide(&mut self, decisions: Vec<NewDecision>) -> Changes {
        let before = |new: &NewDecision| {
            let mut entries = self.entries().iter();
            let entry = entries.find(|e| e.case == new.case && e.item.key == new.key);
            (new.case, new.key.clone(), entry.and_then(Entry::treatment).cloned())
        };
        self.sent = Some(decisions.iter().map(before).collect());
        self.save(decisions)
    }

    fn save(&self, decisions: Vec<NewDecision>) -> Changes {
        let id = self.work.view.request.id;
        ask(AccessAsk::Decide { id, decisions }, AccessThen::Again(id))
    }

    /// Decides on the item under the cursor, and goes on to the next.
    fn decide_here(&mut self, treatment: Option<Treatment>) -> Changes {
        let Some(entry) = self.current() else { return Changes::say(words::NO_ITEMS) };
        let is_decided = treatment.is_some();
        let new = vec![NewDecision::on(entry, treatment)];
        let changes = self.decide(new);
        if is_decided {
            self.step(1);
        }
        changes
    }

    /// Puts back what was decided before the last decision that was made here.
    fn undo(&mut self) -> Changes {
        let Some(before) = self.undo.pop() else {
            return Changes::refuse(words::NOTHING_TO_UNDO);
        };
        let again = |(case, key, treatment): (CaseRef, String, Option<Treatment>)| {
            let mut entries = self.entries().iter();
            let entry = entries.find(|e| e.case == case && e.item.key == key)?;
            Some(NewDecision::on(entry, treatment))
        };
        let decisions: Vec<NewDecision> = before.into_iter().filter_map(again).collect();
        if let Some(first) = decisions.first() {
            let at = self.entries().iter().position(|e| e.item.key == first.key);
            self.go_to(at.unwrap_or(self.at));
        }
        self.sent = None;
        self.save(decisions)
    }

    fn act(&mut self, action: Option<Action>, session: &Session) -> Changes {
        match action {
            Some(Action::Give) => return self.decide_here(Some(Treatment::Disclose)),
            Some(Action::Undecide) => {
                let is_decided = self.current().is_some_and(|entry| entry.decision.is_some());
                if !is_decided {
                    return Changes::say(words::NOT_DECIDED);
                }
                return self.decide_here(None);
            }
            Some(Action::Withhold) => self.ask_ground(Purpose::Withhold),
            Some(Action::Redact) => self.mark = self.current().map(|_| Mark::default()),
            Some(Action::GiveSection) => return self.ask_section(),
            Some(Action::NextUndecided) => {
                if !self.go_to_open() {
                    return Changes::say(words::all_decided(
                        &session.key_words(Action::CheckDecisions),
                    ));
                }
            }
            Some(Action::OnlyUndecided) => {
                self.is_filtered = !self.is_filtered;
                if self.is_filtered && !self.is_open(self.at) && !self.go_to_open() {
                    self.is_filtered = false;
                    return Changes::say(words::NOTHING_UNDECIDED);
                }
            }
            Some(Action::NextHeading) => self.step_section(true),
            Some(Action::PreviousHeading) => self.step_section(false),
            Some(Action::Toggle | Action::Choose) => {
                if !self.text.page() {
                    self.step(1);
                }
            }
            Some(Action::CheckDecisions | Action::MakeCopy) if self.count_open() > 0 => {
                let items = plural::count(self.count_open(), words::ITEM_HAS, words::ITEMS_HAVE);
                self.go_to_first_open();
                return Changes::refuse(words::decide_first(&items));
            }
            Some(Action::CheckDecisions) => self.ask_check(),
            Some(Action::MakeCopy) => self.ask_folder(session),
            Some(Action::EditRequest) if self.work.view.request.closed.is_some() => {
                return Changes::refuse(words::ALREADY_CLOSED);
            }
            Some(Action::EditRequest) => return Changes::lay(RequestForm::of(&self.work.view)),
            Some(Action::Undo) => return self.undo(),
            _ => return Changes::refuse(words::keys_are(&session.keys_in_words(KEYS))),
        }
        Changes::none()
    }
}

impl Overlay for ItemSheet {
    fn scopes(&self) -> &'static [Scope] {
        match &self.asking {
            Some((_, asking)) => asking.scopes(),
            None => &[Scope::Items, Scope::Requests, Scope::List, Scope::Global],
        }
    }

    fn bar(&self) -> BarKeys {
        match (&self.asking, self.mark) {
            (Some((_, asking)), _) => asking.bar(),
            (None, Some(Mark { from: None, .. })) => &[
                (Action::Choose, words::FIRST_WORD),
                (Action::Redact, words::TYPE_IT),
                (Action::Close, words::CANCEL),
            ],
            (None, Some(_)) => {
                &[(Action::Choose, words::LAST_WORD), (Action::Close, words::CANCEL)]
            }
            (None, None) => &[
                (Action::Give, words::GIVE),
                (Action::Withhold, words::WITHHOLD),
                (Action::Redact, words::REDACT),
                (Action::NextUndecided, words::NEXT),
                (Action::Close, words::LEAVE),
            ],
        }
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        if let Some((purpose, asking)) = self.asking.take() {
            return Update::StayWith(self.answered(purpose, asking, input, session));
        }
        if let Some(mark) = self.mark.take() {
            return Update::StayWith(self.marking(mark, input, session));
        }
        if let Some(by) = input.steps() {
            self.step(by);
            return Update::Stay;
        }
        if input.action == Some(Action::Close) {
            return Update::Close;
        }
        Update::StayWith(self.act(input.action, session))
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        match &mut self.asking {
            Some((_, asking)) => asking.paste(text, session),
            None => Changes::none(),
        }
    }

    /// Takes the items as they now are; the cursor stays on its item.
    fn take(&mut self, reply: &Reply) -> bool {
        match reply {
            Reply::Access(AccessAnswer::Work(work))
                if work.view.request.id == self.work.view.request.id =>
            {
                let here = self.current().map(|e| (e.case, e.item.key.clone()));
                self.work = (**work).clone();
                self.leaks = self.work.worklist.leaks();
                let is_here = |e: &Entry| {
                    here.as_ref().is_some_and(|(case, key)| e.case == *case && e.item.key == *key)
                };
                self.at = self.entries().iter().position(is_here).unwrap_or(self.at);
                self.at = self.at.min(self.entries().len().saturating_sub(1));
                if !work.says.is_empty() {
                    self.undo.extend(self.sent.take());
                    self.ask_elsewhere();
                }
            }
            Reply::Refused { .. } => {
                self.sent = None;
                self.redacted = None;
            }
            _ => {}
        }
        false
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw::draw(self, look, area, buf)
    }
}
