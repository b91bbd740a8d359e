//! Draws the whole screen: title line, panes, message and key bar. Returns the position of the real
//! cursor.

mod bars;
mod life_bar;
mod open_case;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::Match;
use crate::keymap::action::Action;
use crate::ui::app::App;
use crate::ui::list::draw::Step;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::{privacy_screen, which_key};
use crate::ui::oversight;
use crate::ui::pane::Pane;
use crate::widgets::ascii;
use crate::widgets::put::{below, clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Columns from which list and case stand side by side.
const WIDE: u16 = 120;
/// Columns of the list there, while the officer works on the case: the most, and the fewest that
/// show a line of it.
const LIST: u16 = 56;
const NARROW_LIST: u16 = 42;
/// Columns that the case takes before the list gets more than the fewest.
const CASE: u16 = 78;
/// Columns that the case keeps while the officer works in the list.
const GLANCE: u16 = 60;

/// What of the screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenPart {
    /// All of it.
    Whole,
    /// All but the case beside the list.
    List,
    /// The rows of the list that a step of the cursor changes, and the lines at the head and the
    /// foot.
    Step(Step),
    /// What lies over the panes, which are as the last frame has shown them, and the foot.
    Overlays,
}

impl ScreenPart {
    /// Returns the places of the part in a session's area.
    pub fn places(self, ui: &App, area: Rect) -> Vec<Rect> {
        let list = list_place(ui, area);
        let head = Rect { height: 1, ..area };
        let foot = || Rect { y: area.bottom() - 2, height: 2, ..area };
        match self {
            ScreenPart::Whole | ScreenPart::Overlays => vec![area],
            ScreenPart::List => vec![head, Rect { width: list.width + 2, ..list }, foot()],
            ScreenPart::Step(step) => [&[head, foot()] as &[Rect], &step.places(list)].concat(),
        }
    }
}

/// A frame as it is drawn over the one before it.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    /// What the screen shows.
    pub cells: Buffer,
    /// What lies under an overlay, where there is one, and the cell of the cursor in it.
    panes: Option<(Buffer, CursorPos)>,
}

impl Frame {
    /// Returns a frame that shows nothing.
    pub fn empty(area: Rect) -> Frame {
        Frame { cells: Buffer::empty(area), panes: None }
    }
}

/// What of a session a frame has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The session's number of changes.
    changes: u64,
    /// The row of the cursor, from 0.
    row: usize,
    /// Whether what was said had one line, and that at the foot.
    is_said_at_foot: bool,
    /// Whether something lay over the panes.
    has_overlay: bool,
}

impl Seen {
    /// Returns what a frame of the session shows.
    pub fn of(ui: &App, area: Rect) -> Seen {
        Seen {
            changes: ui.changes,
            row: ui.list.position(),
            is_said_at_foot: is_said_at_foot(ui, area),
            has_overlay: !ui.overlays.is_empty(),
        }
    }
}

/// Returns whether what is said has one line, and that at the foot.
fn is_said_at_foot(ui: &App, area: Rect) -> bool {
    let words = ui.message.text();
    // A message on more than its one line stands below the case as well.
    words.is_empty()
        || !ui.session.message_at_cursor && display_width(words) + 2 <= usize::from(area.width)
}

/// Draws the session into a buffer; any size draws.
pub fn draw(ui: &App, area: Rect, buf: &mut Buffer) -> CursorPos {
    let mut frame = Frame { cells: std::mem::take(buf), panes: None };
    let spot = draw_part(ui, area, &mut frame, ScreenPart::Whole);
    *buf = frame.cells;
    spot
}

/// Draws a part of the session; what is not drawn stays in the frame as it is.
pub fn draw_part(ui: &App, area: Rect, frame: &mut Frame, part: ScreenPart) -> CursorPos {
    let spot = draw_signs(ui, area, frame, part);
    if ui.session.is_ascii {
        ascii::replace_signs(&mut frame.cells);
    }
    spot
}

