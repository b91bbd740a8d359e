//! The head line with its counts, and the foot: the message and the key bar.

use crate::ui::draw::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::list::group::Group;
use crate::domain::list::summary::Tally;
use crate::keymap::help;
use crate::ui::app::App;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Draws the day, what is late and due, and the officer.
pub(super) fn head(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let tally @ Tally { running, all, .. } = ui.list.tally();
    let (late, today, week) =
        (tally.late(), tally.groups.of(Group::Today), tally.groups.of(Group::Week));
    let most = |n: usize| if n >= Tally::MAX { format!("{n}+") } else { n.to_string() };
    let width = area.width as usize;
    let words =
        words::counts(&most(late), &most(today), &most(week), &running, &all, &ui.session.officer);
    // Where there is not room for all, the program's own name and the year are the first to go.
    let whole = words::head(&dates::show_long(ui.session.today), &words);
    let words = if display_width(&whole) <= width {
        whole
    } else {
        format!(" {}{words}", dates::show_short(ui.session.today))
    };
    draw_text(buf, area, 0, 0, &pad_to(&words, width), look.theme.style(Role::Bar));
}

/// Draws the message, on as many lines as it takes where there is room, and the keys; returns the
/// lines of the message.
pub(super) fn foot(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let width = area.width as usize;
    let (mark, role) = if ui.message.is_refusal() { ("! ", Role::Warn) } else { ("", Role::Ok) };
    let lines = wrap(&format!("{mark}{}", ui.message.text()), width);
    let said = lines.len().clamp(1, (area.height as usize / 6).clamp(1, 4));
    for (i, line) in lines.iter().take(said).enumerate() {
        let rest = lines.len() > said && i + 1 == said;
        let words = if rest { truncate(&lines[i..].join(" "), width) } else { line.clone() };
        draw_text(
            buf,
            area,
            0,
            area.height - 1 - said as u16 + i as u16,
            &words,
            look.theme.style(role),
        );
    }
    let y = area.height - 1;
    let (actions, scopes) = ui.bar();
    let keys = help::bar(&ui.session.keymap, &actions, scopes, width.saturating_sub(1));
    // Without a key to name there is no strip: an empty one would look like a line to type on.
    if !keys.is_empty() {
        draw_text(buf, area, 0, y, &" ".repeat(width), look.theme.style(Role::Bar));
    }
    let mut x = 1;
    for (key, words) in keys {
        draw_text(buf, area, x, y, &key, look.theme.style(Role::Key));
        x += display_width(&key) as u16 + 1;
        draw_text(buf, area, x, y, &words, look.theme.style(Role::Bar));
        x += display_width(&words) as u16 + 2;
    }
    said as u16
}
