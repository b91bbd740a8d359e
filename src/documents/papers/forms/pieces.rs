//! Several answers in one space of a form.

use crate::documents::papers::answer::Answer;
use crate::documents::papers::forms::blank;
use crate::documents::papers::forms::layouts::Room;
use crate::documents::papers::placeholders::name_of;
use crate::documents::papers::span::{Span, lines};
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::schema::{Field, FieldKind};

/// The row whose answers fill a part of a form.
pub(super) struct Scope<'a> {
    pub(super) cells: &'a RowValues,
    /// Its place, which decides who may read it.
    pub(super) row: Option<RowId>,
}

/// What stands where a question does not apply.
const NOT_ASKED: &str = "–";

/// Returns what stands beside a question that is not asked: room while the one that it hangs on is
/// open or nothing is wanted, else a dash.
pub(super) fn unasked<'a>(
    fields: &[(&str, &'static Field)],
    cells: impl Fn(&Field) -> &'a RowValues,
    room: &Room,
) -> Answer {
    let is_settled = |(_, field): &(&str, &'static Field)| {
        let on = field.hangs_on();
        on.is_some_and(|on| cells(field).get(on).is_some_and(|answer| !answer.is_empty()))
    };
    if fields.iter().any(is_settled) { Answer::text(NOT_ASKED) } else { blank::answer(room) }
}

/// Returns the answers one after the other: boxes first, words below them, and what is missing by
/// its name where something stands beside it.
pub(super) fn joined(mut shown: Vec<(&str, &'static Field, Answer)>, room: &Room) -> Answer {
    if let [(_, _, only)] = shown.as_mut_slice() {
        return roomy(std::mem::replace(only, Answer::text("")), room);
    }
    if shown.iter().all(|(.., answer)| matches!(answer, Answer::Empty { .. })) {
        let wanted = shown.iter().any(|(.., answer)| answer.is_wanted());
        return roomy(Answer::Empty { lines: 1, wanted }, room);
    }
    let boxes = match shown.first() {
        Some((.., Answer::Ticks { .. })) => Some(shown.remove(0).2),
        _ => None,
    };
    let mut spans: Vec<Span> = Vec::new();
    for (before, field, answer) in shown {
        let Some(said) = words(field, &answer) else { continue };
        let before = if spans.is_empty() {
            before.trim_start_matches([',', ';', ' ', '\n'])
        } else {
            before
        };
        if !spans.is_empty() && !before.starts_with([',', ';', '\n']) {
            spans.push(Span::Line);
        }
        spans.extend(before.starts_with('\n').then_some(Span::Line));
        spans.extend(lines(before.trim_start_matches('\n')));
        spans.extend(said);
    }
    match boxes {
        Some(Answer::Ticks { options, wanted, .. }) => {
            Answer::Ticks { options, wanted, below: spans }
        }
        _ => Answer::Spans(spans),
    }
}

/// Returns an answer as words; none where nothing is said and nothing wanted.
fn words(field: &Field, answer: &Answer) -> Option<Vec<Span>> {
    match answer {
        Answer::Spans(spans) => Some(spans.clone()),
        Answer::Empty { wanted: true, .. } | Answer::Ticks { wanted: true, .. } => {
            Some(vec![Span::Missing(name_of(field))])
        }
        Answer::Empty { .. } => None,
        Answer::Ticks { options, .. } => {
            let on = options.iter().find(|(_, on)| *on)?;
            Some(vec![Span::Text(match field.kind {
                FieldKind::YesNo => on.0.to_lowercase(),
                _ => on.0.clone(),
            })])
        }
    }
}

/// Gives an answer that nobody has given the room of the form, where it may be left open.
fn roomy(answer: Answer, room: &Room) -> Answer {
    match (answer, room) {
        (Answer::Empty { wanted: false, .. }, Room::Lines(lines)) => {
            Answer::Empty { lines: *lines, wanted: false }
        }
        (Answer::Empty { wanted: true, .. }, Room::Lines(lines)) => {
            Answer::Empty { lines: (*lines).min(3), wanted: true }
        }
        (answer, _) => answer,
    }
}
