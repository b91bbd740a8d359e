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

use std::time::{Duration, Instant};

use chrono::NaiveDate;
use crossterm::event;
use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};

use crate::error::Result;
use crate::keymap::key::{Key, KeySym};
use crate::service::Service;
use crate::terminal::screen::{TerminalScreen, lost};
use crate::terminal::watchdog::{WakeReason, Watchdog};
use crate::ui::App;

/// Runs a session until the officer leaves, the line drops or the system asks it to stop. `clock`
/// gives today; without one the day stands still. `drawn` is the terminal where it was taken
/// already.
///
/// # Errors
/// Where there is no terminal to draw on.
pub fn run(
    owner: &mut Service,
    mut ui: App,
    clock: Option<fn() -> NaiveDate>,
    drawn: Option<TerminalScreen>,
) -> Result<()> {
    let mut screen = match drawn {
        Some(drawn) => drawn,
        None => TerminalScreen::take()?,
    };
    let start = ui.start();
    dispatch::dispatch(&mut ui, owner, start);
    let mut touched = Instant::now();
    while !ui.is_done() {
        let longest = ui.idle(touched.elapsed());
        screen.paint(&ui).map_err(lost)?;
        owner.prepare(ui.today());
        if wait(&mut ui, owner, &mut screen, longest)? == WakeReason::Leave {
            break;
        }
        // A session that was left open over midnight goes by the new day from its next key on.
        if let Some(today) = clock {
            let asks = ui.on_day(today());
            dispatch::dispatch(&mut ui, owner, asks);
        }
        // Whatever else is waiting is taken too, so that a burst is drawn once.
        while !ui.is_done() && is_next(&screen.line) {
            let Ok(event) = event::read() else { return Ok(()) };
            if matches!(event, Event::Key(_) | Event::Paste(_)) {
                touched = Instant::now();
            }
            take_event(event, &mut ui, owner, &mut screen)?;
        }
        // A window that was made smaller and large again has the old size and has lost what was on
        // it.
        if screen.line.take_resize() {
            screen.redraw().map_err(lost)?;
        }
        if screen.line.take_stop() {
            screen.suspend().map_err(lost)?;
            touched = Instant::now();
        }
        for effect in ui.take_effects() {
            if effects::carry_out(effect, &mut ui, owner, &mut screen)? {
                touched = Instant::now();
            }
        }
    }
    Ok(())
}

/// Waits for an event. Where something is left to draw once the hands rest, that is drawn first.
fn wait(
    ui: &mut App,
    owner: &mut Service,
    screen: &mut TerminalScreen,
    longest: Option<Duration>,
) -> Result<WakeReason> {
    if let Some(rest) = screen.redraw_timeout() {
        let woken = screen.line.wait(Some(rest));
        if woken != WakeReason::Time {
            return Ok(woken);
        }
        dispatch::flush_deferred(ui, owner);
        screen.flush_deferred(ui).map_err(lost)?;
    }
    Ok(screen.line.wait(longest))
}

/// Takes one event; a request that may take long is said while it is waited for.
fn take_event(
    event: Event,
    ui: &mut App,
    owner: &mut Service,
    screen: &mut TerminalScreen,
) -> Result<()> {
    let asks = match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            // Alt is sent as Esc and the key. No key of ours has Alt, so it was Esc, and the key
            // after it came quickly.
            if key.modifiers.contains(KeyModifiers::ALT) {
                let asks = ui.on_key(Key::plain(KeySym::Esc));
                dispatch::dispatch(ui, owner, asks);
            }
            read_key(key).map_or_else(Vec::new, |k| ui.on_key(k))
        }
        Event::Paste(text) => ui.on_paste(&text),
        _ => Vec::new(),
    };
    let words = asks.iter().find_map(|ask| ask.request.takes_long());
    if let Some(words) = words {
        ui.message.say(words);
        screen.paint(ui).map_err(lost)?;
    }
    dispatch::dispatch(ui, owner, asks);
    if let Some(words) = words {
        ui.message.unsay(words);
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
