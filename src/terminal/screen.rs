//! Owns the terminal for a session: takes it, draws, lends it to another program, and restores it
//! however the session ends.

use std::fs::File;
use std::io;
use std::io::{BufWriter, stdout};
use std::os::fd::AsFd;
use std::time::Duration;

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, enable_raw_mode};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use crate::error::{Error, Result};
use crate::terminal::painter::Painter;
use crate::terminal::shell;
use crate::terminal::watchdog::Watchdog;
use crate::ui::App;

/// More than a frame of any size has, in bytes.
const FRAME: usize = 256 * 1024;

/// A terminal that a session draws on.
pub struct TerminalScreen {
    /// What waits for keys and notices when the terminal is gone.
    pub line: Watchdog,
    terminal: ratatui::Terminal<CrosstermBackend<BufWriter<File>>>,
    painter: Painter,
    _guard: RawModeGuard,
}

/// Gives the terminal back.
struct RawModeGuard;

impl Drop for RawModeGuard {
    fn drop(&mut self) {
        let _ = crossterm::execute!(stdout(), EndSynchronizedUpdate, DisableBracketedPaste, Show);
        ratatui::restore();
    }
}

/// Returns the error of a terminal that cannot be drawn on.
pub(crate) fn lost(cause: io::Error) -> Error {
    Error::io("Not a terminal.", cause)
        .with_hint("Use --linear, or a command such as offsite today.")
}

/// Takes the terminal: keys come one by one, and what stood on its screen comes back afterwards.
fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    crossterm::execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

impl TerminalScreen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// A sentence where there is no terminal to draw on.
    pub fn take() -> Result<TerminalScreen> {
        let line = Watchdog::watch().map_err(lost)?;
        enter().map_err(lost)?;
        let guard = RawModeGuard;
        crate::terminal::hardening::report_defects(|| drop(RawModeGuard));
        // A frame goes out in one piece: over a slow line the pieces would be seen. Rust's own
        // standard output would break it at its last line end.
        let out = File::from(stdout().as_fd().try_clone_to_owned().map_err(lost)?);
        let backend = CrosstermBackend::new(BufWriter::with_capacity(FRAME, out));
        let terminal = ratatui::Terminal::new(backend).map_err(lost)?;
        Ok(TerminalScreen { line, terminal, painter: Painter::default(), _guard: guard })
    }

    /// Draws the list alone, before any case can be read.
    ///
    /// # Errors
    /// What the system says.
    pub fn draw_cached(&mut self, ui: &App) -> io::Result<()> {
        self.painter.glance(&mut self.terminal, ui)
    }

    /// Draws the session.
    ///
    /// # Errors
    /// What the system says.
    pub fn paint(&mut self, ui: &App) -> io::Result<()> {
        self.painter.paint(&mut self.terminal, ui)
    }

    /// Draws what was left waiting.
    ///
    /// # Errors
    /// What the system says.
    pub fn flush_deferred(&mut self, ui: &App) -> io::Result<()> {
        self.painter.rest(&mut self.terminal, ui)
    }

    /// Returns how long to wait for a key before the rest is drawn.
    pub fn redraw_timeout(&self) -> Option<Duration> {
        self.painter.redraw_timeout()
    }

    /// Draws every cell again at the next frame; `Terminal::clear` would ask the terminal for its
    /// cursor, and the answer could arrive as keys.
    ///
    /// # Errors
    /// What the system says.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.painter.forget();
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Gives the terminal back while something else has it, and takes it again.
    ///
    /// # Errors
    /// What the system says.
    pub fn aside<T>(&mut self, run: impl FnOnce() -> T) -> io::Result<T> {
        crossterm::execute!(stdout(), DisableBracketedPaste)?;
        ratatui::try_restore()?;
        let out = self.line.aside(run);
        enter()?;
        self.redraw()?;
        Ok(out)
    }

    /// Gives the terminal back, stops this process as Ctrl-Z does, and takes the terminal again
    /// when the shell says `fg`; returns false where no shell is there to say so, and nothing was
    /// done.
    ///
    /// # Errors
    /// What the system says.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !shell::has_shell() {
            return Ok(false);
        }
        self.aside(|| {
            signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
        })??;
        Ok(true)
    }
}
