//! Which kinds of things the timeline shows.

use crate::domain::case::outline::TimelineEvent;
use crate::domain::forms;

/// What the timeline shows: everything, what is to be done, or one group of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimelineFilter {
    /// Events and duties.
    #[default]
    All,
    /// Duties alone.
    ToDo,
    /// The events of a group, by its place among them.
    Group(usize),
}

impl TimelineFilter {
    /// Returns what it shows, in a few words.
    pub fn label(self) -> &'static str {
        match self {
            TimelineFilter::All => "everything",
            TimelineFilter::ToDo => "to do",
            TimelineFilter::Group(n) => forms::EVENT_GROUPS.get(n).map_or("", |g| g.label),
        }
    }

    /// Returns whether it shows an event.
    pub fn shows(self, event: &TimelineEvent) -> bool {
        match self {
            TimelineFilter::All => true,
            TimelineFilter::ToDo => false,
            TimelineFilter::Group(n) => {
                forms::EVENT_GROUPS.get(n).is_some_and(|g| g.holds(event.table.id))
            }
        }
    }

    /// Returns whether it shows duties.
    pub fn shows_duties(self) -> bool {
        !matches!(self, TimelineFilter::Group(_))
    }

    /// Returns the filters after this one, in their order round to it.
    pub fn others(self) -> impl Iterator<Item = TimelineFilter> {
        let groups = (0..forms::EVENT_GROUPS.len()).map(TimelineFilter::Group);
        let all: Vec<TimelineFilter> =
            [TimelineFilter::All, TimelineFilter::ToDo].into_iter().chain(groups).collect();
        let here = all.iter().position(|f| *f == self).unwrap_or(0);
        let count = all.len();
        (1..=count).map(move |n| all[(here + n) % count])
    }
}
