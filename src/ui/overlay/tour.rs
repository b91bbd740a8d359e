//! Offsite in four screens, for whoever starts it for the first time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Input, LIST, Overlay, Update, steps};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::session::Session;
use crate::widgets::heading::draw_heading;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::wrap;
use crate::widgets::theme::Role;

/// A screen of the tour: its title, and its paragraphs with `{}` where a key stands.
struct Screen {
    title: &'static str,
    paragraphs: &'static [(&'static str, &'static [Action])],
}

const SCREENS: [Screen; 4] = [
    Screen {
        title: "Your cases",
        paragraphs: &[
            (
                "The list shows every case, the most urgent first. ! is overdue, * is due today.",
                &[],
            ),
            (
                "{} and {} move. {} does the first thing a case needs.",
                &[Action::Down, Action::Up, Action::Deal],
            ),
            ("{} says why it is needed, with the dates counted out.", &[Action::Why]),
            (
                "{} finds a case by a few letters of the name, the school or the UPN.",
                &[Action::Find],
            ),
        ],
    },
    Screen {
        title: "One record",
        paragraphs: &[
            (
                "You enter each fact once. The passport, the notification, the meetings and the letter all use it.",
                &[],
            ),
            (
                "{} opens the passport. {} goes to the next missing answer.",
                &[Action::Passport, Action::NextMissing],
            ),
            (
                "Type to begin an answer; capitals always do. {} and {} answer a yes-or-no question.",
                &[Action::Yes, Action::No],
            ),
            ("What you type is saved as you type it. {} undoes.", &[Action::Undo]),
        ],
    },
    Screen {
        title: "What happens",
        paragraphs: &[
            ("{} records an event: a call, a meeting, a decision, a review.", &[Action::Record]),
            ("{} shows the events and what is booked by day.", &[Action::Timeline]),
            (
                "{} shows both registers, week by week. Type a mark as its code.",
                &[Action::Attendance],
            ),
            ("{} creates letters and forms from the record.", &[Action::Documents]),
        ],
    },
    Screen {
        title: "Getting started",
        paragraphs: &[
            ("{} opens your first case.", &[Action::NewCase]),
            (
                "{} takes in schools, term dates, a pupil's transfer file, or cases.",
                &[Action::Import],
            ),
            (
                "{} shows what you can do on each screen; {} finds any command by name.",
                &[Action::Help, Action::Palette],
            ),
            (
                "To practise on invented pupils, leave with {} and run: offsite tutor.",
                &[Action::Quit],
            ),
        ],
    },
];

/// The tour, and which of its screens is shown.
#[derive(Debug, Default)]
pub(crate) struct Tour {
    at: usize,
}

impl Overlay for Tour {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Choose, "Next"), (Action::Close, "Close")]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        let last = SCREENS.len() - 1;
        let by = match input.action {
            Some(Action::Choose | Action::Toggle | Action::NextPart | Action::Right) => 1,
            Some(Action::Left) => -1,
            action => match steps(action) {
                Some(by) => by.signum(),
                None => return Update::Close,
            },
        };
        if by > 0 && self.at == last && steps(input.action).is_none() {
            return Update::Close;
        }
        self.at = self.at.saturating_add_signed(by).min(last);
        Update::Stay
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        if area.height == 0 || area.width == 0 {
            return None;
        }
        clear(buf, area, look.theme.style(Role::Text));
        let screen = &SCREENS[self.at.min(SCREENS.len() - 1)];
        let head = format!("Welcome to Offsite · {}", screen.title);
        let end = format!(
            "{} of {} · {} next, {} closes",
            self.at + 1,
            SCREENS.len(),
            (look.key)(Action::Choose),
            (look.key)(Action::Close)
        );
        draw_heading(&head, (&end, Role::Hint), look.theme, area, buf);
        let mut y = 2;
        for (words, keys) in screen.paragraphs {
            for line in wrap(&filled(words, keys, look), usize::from(area.width)) {
                draw_text(buf, area, 0, y, &line, look.theme.style(Role::Text));
                y += 1;
            }
            y += 1;
        }
        Some((area.x, area.y))
    }
}

/// Returns a paragraph with the keys of its actions in their places.
fn filled(words: &str, keys: &[Action], look: &DrawContext) -> String {
    keys.iter().fold(words.to_owned(), |text, action| text.replacen("{}", &(look.key)(*action), 1))
}
