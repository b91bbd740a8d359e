//! One frame to a terminal: only what changed, as one synchronized update.

use crate::panes::{self, Ui};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, Write};

/// Draws the session; the terminal is asked nothing.
///
/// # Errors
/// Where the terminal cannot be written to.
pub fn paint<W: Write>(terminal: &mut Terminal<CrosstermBackend<W>>, ui: &Ui) -> io::Result<()> {
    queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
    terminal.draw(|frame| {
        let area = frame.area();
        if let Some(at) = panes::draw(ui, area, frame.buffer_mut()) {
            frame.set_cursor_position(at);
        }
    })?;
    queue!(terminal.backend_mut(), EndSynchronizedUpdate)?;
    Write::flush(terminal.backend_mut())
}
