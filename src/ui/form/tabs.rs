//! The head of the form pane: the five forms with how full each is, or the name of what is open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::outline::EditorView;
use crate::domain::forms;
use crate::domain::forms::schema::Form;
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
    let tabs = tabs(editor, (*open, *row), case, width);
    let mut first = 0;
    while first < *open
        && tabs[first..=*open].iter().map(|t| display_width(t)).sum::<usize>() > width
    {
        first += 1;
    }
    let mut x = 0;
    for (i, words) in tabs.iter().enumerate().skip(first) {
        let role = if i == *open { Role::Title } else { Role::Dim };
        let wide = display_width(words) as u16;
        if i > *open && x + wide > area.width {
            break;
        }
        draw_text(buf, area, x, 0, words, look.theme.style(role));
        x += wide;
    }
}

/// Returns the tabs, the fullest that fit in a width: each with how full it is, else only the open
/// one, else by their short names.
fn tabs(
    editor: &Editor,
    (open, row): (usize, Option<u32>),
    case: &Case,
    width: usize,
) -> Vec<String> {
    let completeness = editor.full.of(case);
    let full = |i: usize| {
        let form = &forms::FORMS[i];
        let row = if i == open { row } else { latest(case, form.row_of) };
        if form.row_of.is_some() && row.is_none() {
            return "–".to_owned();
        }
        format!("{}%", completeness(i, row).percent())
    };
    let named = |name: fn(&Form) -> &'static str, all: bool| -> Vec<String> {
        let tab = |(i, form): (usize, &Form)| match (i == open, all) {
            (true, _) => format!("[{} {}]", name(form), full(i)),
            (false, true) => format!(" {} {} ", name(form), full(i)),
            (false, false) => format!(" {} ", name(form)),
        };
        forms::FORMS.iter().enumerate().map(tab).collect()
    };
    let long = |form: &Form| form.label;
    let fits = |tabs: &Vec<String>| tabs.iter().map(|t| display_width(t)).sum::<usize>() <= width;
    [named(long, true), named(long, false)]
        .into_iter()
        .find(fits)
        .unwrap_or_else(|| named(|form| form.short, false))
}

/// Returns the latest row of the table that a form writes up.
fn latest(case: &Case, table: Option<&'static str>) -> Option<u32> {
    table.and_then(|t| case.rows(t).next_back()).map(|(row, _)| row)
}
