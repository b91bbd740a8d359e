//! Draws the sheet of a school's terms.

use crate::ui::attendance::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::terms_line::lines;
use crate::domain::case::Side;
use crate::ui::attendance::terms::{KEYS, TermsSheet};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::list_search::draw_count;
use crate::widgets::heading::begin_sheet;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, draw_text};
use crate::widgets::text::{display_width, truncate, whole_parts};
use crate::widgets::theme::Role;

/// Draws the sheet over a pane.
pub(super) fn draw(
    sheet: &TermsSheet,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let style = |role| look.theme.style(role);
    let side = if sheet.side == Side::Home { "home" } else { "host" };
    let head = words::terms_of(&side, &(look.school)(&sheet.terms.school));
    let width = begin_sheet(&head, look.theme, area, buf)?;
    let keys: Vec<String> =
        KEYS.iter().map(|(action, words)| format!("{} {words}", (look.key)(*action))).collect();
    draw_text(buf, area, 0, 1, &whole_parts(&keys.join(" · "), width), style(Role::Hint));
    let all = lines(&sheet.terms);
    if all.is_empty() {
        let words = words::NO_TERMS;
        draw_text(buf, area, 0, 2, &truncate(words, width), style(Role::Dim));
    }
    draw_count(sheet.cursor, all.len(), display_width(&head), look, area, buf);
    let words = all.iter().map(|line| (line.label(&sheet.terms), style(Role::Text)));
    let row = draw_list(words, sheet.cursor, look.theme, below(area, 0, 2), buf);
    if let Some((prompt, _)) = &sheet.typing {
        return prompt.draw(look, area, buf);
    }
    Some((area.x, (area.y + 2 + row).min(area.bottom() - 1)))
}
