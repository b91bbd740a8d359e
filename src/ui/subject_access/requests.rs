//! The list of the requests that the officer sees, with what is known of the one under the cursor.

mod draw;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{AccessAnswer, AccessAsk, AccessLine, AccessProgress, AccessWork, Reply, Request};
use crate::domain::subject_access::request::AccessRef;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::confirm::Confirm;
use crate::ui::pending::AccessThen;
use crate::ui::session::Session;
use crate::ui::subject_access::form::RequestForm;
use crate::ui::subject_access::{ask, words};

/// The requests with a cursor on one.
#[derive(Debug)]
pub(crate) struct RequestList {
    all: Vec<AccessLine>,
    cursor: usize,
}

/// What the keys of the list do, as it says them.
const KEYS: &[(Action, &str)] = &[
    (Action::Choose, words::ITEMS),
    (Action::NewRequest, words::NEW),
    (Action::EditRequest, words::RECORD),
    (Action::DeleteLog, words::DELETE),
    (Action::Close, words::CLOSE),
];

impl RequestList {
    /// Returns the list: open requests first, those due first before the others, then the closed
    /// ones; the cursor is on the first.
    pub(crate) fn new(all: Vec<AccessLine>) -> RequestList {
        let mut list = RequestList { all, cursor: 0 };
        list.sort();
        list
    }

    fn sort(&mut self) {
        self.all.sort_by_key(|AccessLine { view, .. }| {
            let is_closed = view.request.closed.is_some();
            (is_closed, view.due().is_none(), view.due(), view.request.id)
        });
    }

    fn current(&self) -> Option<&AccessLine> {
        self.all.get(self.cursor)
    }

    /// Returns what the keys do for the request under the cursor.
    fn keys(&self, today: NaiveDate) -> Vec<(Action, &'static str)> {
        let current = self.current().map(|line| &line.view);
        let is_log_due = current.is_some_and(|view| view.is_log_due(today));
        let is_open = current.is_some_and(|view| view.request.closed.is_none());
        let can = |action: Action| match action {
            Action::Choose => current.is_some(),
            Action::EditRequest => is_open,
            Action::DeleteLog => is_log_due,
            _ => true,
        };
        KEYS.iter().copied().filter(|(action, _)| can(*action)).collect()
    }

    fn go_to(&mut self, id: AccessRef) {
        let at = self.all.iter().position(|line| line.view.request.id == id);
        self.cursor = at.unwrap_or(self.cursor).min(self.all.len().saturating_sub(1));
    }

    /// Shows a request as it now is, in its place or as one more.
    fn put(&mut self, work: &AccessWork) {
        let AccessWork { view, child, worklist, .. } = work;
        let is_open = view.request.closed.is_none();
        let line = AccessLine {
            view: view.clone(),
            child: child.clone(),
            progress: is_open.then(|| AccessProgress::of(view.details.as_ref(), worklist)),
        };
        let id = view.request.id;
        match self.all.iter_mut().find(|line| line.view.request.id == id) {
            Some(old) => *old = line,
            None => self.all.push(line),
        }
        self.sort();
        self.go_to(id);
    }

    /// Opens the form of the request under the cursor, over its case.
    fn edit(&self) -> Changes {
        let Some(line) = self.current() else { return Changes::none() };
        if line.view.request.closed.is_some() {
            return Changes::refuse(words::ALREADY_CLOSED);
        }
        let case = line.view.request.id.case;
        Changes::from(PaneChange::OpenCase(case)).and(Changes::lay(RequestForm::of(&line.view)))
    }

    /// Asks whether the log under the cursor is deleted, which the service may refuse.
    fn delete(&self) -> Changes {
        let Some(line) = self.current() else { return Changes::none() };
        let id = line.view.request.id;
        let yes = Changes::ask(Request::Access(AccessAsk::Forget(id)));
        Changes::lay(Confirm::new(words::delete_log(&id), yes, words::LOG_STAYS))
    }
}

impl Overlay for RequestList {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Requests, Scope::List, Scope::Global]
    }

    fn bar(&self) -> BarKeys {
        if self.all.is_empty() {
            return &[(Action::NewRequest, words::NEW), (Action::Close, words::CLOSE)];
        }
        &[
            (Action::Choose, words::ITEMS),
            (Action::NewRequest, words::NEW),
            (Action::EditRequest, words::RECORD),
            (Action::Close, words::CLOSE),
        ]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        if let Some(by) = input.steps() {
            let last = self.all.len().saturating_sub(1);
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
            return Update::Stay;
        }
        Update::StayWith(match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::Choose) => match self.current() {
                Some(line) => ask(AccessAsk::Work(line.view.request.id), AccessThen::Items),
                None => Changes::none(),
            },
            Some(Action::NewRequest) => match session.case_id() {
                Some(case) => Changes::lay(RequestForm::new(case, session)),
                None => Changes::refuse(words::NO_CASE),
            },
            Some(Action::EditRequest) => self.edit(),
            Some(Action::DeleteLog) => self.delete(),
            _ => {
                Changes::refuse(words::keys_are(&session.keys_in_words(&self.keys(session.today))))
            }
        })
    }

    fn take(&mut self, reply: &Reply) -> bool {
        match reply {
            Reply::Access(AccessAnswer::List { all, .. }) => {
                let id = self.current().map(|line| line.view.request.id);
                self.all.clone_from(all);
                self.sort();
                if let Some(id) = id {
                    self.go_to(id);
                }
            }
            Reply::Access(AccessAnswer::Work(work)) => {
                self.put(work);
            }
            _ => {}
        }
        false
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw::draw(self, look, area, buf)
    }
}
