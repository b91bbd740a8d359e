//! Session-wide actions: palette, bookmarks, back and forward, clipboard, themes.

use crate::api::Request;
use crate::domain::case::CaseRef;
use crate::keymap::action::Action;
use crate::ui::App;
use crate::ui::input_state::Effect;
use crate::ui::overlay::mark::MarkPrompt;
use crate::ui::overlay::palette::Palette;
use crate::ui::overlay::themes::ThemePicker;

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
            Action::Help => self.lay(Palette::help()),
            Action::Palette => self.lay(Palette::default()),
            Action::SetMark if self.case.is_none() => self.refuse("There is no case to mark yet."),
            Action::SetMark => self.lay(MarkPrompt { set: true }),
            Action::GoMark if self.desk.marks().is_empty() => {
                let key = self.key_words(Action::SetMark);
                self.refuse(format!(
                    "No case is marked yet. {key} and a letter marks the open one."
                ));
            }
            Action::GoMark => self.lay(MarkPrompt { set: false }),
            Action::Older => return self.along_the_trail(1),
            Action::Newer => return self.along_the_trail(-1),
            Action::CopyReference => self.copy_reference(),
            Action::ChooseTheme => {
                let themes = ThemePicker::open(self);
                self.lay(themes);
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
        if let Some(id) = self.desk.back(by) {
            self.show(id)
        } else {
            self.refuse(if by > 0 {
                "No case was open before this one."
            } else {
                "This is the case that was opened last."
            });
            Vec::new()
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
}
