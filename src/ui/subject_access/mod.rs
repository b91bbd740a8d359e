//! Requests for subject access on screen: the list of them, the form of one, and its items.
//!
//! - [`requests`]: The list of the requests that the officer sees.
//! - [`form`]: What is recorded of a request: a new one, or what becomes known of one.
//! - [`items`]: The items of a request with the text of one, and what is decided on each.
//! - [`mark`]: A passage of a text, marked word by word.
//! - [`laid`]: A text broken into lines, of which each word knows where it comes from.
//! - [`specimens`]: Invented requests, for the tests and pictures that walk every overlay.
//! - [`asking`]: A line, a choice or a question below any of these.

pub(crate) mod asking;
pub(crate) mod form;
pub(crate) mod items;
mod laid;
mod mark;
pub(crate) mod requests;
pub(crate) mod specimens;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{AccessAnswer, AccessAsk, Request};
use crate::domain::subject_access::clock::{Clock, Due};
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::look::DrawContext;
use crate::ui::pending::{AccessThen, Pending, Then};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate, wrap};
use crate::widgets::theme::Role;

/// Asks for the requests, to be shown over the pane.
pub(crate) fn open() -> Changes {
    ask(AccessAsk::List, AccessThen::List)
}

/// Asks something about requests; what its answer is for comes with it.
fn ask(ask: AccessAsk, then: AccessThen) -> Changes {
    Changes::ask(Pending { request: Request::Access(ask), then: Then::Access(then) })
}

/// Returns what was done, as an answer says it.
pub(crate) fn said(answer: &AccessAnswer) -> Changes {
    match answer {
        AccessAnswer::List { says, .. } if !says.is_empty() => Changes::say(says),
        AccessAnswer::Work(work) if !work.says.is_empty() => Changes::say(&work.says),
        AccessAnswer::List { .. } | AccessAnswer::Work(_) | AccessAnswer::Files { .. } => {
            Changes::none()
        }
    }
}

/// Returns a clock in a few columns: the day, or why there is none.
fn short(clock: Option<&Clock>) -> String {
    match clock.map(|clock| clock.due) {
        None => String::new(),
        Some(Due::NotBegun) => words::NOT_BEGUN.to_owned(),
        Some(Due::Stopped(_)) => words::STOPPED.to_owned(),
        Some(Due::By(day)) => crate::domain::calendar::dates::format(day),
    }
}

/// Draws sentences below each other, each wrapped; returns how many lines they take.
fn draw_said(said: &[(Role, String)], look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let mut y = 0;
    for (role, words) in said {
        for part in wrap(words, usize::from(area.width).max(1)) {
            if y < area.height {
                draw_text(buf, area, 0, y, &part, look.theme.style(*role));
            }
            y += 1;
        }
    }
    y
}

/// Draws keys with what they do, on as many lines as they take; returns how many. Those that the
/// officer's role does not allow have no key and are left out.
fn draw_hints(keys: &[(Action, &str)], look: &DrawContext, area: Rect, buf: &mut Buffer) -> u16 {
    let width = usize::from(area.width);
    let named = keys.iter().map(|(action, words)| ((look.key)(*action), words));
    let named = named.filter(|(key, _)| !key.starts_with(':') || key.len() == 1);
    let mut lines: Vec<String> = vec![String::new()];
    for (key, words) in named {
        let one = format!("{key} {words}");
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = one,
            Some(line) if display_width(line) + display_width(&one) + 3 <= width => {
                line.push_str(" · ");
                line.push_str(&one);
            }
            _ => lines.push(one),
        }
    }
    for (y, line) in (0..area.height).zip(&lines) {
        draw_text(buf, area, 0, y, &truncate(line, width), look.theme.style(Role::Hint));
    }
    (lines.len() as u16).min(area.height)
}
