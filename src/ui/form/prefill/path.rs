//! A prompt for a path, and a question answered with `y`.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// What a file that the shell has read is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePurpose {
    /// A transfer file, to be offered.
    Transfer,
    /// A paper, to be taken in as evidence of this kind.
    Evidence { kind: String },
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPurpose {
    Transfer,
    Evidence,
    /// The folder that a piece of evidence of this row is written to.
    Folder {
        row: u32,
    },
}

/// A path in the middle of being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPrompt {
    pub what: PathPurpose,
    pub letters: String,
}

impl PathPrompt {
    fn title(&self) -> &'static str {
        match self.what {
            PathPurpose::Transfer => "Which transfer file (CTF)? Its path on this computer",
            PathPurpose::Evidence => "Which file is taken in? Its path on this computer",
            PathPurpose::Folder { .. } => "Write the file to which folder?",
        }
    }
}

/// Draws the question and the typed path; returns the cell after it.
pub(super) fn draw(
    asked: &PathPrompt,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let over = bottom(area, 3);
    if over.height == 0 || over.width == 0 {
        return None;
    }
    let width = over.width as usize;
    clear(buf, over, look.theme.style(Role::Text));
    draw_text(
        buf,
        over,
        0,
        0,
        &pad_to(&truncate(&format!("{} · Enter goes on, Esc leaves", asked.title()), width), width),
        look.theme.style(Role::Title),
    );
    // The end of a long path is what is being typed.
    let all: Vec<char> = asked.letters.chars().collect();
    let mut from = 0;
    while display_width(&all[from..].iter().collect::<String>()) + 2 > width && from < all.len() {
        from += 1;
    }
    let words: String = all[from..].iter().collect();
    draw_text(buf, over, 0, 1, &pad_to(&words, width), look.theme.style(Role::Field));
    draw_text(
        buf,
        over,
        0,
        2,
        &pad_to("It may be pasted. ~ is your home folder.", width),
        look.theme.style(Role::Hint),
    );
    let y = 1.min(over.height - 1);
    Some((over.x + (display_width(&words) as u16).min(over.width - 1), over.y + y))
}

/// Draws a question that only `y` answers.
pub(super) fn confirm(says: &str, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let lines = wrap(says, area.width.max(1) as usize);
    let over = bottom(area, lines.len() as u16 + 1);
    if over.height == 0 || over.width == 0 {
        return None;
    }
    let width = over.width as usize;
    clear(buf, over, look.theme.style(Role::Text));
    for (y, line) in lines.iter().enumerate() {
        draw_text(buf, over, 0, y as u16, &pad_to(line, width), look.theme.style(Role::Title));
    }
    draw_text(
        buf,
        over,
        0,
        lines.len() as u16,
        &pad_to("y does it, any other key leaves it.", width),
        look.theme.style(Role::Hint),
    );
    Some((over.x, over.y))
}

/// Returns the lowest rows of an area.
pub(super) fn bottom(area: Rect, rows: u16) -> Rect {
    let height = rows.min(area.height);
    Rect { y: area.bottom() - height, height, ..area }
}