/// Draws a part of the session with all signs of Unicode.
fn draw_signs(ui: &App, area: Rect, frame: &mut Frame, part: ScreenPart) -> CursorPos {
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let session = &ui.session;
    let deal = session.keymap.keys_for(Action::Deal);
    let look = DrawContext {
        theme: &session.theme,
        today: session.today,
        company: &session.company,
        school: &|id| session.school_name(id),
        deal: &deal.first().map(ToString::to_string).unwrap_or_default(),
        key: &|action| session.key_words(action),
        is_confined: session.confined_to.is_some(),
    };
    let part = if frame.panes.is_none() && part == ScreenPart::Overlays {
        ScreenPart::Whole
    } else {
        part
    };
    let buf = &mut frame.cells;
    // A theme with a background of its own lies under everything.
    let ground = look.theme.style(Role::Text);
    if let (Some((panes, _)), ScreenPart::Overlays) = (&frame.panes, part) {
        buf.content.clone_from(&panes.content);
        clear(buf, Rect { y: area.bottom() - 2, height: 2, ..area }, ground);
    } else {
        part.places(ui, area).into_iter().for_each(|place| clear(buf, place, ground));
    }
    if area.height < 6 || area.width < 24 {
        let words = wrap(words::TOO_SMALL, area.width as usize);
        for (y, line) in (0..).zip(&words) {
            draw_text(buf, area, 0, y, line, look.theme.style(Role::Warn));
        }
        return Some((area.x, area.y));
    }
    if ui.privacy.is_on() {
        return privacy_screen::draw(&look, area, buf);
    }
    bars::head(ui, &look, area, buf);
    let said = bars::foot(ui, &look, area, buf);
    let mut body = Rect { y: area.y + 1, height: area.height - 2 - said, ..area };
    if let Some(tutor) = &ui.tutor {
        let lesson = tutor.height(&look, area.width).min(body.height / 2);
        body.height -= lesson;
        tutor.draw(&look, Rect { y: body.bottom(), height: lesson, ..area }, buf);
    }
    let in_panes = match (&frame.panes, part) {
        (Some((_, spot)), ScreenPart::Overlays) => *spot,
        _ => panes(ui, &look, body, buf, part),
    };
    if part == ScreenPart::Whole {
        frame.panes = is_under(ui).then(|| (buf.clone(), in_panes));
    }
    let in_over = match (&frame.panes, part) {
        (Some((panes, _)), ScreenPart::Whole | ScreenPart::Overlays) => {
            overlays(ui, &look, body, panes, buf)
        }
        _ => None,
    };
    let spot = in_over.or(in_panes).unwrap_or((area.x, area.y));
    if session.message_at_cursor && !ui.message.text().is_empty() {
        return Some(message_at(ui, &look, spot.1, area, buf));
    }
    Some(spot)
}

/// Puts what is said on the line of the cursor, where a reader that follows it speaks it; the line
/// is back after the next key.
fn message_at(ui: &App, look: &DrawContext, y: u16, area: Rect, buf: &mut Buffer) -> (u16, u16) {
    let width = usize::from(area.width);
    let words = pad_to(&truncate(ui.message.text(), width), width);
    let role = if ui.message.is_refusal() { Role::Warn } else { Role::Ok };
    draw_text(buf, area, 0, y.saturating_sub(area.y), &words, look.theme.style(role));
    (area.x, y)
}

/// Draws the list, the open case, or both beside each other; returns the cell of the cursor.
fn panes(
    ui: &App,
    look: &DrawContext,
    body: Rect,
    buf: &mut Buffer,
    part: ScreenPart,
) -> CursorPos {
    if ui.pane == Pane::Oversight {
        return oversight::draw::draw(&ui.oversight, look, body, buf);
    }
    let (list, case) = if body.width >= WIDE {
        let columns = list_columns(ui, body.width);
        for y in (0..body.height).filter(|_| look.theme.has_frames()) {
            draw_text(buf, body, columns, y, "│", look.theme.style(Role::Dim));
        }
        (Some(Rect { width: columns, ..body }), Some(beside(body, columns)))
    } else if ui.pane == Pane::Cases {
        (Some(body), None)
    } else {
        (None, Some(body))
    };
    let is_list = ui.pane == Pane::Cases;
    let step = if let ScreenPart::Step(step) = part { Some(step) } else { None };
    let in_list = list.and_then(|list| ui.list.draw(look, list, step, buf)).filter(|_| is_list);
    if part != ScreenPart::Whole {
        return in_list;
    }
    let in_case = case.and_then(|case| open_case::draw(ui, look, case, buf)).filter(|_| !is_list);
    in_list.or(in_case)
}

