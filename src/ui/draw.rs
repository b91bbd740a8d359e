//! Draws the whole screen: title line, panes, message and key bar. Returns the position of the real
//! cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::domain::list::summary::Tally;
use crate::keymap::action::Action;
use crate::keymap::help;
use crate::ui::case::{overview, timeline};
use crate::ui::list::filter;
use crate::ui::overlay::{privacy_screen, which_key};
use crate::ui::{App, CursorPos, DrawContext, Pane, attendance, documents, form, list, tutor};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Columns from which list and case stand side by side.
const WIDE: u16 = 120;
/// Columns of the list there.
const LIST: u16 = 56;

/// What of the screen is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScreenPart {
    Whole,
    /// All but the case beside the list.
    List,
}

/// Draws the session into a buffer; any size draws.
pub fn draw(ui: &App, area: Rect, buf: &mut Buffer) -> CursorPos {
    draw_part(ui, area, buf, ScreenPart::Whole)
}

/// Draws a part of the session; what is not drawn stays in the buffer as it is.
pub fn draw_part(ui: &App, area: Rect, buf: &mut Buffer, part: ScreenPart) -> CursorPos {
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let names = |id: &str| ui.school_name(id);
    let deal =
        ui.keymap.keys_for(Action::Deal).first().map(ToString::to_string).unwrap_or_default();
    let keys = |action| ui.key_words(action);
    let look =
        DrawContext { theme: &ui.theme, today: ui.today, school: &names, deal: &deal, key: &keys };
    // A theme with a background of its own lies under everything.
    for rect in rects(area, part) {
        clear(buf, rect, look.theme.style(Role::Text));
    }
    if area.height < 6 || area.width < 24 {
        draw_text(
            buf,
            area,
            0,
            0,
            &truncate("Too small: make the window larger.", area.width as usize),
            look.theme.style(Role::Warn),
        );
        return Some((area.x, area.y));
    }
    if ui.is_hidden() {
        return privacy_screen::draw(&look, area, buf);
    }
    head(ui, &look, area, buf);
    let said = foot(ui, &look, area, buf);
    let mut body = Rect { y: area.y + 1, height: area.height - 2 - said, ..area };
    if let Some(tutor) = &ui.tutor {
        let lesson = tutor::height(ui, tutor, area.width).min(body.height / 2);
        body.height -= lesson;
        tutor::draw(ui, tutor, &look, Rect { y: body.bottom(), height: lesson, ..area }, buf);
    }
    let (list, case) = if area.width >= WIDE {
        let rest = Rect { x: body.x + LIST + 2, width: body.width - LIST - 2, ..body };
        for y in (0..body.height).filter(|_| look.theme.has_frames()) {
            draw_text(buf, body, LIST, y, "│", look.theme.style(Role::Dim));
        }
        (Some(Rect { width: LIST, ..body }), Some(rest))
    } else if ui.pane == Pane::Cases {
        (Some(body), None)
    } else {
        (None, Some(body))
    };
    let mut spot = None;
    if let Some(list) = list {
        let at = list::draw(&ui.cases, &look, list, buf);
        if ui.pane == Pane::Cases {
            spot = at;
        }
    }
    if part == ScreenPart::List {
        return spot.or(Some((area.x, area.y)));
    }
    if let Some(area) = case {
        let at = one_case(ui, &look, area, buf);
        if ui.pane != Pane::Cases {
            spot = at;
        }
        spot = over(ui, &look, area, buf).or(spot);
    } else {
        spot = over(ui, &look, body, buf).or(spot);
    }
    spot.or(Some((area.x, area.y)))
}

/// Returns what need be drawn at once while the cursor moves through the list.
pub fn moving_part(ui: &App, area: Rect) -> ScreenPart {
    let beside = area.width >= WIDE
        && area.height >= 6
        && ui.pane == Pane::Cases
        && ui.overlays.is_empty()
        && ui.tutor.is_none();
    // A message on more than its one line stands below the case as well.
    let is_short = display_width(&ui.message.0) + 2 <= area.width as usize;
    if beside && is_short { ScreenPart::List } else { ScreenPart::Whole }
}

