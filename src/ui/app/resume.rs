//! Where a session stands, so that the program that takes its place goes on there.

use serde::{Deserialize, Serialize};

use crate::api::{Draft, Request};
use crate::domain::case::{CaseRef, FieldPath};
use crate::ui::app::{App, words};
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, Then};

/// Where an officer was when the program was replaced, and what could not be kept any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResumePoint {
    /// What the list is narrowed by; "" for nothing.
    pub search: String,
    /// The case under the cursor, or the open one.
    pub case: Option<CaseRef>,
    /// The pane.
    pub pane: Pane,
    /// The answer under the cursor of a form, and the form's number.
    pub place: Option<(Option<usize>, FieldPath)>,
    /// Texts that were typed and that nobody kept.
    pub drafts: Vec<Draft>,
}

impl App {
    /// Returns where the session stands; `drafts` are the texts that could not be kept.
    pub fn resume_point(&self, drafts: Vec<Draft>) -> ResumePoint {
        let is_list = self.pane == Pane::Cases;
        let case = if is_list { self.list.current_case() } else { self.session.case_id() };
        let open = self.session.case.as_deref().filter(|_| self.pane == Pane::Passport);
        let place = open.and_then(|case| self.form.place(case));
        ResumePoint { search: self.list.search_words(), case, pane: self.pane, place, drafts }
    }

    /// Goes on where another session stood, and returns what it asks for when it starts.
    pub fn resume(&mut self, point: ResumePoint) -> Vec<Pending> {
        self.changes += 1;
        self.message.say(words::UPGRADED);
        let kept = point.drafts.into_iter().map(Request::SaveDraft).map(Pending::from);
        let mut asks: Vec<Pending> = kept.collect();
        self.list.begin_at(point.search, point.case);
        if let Some(id) = point.case {
            self.input.opened(id);
            self.pane = point.pane;
            self.form.show_form();
        }
        asks.extend(self.start());
        asks.extend(point.case.map(|id| Pending {
            request: Request::Case(id),
            then: point.place.map_or(Then::Show, |(form, place)| Then::ReturnTo { form, place }),
        }));
        asks
    }
}
