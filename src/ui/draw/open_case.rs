//! The open case: its name, the tabs, and the pane.

use crate::ui::draw::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Tabs, Widget};

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::keymap::action::Action;
use crate::ui::app::App;
use crate::ui::draw::life_bar;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pane::Pane;
use crate::ui::{attendance, documents};
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, whole_parts, wrap};
use crate::widgets::theme::Role;

/// Draws the panes with their keys, the open one with its whole name; the others with theirs, with
/// short names, or with their keys alone, as there is room.
fn draw_tabs(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    if area.height < 2 {
        return;
    }
    let tab = |i: usize, words: &str| format!(" {} {words}", i + 1).trim_end().to_owned() + " ";
    let laid = |of: fn(Pane) -> &'static str| -> Vec<String> {
        let one = |(i, (pane, words)): (usize, (Pane, &'static str))| {
            tab(i, if pane == ui.pane { words } else { of(pane) })
        };
        Pane::tabs().enumerate().map(one).collect()
    };
    let fits = |tabs: &Vec<String>| {
        tabs.iter().map(|t| display_width(t)).sum::<usize>() <= area.width as usize
    };
    let names: [fn(Pane) -> &'static str; 2] = [Pane::label, Pane::short];
    let tabs = names.into_iter().map(laid).find(fits).unwrap_or_else(|| laid(|_| ""));
    let line = Rect { y: area.y + 1, height: 1, ..area };
    let titles = Pane::tabs().zip(tabs).map(|((pane, _), tab)| {
        let role = if pane == ui.pane { Role::Focus } else { Role::Dim };
        Line::styled(tab, look.theme.style(role))
    });
    // Each tab has its own style: a highlight would be laid over the dim of the others.
    Tabs::new(titles)
        .select(None)
        .padding("", "")
        .divider("")
        .render(line.intersection(buf.area), buf);
}

/// Draws what stands here once there is a case.
fn draw_without_case(look: &DrawContext, area: Rect, buf: &mut Buffer) {
    draw_heading(words::THE_OPEN_CASE, ("", Role::Hint), look.theme, area, buf);
    let keys = |action| (look.key)(action);
    let words = words::without_case(
        &keys(Action::Passport),
        &keys(Action::Timeline),
        &keys(Action::Attendance),
        &keys(Action::Documents),
    );
    for (y, line) in (2..area.height).zip(wrap(&words, usize::from(area.width.max(1)))) {
        draw_text(buf, area, 0, y, &line, look.theme.style(Role::Dim));
    }
}

/// Returns who the case is about: name, year, day of birth and reference.
fn title(case: &Case) -> String {
    let name = match case.text(field::CHILD_FULL_NAME) {
        "" => words::NO_NAME,
        name => name,
    };
    let year = case.number(field::CHILD_YEAR_GROUP).map(|y| words::year(&y));
    let born = case.date(field::CHILD_DOB).map(|d| words::born(&dates::format(d)));
    format!("{name}{}{} · {}", year.unwrap_or_default(), born.unwrap_or_default(), case.id)
}

/// Draws the open case: its name, the tabs, and the pane.
pub(super) fn draw(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let Some(case) = &ui.session.case else {
        draw_without_case(look, area, buf);
        return None;
    };
    let who = look.company.in_case(case.id);
    let who = if who.is_empty() { who } else { words::is_here(&who) };
    let mark = match ui.session.opened_to_read(case.id) {
        true => words::OPENED_TO_READ,
        false if ui.list.is_restricted(case.id) => words::RESTRICTED,
        false => "",
    };
    let title = whole_parts(&format!("{}{mark}{who}", title(case)), area.width as usize);
    draw_text(buf, area, 0, 0, &title, look.theme.style(Role::Title));
    draw_tabs(ui, look, area, buf);
    let line = Rect { y: area.y + 2.min(area.height - 1), height: 1, ..area };
    if area.height > 3 {
        life_bar::draw(case, look, line, buf);
    }
    let inner =
        Rect { y: area.y + 3.min(area.height - 1), height: area.height.saturating_sub(3), ..area };
    let session = &ui.session;
    match ui.pane {
        Pane::Cases | Pane::Overview => {
            ui.case.draw_overview(session, ui.pane == Pane::Overview, look, inner, buf)
        }
        Pane::Passport => ui.form.draw(case, look, inner, buf),
        Pane::Timeline => ui.case.draw_timeline(session, look, inner, buf),
        // It is drawn in the place of both.
        Pane::Oversight => None,
        Pane::Documents => documents::draw::draw(&ui.documents, case, look, inner, buf),
        Pane::Attendance => {
            attendance::draw::draw(&ui.attendance, &session.registers()?, look, inner, buf)
        }
    }
}
