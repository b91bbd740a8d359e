//! The head of the form pane: the five forms with how full each is, or the name of what is open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, completeness};
use crate::domain::forms;
use crate::ui::form::editor::Editor;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// Draws the five forms with how full each is; of an event or a table, its name.
pub(super) fn draw(editor: &Editor, case: &Case, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let width = area.width as usize;
    let EditorView::Form { form: open, row } = &editor.view else {
        draw_text(
            buf,
            area,
            0,
            0,
            &pad_to(&truncate(&editor.title(case), width), width),
            look.theme.style(Role::Title),
        );
        return;
    };
    let mut parts: Vec<(&str, String)> = Vec::new();
    for (i, form) in forms::FORMS.iter().enumerate() {
        let row = if i == *open { *row } else { latest(case, form.row_of) };
        let full = if form.row_of.is_some() && row.is_none() {
            "–".to_owned()
        } else {
            format!("{}%", completeness(case, &EditorView::Form { form: i, row }).percent())
        };
        parts.push((form.label, full));
    }
    // Where they do not all fit, only the open form says how full it is; where that is too much
    // too, the first ones give way.
    let fits = parts
        .iter()
        .map(|(label, full)| display_width(label) + display_width(full) + 3)
        .sum::<usize>()
        <= width;
    let tabs: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(i, (label, full))| match (i == *open, fits) {
            (true, _) => format!("[{label} {full}]"),
            (false, true) => format!(" {label} {full} "),
            (false, false) => format!(" {label} "),
        })
        .collect();
    let mut first = 0;
    while first < *open
        && tabs[first..=*open].iter().map(|t| display_width(t)).sum::<usize>() > width
    {
        first += 1;
    }
    let mut x = 0;
    for (i, words) in tabs.iter().enumerate().skip(first) {
        draw_text(
            buf,
            area,
            x,
            0,
            words,
            look.theme.style(if i == *open { Role::Title } else { Role::Dim }),
        );
        x += display_width(words) as u16;
    }
}

/// Returns the latest row of the table that a form writes up.
fn latest(case: &Case, table: Option<&'static str>) -> Option<u32> {
    table.and_then(|t| case.rows(t).next_back()).map(|(row, _)| row)
}
