//! The themes, each seen as the cursor comes to it; leaving puts the old one back.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, PaneChange, Update};
use crate::ui::effect::Effect;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::which_key;
use crate::ui::session::Session;
use crate::widgets::theme::{THEMES, Theme};

/// The list of themes with its cursor.
#[derive(Debug)]
pub(crate) struct ThemePicker {
    cursor: usize,
    before: Theme,
}

impl ThemePicker {
    /// Returns the list with its first theme tried on.
    pub(crate) fn open(session: &Session) -> Changes {
        let picker = ThemePicker { cursor: 0, before: session.theme.clone() };
        let first = picker.try_on(session);
        first.and(Changes::lay(picker))
    }

    fn try_on(&self, session: &Session) -> Changes {
        let Some((name, _, help)) = THEMES.get(self.cursor) else { return Changes::none() };
        let Some(theme) = Theme::named(name) else { return Changes::none() };
        let said = Changes::say(format!("{name}: {help}."));
        said.and(PaneChange::WearTheme(theme.at_depth(session.depth)))
    }

    fn keep(&self) -> Changes {
        let name = THEMES.get(self.cursor).map_or("terminal", |(name, ..)| name);
        let said = Changes::say(words::theme_saved(&name));
        said.and(PaneChange::Effect(Effect::Keep { setting: "theme", value: name.to_owned() }))
    }
}

impl Overlay for ThemePicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Choose, words::SAVE), (Action::Close, words::CANCEL)]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match (input.steps(), input.action) {
            (Some(by), _) => {
                let all = THEMES.len() as isize;
                let to = self.cursor as isize + by.clamp(-all, all);
                self.cursor = to.rem_euclid(all) as usize;
            }
            (None, Some(Action::Choose)) => return Update::CloseWith(self.keep()),
            (None, Some(Action::Close)) => {
                let said = Changes::say(words::THEME_NOT_CHANGED);
                return Update::CloseWith(said.and(PaneChange::WearTheme(self.before.clone())));
            }
            _ => {}
        }
        Update::StayWith(self.try_on(session))
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let lines: Vec<String> = THEMES
            .iter()
            .enumerate()
            .map(|(i, (name, _, help))| {
                format!("{} {name:<9} {help}", if i == self.cursor { ">" } else { " " })
            })
            .collect();
        let keys = look.keys(&[
            (&[Action::Down, Action::Up], "preview"),
            (&[Action::Choose], "save"),
            (&[Action::Close], "cancel"),
        ]);
        let spot = which_key::draw(&words::themes(&keys), &lines, look, area, buf);
        which_key::on_line(spot, self.cursor, area)
    }
}
