//! A sheet of lines to be read: it scrolls, and any other key closes it.

use crate::ui::overlay::words;
use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, READS, Update, steps};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::session::Session;
use crate::widgets::heading::begin_sheet;
use crate::widgets::put::draw_text;
use crate::widgets::scrollbar::draw_scrollbar;
use crate::widgets::text::{pad_to, truncate, whole_parts, wrap};
use crate::widgets::theme::Role;

/// Lines that are wrapped to the place they have, and how far they are scrolled.
#[derive(Debug, Default)]
pub(crate) struct Scrolled {
    lines: Vec<String>,
    top: usize,
    /// How far down the sheet goes at the width at which it was drawn last: the width is not known
    /// when a key comes, and a key too many must not have to be taken back.
    furthest: Cell<usize>,
}

impl Scrolled {
    /// Returns lines with the first on top.
    pub(crate) fn new(lines: Vec<String>) -> Scrolled {
        Scrolled { lines, top: 0, furthest: Cell::new(usize::MAX) }
    }

    /// Takes a key that scrolls; false where it does not.
    pub(crate) fn scroll(&mut self, action: Option<Action>) -> bool {
        let Some(by) = steps(action).or((action == Some(Action::Toggle)).then_some(10)) else {
            return false;
        };
        let furthest = self.furthest.get();
        self.top = self.top.min(furthest).saturating_add_signed(by).min(furthest);
        true
    }

    /// Draws the lines under their heading, with a scrollbar where they do not all fit; returns
    /// the cell of the cursor.
    pub(crate) fn draw(
        &self,
        title: &str,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        let head = whole_parts(title, usize::from(area.width));
        begin_sheet(&head, look.theme, area, buf)?;
        let body = Rect {
            y: area.y + 1,
            height: area.height - 1,
            width: area.width.saturating_sub(2).max(1),
            ..area
        };
        let inner = usize::from(body.width);
        let wrapped: Vec<String> = self.lines.iter().flat_map(|l| indented(l, inner)).collect();
        let room = usize::from(body.height);
        let furthest = wrapped.len().saturating_sub(room);
        self.furthest.set(furthest);
        let top = self.top.min(furthest);
        for (i, line) in wrapped.iter().skip(top).take(room).enumerate() {
            draw_text(buf, body, 0, i as u16, line, look.theme.style(Role::Text));
        }
        if furthest > 0 && room > 1 {
            let whole = Rect { width: area.width, ..body };
            draw_scrollbar(top, wrapped.len(), look.theme, whole, buf);
            let below = wrapped.len() - top - room;
            if below > 0 {
                let words = words::and_more(&(pluralize(below + 1, words::MORE_LINE)));
                let words = pad_to(&truncate(&words, inner), inner);
                draw_text(buf, body, 0, body.height - 1, &words, look.theme.style(Role::Dim));
            }
        }
        Some((area.x, area.y))
    }
}

/// Returns a line broken to a width, what follows the first indented as deep as it.
fn indented(line: &str, width: usize) -> Vec<String> {
    let deep = (line.len() - line.trim_start_matches(' ').len()).min(width / 2);
    wrap(line.trim_start_matches(' '), width - deep)
        .into_iter()
        .map(|part| format!("{}{part}", " ".repeat(deep)))
        .collect()
}

/// A sheet with its title.
#[derive(Debug)]
pub(crate) struct ScrollSheet {
    title: String,
    body: Scrolled,
    /// What is said once it is closed.
    left: &'static str,
}

impl ScrollSheet {
    /// Returns a sheet that shows its first lines.
    pub(crate) fn new(title: impl Into<String>, lines: Vec<String>) -> ScrollSheet {
        ScrollSheet { title: title.into(), body: Scrolled::new(lines), left: "" }
    }

    /// Says something once the sheet is closed.
    pub(crate) fn then_say(self, left: &'static str) -> ScrollSheet {
        ScrollSheet { left, ..self }
    }
}

impl Overlay for ScrollSheet {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        READS
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if self.body.scroll(input.action) {
            return Update::Stay;
        }
        if self.left.is_empty() {
            return Update::Close;
        }
        Update::CloseWith(Changes::say(self.left))
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[(&[Action::Down, Action::Up], words::SCROLL_OR_CLOSE)]);
        self.body.draw(&format!("{} · {keys}", self.title), look, area, buf)
    }
}
