//! The timeline of a case: what happened, today, then what is late, booked and due, in the order in
//! which the screen shows it and a linear session reads it.
//!
//! - [`TimelineFilter`]: Which kinds of things the timeline shows.

mod filter;

use chrono::{Datelike, NaiveDate};

use crate::domain::case::Case;
use crate::domain::case::outline::{TimelineEvent, events};
use crate::domain::rules::Finding;

pub use filter::TimelineFilter;

/// One line of the timeline.
#[derive(Debug)]
pub enum TimelineItem {
    /// A month.
    Heading(String),
    /// An event.
    Event(TimelineEvent),
    /// One of the findings, by its number.
    Due(usize),
    /// The line between what was and what is to come.
    Today,
}

impl TimelineItem {
    /// Returns whether the cursor can rest on it.
    pub fn is_stop(&self) -> bool {
        matches!(self, TimelineItem::Event(_) | TimelineItem::Due(_))
    }
}

/// Returns every line: events up to today by month, today, what is late, then events and duties
/// ahead by day; of all of them those that the filter shows.
pub fn items(
    case: &Case,
    findings: &[Finding],
    today: NaiveDate,
    filter: TimelineFilter,
) -> Vec<TimelineItem> {
    let mut out = Vec::new();
    let mut month = None;
    let (ahead, behind): (Vec<TimelineEvent>, Vec<TimelineEvent>) = events(case)
        .into_iter()
        .filter(|e| filter.shows(e))
        .partition(|e| e.date.is_some_and(|d| d > today));
    for event in behind {
        let this = event.date.map(|d| (d.year(), d.month()));
        if this != month {
            out.push(TimelineItem::Heading(
                event.date.map_or_else(|| "No date".into(), |d| d.format("%b %Y").to_string()),
            ));
            month = this;
        }
        out.push(TimelineItem::Event(event));
    }
    out.push(TimelineItem::Today);
    // A review that is booked stands as an event; that it is to be held need not be said twice.
    let is_held = |f: &Finding| f.rule.id == "review-held";
    let mut next: Vec<(NaiveDate, TimelineItem)> =
        ahead.into_iter().filter_map(|e| Some((e.date?, TimelineItem::Event(e)))).collect();
    let when = |f: &Finding| f.task.or(f.due).map_or(NaiveDate::MAX, |d| d.max(today));
    next.extend(
        findings
            .iter()
            .enumerate()
            .filter(|(_, f)| filter.shows_duties() && !is_held(f))
            .map(|(n, f)| (when(f), TimelineItem::Due(n))),
    );
    next.sort_by_key(|(on, item)| (*on, matches!(item, TimelineItem::Event(_))));
    out.extend(next.into_iter().map(|(_, item)| item));
    out
}