/// Returns the places of a part: for the list its columns, the head line, the message and the keys.
fn rects(area: Rect, part: ScreenPart) -> Vec<Rect> {
    match part {
        ScreenPart::Whole => vec![area],
        ScreenPart::List => vec![
            Rect { height: 1, ..area },
            Rect { y: area.y + 1, width: LIST + 2, height: area.height - 3, ..area },
            Rect { y: area.bottom() - 2, height: 2, ..area },
        ],
    }
}

fn head(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let Tally { late, today, week, running, all } = ui.cases.tally();
    let most = |n: usize| if n >= Tally::MAX { format!("{n}+") } else { n.to_string() };
    let width = area.width as usize;
    let words = format!(
        " · ! {} late  * {} today  . {} this week  {running} running of {all} · {}",
        most(late),
        most(today),
        most(week),
        ui.who
    );
    // Where there is not room for all, the program's own name and the year are the first to go.
    let whole = format!(" Offsite · {}{words}", dates::show_long(ui.today));
    let words = if display_width(&whole) <= width {
        whole
    } else {
        format!(" {}{words}", dates::show_short(ui.today))
    };
    draw_text(buf, area, 0, 0, &pad_to(&words, width), look.theme.style(Role::Bar));
}

/// Draws the message, on as many lines as it takes where there is room, and the keys; returns the
/// lines of the message.
fn foot(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let width = area.width as usize;
    let (words, bad) = &ui.message;
    let role = if *bad { Role::Warn } else { Role::Ok };
    let mark = if *bad { "! " } else { "" };
    let lines = wrap(&format!("{mark}{words}"), width);
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
    draw_text(buf, area, 0, y, &" ".repeat(width), look.theme.style(Role::Bar));
    let mut x = 1;
    for (key, words) in
        help::bar(&ui.keymap, ui.first_actions(), &ui.bar_scopes(), width.saturating_sub(1))
    {
        draw_text(buf, area, x, y, &key, look.theme.style(Role::Key));
        x += crate::widgets::text::display_width(&key) as u16 + 1;
        draw_text(buf, area, x, y, &words, look.theme.style(Role::Bar));
        x += crate::widgets::text::display_width(&words) as u16 + 2;
    }
    said as u16
}

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

/// Draws the open case: its name, the tabs, and the pane.
fn one_case(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let Some(case) = &ui.case else {
        draw_text(buf, area, 0, 0, "No case is open.", look.theme.style(Role::Dim));
        return None;
    };
    let name = case.text(field::CHILD_FULL_NAME);
    let born = case
        .date(field::CHILD_DOB)
        .map(|d| format!("  born {}", dates::format(d)))
        .unwrap_or_default();
    let year = case.number(field::CHILD_YEAR_GROUP).map(|y| format!("  Y{y}")).unwrap_or_default();
    let stage = crate::domain::case::stage::stage(case).label();
    let title = format!(
        "{}  {}{year}{born}  {stage}",
        case.id,
        if name.is_empty() { "(no name yet)" } else { name }
    );
    draw_text(
        buf,
        area,
        0,
        0,
        &truncate(&title, area.width as usize),
        look.theme.style(Role::Title),
    );
    tabs(ui, look, area, buf);
    let inner =
        Rect { y: area.y + 3.min(area.height - 1), height: area.height.saturating_sub(3), ..area };
    match ui.pane {
        Pane::Cases | Pane::Overview => overview::draw(
            &ui.overview,
            case,
            &ui.findings,
            ui.pane == Pane::Overview,
            look,
            inner,
            buf,
        ),
        Pane::Passport => form::draw(&ui.editor, case, look, inner, buf),
        Pane::Timeline => timeline::draw(&ui.timeline, case, &ui.findings, look, inner, buf),
        Pane::Documents => documents::draw(&ui.papers, case, look, inner, buf),
        Pane::Attendance => attendance::draw(&ui.attendance, &ui.registers()?, look, inner, buf),
    }
}

fn over(ui: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let next = which_key::next(ui);
    if ui.overlays.is_empty() && !next.is_empty() {
        return which_key::draw("Then", &next, look, area, buf);
    }
    if ui.overlays.is_empty() && ui.cases.search.is_some() {
        return filter::draw(&ui.cases, look, area, buf);
    }
    let mut spot = None;
    for over in &ui.overlays {
        spot = over.draw(ui, look, area, buf);
    }
    spot
}
