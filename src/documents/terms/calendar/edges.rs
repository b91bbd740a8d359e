//! Terms and closures that have an event for each of their two days.

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::terms::calendar::CalendarReader;
use crate::documents::terms::title::{Edge, SpanKind};
use crate::domain::calendar::dates;

/// Half of a span that has an event for each of its two days.
pub(super) struct EdgeEvent {
    pub(super) of: SpanKind,
    pub(super) at: Edge,
    pub(super) day: NaiveDate,
    pub(super) place: FilePlace,
    pub(super) summary: String,
}

impl CalendarReader<'_> {
    /// Joins each event that starts a term or a closure with the next that ends one.
    pub(super) fn pair_edges(&mut self) {
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_by_key(|e| e.day);
        for of in [SpanKind::Term, SpanKind::Closure] {
            let mut start: Option<EdgeEvent> = None;
            let all: Vec<EdgeEvent> = edges.extract_if(.., |e| e.of == of).collect();
            for edge in all {
                match (edge.at, start.take()) {
                    (Edge::Last, Some(first)) => {
                        let title = format!("{}, {}", first.summary, edge.summary);
                        let span = [(first.day, edge.day)];
                        match of {
                            SpanKind::Term => self.term(&first.place, &title, &span),
                            SpanKind::Closure => self.closed(&first.place, &title, &span, false),
                        }
                        let says =
                            format!("taken with {}.", first.place.to_string().to_lowercase());
                        self.reading.take(&edge.place, &edge.summary, says);
                    }
                    (Edge::First, before) => {
                        self.unpaired(before);
                        start = Some(edge);
                    }
                    (Edge::Last, None) => self.unpaired(Some(edge)),
                }
            }
            self.unpaired(start);
        }
    }

    pub(super) fn unpaired(&mut self, edge: Option<EdgeEvent>) {
        let Some(edge) = edge else { return };
        let (what, other) = match edge.at {
            Edge::First => ("starts", "ends"),
            Edge::Last => ("ends", "starts"),
        };
        let says = format!(
            "on {}: no event of the file says when what {what} here {other}. Is the school closed that day?",
            dates::show_long(edge.day)
        );
        self.reading.doubt(&edge.place, &edge.summary, says);
    }
}
