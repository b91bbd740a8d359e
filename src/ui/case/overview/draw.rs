//! Draws the overview as a page: the facts above, then what is to be done, who is reached how, and
//! what has happened; in two columns where there is room.

use crate::ui::case::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::outline::events;
use crate::domain::case::people::{Person, people};
use crate::keymap::action::Action;
use crate::ui::case::overview::column::Column;
use crate::ui::case::overview::{Overview, facts, tasks};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::session::Session;
use crate::widgets::text::{pad_to, wrap};
use crate::widgets::theme::Role;

/// Columns from which the people stand beside what is to be done.
const WIDE: u16 = 96;
/// The most people of a page in one column; the others are told by a key.
const PEOPLE: usize = 3;
/// Lines of what has happened that stand at least where a page is long enough.
const HISTORY: usize = 3;

/// Lines of what is to be done, and of what has happened, beside the list: what an officer takes in
/// while going from case to case, each part always in its place.
const TASKS_BESIDE: usize = 17;
/// As above, of what has happened.
const HISTORY_BESIDE: u16 = 7;

/// Draws the overview of the open case; the cursor stands on a finding where `is_focused`.
pub(in crate::ui::case) fn draw(
    pane: &Overview,
    session: &Session,
    is_focused: bool,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let case = session.case.as_deref()?;
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let mut top = Column { look, area, buf, y: 0 };
    facts::draw(case, session, !is_focused, &mut top);
    top.y += 1;
    let rest = Rect {
        y: area.y + top.y.min(area.height),
        height: area.height.saturating_sub(top.y),
        ..area
    };
    let people = people(case, |id| session.schools.get(id));
    let spot = if area.width >= WIDE && !people.is_empty() {
        let left = Rect { width: area.width * 2 / 3, ..rest };
        let right = Rect { x: left.right() + 2, width: area.width - left.width - 2, ..rest };
        let mut beside = Column { look, area: right, buf, y: 0 };
        draw_people(&people, usize::MAX, true, &mut beside);
        let mut column = Column { look, area: left, buf, y: 0 };
        let lines = column.left() * 3 / 4;
        let spot = tasks::draw(pane, &session.findings, is_focused, lines, &mut column);
        column.y += 1;
        draw_history(case, &mut column);
        spot
    } else {
        let mut column = Column { look, area: rest, buf, y: 0 };
        let shown = people.len().clamp(1, PEOPLE);
        let mut lines = column.left().saturating_sub(shown + 1 + HISTORY).max(4);
        if !is_focused {
            lines = lines.min(TASKS_BESIDE);
        }
        let spot = tasks::draw(pane, &session.findings, is_focused, lines, &mut column);
        if !is_focused {
            column.y = column.y.max(lines as u16);
        }
        draw_people(&people, PEOPLE, false, &mut column);
        if !is_focused {
            column.area.height = column.area.height.min(column.y + 1 + HISTORY_BESIDE);
        }
        draw_history(case, &mut column);
        spot
    };
    spot.or(Some((area.x, area.y)))
}

/// Draws so many people with how they are reached: on a line each, or each on lines of its own.
fn draw_people(people: &[Person], most: usize, is_apart: bool, column: &mut Column) {
    let key = (column.look.key)(Action::People);
    let head = match people.len() {
        0 => words::PEOPLE.to_owned(),
        n => words::people(&n),
    };
    column
        .heading(&head, &if people.len() > most { words::all_people(&key) } else { String::new() });
    if people.is_empty() {
        let words = words::NO_PEOPLE;
        for line in wrap(words, usize::from(column.area.width.max(1))) {
            column.say(&line, Role::Dim);
        }
    }
    for person in people.iter().take(most) {
        if is_apart {
            column.say(&person.role, Role::Label);
            for words in [&person.name, &person.phone, &person.email] {
                if !words.is_empty() {
                    column.say(&format!("  {words}"), Role::Text);
                }
            }
        } else {
            let reached = [&person.name, &person.phone, &person.email];
            let known: Vec<&str> =
                reached.into_iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
            column.put(0, &pad_to(&person.role, 15), Role::Label);
            column.put(16, &known.join(" · "), Role::Text);
            column.y += 1;
        }
    }
}

/// Draws what has happened, the latest first.
fn draw_history(case: &Case, column: &mut Column) {
    let events = events(case);
    if events.is_empty() {
        column.heading(words::HISTORY, "");
        let record = (column.look.key)(Action::Record);
        column.say(&words::nothing_recorded(&record), Role::Dim);
        return;
    }
    let all = (column.look.key)(Action::Timeline);
    column.heading(&words::history(&events.len()), &words::all_events(&all));
    for event in events.iter().rev().take(column.left()) {
        let when = event.date.map_or_else(|| words::NO_DATE.into(), dates::show_short);
        let words = format!("{}  {}", event.table.row_label, event.words);
        column.say(&format!("  {} {}", pad_to(&when, 10), words.trim_end()), Role::Text);
    }
}
