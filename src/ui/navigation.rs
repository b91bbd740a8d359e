//! Session-wide actions: palette, bookmarks, back and forward, clipboard, themes.

use crate::api::Request;
use crate::domain::case::CaseRef;
use crate::keymap::action::Action;
use crate::keymap::key::{Key, KeySym};
use crate::ui::input_state::Effect;
use crate::ui::overlay::palette::Palette;
use crate::ui::{App, Overlay};
use crate::widgets::theme::{THEMES, Theme};

impl App {
    /// Takes what only the shell can do, in order.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.desk.effects)
    }

    /// Says whether references may be sent to the terminal's clipboard.
    pub fn allow_clipboard(&mut self, allowed: bool) {
        self.desk.clipboard = allowed;
    }

    pub(super) fn act_desk(&mut self, action: Action) -> Vec<Request> {
        match action {
            Action::Help => {
                self.over = Some(Overlay::Palette(Palette { help: true, ..Palette::default() }))
            }
            Action::Palette => self.over = Some(Overlay::Palette(Palette::default())),
            Action::SetMark if self.case.is_none() => self.refuse("There is no case to mark yet."),
            Action::SetMark => self.over = Some(Overlay::Mark { set: true }),
            Action::GoMark if self.desk.marks().is_empty() => {
                let key = self.key_words(Action::SetMark);
                self.refuse(format!(
                    "No case is marked yet. {key} and a letter marks the open one."
                ));
            }
            Action::GoMark => self.over = Some(Overlay::Mark { set: false }),
            Action::Older => return self.along_the_trail(1),
            Action::Newer => return self.along_the_trail(-1),
            Action::CopyReference => self.copy_reference(),
            Action::ChooseTheme => {
                let before = self.theme.clone();
                self.over = Some(Overlay::Themes { at: 0, before: Box::new(before) });
                self.try_theme(0);
            }
            Action::Suspend => self.desk.effects.push(Effect::Suspend),
            Action::Redraw => self.desk.effects.push(Effect::Redraw),
            Action::Blank => self.hide(),
            Action::BackUp => self.desk.effects.push(Effect::BackUp),
            _ => {}
        }
        Vec::new()
    }

    /// Undoes or redoes at once what was just done here and said; anything else is said first.
    pub(super) fn ask_turn(&mut self, undo: bool) -> Vec<Request> {
        let open = self.case.as_ref().map(|c| c.id);
        let sure = if undo { open.is_some() && self.desk.sure == open } else { self.desk.undone };
        if sure { self.turn_back(undo) } else { vec![Request::PreviewUndo { undo }] }
    }

    /// Returns what undoes or redoes, and asks for the list anew, since other cases may stand in
    /// the change.
    pub(super) fn turn_back(&mut self, undo: bool) -> Vec<Request> {
        let here = self.cases.current().map(|s| s.id);
        vec![if undo { Request::Undo } else { Request::Redo }, self.cases.ask_for(here, self.today)]
    }

    pub(super) fn key_turn(&mut self, undo: bool, key: Key) -> Vec<Request> {
        if key.code == KeySym::Char('y') {
            return self.turn_back(undo);
        }
        self.say("Everything stays as it is.");
        Vec::new()
    }

    /// Says that an event is being filled in, and how to end that.
    pub(super) fn refuse_unsaved(&mut self) {
        let (save, back) = (self.key_words(Action::Save), self.key_words(Action::Cancel));
        self.refuse(format!("This event is not saved yet. {save} saves it, {back} leaves it."));
    }

    /// Returns the first key of an action as sentences name it, or its name in the palette where it
    /// has none.
    pub(super) fn key_words(&self, action: Action) -> String {
        match self.keymap.keys_for(action).first() {
            Some(keys) => keys.to_string(),
            None => format!(":{}", action.name().replace('_', " ")),
        }
    }

    fn along_the_trail(&mut self, by: isize) -> Vec<Request> {
        match self.desk.back(by) {
            Some(id) => self.show(id),
            None => {
                self.refuse(if by > 0 {
                    "No case was open before this one."
                } else {
                    "This is the case that was opened last."
                });
                Vec::new()
            }
        }
    }

    /// Opens a case wherever it stands, the filter given up where it hides the case.
    pub(super) fn show(&mut self, id: CaseRef) -> Vec<Request> {
        if !self.cases.is_shown(id) {
            self.cases.filter.clear();
        }
        self.cases.go_to(id);
        self.look_at(id)
    }

    fn copy_reference(&mut self) {
        let Some(id) = self.case.as_ref().map(|c| c.id) else {
            return self.refuse("There is no case to copy the reference of.");
        };
        if !self.desk.clipboard {
            return self.refuse("The clipboard is switched off. Write clipboard = true into config.toml to allow it.");
        }
        self.desk.effects.push(Effect::Copy(id.to_string()));
        // Nobody here can know that it arrived.
        self.say(format!("{id} was sent to your terminal's clipboard."));
    }

    pub(super) fn key_mark(&mut self, set: bool, key: Key) -> Vec<Request> {
        let KeySym::Char(letter) = key.code else {
            self.say("No mark was used.");
            return Vec::new();
        };
        if !letter.is_alphanumeric() || key.ctrl {
            self.refuse("A mark is a letter or a digit.");
            return Vec::new();
        }
        let open = self.case.as_ref().map(|c| c.id);
        match (set, open, self.desk.mark(letter)) {
            (true, Some(id), _) => {
                self.desk.set_mark(letter, id);
                let back = self.key_words(Action::GoMark);
                self.say(format!("{id} is marked {letter}. {back} {letter} comes back to it."));
                Vec::new()
            }
            (false, _, Some(id)) => self.show(id),
            (_, _, _) => {
                self.refuse(format!("No case is marked {letter}."));
                Vec::new()
            }
        }
    }

    fn try_theme(&mut self, at: usize) {
        if let Some((name, _, help)) = THEMES.get(at)
            && let Some(theme) = Theme::named(name)
        {
            self.theme = theme.at_depth(self.depth);
            self.say(format!("{name}: {help}."));
        }
    }

    pub(super) fn key_theme(&mut self, mut at: usize, before: Box<Theme>, key: Key) {
        match key.code {
            KeySym::Down | KeySym::Char('j') => at = (at + 1) % THEMES.len(),
            KeySym::Up | KeySym::Char('k') => at = (at + THEMES.len() - 1) % THEMES.len(),
            KeySym::Enter => {
                let name = THEMES.get(at).map_or("terminal", |(n, ..)| n);
                self.desk.effects.push(Effect::Keep { setting: "theme", value: name.to_owned() });
                return self.say(format!("The theme {name} is kept in config.toml."));
            }
            KeySym::Esc => {
                self.theme = *before;
                return self.say("The theme stays as it was.");
            }
            _ => {}
        }
        self.try_theme(at);
        self.over = Some(Overlay::Themes { at, before });
    }

    pub(super) fn key_palette(&mut self, mut palette: Palette, key: Key) -> Vec<Request> {
        let last = palette.rows(self).len().saturating_sub(1);
        match key.code {
            KeySym::Esc => return Vec::new(),
            KeySym::Enter => {
                let row = palette.rows(self).into_iter().nth(palette.at.min(last));
                return match row {
                    Some(row) => self.run_row(row, palette),
                    None => Vec::new(),
                };
            }
            KeySym::Down | KeySym::Tab => palette.at = (palette.at + 1).min(last),
            KeySym::Up | KeySym::BackTab => palette.at = palette.at.min(last).saturating_sub(1),
            KeySym::PageDown => palette.at = (palette.at + 10).min(last),
            KeySym::PageUp => palette.at = palette.at.min(last).saturating_sub(10),
            KeySym::Backspace => {
                palette.letters.pop();
                palette.at = 0;
            }
            KeySym::Char(c) if !key.ctrl => {
                palette.letters.push(c);
                palette.at = 0;
            }
            _ => {}
        }
        self.over = Some(Overlay::Palette(palette));
        Vec::new()
    }

    fn run_row(
        &mut self,
        row: crate::ui::overlay::palette::PaletteRow,
        palette: Palette,
    ) -> Vec<Request> {
        let Some(action) = row.action else {
            // A word of the search language: it is put where searches are typed.
            self.cases.filter = row.keys;
            self.cases.finding = true;
            return Vec::new();
        };
        match row.cannot {
            Some(why) => {
                self.refuse(format!("\"{}\" cannot be done now: {why}.", row.words));
                self.over = Some(Overlay::Palette(palette));
                Vec::new()
            }
            None => self.act(action),
        }
    }
}
