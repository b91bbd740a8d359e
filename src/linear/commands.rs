//! The commands of a linear session: their names, and the help that lists them.

use crate::domain::query::words::WORDS;
use crate::keymap::action::Action;
use crate::keymap::key::Key;
use crate::linear::{CommandResult, Linear};

/// The commands, by the actions whose names and words they share; the second word is what may
/// follow.
const COMMANDS: &[(Action, &str)] = &[
    (Action::Cases, ""),
    (Action::PageDown, ""),
    (Action::Find, "SEARCH"),
    (Action::NewCase, ""),
    (Action::Open, "NUMBER or REFERENCE"),
    (Action::Overview, ""),
    (Action::Why, ""),
    (Action::Passport, "1 to 5, or missing"),
    (Action::Timeline, ""),
    (Action::Record, "EVENT"),
    (Action::Attendance, "DAY"),
    (Action::Undo, ""),
    (Action::Redo, ""),
    (Action::Back, ""),
    (Action::Help, ""),
    (Action::Quit, ""),
];

impl Linear<'_> {
    /// Returns the action that a line names: by its name, by its key, or by the beginning of its
    /// name where only one begins so.
    pub(super) fn named<'l>(&self, line: &'l str) -> Option<(Action, &'l str)> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let name = |a: &Action| a.name().replace('_', " ");
        let whole = COMMANDS.iter().find(|(a, _)| {
            line == name(a) || line.strip_prefix(&name(a)).is_some_and(|r| r.starts_with(' '))
        });
        if let Some((action, _)) = whole {
            return Some((*action, line[name(action).len()..].trim()));
        }
        let key = Key::parse(word).filter(|_| word.chars().count() == 1);
        let by_key = key.and_then(|k| {
            COMMANDS.iter().find(|(a, _)| self.keymap.keys_for(*a).iter().any(|keys| keys.0 == [k]))
        });
        let begins = || {
            let mut all = COMMANDS
                .iter()
                .filter(|(a, _)| word.chars().count() > 1 && name(a).starts_with(word));
            all.next().filter(|_| all.next().is_none())
        };
        by_key.or_else(begins).map(|(a, _)| (*a, rest.trim()))
    }

    pub(super) fn help(&mut self) -> CommandResult {
        for (action, takes) in COMMANDS {
            let follows = if takes.is_empty() { String::new() } else { format!(" {takes}") };
            let name = action.name().replace('_', " ");
            self.say(&format!("{name}{follows}: {}.", action.help()))?;
        }
        self.say("A number opens that case of the list. Searches are words such as:")?;
        for word in WORDS {
            self.say(&format!("{}: {}.", word.example, word.help))?;
        }
        Ok(())
    }
}
