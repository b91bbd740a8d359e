//! Draws the items by section, and beside them the text of the one under the cursor with what is
//! decided on it.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::api::AccessProgress;
use crate::domain::subject_access::decision::Treatment;
use crate::domain::subject_access::passage::{Folded, places};
use crate::domain::subject_access::worklist::Entry;
use crate::keymap::action::Action;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::subject_access::items::ask::passages;
use crate::ui::subject_access::items::text::Shown;
use crate::ui::subject_access::items::{ItemSheet, KEYS};
use crate::ui::subject_access::{draw_hints, draw_said, words};
use crate::widgets::heading::begin_sheet;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, draw_at_end, draw_text};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The columns of the list: the fewest and the most.
const LIST: (u16, u16) = (30, 48);
/// The columns of a state.
const STATE: usize = 8;
/// The most items that a warning names.
const NAMED: usize = 3;

/// Draws the sheet over a pane.
pub(super) fn draw(
    sheet: &ItemSheet,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let width = begin_sheet("", look.theme, area, buf)?;
    let style = |role| look.theme.style(role);
    let first = Rect { height: 1, ..area };
    let left = draw_at_end(buf, first, &progress(sheet), width / 2, style(Role::Title));
    let head = words::items_of(&sheet.work.view.request.id, &sheet.work.child);
    let head = truncate(&head, usize::from(left.width));
    draw_text(buf, left, 0, 0, &head, style(Role::Title));
    let used = 1 + keys(sheet, look, below(area, 0, 1), buf);
    let body = below(area, 0, used);
    let columns = (body.width * 2 / 5).clamp(LIST.0, LIST.1).min(body.width);
    let list = Rect { width: columns, ..body };
    let row = draw_items(sheet, look, list, buf);
    let beside = below(body, columns + 2, 0);
    let in_text = draw_item(sheet, look, beside, buf);
    if let Some((_, asking)) = &sheet.asking {
        return asking.draw(look, area, buf);
    }
    let here = (area.x, (list.y + row).min(area.bottom() - 1));
    Some(in_text.filter(|_| sheet.mark.is_some()).unwrap_or(here))
}

/// Returns how much is still to be decided, and whether the decisions are checked.
fn progress(sheet: &ItemSheet) -> String {
    let work = &sheet.work;
    let far = AccessProgress::of(work.view.details.as_ref(), &work.worklist);
    match (far.undecided, sheet.leaks.len()) {
        (0, 0) if far.is_checked => words::CHECKED.to_owned(),
        (0, 0) => words::TO_CHECK.to_owned(),
        (0, leaks) => words::given_away(&leaks),
        (left, _) => words::undecided_of(&left, &far.items),
    }
}

/// Draws what the keys do that the bottom bar does not name; returns how many lines that takes.
fn keys(sheet: &ItemSheet, look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let key = |action| (look.key)(action);
    let says = match sheet.mark {
        Some(mark) if mark.from.is_none() => {
            words::mark_from(&key(Action::Choose), &key(Action::Redact))
        }
        Some(_) => words::mark_to(&key(Action::Choose)),
        None => {
            return draw_hints(KEYS, look, area, buf);
        }
    };
    draw_said(&[(Role::Hint, says)], look, area, buf)
}

/// Draws the list, a heading above the items of each section; returns the row of the cursor.
fn draw_items(sheet: &ItemSheet, look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let mut lines: Vec<(String, Style)> = Vec::new();
    let (mut heading, mut cursor) = (String::new(), 0);
    for at in sheet.shown() {
        let Some(entry) = sheet.entries().get(at) else { continue };
        let own = sheet.heading(entry);
        if own != heading {
            lines.push((own.clone(), look.theme.style(Role::Field)));
            heading = own;
        }
        if at == sheet.at {
            cursor = lines.len();
        }
        let leaks = sheet.leaks.iter().any(|leak| leak.given == at);
        let mark = if leaks { "!" } else { " " };
        let role = match entry.decision {
            _ if leaks => Role::Late,
            None => Role::Text,
            Some(_) => Role::Dim,
        };
        let words = format!("{mark}{} {}", pad_to(state(entry), STATE), name(entry));
        lines.push((words, look.theme.style(role)));
    }
    if lines.is_empty() {
        draw_text(buf, area, 0, 0, words::NO_ITEMS, look.theme.style(Role::Dim));
        return 0;
    }
    draw_list(lines.into_iter(), cursor, look.theme, area, buf)
}

