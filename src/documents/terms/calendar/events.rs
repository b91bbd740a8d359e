//! Reads one event: it is taken, passed over or asked about.

use chrono::{Days, NaiveDate};
use icalendar::{Component, Event};

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::terms::TermFault;
use crate::documents::terms::calendar::CalendarReader;
use crate::documents::terms::calendar::days::{EventDays, days_of, first_day};
use crate::documents::terms::calendar::edges::EdgeEvent;
use crate::documents::terms::title::Title;
use crate::documents::terms::{repeat, title};
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

impl CalendarReader<'_> {
    /// Reads one event, which begins on a line.
    pub(super) fn event(&mut self, line: usize, event: &Event) {
        let place = FilePlace::Line(line as u64);
        let summary = clean(event.get_summary().unwrap_or_default());
        let status = event.property_value("STATUS").unwrap_or_default();
        if status.trim().eq_ignore_ascii_case("CANCELLED") {
            return self.reading.pass(&place, &summary, "is cancelled.");
        }
        let (mut kind, days) = (title::parse(&summary), days_of(event));
        match (self.answers.get(&line).copied(), &days) {
            (Some(false), _) => {
                return self.reading.pass(&place, &summary, "is passed over, as you said.");
            }
            (Some(true), EventDays::Days(first, last)) if kind != Title::Term || first == last => {
                kind = Title::Closure;
            }
            // An INSET that is written with its hours closes the school for the day.
            (Some(true), EventDays::Hours(day)) => {
                return self.closed(&place, &summary, &[(*day, *day)]);
            }
            (Some(true), EventDays::Days(..) | EventDays::Unknown) | (None, _) => {}
        }
        let Some(days) = self.whole_days(&place, &summary, days, kind) else { return };
        let all = match event.property_value("RRULE") {
            None => vec![days],
            Some(_) if matches!(kind, Title::Other | Title::Named) => {
                return self.reading.pass(&place, &summary, "is a repeated event of another kind.");
            }
            Some(rule) => match self.repeated(rule, event, days.0, days.1) {
                Some(all) => all,
                None => {
                    return self.reading.doubt(
                        &place,
                        &summary,
                        "repeats by a rule that is not read here. Give each with its first and last day.",
                    );
                }
            },
        };
        match kind {
            Title::Closure => self.closed(&place, &summary, &all),
            Title::Term => self.term(&place, &summary, &all),
            Title::Edge { of, at } if days.0 == days.1 => {
                self.edges.push(EdgeEvent { of, at, day: days.0, place, summary });
            }
            kind => self.other(&place, &summary, days, kind),
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
    ) -> Option<(NaiveDate, NaiveDate)> {
        match (days, kind) {
            (EventDays::Days(first, last), _) => return Some((first, last)),
            (EventDays::Unknown, Title::Other | Title::Named) => {
                self.reading.pass(place, summary, "has no day that reads.");
            }
            (EventDays::Unknown, _) => {
                self.spans.faults.push(place.clone(), TermFault::NoDay { like: "20260901" });
            }
            (EventDays::Hours(day), Title::Closure | Title::Doubtful) => self.reading.doubt(
                place,
                summary,
                format!(
                    "on {} has hours, as an event of part of a day has. Is the school closed that day?",
                    dates::show_long(day)
                ),
            ),
            (EventDays::Hours(day), _) => {
                let on = dates::show_long(day);
                self.reading.pass(place, summary, format!("on {on} has hours."));
            }
        }
        None
    }

    /// Notes an event that is neither a term nor a closure by its title.
    fn other(
        &mut self,
        place: &FilePlace,
        summary: &str,
        (first, last): (NaiveDate, NaiveDate),
        kind: Title,
    ) {
        let shown = span_words(first, last);
        match kind {
            Title::Named => {
                let school = first.iter_days().take_while(|d| *d <= last).any(is_weekday);
                let says = if school {
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

    /// Returns first and last days of every time that an event comes.
    pub(super) fn repeated(
        &self,
        rule: &str,
        event: &Event,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<Vec<(NaiveDate, NaiveDate)>> {
        let mut out =
            event.get_uid().and_then(|uid| self.moved.get(uid)).cloned().unwrap_or_default();
        let excluded = event.multi_properties().get("EXDATE").into_iter().flatten();
        let alone = event.properties().get("EXDATE");
        for property in excluded.chain(alone) {
            out.extend(property.value().split(',').filter_map(first_day));
        }
        let long = Days::new(last.signed_duration_since(first).num_days().unsigned_abs());
        let days = repeat::days(rule, first, &out)?;
        days.into_iter().map(|day| Some((day, day.checked_add_days(long)?))).collect()
    }

    pub(super) fn closed(
        &mut self,
        place: &FilePlace,
        summary: &str,
        all: &[(NaiveDate, NaiveDate)],
    ) {
        let before = self.spans.faults.len();
        for (first, last) in all {
            self.spans.closed(place, Some(*first), Some(*last), summary);
        }
        if self.spans.faults.len() == before {
            let words: Vec<String> = all.iter().map(|(a, b)| span_words(*a, *b)).collect();
            self.reading.take(place, summary, format!("closed {}.", words.join("; ")));
        }
    }

    pub(super) fn term(
        &mut self,
        place: &FilePlace,
        summary: &str,
        all: &[(NaiveDate, NaiveDate)],
    ) {
        for (first, last) in all {
            if first == last {
                self.reading.doubt(
                    place,
                    summary,
                    "this term lasts one day. Give each term as one event from its first to its last day, or as one that starts and one that ends.",
                );
                return;
            }
            let within = self.spans.terms.terms.iter().any(|t| t.0 <= *first && *last <= t.1);
            if within {
                let says =
                    format!("{}: lies within a term of the file.", span_words(*first, *last));
                return self.reading.pass(place, summary, says);
            }
            // A term that holds ones read before, as both halves and the whole are in some feeds.
            self.spans.terms.terms.retain(|t| !(*first <= t.0 && t.1 <= *last));
            let before = self.spans.faults.len();
            self.spans.term(place, Some(*first), Some(*last));
            if self.spans.faults.len() == before {
                let says = format!("term {}.", span_words(*first, *last));
                self.reading.take(place, summary, says);
            }
        }
    }
}
