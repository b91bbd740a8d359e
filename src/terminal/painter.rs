//! Writes a frame as one synchronised update of the cells that changed.
//!
//! While a movement key repeats only the rows that it changes are redrawn, or the list where they are
//! not all; the detail pane follows 120 ms after the last key. A letter typed in a box redraws the
//! box.

use std::io;
use std::io::Write;
use std::time::Duration;

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::terminal::encoder::Encoder;
use crate::ui;
use crate::ui::{App, ScreenPart};

/// How long after the last movement key the case beside the list is drawn: shorter than it takes to
/// look there.
pub const REST: Duration = Duration::from_millis(120);

/// Draws frames, and remembers the last one.
#[derive(Debug, Default)]
pub struct Painter {
    /// What the terminal shows.
    shown: Buffer,
    /// The same between two frames, and the next frame while it is drawn.
    next: ui::Frame,
    /// Whether the detail pane is still to be drawn after the last movement key.
    waits: bool,
    /// What of the list the last frame has shown.
    seen: Option<ui::Seen>,
    /// Where the terminal is known to show its cursor.
    cursor: Option<(u16, u16)>,
}

impl Painter {
    /// Draws the session; the terminal is asked nothing.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn paint<W: Write>(
        &mut self,
        terminal: &mut Terminal<CrosstermBackend<W>>,
        ui: &App,
    ) -> io::Result<()> {
        self.frame(terminal, ui, ui.is_moving())
    }

    /// Draws what was left waiting.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn rest<W: Write>(
        &mut self,
        terminal: &mut Terminal<CrosstermBackend<W>>,
        ui: &App,
    ) -> io::Result<()> {
        self.frame(terminal, ui, false)
    }

    /// Draws the list alone, where there is nothing yet to stand beside it.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn glance<W: Write>(
        &mut self,
        terminal: &mut Terminal<CrosstermBackend<W>>,
        ui: &App,
    ) -> io::Result<()> {
        self.begin(terminal.get_frame().area());
        self.frame(terminal, ui, true)
    }

    /// Returns how long to wait for a key before the rest is drawn; none where nothing waits, so
    /// that an idle session never wakes.
    pub fn redraw_timeout(&self) -> Option<Duration> {
        self.waits.then_some(REST)
    }

    /// Forgets what the terminal shows, after something else was shown on it or its screen was
    /// wiped.
    pub fn forget(&mut self) {
        (self.shown, self.cursor, self.seen) = (Buffer::default(), None, None);
    }

    fn begin(&mut self, area: Rect) {
        (self.shown, self.next) = (Buffer::empty(area), ui::Frame::empty(area));
        self.seen = None;
    }

    fn frame<W: Write>(
        &mut self,
        terminal: &mut Terminal<CrosstermBackend<W>>,
        ui: &App,
        moving: bool,
    ) -> io::Result<()> {
        let area = terminal.get_frame().area();
        let is_new = self.shown.area != area;
        if is_new {
            self.begin(area);
        }
        let part =
            if is_new { ScreenPart::Whole } else { ui::part_since(ui, area, self.seen, moving) };
        let spot = ui::draw_part(ui, area, &mut self.next, part);
        self.seen = Some(ui::Seen::of(ui, area));
        self.waits = matches!(part, ScreenPart::List | ScreenPart::Step(_)) || ui.is_awaiting();
        let mut out = Vec::new();
        queue!(out, BeginSynchronizedUpdate)?;
        let mut encoder = Encoder::new(&self.next.cells, self.cursor, &mut out);
        let changed = encoder.draw(&self.shown, &part.places(ui, area));
        // What a colleague changed elsewhere is no reason to send anything over a slow line.
        if spot == self.cursor && !changed.contains(&true) {
            return Ok(());
        }
        encoder.end();
        if let Some((x, y)) = spot {
            encoder.go(x, y);
        }
        match (self.cursor, spot) {
            (None, Some(_)) => queue!(out, Show)?,
            (_, None) => queue!(out, Hide)?,
            (Some(_), Some(_)) => {}
        }
        self.cursor = spot;
        queue!(out, EndSynchronizedUpdate)?;
        terminal.backend_mut().write_all(&out)?;
        Write::flush(terminal.backend_mut())?;
        // The lines that changed are shown now.
        let width = usize::from(area.width).max(1);
        let lines = self.shown.content.chunks_mut(width).zip(self.next.cells.content.chunks(width));
        lines
            .zip(changed)
            .filter(|(_, changed)| *changed)
            .for_each(|((shown, next), _)| shown.clone_from_slice(next));
        Ok(())
    }
}
