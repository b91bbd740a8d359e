//! The full-screen front end: raw keys in, frames out. It draws only after something has happened,
//! and always restores the terminal.
//!
//! - [`decoder`]: Turns the bytes of the terminal into keys and pastes.
//! - [`dispatch`]: Sends the requests of one turn to the service and its replies back to the panes,
//!   before anything is drawn.
//! - `encoder`: Turns the cells in which two frames differ into few bytes.
//! - [`painter`]: Writes a frame as one synchronised update of the cells that changed.

pub mod decoder;
pub mod dispatch;
pub(crate) mod effects;
pub(crate) mod encoder;
pub(crate) mod hardening;
pub mod painter;
pub(crate) mod pen;
pub(crate) mod screen;
pub(crate) mod shell;
pub(crate) mod watchdog;
pub(crate) mod way;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::api::Backend;
use crate::error::Result;
use crate::keymap::key::Key;
use crate::terminal::decoder::Typed;
use crate::terminal::screen::{TerminalScreen, lost};
use crate::terminal::watchdog::WakeReason;
use crate::ui::{App, ResumePoint};

/// Nobody reads a question and answers it in so short a time.
const TOO_SOON: Duration = Duration::from_millis(300);

/// Keys that are held and asked about.
struct Held {
    keys: Vec<Key>,
    since: Instant,
}

/// Runs a session until the officer leaves, the line drops or the system asks it to stop. `clock`
/// gives today; without one the day stands still. `drawn` is the terminal where it was taken
/// already, `from` where a session stood that this one goes on with. Where the server runs another
/// build by now, this one's place is returned, for the program that takes over.
///
/// # Errors
/// Where there is no terminal to draw on.
pub fn run(
    backend: &mut dyn Backend,
    mut ui: App,
    clock: Option<fn() -> NaiveDate>,
    drawn: Option<TerminalScreen>,
    from: Option<ResumePoint>,
) -> Result<Option<ResumePoint>> {
    let mut screen = match drawn {
        Some(drawn) => drawn,
        None => TerminalScreen::take()?,
    };
    let start = match from {
        Some(point) => ui.resume(point),
        None => ui.start(),
    };
    dispatch::dispatch(&mut ui, backend, start);
    let mut touched = Instant::now();
    let mut held = None;
    while !ui.is_done() {
        let asks = ui.on_heard(backend.heard());
        dispatch::dispatch(&mut ui, backend, asks);
        if let Some(words) = backend.take_refusal() {
            ui.message.refuse(words);
        }
        if let Some(unsent) = backend.outdated().filter(|_| !ui.is_done()) {
            return Ok(Some(ui.resume_point(unsent)));
        }
        let longest = ui.idle(touched.elapsed());
        screen.paint(&ui).map_err(lost)?;
        backend.prepare(ui.today());
        if wait(&mut ui, backend, &mut screen, longest)? == WakeReason::Leave {
            break;
        }
        // A session that was left open over midnight goes by the new day from its next key on.
        if let Some(today) = clock {
            backend.set_today(today());
            let asks = ui.on_day(today());
            dispatch::dispatch(&mut ui, backend, asks);
        }
        // Whatever else is waiting is taken too, so that a burst is drawn once.
        loop {
            let typed = screen.line.typed();
            if ui.is_done() || typed.is_empty() {
                break;
            }
            touched = Instant::now();
            take_all(typed, &mut held, &mut ui, backend, &mut screen)?;
        }
        // A window that was made smaller and large again has the old size and has lost what was on
        // it.
        if screen.line.take_resize() {
            screen.redraw().map_err(lost)?;
        }
        if screen.line.take_stop() {
            suspend(&mut ui, &mut screen)?;
            touched = Instant::now();
        }
        for effect in ui.take_effects() {
            if effects::carry_out(effect, &mut ui, backend, &mut screen)? {
                touched = Instant::now();
            }
        }
    }
    backend.settle();
    Ok(None)
}

/// Stops the session until the shell continues it; says so where there is no shell.
fn suspend(ui: &mut App, screen: &mut TerminalScreen) -> Result<()> {
    if ui.confined_to().is_some() || !screen.suspend().map_err(lost)? {
        ui.message.refuse("There is no shell to return to, so Offsite stays open. Quit to leave.");
    }
    Ok(())
}

/// Waits for an event. Where something is left to draw once the hands rest, that is drawn first.
fn wait(
    ui: &mut App,
    backend: &mut dyn Backend,
    screen: &mut TerminalScreen,
    longest: Option<Duration>,
) -> Result<WakeReason> {
    if let Some(rest) = screen.redraw_timeout() {
        let woken = screen.line.wait(Some(rest), backend.bell());
        if woken != WakeReason::Time {
            return Ok(woken);
        }
        dispatch::flush_deferred(ui, backend);
        screen.flush_deferred(ui).map_err(lost)?;
    }
    Ok(screen.line.wait(longest, backend.bell()))
}

/// Takes what was typed in one go. Keys that came faster than hands type them, outside of any text,
/// are most likely a paste that the terminal did not mark: they are held and asked about.
///
/// What follows them sooner than anybody can have read the question belongs to them and answers
/// nothing: a paste may come in several packets.
fn take_all(
    all: Vec<Typed>,
    held: &mut Option<Held>,
    ui: &mut App,
    backend: &mut dyn Backend,
    screen: &mut TerminalScreen,
) -> Result<()> {
    let keys: Vec<Key> = all.iter().filter_map(Typed::key).collect();
    if let Some(before) = held.take()
        && before.since.elapsed() < TOO_SOON
        && keys.len() == all.len()
        && ui.hold_more(&before.keys, &keys)
    {
        let keys = [before.keys, keys].concat();
        *held = Some(Held { keys, since: Instant::now() });
        return Ok(());
    }
    let mut rest = VecDeque::from(all);
    while let Some(typed) = rest.pop_front().filter(|_| !ui.is_done()) {
        if let Typed::Key(key) = typed {
            let more = rest.iter().filter_map(Typed::key);
            let keys: Vec<Key> = std::iter::once(key).chain(more).collect();
            if ui.hold(&keys) {
                *held = Some(Held { keys, since: Instant::now() });
                return Ok(());
            }
        }
        take(typed, ui, backend, screen)?;
    }
    Ok(())
}

/// Takes a key or a paste; a request that may take long is said while it is waited for.
fn take(
    typed: Typed,
    ui: &mut App,
    backend: &mut dyn Backend,
    screen: &mut TerminalScreen,
) -> Result<()> {
    let asks = match typed {
        Typed::Key(key) => ui.on_key(key),
        Typed::Paste(text) => ui.on_paste(&text),
    };
    let words = asks.iter().find_map(|ask| ask.request.takes_long());
    if let Some(words) = words {
        ui.message.say(words);
        screen.paint(ui).map_err(lost)?;
    }
    dispatch::dispatch(ui, backend, asks);
    if let Some(words) = words {
        ui.message.unsay(words);
    }
    Ok(())
}
