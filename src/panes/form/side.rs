//! The sections of the open form at its side, each with what it wants, and what the marks mean.

use crate::domain::outline::{Line, Part, sections};
use crate::panes::Look;
use crate::panes::editor::Editor;
use crate::widgets::put::put;
use crate::widgets::text::{cells, cut, pad};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const LEGEND: [(&str, &str, Role); 4] = [
    ("=", "answered whole", Role::Ok),
    ("?", "answers missing", Role::Warn),
    ("!", "safeguarding missing", Role::Late),
    ("–", "left open, not missing", Role::Dim),
];

/// Draws the sections, the open one with the focus's mark, and under them the legend where there is room.
pub(super) fn draw(editor: &Editor, all: &[Line], look: &Look, area: Rect, buf: &mut Buffer) {
    let width = area.width as usize;
    let parts = sections(all);
    let open = parts.iter().rposition(|p| p.head <= editor.at);
    let top = open.map_or(0, |o| o.saturating_sub((area.height as usize).saturating_sub(1)));
    for (i, part) in parts.iter().enumerate().skip(top).take(area.height as usize) {
        let y = (i - top) as u16;
        let (mark, role) = state(part);
        let here = Some(i) == open;
        let count = if part.done.wanted == 0 { String::new() } else { format!("{}/{}", part.done.answered, part.done.wanted) };
        let label = pad(&cut(part.label, width.saturating_sub(cells(&count) + 5)), width.saturating_sub(cells(&count) + 4));
        put(buf, area, 0, y, mark, look.theme.style(role));
        put(buf, area, 2, y, &label, look.theme.style(if here { Role::Title } else { Role::Label }));
        if here {
            put(buf, area, 1, y, "›", look.theme.style(Role::Title));
        }
        put(buf, area, area.width.saturating_sub(cells(&count) as u16 + 1), y, &count, look.theme.style(role));
    }
    let from = parts.len() as u16 + 1;
    if from + LEGEND.len() as u16 <= area.height {
        for (i, (mark, words, role)) in LEGEND.iter().enumerate() {
            let y = area.height - LEGEND.len() as u16 + i as u16;
            put(buf, area, 0, y, mark, look.theme.style(*role));
            put(buf, area, 2, y, words, look.theme.style(Role::Dim));
        }
    }
}

fn state(part: &Part) -> (&'static str, Role) {
    match () {
        () if part.safeguarding > 0 => ("!", Role::Late),
        () if part.done.answered < part.done.wanted => ("?", Role::Warn),
        () if part.done.wanted == 0 => (" ", Role::Dim),
        () => ("=", Role::Ok),
    }
}
