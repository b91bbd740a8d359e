//! The privacy screen: hides everything on a key or after idle minutes. It is no password; work
//! goes on where it was.

use crate::ui::overlay::words;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::Keymap;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{truncate, wrap};
use crate::widgets::theme::Role;

/// Stands alone on a hidden screen.
const SAYS: &str = words::SCREEN_IS_HIDDEN;

/// Whether the screen is hidden, and after how long without a key it hides itself.
#[derive(Debug, Default)]
pub(crate) struct PrivacyScreen {
    is_on: bool,
    after: Option<Duration>,
}

impl PrivacyScreen {
    /// Has the screen hide itself after minutes without a key; 0 for never.
    pub(crate) fn hide_after(&mut self, minutes: u16) {
        self.after = (minutes > 0).then(|| Duration::from_secs(60 * u64::from(minutes)));
    }

    /// Hides the screen where no key has come for too long; else returns how long that may still
    /// last, none for ever.
    pub(crate) fn idle(&mut self, since_key: Duration) -> Option<Duration> {
        let after = self.after.filter(|_| !self.is_on)?;
        if since_key >= after {
            self.is_on = true;
            return None;
        }
        after.checked_sub(since_key)
    }

    /// Hides the screen.
    pub(crate) fn hide(&mut self) {
        self.is_on = true;
    }

    /// Returns whether the screen is hidden.
    pub(crate) fn is_on(&self) -> bool {
        self.is_on
    }

    /// Takes a key while the screen is hidden, or one that hides it; false where the key is for
    /// what is shown.
    pub(crate) fn takes(&mut self, key: Key, scopes: &[Scope], keymap: &Keymap) -> bool {
        if self.is_on {
            self.is_on = key != Key::ENTER;
            return true;
        }
        // Wherever text can be typed a letter is text; any other key hides the screen from there
        // too.
        let is_letter = key.character().is_some();
        let scopes: Vec<Scope> = scopes.iter().copied().chain([Scope::Global]).collect();
        self.is_on = !is_letter && keymap.lookup(&scopes, key) == Some(Action::Blank);
        self.is_on
    }
}

/// Draws the sentence over everything.
#[expect(clippy::unnecessary_wraps, reason = "every pane and overlay gives its cursor so")]
pub(crate) fn draw(look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let width = area.width as usize;
    for (i, line) in wrap(SAYS, width).iter().take(area.height as usize).enumerate() {
        draw_text(buf, area, 0, i as u16, &truncate(line, width), look.theme.style(Role::Text));
    }
    Some((area.x, area.y))
}
