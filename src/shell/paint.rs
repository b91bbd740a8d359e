//! One frame to a terminal: only what changed, as one synchronized update. While the cursor moves through the list, the case beside it waits
//! until the hands rest, so that a held key sends a line or two and not a whole case at each step.

use crate::panes::{self, Ui};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use std::io::{self, Write};
use std::time::Duration;

/// How long the hands rest before the case beside the list is drawn: shorter than it takes to look there.
pub const REST: Duration = Duration::from_millis(120);

/// Draws frames, and remembers the last one.
#[derive(Debug, Default)]
pub struct Painter {
    last: Buffer,
    /// Whether something is left to draw once the hands rest.
    waits: bool,
}

impl Painter {
    /// Draws the session; the terminal is asked nothing.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn paint<W: Write>(&mut self, terminal: &mut Terminal<CrosstermBackend<W>>, ui: &Ui) -> io::Result<()> {
        self.frame(terminal, ui, ui.is_moving())
    }

    /// Draws what was left waiting.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn rest<W: Write>(&mut self, terminal: &mut Terminal<CrosstermBackend<W>>, ui: &Ui) -> io::Result<()> {
        self.frame(terminal, ui, false)
    }

    /// Returns how long to wait for a key before the rest is drawn; none where nothing waits, so that an idle session never wakes.
    pub fn patience(&self) -> Option<Duration> {
        self.waits.then_some(REST)
    }

    fn frame<W: Write>(&mut self, terminal: &mut Terminal<CrosstermBackend<W>>, ui: &Ui, moving: bool) -> io::Result<()> {
        queue!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
        terminal.draw(|frame| {
            let area = frame.area();
            if let Some(at) = panes::draw(ui, area, frame.buffer_mut()) {
                frame.set_cursor_position(at);
            }
            let buf = frame.buffer_mut();
            let beside = panes::beside_list(ui, area).filter(|_| moving && self.last.area == area);
            self.waits = beside.is_some();
            if let Some(beside) = beside {
                for at in beside.positions() {
                    buf[at] = self.last[at].clone();
                }
            }
            self.last.clone_from(buf);
        })?;
        queue!(terminal.backend_mut(), EndSynchronizedUpdate)?;
        Write::flush(terminal.backend_mut())
    }
}