/// Returns the state of an item in one word.
fn state(entry: &Entry) -> &'static str {
    match entry.treatment() {
        Some(Treatment::Disclose) => words::S_GIVE,
        Some(Treatment::Withhold(_)) => words::S_WITHHOLD,
        Some(Treatment::Redact(_)) => words::S_REDACT,
        None if entry.former.is_some() => words::S_CHANGED,
        None => words::S_UNDECIDED,
    }
}

/// Returns what an item is called in the list, with the beginning of its text: a short answer is read
/// there, and rows that are called alike are told apart.
fn name(entry: &Entry) -> String {
    let title = &entry.item.title;
    let first = entry.item.text.lines().next().unwrap_or_default();
    let colon = if title.ends_with('?') { "" } else { ":" };
    format!("{title}{colon} {first}")
}

/// Draws the item under the cursor: what it is, what is decided, what is to be minded, and its text.
fn draw_item(sheet: &ItemSheet, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let entry = sheet.current()?;
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let width = usize::from(area.width);
    let title = format!("{}: {}", sheet.heading(entry), entry.item.title);
    let mut said: Vec<(Role, String)> =
        wrap(&title, width).into_iter().take(2).map(|line| (Role::Field, line)).collect();
    said.extend(decided(entry));
    said.extend(warnings(sheet));
    // The text keeps half of the place, whatever is said above it.
    let top = Rect { height: (area.height / 2).max(1), ..area };
    let used = draw_said(&said, look, top, buf).min(top.height);
    let hidden: Vec<Range<usize>> = match entry.treatment() {
        Some(Treatment::Redact(parts)) => {
            let all = places(&Folded::new(&entry.item.text), parts);
            all.into_iter().map(|(place, _)| place).collect()
        }
        _ => Vec::new(),
    };
    let mark = sheet.mark;
    let text = &entry.item.text;
    let shown = Shown {
        text,
        hidden: &hidden,
        marked: mark.and_then(|mark| mark.place(text)),
        cursor: mark.map(|mark| mark.at),
    };
    sheet.text.draw(&shown, look, below(area, 0, used + 1), buf)
}

/// Returns what is decided on an item, and by whom.
fn decided(entry: &Entry) -> Vec<(Role, String)> {
    let Some(made) = &entry.decision else {
        let changed = entry.former.is_some();
        let says = if changed { words::HAS_CHANGED } else { words::UNDECIDED };
        return vec![(if changed { Role::Warn } else { Role::Hint }, says.to_owned())];
    };
    match &made.treatment {
        Treatment::Disclose => vec![(Role::Ok, words::is_given(&made.by))],
        Treatment::Withhold(ground) => {
            vec![(Role::Ok, words::is_withheld(&ground.label(), &made.by))]
        }
        Treatment::Redact(parts) => {
            let count = passages(parts.len());
            let first = (Role::Ok, words::is_redacted(&count, &made.by));
            let one = parts.iter().map(|part| {
                let passage = part.passage.replace('\n', " ");
                (Role::Warn, words::passage(&passage, &part.ground.label()))
            });
            std::iter::once(first).chain(one).collect()
        }
    }
}

/// Returns what would be given away of this item elsewhere, and of others here.
fn warnings(sheet: &ItemSheet) -> Vec<(Role, String)> {
    let named = |places: Vec<usize>| {
        let entries = places.iter().filter_map(|n| sheet.entries().get(*n));
        let mut names: Vec<String> =
            entries.take(NAMED).map(|e| format!("\"{}\"", truncate(&name(e), 40))).collect();
        if places.len() > NAMED {
            names.push(words::more_items(&(places.len() - NAMED)));
        }
        (!names.is_empty()).then(|| names.join(", "))
    };
    let leaks = &sheet.leaks;
    let here = leaks.iter().filter(|leak| leak.given == sheet.at).map(|leak| leak.kept);
    let there = leaks.iter().filter(|leak| leak.kept == sheet.at).map(|leak| leak.given);
    let here = named(here.collect()).map(|names| words::has_kept(&names));
    let there = named(there.collect()).map(|names| words::also_in(&names));
    here.into_iter().chain(there).map(|says| (Role::Late, says)).collect()
}
