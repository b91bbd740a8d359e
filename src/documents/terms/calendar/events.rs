//! Reads one event: it is taken, passed over or asked about.

use chrono::NaiveDate;
use icalendar::{Component, Event};

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::terms::TermFault;
use crate::documents::terms::calendar::CalendarReader;
use crate::documents::terms::calendar::days::{EventDays, days_of};
use crate::documents::terms::calendar::edges::EdgeEvent;
use crate::documents::terms::calendar::parts::CalendarPart;
use crate::documents::terms::calendar::times;
use crate::documents::terms::calendar::times::EventTimes;
use crate::documents::terms::title;
use crate::documents::terms::title::Title;
use crate::domain::calendar::dates;

fn is_weekday(day: NaiveDate) -> bool {
    use chrono::Datelike;
    day.weekday().num_days_from_monday() < 5
}

fn span_words(first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        dates::show_long(first)
    } else {
        format!("{} to {}", dates::show_long(first), dates::show_long(last))
    }
}

/// Returns every span in words.
fn all_words(all: &[(NaiveDate, NaiveDate)]) -> String {
    all.iter().map(|(first, last)| span_words(*first, *last)).collect::<Vec<_>>().join("; ")
}

impl CalendarReader<'_> {
    /// Reads one event, which begins on the line of its part.
    pub(super) fn event(&mut self, part: &CalendarPart, event: &Event) {
        let place = FilePlace::Line(part.line as u64);
        let summary = clean(event.get_summary().unwrap_or_default());
        let status = event.property_value("STATUS").unwrap_or_default();
        let answer = self.answers.get(&part.line).copied();
        if answer == Some(false) {
            return self.reading.pass(&place, &summary, "is passed over, as you said.");
        }
        if let Some(name) = part.twice {
            let says = format!("has {name} twice, and nothing says which is right. {GIVE_EACH}");
            return self.reading.doubt(&place, &summary, says);
        }
        if status.trim().eq_ignore_ascii_case("CANCELLED") {
            return self.reading.pass(&place, &summary, "is cancelled.");
        }
        let (mut kind, mut days) = (title::parse(&summary), days_of(event));
        if answer == Some(true) {
            let is_term = matches!(days, EventDays::Days(first, last) if first != last);
            if kind != Title::Term || !is_term {
                kind = Title::Closure;
            }
            // An INSET that is written with its hours closes the school for its days.
            if let EventDays::Hours(first, last) = days {
                days = EventDays::Days(first, last);
            }
        }
        let is_repeated = times::is_repeated(event);
        let days = self.whole_days(&place, &summary, days, kind, is_repeated);
        let Some(days) = days else { return };
        if is_repeated && matches!(kind, Title::Other | Title::Named) {
            return self.reading.pass(&place, &summary, "is a repeated event of another kind.");
        }
        let Some(EventTimes { all, is_cut }) = times::times(event, days, &self.moved) else {
            let says = format!("repeats in a way that is not read here. {GIVE_EACH}");
            return self.reading.doubt(&place, &summary, says);
        };
        match (kind, all.as_slice()) {
            (_, []) => self.reading.pass(&place, &summary, "has every one of its days taken out."),
            (Title::Closure, all) => self.closed(&place, &summary, all, is_cut),
            (Title::Term, all) => self.term(&place, &summary, all),
            (Title::Edge { of, at }, [(day, last)]) if day == last => {
                self.edges.push(EdgeEvent { of, at, day: *day, place, summary });
            }
            (kind, all) => self.other(&place, &summary, all, kind),
        }
    }

    /// Returns the first and the last day of an event; one without whole days is passed over, asked
    /// about or a fault, by its title.
    fn whole_days(
        &mut self,
        place: &FilePlace,
        summary: &str,
        days: EventDays,
        kind: Title,
        is_repeated: bool,
    ) -> Option<(NaiveDate, NaiveDate)> {
        match (days, kind) {
            (EventDays::Days(first, last), _) => return Some((first, last)),
            (EventDays::Unknown, Title::Other | Title::Named) => {
                self.reading.pass(place, summary, "has no day that reads.");
            }
            (EventDays::Unknown, _) => {
                self.spans.faults.push(place.clone(), TermFault::NoDay { like: "20260901" });
            }
            (EventDays::Hours(first, last), Title::Closure | Title::Doubtful) => {
                let (when, again) = hours_words(first, last, is_repeated);
                let says = format!(
                    "{when} has hours, as an event of part of a day has{again}. Is the school closed {}?",
                    if first == last && !is_repeated { "that day" } else { "on these days" }
                );
                self.reading.doubt(place, summary, says);
            }
            (EventDays::Hours(first, last), _) => {
                let (when, again) = hours_words(first, last, is_repeated);
                self.reading.pass(place, summary, format!("{when} has hours{again}."));
            }
        }
        None
    }

    /// Notes an event that is neither a term nor a closure by its title.
    fn other(
        &mut self,
        place: &FilePlace,
        summary: &str,
        all: &[(NaiveDate, NaiveDate)],
        kind: Title,
    ) {
        let shown = all_words(all);
        match kind {
            Title::Named => {
                let days = all
                    .iter()
                    .flat_map(|(first, last)| first.iter_days().take_while(|d| d <= last));
                let says = if days.into_iter().any(is_weekday) {
                    format!("{shown}: not a closure by its title. Look whether it is one.")
                } else {
                    format!("{shown}: on no school day.")
                };
                self.reading.pass(place, summary, says);
            }
            Title::Other => self.reading.pass(place, summary, format!("{shown}: another event.")),
            Title::Term | Title::Closure | Title::Doubtful | Title::Edge { .. } => {
                self.reading.doubt(place, summary, format!("{shown}: is the school closed then?"));
            }
        }
    }

    pub(super) fn closed(
        &mut self,
        place: &FilePlace,
        summary: &str,
        all: &[(NaiveDate, NaiveDate)],
        is_cut: bool,
    ) {
        let before = self.spans.faults.len();
        for (first, last) in all {
            self.spans.closed(place, Some(*first), Some(*last), summary);
        }
        if self.spans.faults.len() == before {
            let says = match all {
                [first, .., last] if is_cut => format!(
                    "closed {} and so on without an end; counted out to {}.",
                    span_words(first.0, first.1),
                    span_words(last.0, last.1)
                ),
                all => format!("closed {}.", all_words(all)),
            };
            self.reading.take(place, summary, says);
        }
    }

    pub(super) fn term(
        &mut self,
        place: &FilePlace,
        summary: &str,
        all: &[(NaiveDate, NaiveDate)],
    ) {
        if all.iter().any(|(first, last)| first == last) {
            return self.reading.doubt(
                place,
                summary,
                "this term lasts one day. Give each term as one event from its first to its last day, or as one that starts and one that ends.",
            );
        }
        let before = self.spans.faults.len();
        let mut taken = Vec::new();
        for (first, last) in all {
            let terms = &mut self.spans.terms.terms;
            if terms.iter().any(|t| t.0 <= *first && *last <= t.1) {
                continue;
            }
            // A term that holds ones read before, as both halves and the whole are in some feeds.
            terms.retain(|t| !(*first <= t.0 && t.1 <= *last));
            self.spans.term(place, Some(*first), Some(*last));
            taken.push((*first, *last));
        }
        if taken.is_empty() {
            let says = format!("{}: is within a term in the file.", all_words(all));
            self.reading.pass(place, summary, says);
        } else if self.spans.faults.len() == before {
            self.reading.take(place, summary, format!("term {}.", all_words(&taken)));
        }
    }
}

/// What an officer can do with an event that is asked about and cannot be taken as it stands.
const GIVE_EACH: &str = "Pass it over here, and enter its days under the terms of the school.";

/// Returns the days of an event with hours in words, and that it comes again.
fn hours_words(first: NaiveDate, last: NaiveDate, is_repeated: bool) -> (String, &'static str) {
    let when = if first == last {
        format!("on {}", dates::show_long(first))
    } else {
        format!("from {} to {}", dates::show_long(first), dates::show_long(last))
    };
    (when, if is_repeated { ", and comes again" } else { "" })
}
