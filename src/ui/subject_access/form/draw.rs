//! Draws the form of a request: a question on each line, its answer beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::subject_access::form::{KEYS, KEYS_NEW, RequestForm};
use crate::ui::subject_access::{draw_hints, draw_said, words};
use crate::widgets::heading::begin_sheet;
use crate::widgets::list::draw_list;
use crate::widgets::put::below;
use crate::widgets::text::{display_width, pad_to};
use crate::widgets::theme::Role;

/// Draws the form over a pane.
pub(super) fn draw(
    form: &RequestForm,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let style = |role| look.theme.style(role);
    let (head, keys) = match &form.stored {
        None => (words::new_request(&form.case), KEYS_NEW),
        Some(view) => (words::record_in(&view.request.id), KEYS),
    };
    let width = begin_sheet(&head, look.theme, area, buf)?;
    let used = 1 + draw_hints(keys, look, below(area, 0, 1), buf);
    let fields = form.fields();
    let label = fields.iter().map(|field| display_width(field.label())).max().unwrap_or(0);
    let label = label.min(width * 3 / 5);
    let request = form.stored.as_ref().map(|view| &view.request);
    let lines = fields.iter().map(|field| {
        let value = form.value(*field);
        let is_open = request.is_some_and(|request| field.is_obstacle(request));
        let role = match (is_open, value.is_empty()) {
            (true, _) => Role::Warn,
            (false, true) => Role::Dim,
            (false, false) => Role::Text,
        };
        let value = if value.is_empty() { field.unanswered().to_owned() } else { value };
        (format!("{}  {value}", pad_to(field.label(), label)), style(role))
    });
    let body = below(area, 0, used);
    let rows = Rect { height: body.height.min(fields.len() as u16), ..body };
    let row = draw_list(lines, form.cursor, look.theme, rows, buf);
    about(form, look, below(body, 0, rows.height + 1), buf);
    if let Some((_, asking)) = &form.asking {
        return asking.draw(look, area, buf);
    }
    Some((area.x, (rows.y + row).min(area.bottom() - 1)))
}

/// Draws what follows from the answers: the days, and what still forbids to give anything.
fn about(form: &RequestForm, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let Some(view) = &form.stored else { return };
    let mut said: Vec<(Role, String)> = Vec::new();
    let obstacles = view.request.obstacles();
    said.extend(obstacles.iter().map(|says| (Role::Warn, words::missing(says))));
    said.push((Role::Text, words::month(&view.month.why)));
    said.extend(view.school.as_ref().map(|clock| (Role::Text, words::school(&clock.why))));
    said.push((Role::Hint, words::DAYS_UNCERTAIN.to_owned()));
    draw_said(&said, look, area, buf);
}
