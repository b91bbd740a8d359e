//! The timeline: events month by month, today, then what is overdue, booked and due.

mod draw;
mod sign;

use chrono::NaiveDate;

use crate::domain::case::outline::TimelineEvent;
use crate::domain::case::{Case, RowId};
use crate::domain::rules::Finding;
use crate::domain::timeline::{TimelineFilter, TimelineItem, items};

pub(crate) use draw::draw;

/// The timeline's cursor, among the things on which it can rest.
#[derive(Debug)]
pub(super) struct Timeline {
    cursor: usize,
    /// The cursor has not been moved yet: it stands on the first thing ahead.
    is_fresh: bool,
    /// What is shown.
    filter: TimelineFilter,
}

/// What the cursor stands on.
pub(super) enum Current {
    /// An event.
    Event(TimelineEvent),
    /// One of the findings, by its number.
    Due(usize),
}

impl Default for Timeline {
    /// Returns a timeline whose cursor stands on the first thing ahead.
    fn default() -> Timeline {
        Timeline { cursor: 0, is_fresh: true, filter: TimelineFilter::All }
    }
}

impl Timeline {
    /// Returns the lines that are shown.
    fn items(&self, case: &Case, findings: &[Finding], today: NaiveDate) -> Vec<TimelineItem> {
        items(case, findings, today, self.filter)
    }

    /// Shows the next kind of things of which the case has some; returns what that is.
    pub(super) fn turn_filter(
        &mut self,
        case: &Case,
        findings: &[Finding],
        today: NaiveDate,
    ) -> &'static str {
        let has_some = |filter: &TimelineFilter| {
            items(case, findings, today, *filter).iter().any(TimelineItem::is_stop)
        };
        let next = self.filter.others().find(has_some).unwrap_or_default();
        *self = Timeline { filter: next, ..Timeline::default() };
        next.label()
    }

    /// Moves the cursor by a number of things.
    pub(super) fn step(&mut self, case: &Case, findings: &[Finding], today: NaiveDate, by: isize) {
        let all = self.items(case, findings, today);
        let stops = all.iter().filter(|i| i.is_stop()).count();
        self.cursor = self.stop(&all).saturating_add_signed(by).min(stops.saturating_sub(1));
        self.is_fresh = false;
    }

    /// Puts the cursor on an event.
    pub(super) fn go_to(
        &mut self,
        case: &Case,
        findings: &[Finding],
        today: NaiveDate,
        table: &str,
        row: RowId,
    ) {
        self.filter = TimelineFilter::All;
        let all = self.items(case, findings, today);
        let here = |i: &TimelineItem| matches!(i, TimelineItem::Event(e) if e.table.id == table && e.row == row);
        self.cursor = all.iter().filter(|i| i.is_stop()).position(here).unwrap_or(0);
        self.is_fresh = false;
    }

    /// Keeps the cursor on its event or finding where others come before it.
    pub(super) fn keep(
        &mut self,
        old: (&Case, &[Finding]),
        new: (&Case, &[Finding]),
        today: NaiveDate,
    ) {
        let current = self.current(old.0, old.1, today).filter(|_| !self.is_fresh);
        let here = |item: &TimelineItem| match (item, &current) {
            (TimelineItem::Event(is), Some(Current::Event(was))) => {
                (is.table.id, is.row) == (was.table.id, was.row)
            }
            (TimelineItem::Due(is), Some(Current::Due(was))) => {
                new.1[*is].key() == old.1[*was].key()
            }
            _ => false,
        };
        let all = self.items(new.0, new.1, today);
        let at = all.iter().filter(|item| item.is_stop()).position(here);
        self.cursor = at.unwrap_or(self.cursor);
    }

    /// Returns what the cursor stands on.
    pub(super) fn current(
        &self,
        case: &Case,
        findings: &[Finding],
        today: NaiveDate,
    ) -> Option<Current> {
        let all = self.items(case, findings, today);
        let at = self.stop(&all);
        match all.into_iter().filter(TimelineItem::is_stop).nth(at)? {
            TimelineItem::Event(event) => Some(Current::Event(event)),
            TimelineItem::Due(n) => Some(Current::Due(n)),
            TimelineItem::Heading(_) | TimelineItem::Today => None,
        }
    }

    /// Returns the number of the thing under the cursor.
    fn stop(&self, all: &[TimelineItem]) -> usize {
        let stops = all.iter().filter(|i| i.is_stop()).count();
        if !self.is_fresh {
            return self.cursor.min(stops.saturating_sub(1));
        }
        let behind = all
            .iter()
            .take_while(|i| !matches!(i, TimelineItem::Today))
            .filter(|i| i.is_stop())
            .count();
        behind.min(stops.saturating_sub(1))
    }
}
