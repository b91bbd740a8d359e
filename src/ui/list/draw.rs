//! Draws the list: its head, the headings of its groups, the cases under them, and what to do first
//! in an empty store.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::list::row::Row;
use crate::ui::list::screens::{Item, Screens};
use crate::ui::list::{ListPane, row};
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::{below, draw_text};
use crate::widgets::text::{display_width, pad_to, wrap};
use crate::widgets::theme::Role;

/// A step of the cursor from one row of the list to another on the same screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The rows, from 0: where the cursor was, and where it is.
    rows: [usize; 2],
    /// Where both stand.
    places: [Rect; 2],
}

impl Step {
    /// Returns the places that a step changes in an area of the list, its head among them.
    pub(in crate::ui) fn places(&self, area: Rect) -> [Rect; 3] {
        let [from, to] = self.places;
        [Rect { height: 1, ..area }, from, to]
    }
}

/// Returns the step of the cursor from a row, where one screen shows both in an area.
pub(super) fn step(list: &ListPane, from: usize, area: Rect) -> Option<Step> {
    let (body, screens) = screens(list, area);
    let top = screens.top(list.cursor);
    if screens.top(from) != top {
        return None;
    }
    let items = screens.items(top);
    let rows = [from, list.cursor];
    let [from, to] = rows.map(|row| {
        let at = items.iter().find(|(_, item)| *item == Item::Case(row))?;
        Some(place(at.0, body))
    });
    Some(Step { rows, places: [from?, to?] })
}

/// Returns the place of a case that begins on a line of the body.
fn place(y: usize, body: Rect) -> Rect {
    let per = row::height(usize::from(body.width)) as u16;
    let y = y as u16;
    Rect { y: body.y + y, height: body.height.saturating_sub(y).min(per), ..body }
}

/// Returns the lines of an area that show cases, and what they show.
fn screens(list: &ListPane, area: Rect) -> (Rect, Screens) {
    let body = below(area, 0, 1);
    let per = row::height(usize::from(area.width));
    let height = usize::from(body.height);
    (body, Screens::new(list.page.total, &list.page.groups, height, per))
}

/// Draws the list, or the rows that a step of the cursor changes; returns the cell of the cursor.
pub(super) fn draw(
    list: &ListPane,
    look: &DrawContext,
    area: Rect,
    step: Option<Step>,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    draw_head(list, look, area, buf);
    let mut spot = search_cell(list, area);
    if list.page.rows.is_empty() {
        draw_empty(list, look, area, buf);
        return spot.or(Some((area.x, area.y)));
    }
    let mut draw_case = |row: usize, place: Rect, buf: &mut Buffer| {
        let line = row.checked_sub(list.page.from).and_then(|i| list.page.rows.get(i));
        let Some(line) = line else { return };
        Row::new(list, line, row == list.cursor, look).draw(place, buf);
        if row == list.cursor && spot.is_none() {
            spot = Some((area.x, place.y.min(area.bottom() - 1)));
        }
    };
    if let Some(Step { rows, places }) = step {
        rows.into_iter().zip(places).for_each(|(row, place)| draw_case(row, place, buf));
        return spot;
    }
    let (body, screens) = screens(list, area);
    for (y, item) in screens.items(screens.top(list.cursor)) {
        let place = place(y, body);
        match item {
            Item::Heading(group, count) => {
                let words = format!("{} · {count}", group.label());
                draw_text(buf, place, 0, 0, &words, look.theme.style(Role::Title));
            }
            Item::Case(row) => draw_case(row, place, buf),
        }
    }
    spot
}

fn is_searching(list: &ListPane) -> bool {
    list.search.is_some() || !list.filter.is_empty()
}

/// Draws the search or the order, how many are tagged, and which of how many the cursor is on.
fn draw_head(list: &ListPane, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let head = match &list.page.elsewhere {
        _ if is_searching(list) => words::finding(&list.filter),
        Some(said) => words::elsewhere(said),
        None => words::sorted_by(&list.sort.label()),
    };
    let tagged = match list.tags.len() {
        0 => String::new(),
        n => words::selected(&n),
    };
    let count = match list.page.total {
        0 => tagged,
        total => words::place_of(&tagged, &(list.cursor + 1), &total),
    };
    let room = (area.width as usize).saturating_sub(display_width(&count) + 1);
    let words = format!("{} {count}", pad_to(&head, room));
    draw_text(buf, area, 0, 0, &words, look.theme.style(Role::Title));
}

/// Returns the cell of the cursor in the search, while it is being typed.
fn search_cell(list: &ListPane, area: Rect) -> CursorPos {
    let search = list.search.as_ref()?;
    let before: String = search.text().chars().take(search.cursor().1 as usize).collect();
    let column = display_width(&words::finding(&before)) as u16;
    Some((area.x + column.min(area.width - 1), area.y))
}

fn draw_empty(list: &ListPane, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let width = area.width as usize;
    let lines = empty(list, is_searching(list), look);
    let wrapped = lines
        .iter()
        .enumerate()
        .flat_map(|(i, words)| wrap(words, width).into_iter().map(move |w| (i == 0, w)));
    for (y, (is_first, words)) in (1..).zip(wrapped) {
        let role = if is_first { Role::Text } else { Role::Dim };
        draw_text(buf, area, 0, y, &words, look.theme.style(role));
    }
}

/// Returns what stands where no case does: what to do first in an empty store, or how to see all
/// again.
fn empty(list: &ListPane, searching: bool, look: &DrawContext) -> Vec<String> {
    if let Some(fault) = &list.page.fault {
        return vec![fault.clone()];
    }
    if searching {
        let leave = (look.key)(Action::LeaveText);
        return vec![words::no_match(&leave)];
    }
    let (schools, terms) = list.begun.unwrap_or_default();
    let key = |action| (look.key)(action);
    vec![
        words::no_cases(&key(Action::NewCase)),
        String::new(),
        words::take_tour(&key(Action::Tour)),
        words::import_cases(&key(Action::Import)),
        match schools {
            0 => words::import_schools(&key(Action::Import)),
            n => words::schools_imported(&pluralize(n, "school")),
        },
        match terms {
            0 => words::import_terms(&key(Action::Terms), &key(Action::Import)),
            n => words::terms_imported(&pluralize(n, "school")),
        },
        String::new(),
        words::practise(&key(Action::Quit)),
    ]
}
