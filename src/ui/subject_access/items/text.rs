//! The text of the item under the cursor: how far it is scrolled, what of it is redacted or marked.

use std::cell::Cell;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::subject_access::laid::{Laid, Piece};
use crate::widgets::put::draw_text;
use crate::widgets::scrollbar::{beside_scrollbar, draw_scrollbar};
use crate::widgets::text::display_width;
use crate::widgets::theme::Role;

/// How the text was drawn last: the width is not known when a key comes.
#[derive(Debug, Default)]
pub(super) struct TextView {
    top: Cell<usize>,
    width: Cell<usize>,
    lines: Cell<usize>,
    room: Cell<usize>,
}

/// What of a text stands out.
pub(super) struct Shown<'a> {
    pub text: &'a str,
    /// Where it is redacted.
    pub hidden: &'a [Range<usize>],
    /// Where it is marked.
    pub marked: Option<Range<usize>>,
    /// The word under the cursor, while a passage is marked.
    pub cursor: Option<usize>,
}

impl TextView {
    /// Shows the beginning.
    pub(super) fn rewind(&mut self) {
        self.top.set(0);
    }

    /// Returns the width at which it was drawn last.
    pub(super) fn width(&self) -> usize {
        self.width.get().max(1)
    }

    /// Shows the next page; false where the end is in sight.
    pub(super) fn page(&mut self) -> bool {
        let (top, room) = (self.top.get(), self.room.get());
        let furthest = self.lines.get().saturating_sub(room);
        if top >= furthest {
            return false;
        }
        self.top.set((top + room.saturating_sub(1).max(1)).min(furthest));
        true
    }

    /// Draws the text; returns the cell of the word under the cursor, where there is one.
    pub(super) fn draw(
        &self,
        shown: &Shown<'_>,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        // Beside the bar it is narrower, so that there are more lines: the bar stays then.
        let wide = Laid::new(shown.text, usize::from(area.width));
        let inner = beside_scrollbar(wide.lines.len(), look.theme, area);
        let width = usize::from(inner.width);
        let laid = if inner == area { wide } else { Laid::new(shown.text, width) };
        let (lines, room) = (laid.lines.len(), usize::from(area.height));
        let mut top = self.top.get().min(lines.saturating_sub(room));
        let cursor = shown.cursor.and_then(|word| laid.of_word(word));
        if let Some((line, _)) = cursor {
            top = top.min(line).max((line + 1).saturating_sub(room));
        }
        self.top.set(top);
        self.width.set(width);
        self.lines.set(lines);
        self.room.set(room);
        for (y, line) in (0..).zip(laid.lines.iter().skip(top).take(room)) {
            draw_line(line, shown, look, Rect { y: inner.y + y, height: 1, ..inner }, buf);
        }
        draw_scrollbar(top, lines, look.theme, area, buf);
        let (line, piece) = cursor?;
        let x = inner.x + piece.column as u16;
        Some((x, inner.y + line.saturating_sub(top) as u16))
    }
}

fn draw_line(line: &[Piece], shown: &Shown<'_>, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let is_in = |at: usize, places: &[Range<usize>]| places.iter().any(|p| p.contains(&at));
    let marked: &[Range<usize>] = shown.marked.as_slice();
    let role = |at: usize, word: Option<usize>| {
        if is_in(at, marked) || (word.is_some() && word == shown.cursor) {
            Role::Focus
        } else if is_in(at, shown.hidden) {
            Role::Warn
        } else {
            Role::Text
        }
    };
    for piece in line {
        let mut x = piece.column;
        // The blank before a word belongs to what goes on over it.
        if let Some(blank) = piece.place.start.checked_sub(1).filter(|_| x > 0) {
            let role = role(blank, None);
            draw_text(buf, area, x as u16 - 1, 0, " ", look.theme.style(role));
        }
        let word = &shown.text[piece.place.clone()];
        for (at, letter) in word.grapheme_indices(true) {
            let role = role(piece.place.start + at, Some(piece.word));
            draw_text(buf, area, x as u16, 0, letter, look.theme.style(role));
            x += display_width(letter);
        }
    }
}
