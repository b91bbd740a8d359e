//! Draws text into a buffer, clipped to its area at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::widgets::text::{display_width, truncate};

/// Puts one line of text at a cell of the area (both from 0); what falls outside the area or the
/// buffer is left out.
pub fn draw_text(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) {
    let area = area.intersection(buf.area);
    if x >= area.width || y >= area.height {
        return;
    }
    let (right, y) = (area.right(), area.y + y);
    let (mut x, mut rest) = (area.x + x, text);
    while x < right && !rest.is_empty() {
        let letters = plain_letters(rest);
        let start = buf.index_of(x, y);
        let written = letters.min(usize::from(right - x));
        for (cell, letter) in buf.content[start..start + written].iter_mut().zip(rest.bytes()) {
            cell.set_char(char::from(letter)).set_style(style);
        }
        x += written as u16;
        rest = &rest[letters..];
        let (others, after) = rest.split_at(other_letters(rest));
        let end = x + (display_width(others) as u16).min(right - x);
        (x, _) = buf.set_stringn(x, y, others, usize::from(right - x), style);
        // A wide letter for which there was no room ends the text.
        rest = if x < end { "" } else { after };
    }
}

/// Puts words at the end of a line, at most so many cells of them, and returns what is left of the
/// line before them.
pub fn draw_at_end(buf: &mut Buffer, line: Rect, words: &str, most: usize, style: Style) -> Rect {
    let words = truncate(words, most);
    let at = line.width.saturating_sub(display_width(&words) as u16);
    draw_text(buf, line, at, 0, &words, style);
    Rect { width: at.saturating_sub(1), ..line }
}

/// Returns how many letters of a text are one byte in one cell each, whatever comes after them.
fn plain_letters(text: &str) -> usize {
    let plain = text.bytes().take_while(|b| (b' '..=b'~').contains(b)).count();
    // An accent that follows would belong to the last of them.
    if plain == text.len() { plain } else { plain.saturating_sub(1) }
}

/// Returns how many bytes of a text are to be looked at as graphemes: its first letter, and those
/// after it that are not plain.
fn other_letters(text: &str) -> usize {
    let after = text.char_indices().skip(1).find(|(_, c)| (' '..='~').contains(c));
    after.map_or(text.len(), |(at, _)| at)
}

/// Empties an area before something is laid over it, so that no style of what lies under it shows
/// through.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        let start = buf.index_of(area.x, y);
        for cell in &mut buf.content[start..start + usize::from(area.width)] {
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Returns what is left of an area under so many lines and right of so many columns.
pub fn below(area: Rect, columns: u16, lines: u16) -> Rect {
    let (columns, lines) = (columns.min(area.width), lines.min(area.height));
    Rect {
        x: area.x + columns,
        y: area.y + lines,
        width: area.width - columns,
        height: area.height - lines,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_stands_as_ratatui_itself_puts_it(
            parts in prop::collection::vec(
                prop_oneof!["[ -~]{0,6}", "[ë→·漢\u{308}…│]{0,3}"], 0..6),
            x in 0_u16..12,
            width in 0_u16..14,
        ) {
            let (text, area) = (parts.concat(), Rect::new(1, 0, width, 1));
            let (mut ours, mut theirs) = (Buffer::empty(Rect::new(0, 0, 16, 1)), Buffer::empty(Rect::new(0, 0, 16, 1)));
            let style = Style::default().fg(ratatui::style::Color::Red);
            draw_text(&mut ours, area, x, 0, &text, style);
            if x < width {
                theirs.set_stringn(1 + x, 0, &text, usize::from(width - x), style);
            }
            prop_assert_eq!(ours, theirs, "{:?}", text);
        }
    }
}
