//! The full-screen front end: raw keys in, frames out. It draws only after something has happened,
//! and always restores the terminal.
//!
//! - [`dispatch`]: Sends the requests of one turn to the service and its replies back to the panes,
//!   before anything is drawn.
//! - [`painter`]: Writes a frame as one synchronised update of the cells that changed.

pub mod dispatch;
pub(crate) mod effects;
pub(crate) mod files;
pub(crate) mod hardening;
pub mod painter;
pub(crate) mod screen;
pub(crate) mod watchdog;

use std::io::stdout;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use crossterm::clipboard::CopyToClipboard;
use crossterm::event;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::api::Request;
use crate::config::load;
use crate::error::Error;
use crate::keymap::key::{Key, KeySym};
use crate::service::Service;
use crate::terminal::screen::TerminalScreen;
use crate::terminal::watchdog::{WakeReason, Watchdog};
use crate::ui::App;
use crate::ui::input_state::Effect;

/// Runs a session until the officer leaves, the line drops or the system asks it to stop. `clock`
/// gives today; without one the day stands still. `drawn` is the terminal where it was taken
/// already.
///
/// # Errors
/// A sentence where there is no terminal to draw on.
pub fn run(
    owner: &mut Service,
    mut ui: App,
    clock: Option<fn() -> NaiveDate>,
    drawn: Option<TerminalScreen>,
) -> Result<(), Error> {
    let lost = screen::lost;
    let mut drawn = match drawn {
        Some(drawn) => drawn,
        None => TerminalScreen::take()?,
    };
    let start = ui.start();
    dispatch::dispatch(&mut ui, owner, start);
    let mut touched = Instant::now();
    while !ui.is_done() {
        let longest = ui.idle(touched.elapsed());
        drawn.paint(&ui).map_err(lost)?;
        owner.prepare(ui.today());
        // Wait for one event, then take whatever else is waiting, so that a burst is drawn once.
        let mut woken = WakeReason::Time;
        if let Some(rest) = drawn.patience() {
            woken = drawn.line.wait(Some(rest));
            if woken == WakeReason::Time {
                dispatch::flush_deferred(&mut ui, owner);
                drawn.rest(&ui).map_err(lost)?;
            }
        }
        if woken == WakeReason::Time {
            woken = drawn.line.wait(longest);
        }
        if woken == WakeReason::Leave {
            break;
        }
        // A session that was left open over midnight goes by the new day from its next key on.
        if let Some(today) = clock {
            let asks = ui.on_day(today());
            dispatch::dispatch(&mut ui, owner, asks);
        }
        while !ui.is_done() && is_next(&drawn.line) {
            let Ok(event) = event::read() else { return Ok(()) };
            if matches!(event, Event::Key(_) | Event::Paste(_)) {
                touched = Instant::now();
            }
            let asks = match event {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    // Alt is sent as Esc and the key. No key of ours has Alt, so it was Esc, and
                    // the key after it came quickly.
                    if key.modifiers.contains(KeyModifiers::ALT) {
                        let asks = ui.on_key(Key::plain(KeySym::Esc));
                        dispatch::dispatch(&mut ui, owner, asks);
                    }
                    read_key(key).map_or_else(Vec::new, |k| ui.on_key(k))
                }
                Event::Paste(text) => ui.on_paste(&text),
                _ => Vec::new(),
            };
            let wait = asks.iter().find_map(Request::takes_long);
            if let Some(words) = wait {
                ui.say(words);
                drawn.paint(&ui).map_err(lost)?;
            }
            dispatch::dispatch(&mut ui, owner, asks);
            if let Some(words) = wait {
                ui.unsay(words);
            }
        }
        // A window that was made smaller and large again has the old size and has lost what was on
        // it.
        if drawn.line.take_resize() {
            drawn.redraw().map_err(lost)?;
        }
        if drawn.line.take_stop() {
            drawn.suspend().map_err(lost)?;
            touched = Instant::now();
        }
        for effect in ui.take_effects() {
            match effect {
                Effect::Suspend => {
                    drawn.suspend().map_err(lost)?;
                    touched = Instant::now();
                }
                Effect::Write { text } => {
                    let back =
                        drawn.aside(|| effects::edit(owner.folder(), &text)).map_err(lost)?;
                    touched = Instant::now();
                    let asks = ui.on_written(back);
                    dispatch::dispatch(&mut ui, owner, asks);
                }
                Effect::ReadFile { path, then } => {
                    let asks = effects::read(&mut ui, &path, then);
                    dispatch::dispatch(&mut ui, owner, asks);
                }
                Effect::WriteFile { folder, name, bytes } => {
                    effects::write(&mut ui, &folder, &name, &bytes.0);
                }
                Effect::WriteCopies { folder, copies } => {
                    effects::copies(&mut ui, &folder, &copies);
                }
                Effect::BackUp => {
                    ui.say("Writing the backup …");
                    drawn.paint(&ui).map_err(lost)?;
                    effects::back_up(&mut ui, owner);
                }
                Effect::Redraw => drawn.redraw().map_err(lost)?,
                Effect::Copy(text) => {
                    crossterm::execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
                        .map_err(lost)?;
                }
                Effect::Keep { setting, value } => {
                    if let Err(error) = load::keep(setting, &value) {
                        ui.say(error.to_string());
                    }
                }
            }
        }
    }
    Ok(())
}

/// Returns whether an event can be read without waiting.
fn is_next(line: &Watchdog) -> bool {
    if event::poll(Duration::ZERO).unwrap_or(false) {
        return true;
    }
    // A key that comes together with a change of size stays unread: crossterm answers the signal
    // and forgets that the terminal was ready.
    if !line.has_input() {
        return false;
    }
    line.nudge();
    event::poll(Duration::from_millis(1)).unwrap_or(false)
}

fn read_key(key: event::KeyEvent) -> Option<Key> {
    let code = match key.code {
        // A line feed: some terminals send it for Enter and within pasted lines, and a text area
        // would delete the line before it.
        KeyCode::Char('j') if key.modifiers.contains(KeyModifiers::CONTROL) => {
            return Some(Key::plain(KeySym::Enter));
        }
        KeyCode::Char(c) => KeySym::Char(c),
        KeyCode::Enter => KeySym::Enter,
        KeyCode::Esc => KeySym::Esc,
        KeyCode::Tab => KeySym::Tab,
        KeyCode::BackTab => KeySym::BackTab,
        KeyCode::Backspace => KeySym::Backspace,
        KeyCode::Delete => KeySym::Delete,
        KeyCode::Up => KeySym::Up,
        KeyCode::Down => KeySym::Down,
        KeyCode::Left => KeySym::Left,
        KeyCode::Right => KeySym::Right,
        KeyCode::Home => KeySym::Home,
        KeyCode::End => KeySym::End,
        KeyCode::PageUp => KeySym::PageUp,
        KeyCode::PageDown => KeySym::PageDown,
        KeyCode::F(n) => KeySym::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl: key.modifiers.contains(KeyModifiers::CONTROL) })
}
