//! The review timeline: every recorded event, oldest first, and what is due after today.

use crate::domain::case::Case;
use crate::domain::dates;
use crate::domain::outline::{Event, events};
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::{cut, pad};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The timeline's cursor.
#[derive(Debug, Default)]
pub struct Timeline {
    pub at: usize,
}

impl Timeline {
    /// Moves the cursor by a number of events.
    pub fn step(&mut self, case: &Case, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(events(case).len().saturating_sub(1));
    }

    /// Puts the cursor on an event.
    pub fn go_to(&mut self, case: &Case, table: &str, row: crate::domain::case::RowId) {
        self.at = events(case).iter().position(|e| e.table.id == table && e.row == row).unwrap_or(0);
    }

    /// Returns the event under the cursor.
    pub fn current(&self, case: &Case) -> Option<Event> {
        events(case).into_iter().nth(self.at)
    }
}

/// Draws the events of a case; returns the cell of the cursor.
pub fn draw(line: &Timeline, case: &Case, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let all = events(case);
    if all.is_empty() {
        put(
            buf,
            area,
            0,
            0,
            &cut("Nothing is recorded yet. Press a to record an event.", area.width as usize),
            look.theme.style(Role::Dim),
        );
        return Some((area.x, area.y));
    }
    let per = area.height as usize;
    let top = line.at / per * per;
    let mut spot = None;
    for (i, event) in all.iter().enumerate().skip(top).take(per) {
        let y = (i - top) as u16;
        let when = event.on.map_or_else(|| "no date".into(), dates::show_short);
        let ahead = event.on.is_some_and(|d| d > look.today);
        let mark = if ahead { "." } else { "=" };
        let words = format!("{mark} {} {} {}", pad(&when, 11), pad(event.table.one, 24), event.words);
        let here = i == line.at;
        let role = if here {
            Role::Focus
        } else if ahead {
            Role::Warn
        } else {
            Role::Text
        };
        put(buf, area, 0, y, &pad(&cut(&words, area.width as usize), area.width as usize), look.theme.style(role));
        if here {
            spot = Some((area.x, area.y + y));
        }
    }
    spot
}
