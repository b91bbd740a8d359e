//! One case: what is next and what happened, and every event and duty by day.

mod overview;
mod timeline;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::{Case, RowId};
use crate::domain::rules::Finding;
use crate::ui::case::overview::Overview;
use crate::ui::case::timeline::{Current, Timeline};
use crate::ui::change::{Changes, PaneChange};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::session::Session;

/// The overview and the timeline of the open case.
#[derive(Debug, Default)]
pub struct CasePane {
    overview: Overview,
    timeline: Timeline,
}

impl CasePane {
    /// Turns to another case: both cursors begin anew.
    pub fn turn_to_case(&mut self) {
        *self = CasePane::default();
    }

    /// Keeps both cursors on what they stand on, where the open case is about to be shown as it now
    /// stands, with these findings.
    pub fn keep_place(&mut self, new: &Case, findings: &[Finding], session: &Session) {
        let Some(old) = &session.case else { return };
        self.overview.keep(&session.findings, findings);
        self.timeline.keep((old, &session.findings), (new, findings), session.today);
    }

    /// Moves the cursor of the overview.
    pub fn step_overview(&mut self, by: isize, session: &Session) {
        self.overview.step(&session.findings, by);
    }

    /// Moves the cursor of the timeline.
    pub fn step_timeline(&mut self, by: isize, session: &Session) {
        if let Some(case) = &session.case {
            self.timeline.step(case, &session.findings, session.today, by);
        }
    }

    /// Shows another kind of things in the timeline.
    pub fn turn_filter(&mut self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let label = self.timeline.turn_filter(case, &session.findings, session.today);
        Changes::say(words::now_shows(&label))
    }

    /// Returns the finding under the cursor of the overview.
    pub fn overview_finding<'a>(&self, session: &'a Session) -> Option<&'a Finding> {
        self.overview.current(&session.findings)
    }

    /// Returns the finding under the cursor of the timeline; none where that is an event.
    pub fn timeline_finding<'a>(&self, session: &'a Session) -> Option<&'a Finding> {
        match self.current(session)? {
            Current::Due(n) => session.findings.get(n),
            Current::Event(_) => None,
        }
    }

    /// Returns whether the cursor of the timeline is on an event.
    pub fn is_on_event(&self, session: &Session) -> bool {
        matches!(self.current(session), Some(Current::Event(_)))
    }

    fn current(&self, session: &Session) -> Option<Current> {
        self.timeline.current(session.case.as_ref()?, &session.findings, session.today)
    }

    /// Opens what the cursor of the timeline stands on: an event, or what settles a finding.
    pub fn open(&self, session: &Session) -> Changes {
        match self.current(session) {
            Some(Current::Due(_)) => PaneChange::Deal.into(),
            Some(Current::Event(event)) => {
                PaneChange::OpenEvent { table: event.table.id, row: event.row }.into()
            }
            None => Changes::none(),
        }
    }

    /// Puts the cursor of the timeline on an event.
    pub fn go_to_event(&mut self, table: &str, row: RowId, session: &Session) {
        if let Some(case) = &session.case {
            self.timeline.go_to(case, &session.findings, session.today, table, row);
        }
    }

    /// Draws the overview; the cursor stands on a finding where `is_focused`.
    pub fn draw_overview(
        &self,
        session: &Session,
        is_focused: bool,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        overview::draw(&self.overview, session, is_focused, look, area, buf)
    }

    /// Draws the timeline.
    pub fn draw_timeline(
        &self,
        session: &Session,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        let case = session.case.as_ref()?;
        timeline::draw(&self.timeline, case, &session.findings, look, area, buf)
    }
}
