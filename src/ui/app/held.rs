//! Keys that came faster than hands type them.

use crate::ui::app::words;
use std::collections::BTreeSet;

use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::ui::app::App;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::effect::Effect;
use crate::ui::overlay::confirm::Confirm;

/// So many letters in one go, with no other key between, are a text: at ten a second they would have
/// waited a second and a half for a line that stood still.
const MOST: usize = 16;
/// So many are a text where a blank stands among them.
const WITH_BLANK: usize = 6;
/// So many are a text where they stand behind a key that opens one: what is typed ahead into it
/// would have waited five seconds.
const AHEAD: usize = 48;
/// So many different ones, since a key that is held down repeats itself.
const DIFFERENT: usize = 5;
/// What opens a text, so that the letters after it are typed into it.
const OPEN_TEXT: &[Action] = &[
    Action::AddRow,
    Action::Edit,
    Action::Find,
    Action::FindInForm,
    Action::Help,
    Action::ImportRegister,
    Action::Palette,
    Action::Record,
    Action::SearchText,
    Action::Transfer,
];
/// How many of them are shown.
const SHOWN: usize = 30;

impl App {
    /// Returns whether the next letter is text rather than a command.
    fn takes_text(&self) -> bool {
        self.scopes().contains(&Scope::Text) || self.list.is_searching() || self.privacy.is_on()
    }

    /// Holds keys that came in one go where they look like a text, and asks about them; false where
    /// they are to be pressed.
    pub fn hold(&mut self, keys: &[Key]) -> bool {
        let action = |at: usize| {
            keys.get(at).and_then(|key| self.session.keymap.lookup(self.scopes(), *key))
        };
        let opens_text = |at: usize| action(at).is_some_and(|action| OPEN_TEXT.contains(&action));
        let begins_answer = keys.first().is_some_and(|key| self.begins_answer(*key));
        if self.takes_text() || begins_answer {
            return false;
        }
        // So is an answer to the next missing question, as long as it is no longer than a line that
        // stood still would make it.
        let is_answer = action(0) == Some(Action::NextMissing) && opens_text(1);
        let all = keys.split(|key| key.character().is_none());
        let longest = all.max_by_key(|run| run.len()).unwrap_or_default();
        let letters: String = longest.iter().filter_map(|key| key.character()).collect();
        let different = letters.chars().collect::<BTreeSet<char>>().len();
        let count = letters.chars().count();
        // What is typed ahead into a text that its first key opens is meant so, unless it is longer
        // than anybody types ahead.
        let enough = match letters.contains(' ') && !is_answer {
            _ if opens_text(0) => AHEAD,
            true => WITH_BLANK,
            false => MOST,
        };
        if count < enough || different < DIFFERENT {
            return false;
        }
        self.ask_held(keys, &letters);
        true
    }

    /// Adds keys to those that are held, where they came too soon after them to be an answer: a
    /// paste may come in several packets. False where nothing is held.
    pub fn hold_more(&mut self, held: &[Key], more: &[Key]) -> bool {
        if !self.scopes().contains(&Scope::Confirm) {
            return false;
        }
        self.overlays.pop();
        let keys = [held, more].concat();
        let letters: String = keys.iter().filter_map(|key| key.character()).collect();
        self.ask_held(&keys, &letters);
        true
    }

    fn ask_held(&mut self, keys: &[Key], letters: &str) {
        let count = letters.chars().count();
        let shown: String = letters.chars().take(SHOWN).collect();
        let more = if count > SHOWN { " …" } else { "" };
        let question = words::came_at_once(&pluralize(keys.len(), "key"), &shown, &more);
        let pressed = Changes::from(PaneChange::Effect(Effect::Press(keys.to_vec())));
        let asked = Confirm::new(question, pressed, words::NOTHING_PRESSED);
        let asks = self.carry_out(Changes::lay(asked));
        debug_assert!(asks.is_empty(), "a question asks nothing of the service");
    }
}
