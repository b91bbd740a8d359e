//! Overlays of the list: saved views with counts, naming one, and columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{BulkPreview, SavedView};
use crate::domain::list::view::{Column, View};
use crate::domain::plural;
use crate::ui::list::ListPane;
use crate::ui::overlay::which_key;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::text::pad_to;

/// The views with a cursor.
#[derive(Debug)]
pub struct ViewPicker {
    pub all: Vec<SavedView>,
    pub at: usize,
}

/// A view that is being kept: its key, then its name.
#[derive(Debug)]
pub struct ViewNaming {
    pub view: View,
    pub slot: Option<usize>,
    pub known: Vec<SavedView>,
}

impl ViewNaming {
    /// Returns the question for a view, which is called as it searches until it has a name.
    pub fn new(view: View) -> ViewNaming {
        let name =
            if view.search.is_empty() { view.sort.words().to_owned() } else { view.search.clone() };
        ViewNaming {
            view: View { name: name.chars().take(24).collect(), ..view },
            slot: None,
            known: Vec::new(),
        }
    }
}

/// The columns with a cursor.
#[derive(Debug, Default)]
pub struct ColumnPicker {
    pub at: usize,
}

fn line(counted: &SavedView) -> String {
    let count =
        counted.count.map_or_else(|| "cannot be read".to_owned(), |n| plural::pluralize(n, "case"));
    let whose = if counted.shared { "shared" } else { "yours" };
    format!(
        "{}  {} {count:>10}  {whose:<7} {}",
        counted.slot,
        pad_to(&counted.view.name, 24),
        counted.view.search
    )
}

fn cursor(spot: CursorPos, at: usize, area: Rect) -> CursorPos {
    spot.map(|(x, y)| (x + 1, (y + 1 + at as u16).min(area.bottom().saturating_sub(1))))
}

/// Draws the views.
pub fn draw(views: &ViewPicker, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let lines: Vec<String> = views
        .all
        .iter()
        .enumerate()
        .map(|(i, v)| format!("{} {}", if i == views.at { ">" } else { " " }, line(v)))
        .collect();
    let title = "Views · a digit goes there, 0 shows all, x takes one of yours off, Esc leaves";
    cursor(which_key::draw(title, &lines, look, area, buf), views.at, area)
}

/// Draws the question under which key and name a view is kept.
pub fn draw_naming(
    naming: &ViewNaming,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let Some(slot) = naming.slot else {
        let lines: Vec<String> = naming.known.iter().map(line).collect();
        return which_key::draw(
            "Keep this list as a view: on which key, 1 to 9?",
            &lines,
            look,
            area,
            buf,
        );
    };
    let search = if naming.view.search.is_empty() {
        "all cases".to_owned()
    } else {
        naming.view.search.clone()
    };
    let typed = format!("Name: {}", naming.view.name);
    let lines = [typed.clone(), format!("{search}, {}", naming.view.sort.words())];
    let spot = which_key::draw(
        &format!("View {slot} · Enter keeps it, Esc leaves"),
        &lines,
        look,
        area,
        buf,
    );
    let wide = crate::widgets::text::display_width(&typed) as u16;
    spot.map(|(x, y)| {
        (
            (x + 1 + wide).min(area.right().saturating_sub(1)),
            (y + 1).min(area.bottom().saturating_sub(1)),
        )
    })
}

/// Draws which columns are shown.
pub fn draw_columns(
    columns: &ColumnPicker,
    cases: &ListPane,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let is = |c: &Column| if cases.columns.contains(c) { "= shown" } else { "  hidden" };
    let lines: Vec<String> = Column::ALL
        .iter()
        .enumerate()
        .map(|(i, (c, _, words))| {
            format!("{} {:<9} {words}", if i == columns.at { ">" } else { " " }, is(c))
        })
        .collect();
    cursor(
        which_key::draw("Columns · Enter shows or hides one, Esc leaves", &lines, look, area, buf),
        columns.at,
        area,
    )
}

/// Returns the lines of a trial: who gets the event, and who does not and why.
pub fn trials(trials: &[BulkPreview]) -> (String, Vec<String>) {
    let name = |t: &BulkPreview| {
        if t.name.is_empty() { "(no name yet)".to_owned() } else { t.name.clone() }
    };
    let held = trials.iter().filter(|t| t.held.is_some()).count();
    let gets = trials.len() - held;
    let mut lines: Vec<String> = Vec::new();
    for t in trials.iter().filter(|t| t.held.is_none()) {
        lines.push(format!(". {}  {}", t.case, name(t)));
    }
    for t in trials {
        if let Some(why) = &t.held {
            lines.push(format!("! held back  {}  {}: {why}", t.case, name(t)));
        }
    }
    let back = if held == 0 { String::new() } else { format!(", {held} held back") };
    (
        format!(
            "Record this in {}{back}? y does it, any other key does not",
            plural::pluralize(gets, "case")
        ),
        lines,
    )
}
