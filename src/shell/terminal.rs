//! The terminal program: raw keys in, frames out; draws only after something happened, and always gives the terminal back.

use super::line::{Line, Woken};
use super::paint::Painter;
use super::{Failure, errand, screen, settings};
use crate::app::keys::{Code, Key};
use crate::owner::Owner;
use crate::panes::Ui;
use crate::panes::desk::Effect;
use chrono::NaiveDate;
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEventKind, KeyModifiers};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen};
use ratatui::backend::CrosstermBackend;
use std::io::{BufWriter, Stdout, stdout};
use std::time::{Duration, Instant};

/// The terminal that is drawn on.
type Screen = ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// More than a frame of any size has, in bytes.
const FRAME: usize = 256 * 1024;

/// Takes the terminal: keys come one by one, and what stood on its screen comes back afterwards.
fn enter() -> std::io::Result<()> {
    crossterm::terminal::enable_raw_mode()?;
    crossterm::execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// Gives the terminal back however the session ends.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = crossterm::execute!(stdout(), EndSynchronizedUpdate, DisableBracketedPaste, Show);
        ratatui::restore();
    }
}

/// Runs a session until the officer leaves, the line drops or the system asks it to stop. `clock` gives today; without one the day stands still.
///
/// # Errors
/// A sentence where there is no terminal to draw on.
pub fn run(owner: &mut Owner, mut ui: Ui, clock: Option<fn() -> NaiveDate>) -> Result<(), Failure> {
    let lost = |_| "This is no terminal that can be drawn on. For scripts use offsite today or offsite cases.".to_owned();
    let line = Line::watch().map_err(lost)?;
    let start = ui.start();
    screen::turn(&mut ui, owner, start);
    enter().map_err(lost)?;
    let _guard = Guard;
    super::privacy::report_defects(|| drop(Guard));
    // A frame goes out in one piece: over a slow line the pieces would be seen.
    let mut terminal = Screen::new(CrosstermBackend::new(BufWriter::with_capacity(FRAME, stdout()))).map_err(lost)?;
    let mut painter = Painter::default();
    let mut touched = Instant::now();
    while !ui.is_done() {
        let longest = ui.idle(touched.elapsed());
        painter.paint(&mut terminal, &ui).map_err(lost)?;
        owner.prepare(ui.today());
        // Wait for one event, then take whatever else is waiting, so that a burst is drawn once.
        let mut woken = Woken::Time;
        if let Some(rest) = painter.patience() {
            woken = line.wait(Some(rest));
            if woken == Woken::Time {
                screen::rest(&mut ui, owner);
                painter.rest(&mut terminal, &ui).map_err(lost)?;
            }
        }
        if woken == Woken::Time {
            woken = line.wait(longest);
        }
        if woken == Woken::Leave {
            break;
        }
        // A session that was left open over midnight goes by the new day from its next key on.
        if let Some(today) = clock {
            let asks = ui.on_day(today());
            screen::turn(&mut ui, owner, asks);
        }
        while !ui.is_done() && is_next(&line) {
            let Ok(event) = event::read() else { return Ok(()) };
            if matches!(event, Event::Key(_) | Event::Paste(_)) {
                touched = Instant::now();
            }
            let asks = match event {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    // Alt is sent as Esc and the key. No key of ours has Alt, so it was Esc, and the key after it came quickly.
                    if key.modifiers.contains(KeyModifiers::ALT) {
                        let asks = ui.on_key(Key::plain(Code::Esc));
                        screen::turn(&mut ui, owner, asks);
                    }
                    read_key(key).map_or_else(Vec::new, |k| ui.on_key(k))
                }
                Event::Paste(text) => ui.on_paste(&text),
                _ => Vec::new(),
            };
            screen::turn(&mut ui, owner, asks);
        }
        // A window that was made smaller and large again has the old size and has lost what was on it.
        if line.take_resize() {
            redraw(&mut terminal, &mut painter).map_err(lost)?;
        }
        if line.take_stop() {
            suspend(&mut terminal, &mut painter).map_err(lost)?;
            touched = Instant::now();
        }
        for effect in ui.take_effects() {
            match effect {
                Effect::Suspend => {
                    suspend(&mut terminal, &mut painter).map_err(lost)?;
                    touched = Instant::now();
                }
                Effect::Write { text } => {
                    let back = aside(&mut terminal, &mut painter, || errand::edit(owner.folder(), &text)).map_err(lost)?;
                    touched = Instant::now();
                    let asks = ui.on_written(back);
                    screen::turn(&mut ui, owner, asks);
                }
                Effect::ReadFile { path, then } => {
                    let asks = errand::read(&mut ui, &path, then);
                    screen::turn(&mut ui, owner, asks);
                }
                Effect::WriteFile { folder, name, bytes } => errand::write(&mut ui, &folder, &name, &bytes.0),
                Effect::WriteCopies { folder, copies } => errand::copies(&mut ui, &folder, &copies),
                Effect::BackUp => {
                    ui.say("Writing the backup …");
                    painter.paint(&mut terminal, &ui).map_err(lost)?;
                    errand::back_up(&mut ui, owner.folder());
                }
                Effect::Redraw => redraw(&mut terminal, &mut painter).map_err(lost)?,
                Effect::Copy(text) => crossterm::execute!(stdout(), CopyToClipboard::to_clipboard_from(text)).map_err(lost)?,
                Effect::Keep { setting, value } => {
                    if let Err(words) = settings::keep(setting, &value) {
                        ui.say(words);
                    }
                }
            }
        }
    }
    Ok(())
}

/// Returns whether an event can be read without waiting.
fn is_next(line: &Line) -> bool {
    if event::poll(Duration::ZERO).unwrap_or(false) {
        return true;
    }
    // A key that comes together with a change of size stays unread: crossterm answers the signal and forgets that the terminal was ready.
    if !line.has_input() {
        return false;
    }
    line.nudge();
    event::poll(Duration::from_millis(1)).unwrap_or(false)
}

/// Draws every cell again at the next frame; `Terminal::clear` would ask the terminal for its cursor, and the answer could arrive as keys.
fn redraw(terminal: &mut Screen, painter: &mut Painter) -> std::io::Result<()> {
    painter.forget();
    let size = terminal.size()?;
    terminal.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
}

/// Gives the terminal back while something else has it, and takes it again.
fn aside<T>(terminal: &mut Screen, painter: &mut Painter, run: impl FnOnce() -> T) -> std::io::Result<T> {
    crossterm::execute!(stdout(), DisableBracketedPaste)?;
    ratatui::try_restore()?;
    let out = run();
    enter()?;
    redraw(terminal, painter)?;
    Ok(out)
}

/// Gives the terminal back, stops this process as Ctrl-Z does, and takes the terminal again when the shell says `fg`.
fn suspend(terminal: &mut Screen, painter: &mut Painter) -> std::io::Result<()> {
    crossterm::execute!(stdout(), DisableBracketedPaste)?;
    ratatui::try_restore()?;
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    enter()?;
    redraw(terminal, painter)
}

fn read_key(key: event::KeyEvent) -> Option<Key> {
    let code = match key.code {
        // A line feed: some terminals send it for Enter and within pasted lines, and a text area would delete the line before it.
        KeyCode::Char('j') if key.modifiers.contains(KeyModifiers::CONTROL) => return Some(Key::plain(Code::Enter)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    Some(Key { code, ctrl: key.modifiers.contains(KeyModifiers::CONTROL) })
}
