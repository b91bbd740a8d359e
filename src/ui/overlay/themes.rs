//! The themes, each seen as the cursor comes to it; leaving puts the old one back.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::input_state::Effect;
use crate::ui::overlay::{Input, LIST, Overlay, Update, steps, which_key};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::theme::{THEMES, Theme};

/// The list of themes with its cursor.
#[derive(Debug)]
pub(crate) struct ThemePicker {
    at: usize,
    before: Theme,
}

impl ThemePicker {
    /// Returns the list, its first theme tried on.
    pub(crate) fn open(app: &mut App) -> ThemePicker {
        let picker = ThemePicker { at: 0, before: app.theme.clone() };
        picker.try_on(app);
        picker
    }

    fn try_on(&self, app: &mut App) {
        if let Some((name, _, help)) = THEMES.get(self.at)
            && let Some(theme) = Theme::named(name)
        {
            app.theme = theme.at_depth(app.depth);
            app.say(format!("{name}: {help}."));
        }
    }
}

impl Overlay for ThemePicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match (steps(input.action), input.action) {
            (Some(by), _) => {
                let all = THEMES.len() as isize;
                self.at = (self.at as isize + by.clamp(-all, all)).rem_euclid(all) as usize;
            }
            (None, Some(Action::Choose)) => {
                let name = THEMES.get(self.at).map_or("terminal", |(n, ..)| n);
                app.desk.effects.push(Effect::Keep { setting: "theme", value: name.to_owned() });
                app.say(format!("The theme {name} is kept in config.toml."));
                return Update::Close;
            }
            (None, Some(Action::Close)) => {
                app.theme = self.before.clone();
                app.say("The theme stays as it was.");
                return Update::Close;
            }
            _ => {}
        }
        self.try_on(app);
        Update::Stay
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let lines: Vec<String> = THEMES
            .iter()
            .enumerate()
            .map(|(i, (name, _, help))| {
                format!("{} {name:<9} {help}", if i == self.at { ">" } else { " " })
            })
            .collect();
        let keys = look.keys(&[
            (&[Action::Down, Action::Up], "try one"),
            (&[Action::Choose], "keeps it"),
            (&[Action::Close], "goes back"),
        ]);
        let spot = which_key::draw(&format!("Theme · {keys}"), &lines, look, area, buf);
        which_key::on_line(spot, self.at, area)
    }
}
