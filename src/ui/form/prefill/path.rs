//! A path that is typed, and a question that is answered by `y`.

use crate::ui::{Look, Spot};
use crate::widgets::put::{put, wipe};
use crate::widgets::text::{cells, cut, pad, wrap};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// What a file that the shell has read is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// A transfer file, to be offered.
    Transfer,
    /// A paper, to be taken in as evidence of this kind.
    Evidence { kind: String },
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    Transfer,
    Evidence,
    /// The folder that a piece of evidence of this row is written to.
    Folder {
        row: u32,
    },
}

/// A path in the middle of being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub what: For,
    pub letters: String,
}

impl Asked {
    fn title(&self) -> &'static str {
        match self.what {
            For::Transfer => "Which transfer file (CTF)? Its path on this computer",
            For::Evidence => "Which file is taken in? Its path on this computer",
            For::Folder { .. } => "Write the file to which folder?",
        }
    }
}

/// Draws the question and the typed path; returns the cell after it.
pub(super) fn draw(asked: &Asked, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    let over = bottom(area, 3);
    if over.height == 0 || over.width == 0 {
        return None;
    }
    let width = over.width as usize;
    wipe(buf, over, look.theme.style(Role::Text));
    put(
        buf,
        over,
        0,
        0,
        &pad(&cut(&format!("{} · Enter goes on, Esc leaves", asked.title()), width), width),
        look.theme.style(Role::Title),
    );
    // The end of a long path is what is being typed.
    let all: Vec<char> = asked.letters.chars().collect();
    let mut from = 0;
    while cells(&all[from..].iter().collect::<String>()) + 2 > width && from < all.len() {
        from += 1;
    }
    let words: String = all[from..].iter().collect();
    put(buf, over, 0, 1, &pad(&words, width), look.theme.style(Role::Field));
    put(buf, over, 0, 2, &pad("It may be pasted. ~ is your home folder.", width), look.theme.style(Role::Hint));
    let y = 1.min(over.height - 1);
    Some((over.x + (cells(&words) as u16).min(over.width - 1), over.y + y))
}

/// Draws a question that only `y` answers.
pub(super) fn confirm(says: &str, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    let lines = wrap(says, area.width.max(1) as usize);
    let over = bottom(area, lines.len() as u16 + 1);
    if over.height == 0 || over.width == 0 {
        return None;
    }
    let width = over.width as usize;
    wipe(buf, over, look.theme.style(Role::Text));
    for (y, line) in lines.iter().enumerate() {
        put(buf, over, 0, y as u16, &pad(line, width), look.theme.style(Role::Title));
    }
    put(buf, over, 0, lines.len() as u16, &pad("y does it, any other key leaves it.", width), look.theme.style(Role::Hint));
    Some((over.x, over.y))
}

/// Returns the lowest rows of an area.
pub(super) fn bottom(area: Rect, rows: u16) -> Rect {
    let height = rows.min(area.height);
    Rect { y: area.bottom() - height, height, ..area }
}
