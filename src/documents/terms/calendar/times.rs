//! Every time that an event comes (RFC 5545, 3.8.5): by its rule, by the days that it lists, less
//! those that are taken out or moved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use icalendar::{Component, Event, Property};

use crate::documents::terms::calendar::days::{listed_days, start_time};
use crate::documents::terms::repeat;

/// The days of repeated events, by their UID, that have an event of their own in place of the
/// repetition (RFC 5545, 3.8.4.4).
#[derive(Default)]
pub(super) struct Moved(BTreeMap<String, Option<BTreeSet<NaiveDate>>>);

impl Moved {
    /// Looks through a calendar. An event that moves all that follow it, or does not say which it
    /// moves, leaves the days of its UID unknown.
    pub(super) fn of(calendar: &icalendar::Calendar) -> Moved {
        let mut moved = Moved::default();
        for event in calendar.events() {
            let (Some(uid), Some(which)) =
                (event.get_uid(), event.properties().get("RECURRENCE-ID"))
            else {
                continue;
            };
            let days = moved.0.entry(uid.to_owned()).or_insert_with(|| Some(BTreeSet::new()));
            match listed_days(which).filter(|_| !which.params().contains_key("RANGE")) {
                Some(one) => days.iter_mut().for_each(|days| days.extend(&one)),
                None => *days = None,
            }
        }
        moved
    }

    /// Returns the days that are moved of this event; none where they are unknown.
    fn days(&self, event: &Event) -> Option<BTreeSet<NaiveDate>> {
        match event.get_uid().and_then(|uid| self.0.get(uid)) {
            Some(days) => days.clone(),
            None => Some(BTreeSet::new()),
        }
    }
}

/// The times of an event, each with its first and its last day.
pub(super) struct EventTimes {
    pub all: Vec<(NaiveDate, NaiveDate)>,
    /// There are more, further ahead than was counted out.
    pub is_cut: bool,
}

/// Returns whether an event says that it comes more than once, or takes the place of all that
/// follow another.
pub(super) fn is_repeated(event: &Event) -> bool {
    let repeats = |name: &str| !named(event, name).is_empty();
    let ranges =
        event.properties().get("RECURRENCE-ID").is_some_and(|p| p.params().contains_key("RANGE"));
    ranges || ["RRULE", "RDATE", "EXRULE"].into_iter().any(repeats)
}

/// Returns every time that an event comes, of which these are the first and the last day of the
/// first; none where it repeats in a way that is not read here.
pub(super) fn times(
    event: &Event,
    (first, last): (NaiveDate, NaiveDate),
    moved: &Moved,
) -> Option<EventTimes> {
    if !is_repeated(event) {
        return Some(EventTimes { all: vec![(first, last)], is_cut: false });
    }
    let is_part = event.properties().contains_key("RECURRENCE-ID");
    if is_part || !named(event, "EXRULE").is_empty() {
        return None;
    }
    let mut out = moved.days(event)?;
    for property in named(event, "EXDATE") {
        out.extend(listed_days(property)?);
    }
    let mut starts = BTreeSet::from([first]);
    let mut is_cut = false;
    if let Some(rule) = event.property_value("RRULE") {
        let counted = repeat::days(rule, first.and_time(start_time(event)))?;
        is_cut = counted.is_cut;
        starts = counted.days.into_iter().collect();
    }
    for property in named(event, "RDATE") {
        starts.extend(listed_days(property)?);
    }
    let long = Days::new(last.signed_duration_since(first).num_days().unsigned_abs());
    let span = |day: NaiveDate| Some((day, day.checked_add_days(long)?));
    let all = starts.difference(&out).map(|day| span(*day)).collect::<Option<Vec<_>>>()?;
    Some(EventTimes { all, is_cut })
}

/// Returns every property of this name, whether an event may hold it once or often.
fn named<'a>(event: &'a Event, name: &str) -> Vec<&'a Property> {
    let often = event.multi_properties().get(name).into_iter().flatten();
    often.chain(event.properties().get(name)).collect()
}
