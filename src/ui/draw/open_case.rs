//! The open case: its name, the tabs, and the pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::ui::app::App;
use crate::ui::draw::life_bar;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pane::Pane;
use crate::ui::{attendance, documents};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate};
use crate::widgets::theme::Role;

/// Draws the panes with their keys; where their names do not all fit, only that of the open one
/// stands beside its key.
fn tabs(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let whole: usize = Pane::ALL.iter().map(|(_, words)| display_width(words) + 4).sum();
    let mut x = 0;
    for (i, (pane, words)) in Pane::ALL.iter().enumerate() {
        let here = *pane == ui.pane;
        let tab = if here || whole <= area.width as usize {
            format!(" {} {words} ", i + 1)
        } else {
            format!(" {} ", i + 1)
        };
        draw_text(
            buf,
            area,
            x,
            1,
            &tab,
            look.theme.style(if here { Role::Focus } else { Role::Dim }),
        );
        x += display_width(&tab) as u16;
    }
}

/// Returns who the case is about: name, year, day of birth and reference.
fn title(case: &Case) -> String {
    let name = match case.text(field::CHILD_FULL_NAME) {
        "" => "No name yet",
        name => name,
    };
    let year = case.number(field::CHILD_YEAR_GROUP).map(|y| format!(" · Year {y}"));
    let born = case.date(field::CHILD_DOB).map(|d| format!(" · born {}", dates::format(d)));
    format!("{name}{}{} · {}", year.unwrap_or_default(), born.unwrap_or_default(), case.id)
}

/// Draws the open case: its name, the tabs, and the pane.
pub(super) fn draw(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let Some(case) = &ui.session.case else {
        draw_text(buf, area, 0, 0, "No case is open.", look.theme.style(Role::Dim));
        return None;
    };
    let title = truncate(&title(case), area.width as usize);
    draw_text(buf, area, 0, 0, &title, look.theme.style(Role::Title));
    tabs(ui, look, area, buf);
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
        Pane::Documents => documents::draw::draw(&ui.documents, case, look, inner, buf),
        Pane::Attendance => {
            attendance::draw::draw(&ui.attendance, &session.registers()?, look, inner, buf)
        }
    }
}