/// Draws what lies over the panes; returns the cell of the cursor where it is there.
fn overlays(
    ui: &App,
    look: &DrawContext,
    body: Rect,
    panes: &Buffer,
    buf: &mut Buffer,
) -> CursorPos {
    // What lies over the case does not move with the width of the list.
    let is_beside = ui.pane != Pane::Oversight && body.width >= WIDE;
    let area = if is_beside { beside(body, beside_case(body.width)) } else { body };
    let spot = over(ui, look, area, buf);
    if is_beside && ui.pane == Pane::Cases {
        draw_edge(look, area, panes, buf);
    }
    spot
}

/// Draws an edge between the list and what lies over its last columns, on the rows that were drawn
/// over: without one the words of both run into each other.
fn draw_edge(look: &DrawContext, area: Rect, before: &Buffer, buf: &mut Buffer) {
    let sign = if look.theme.has_frames() { "│ " } else { "  " };
    for y in area.top()..area.bottom() {
        if (area.left()..area.right()).any(|x| buf[(x, y)] != before[(x, y)]) {
            let edge = Rect { x: area.x - 2, y, width: 2, height: 1 };
            draw_text(buf, edge, 0, 0, sign, look.theme.style(Role::Dim));
        }
    }
}

/// Returns the columns of the list beside the case: more while the officer works in it.
fn list_columns(ui: &App, width: u16) -> u16 {
    let beside = beside_case(width);
    if ui.pane == Pane::Cases { width.saturating_sub(GLANCE).max(beside) } else { beside }
}

/// Returns the columns of the list while the officer works on the case.
fn beside_case(width: u16) -> u16 {
    width.saturating_sub(CASE + 2).clamp(NARROW_LIST, LIST)
}

/// Returns what is left of an area beside a list of so many columns.
fn beside(area: Rect, list: u16) -> Rect {
    below(area, list + 2, 0)
}

/// Returns what need be drawn at once, over a frame that has shown something: while the cursor moves
/// through the list, the case beside it can wait.
pub fn part_since(ui: &App, area: Rect, seen: Option<Seen>, moving: bool) -> ScreenPart {
    let is_plain =
        is_said_at_foot(ui, area) && area.height >= 6 && ui.tutor.is_none() && !ui.privacy.is_on();
    let same = seen.filter(|seen| seen.changes == ui.changes && seen.is_said_at_foot);
    if !is_plain {
        return ScreenPart::Whole;
    }
    if !ui.overlays.is_empty() {
        let is_over = same.is_some_and(|seen| seen.has_overlay && seen.row == ui.list.position());
        return if is_over { ScreenPart::Overlays } else { ScreenPart::Whole };
    }
    if !moving || ui.pane != Pane::Cases {
        return ScreenPart::Whole;
    }
    let step = same.and_then(|seen| ui.list.step_from(seen.row, list_place(ui, area)));
    match step {
        Some(step) => ScreenPart::Step(step),
        None if area.width >= WIDE => ScreenPart::List,
        None => ScreenPart::Whole,
    }
}

/// Returns the place of the list in an area where a message of one line stands at the foot.
fn list_place(ui: &App, area: Rect) -> Rect {
    let width = if area.width >= WIDE { list_columns(ui, area.width) } else { area.width };
    Rect { y: area.y + 1, height: area.height.saturating_sub(3), width, ..area }
}

/// Returns whether something may lie over the panes.
fn is_under(ui: &App) -> bool {
    !ui.overlays.is_empty() || !ui.input.pressed.is_empty() || ui.list.is_searching()
}

fn over(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if ui.overlays.is_empty() {
        let next = next_keys(ui);
        if !next.is_empty() {
            return which_key::draw(words::THEN, &next, look, area, buf);
        }
        if ui.list.is_searching() {
            ui.list.draw_search(look, area, buf);
        }
        return None;
    }
    let mut spot = None;
    for over in &ui.overlays {
        spot = over.draw(look, area, buf);
    }
    spot
}

/// Returns what may follow the keys pressed so far, a line each; nothing where none are pressed.
fn next_keys(ui: &App) -> Vec<String> {
    if ui.input.pressed.is_empty() {
        return Vec::new();
    }
    let Match::Begins(all) = ui.session.keymap.find(ui.scopes(), &ui.input.pressed) else {
        return Vec::new();
    };
    all.iter().map(|(keys, action)| format!("{keys}  {}", action.help())).collect()
}
