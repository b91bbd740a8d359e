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
use crate::ui::attendance::terms;
use crate::ui::case::{overview, timeline};
use crate::ui::form::prefill;
use crate::ui::list::{filter, full_text, views};
use crate::ui::overlay::{palette, privacy_screen, prompt, text_input, which_key};
use crate::ui::{
    App, CursorPos, DrawContext, Overlay, Pane, attendance, documents, form, list, tutor,
};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::{Role, THEMES};

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
        && ui.over.is_none()
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
    let most = |n: usize| if n >= Tally::MOST { format!("{n}+") } else { n.to_string() };
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
        help::bar(&ui.keymap, ui.first_actions(), &ui.scopes(), width.saturating_sub(1))
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
    let stage = crate::domain::case::stage::stage(case).words();
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
    if ui.over.is_none() && !next.is_empty() {
        return which_key::draw("Then", &next, look, area, buf);
    }
    if ui.over.is_none() && ui.cases.finding {
        return filter::draw(&ui.cases, look, area, buf);
    }
    match ui.over.as_ref()? {
        Overlay::Typing(t) => text_input::draw(t, look, area, buf),
        Overlay::Choose { picker, .. }
        | Overlay::Record(picker)
        | Overlay::Reviews { picker, .. } => text_input::draw_picker(picker, look, area, buf),
        Overlay::Fill(fill) => prefill::draw(fill, look, area, buf),
        Overlay::Views(v) => views::draw(v, look, area, buf),
        Overlay::Naming(n) => views::draw_naming(n, look, area, buf),
        Overlay::Columns(c) => views::draw_columns(c, &ui.cases, look, area, buf),
        Overlay::Trials { trials, top } => {
            let (title, lines) = views::trials(trials);
            sheet(&title, &lines, *top, look, area, buf)
        }
        Overlay::Hits(hits) => full_text::draw(hits, look, area, buf),
        Overlay::Turn { undo, says } => {
            let word = if *undo { "Undo" } else { "Do again" };
            sheet(
                &format!("{word}: {says}? y does it, any other key leaves it."),
                &[],
                0,
                look,
                area,
                buf,
            )
        }
        Overlay::Palette(p) => palette::draw(p, ui, look, area, buf),
        Overlay::Mark { set } => {
            let title = if *set { "Mark this case: a letter" } else { "Go to a mark: its letter" };
            which_key::draw(title, &which_key::marks(ui), look, area, buf)
        }
        Overlay::Themes { at, .. } => {
            let lines: Vec<String> = THEMES
                .iter()
                .enumerate()
                .map(|(i, (name, _, help))| {
                    format!("{} {name:<9} {help}", if i == *at { ">" } else { " " })
                })
                .collect();
            let spot = which_key::draw(
                "Theme · j and k try one, Enter keeps it, Esc goes back",
                &lines,
                look,
                area,
                buf,
            );
            spot.map(|(x, y)| (x + 1, (y + 1 + *at as u16).min(area.bottom() - 1)))
        }
        Overlay::Attendance(s) => attendance::dialog::draw(s, ui.case.as_deref(), look, area, buf),
        Overlay::Folder(p) => prompt::draw(p, look, area, buf),
        Overlay::Preview { title, lines, top } => sheet(
            &format!("{title} · j and k scroll, any other key closes"),
            lines,
            *top,
            look,
            area,
            buf,
        ),
        Overlay::History { lines, top } => sheet(
            "What was changed, newest first · j and k scroll, any other key closes",
            lines,
            *top,
            look,
            area,
            buf,
        ),
        Overlay::Why { lines, top } => {
            sheet("Why · j and k scroll, any other key closes", lines, *top, look, area, buf)
        }
        Overlay::Terms(sheet) => terms::draw(sheet, look, area, buf),
        Overlay::Reason(reason) => text_input::draw(&reason.typing, look, area, buf),
        Overlay::Remove { table, .. } => sheet(
            &format!("Remove this {}? y removes it, any other key keeps it.", table.row_label),
            &[],
            0,
            look,
            area,
            buf,
        ),
    }
}

/// Draws a titled sheet of lines over a pane.
fn sheet(
    title: &str,
    lines: &[String],
    top: usize,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let wrapped: Vec<String> = lines.iter().flat_map(|l| indented(l, width)).collect();
    let height = (wrapped.len() + 1).min(area.height as usize) as u16;
    // A question alone leaves the pane to be seen; what is to be read has the area to itself.
    let over = if wrapped.is_empty() { height } else { area.height };
    clear(buf, Rect { height: over, ..area }, look.theme.style(Role::Text));
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(&truncate(title, width), width),
        look.theme.style(Role::Title),
    );
    let room = height as usize - 1;
    let top = top.min(wrapped.len() - room);
    for (i, line) in wrapped.iter().skip(top).take(room).enumerate() {
        draw_text(buf, area, 0, 1 + i as u16, &truncate(line, width), look.theme.style(Role::Text));
    }
    let below = wrapped.len() - top - room;
    if below > 0 && room > 1 {
        draw_text(
            buf,
            area,
            0,
            height - 1,
            &pad_to(&truncate(&format!("  … and {} more lines below", below + 1), width), width),
            look.theme.style(Role::Dim),
        );
    }
    Some((area.x, area.y))
}

/// Returns a line broken to a width, what follows the first indented as deep as it.
fn indented(line: &str, width: usize) -> Vec<String> {
    let deep = (line.len() - line.trim_start_matches(' ').len()).min(width / 2);
    wrap(line.trim_start_matches(' '), width - deep)
        .into_iter()
        .map(|part| format!("{}{part}", " ".repeat(deep)))
        .collect()
}
