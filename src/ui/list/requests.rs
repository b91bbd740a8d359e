//! What the list asks the service for: its rows, and the case under the cursor.

use chrono::NaiveDate;

use crate::api::{Draft, ListQuery, Request};
use crate::domain::case::CaseRef;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::kept::is_asked_again;
use crate::ui::list::{ListPane, WayBack, words};
use crate::ui::pending::{Pending, Then};
use crate::ui::session::Session;

/// How many rows are fetched at once: several screens, so that most moves ask for nothing.
const WINDOW: usize = 96;

impl ListPane {
    /// Returns what asks how far an empty store is set up, where that is not known yet.
    pub fn ask_setup(&self) -> Changes {
        if self.page.rows.is_empty() && self.begun.is_none() {
            Changes::ask(Request::SetupStatus)
        } else {
            Changes::none()
        }
    }

    /// Returns what asks for the rows around the cursor, ranked anew.
    pub fn ask(&self, today: NaiveDate) -> Request {
        let from = self.cursor.saturating_sub(WINDOW / 2);
        Request::List(ListQuery {
            today,
            filter: self.filter.clone(),
            sort: self.sort,
            from,
            count: WINDOW,
        })
    }

    /// Returns what asks for the list from its beginning, after the search has changed.
    pub fn ask_again(&mut self, today: NaiveDate) -> Request {
        self.cursor = 0;
        self.ask(today)
    }

    /// Returns what asks for the list anew; the cursor goes to this case where it is near, else it
    /// stays where it stands.
    pub fn ask_for(&mut self, case: Option<CaseRef>, today: NaiveDate) -> Request {
        self.follow = case;
        self.ask(today)
    }

    /// Asks for the case under the cursor.
    pub fn look(&mut self, session: &Session) -> Changes {
        if let Some(id) = self.current_case() {
            return self.look_at(id, session);
        }
        self.unread = None;
        PaneChange::CloseCase.into()
    }

    /// Asks for a case unless it is open already; while the cursor only moves, it is left unread.
    pub fn look_at(&mut self, id: CaseRef, session: &Session) -> Changes {
        if let Some(gone) = self.gone_case() {
            self.unread = None;
            return gone;
        }
        self.unread = self.is_moving.then_some(id);
        if self.is_moving || session.is_open(id) {
            Changes::none()
        } else {
            Changes::ask(Request::Case(id))
        }
    }

    /// Returns what closes the case and says so where others have taken away the one under the cursor.
    pub fn gone_case(&self) -> Option<Changes> {
        let id = self.current_case().filter(|id| self.gone.contains(id))?;
        let said = Changes::refuse(words::gone_case(&id));
        Some(Changes::from(PaneChange::CloseCase).and(said))
    }

    /// Asks for the list ranked anew, for the officer who comes back to it: to the case that was
    /// open, or after a row was dealt with to the next. Whoever was there already and dealt with
    /// nothing finds it as it is.
    pub fn come_back(&mut self, was_there: bool, today: NaiveDate) -> Changes {
        let case = match std::mem::take(&mut self.way_back) {
            WayBack::OpenCase if was_there => return Changes::none(),
            WayBack::OpenCase => self.current_case(),
            WayBack::NextRow(next) => next,
        };
        Changes::ask(self.ask_for(case, today))
    }

    /// Shows every case again.
    pub fn clear_search(&mut self, today: NaiveDate) -> Request {
        self.filter.clear();
        self.ask_again(today)
    }

    /// Opens the case in which a text was being typed when a session ended; it is put back once the
    /// case has come. What the officer left is offered where it was typed only, and so is what its
    /// prompt asks for again.
    pub fn offer(&mut self, mut left: Vec<Draft>) -> Changes {
        left.retain(|d| d.cursor.is_some() && !is_asked_again(&d.path));
        let Some(kept) = left.first() else { return Changes::none() };
        let request = Request::Case(kept.case);
        self.go_to(kept.case);
        let then = Then::ResumeDrafts(left);
        Changes::from(PaneChange::CloseCase).and(Changes::ask(Pending { request, then }))
    }

    /// Undoes or redoes, and asks for the list anew, since other cases may stand in the change.
    pub fn undo(&mut self, is_undo: bool, seq: u64, today: NaiveDate) -> Changes {
        let request = if is_undo { Request::Undo { seq } } else { Request::Redo { seq } };
        Changes::ask(request).and(Changes::ask(self.ask_here(today)))
    }

    /// Returns what asks for the list anew with the cursor where it is.
    pub fn ask_here(&mut self, today: NaiveDate) -> Request {
        let here = self.current_case();
        self.ask_for(here, today)
    }
}
