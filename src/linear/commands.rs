//! The commands of a linear session: how a line names one, and the help that teaches them.

use crate::domain::query::words::WORDS;
use crate::keymap::action::{Action, Group, InLines, Scope};
use crate::keymap::key::Key;
use crate::linear::{CommandResult, Linear};

/// Names that the commands of the shell have, and what leaves a question.
const ALSO: &[(&str, Action)] =
    &[("list", Action::Cases), ("today", Action::Cases), (".", Action::Back)];

/// Returns the commands with what may follow each and what it does.
fn commands() -> impl Iterator<Item = (Action, &'static str, &'static str)> {
    Action::ALL.iter().filter_map(|(action, ..)| match action.in_lines() {
        InLines::Typed(takes, says) => Some((*action, takes, says)),
        InLines::ScreenOnly(_) => None,
    })
}

/// Returns the commands of a group.
fn commands_of(group: Group) -> impl Iterator<Item = (Action, &'static str, &'static str)> {
    commands().filter(move |(action, ..)| action.group() == group)
}

/// Returns the group whose heading has every word that was typed, where there is only one.
fn group(about: &str) -> Option<Group> {
    let has = |title: &str| {
        let title = title.to_lowercase();
        about.split_whitespace().all(|word| title.split_whitespace().any(|own| own == word))
    };
    let is_typed = |group: &Group| commands_of(*group).next().is_some();
    let named = Group::ALL.iter().filter(|(_, title)| has(title)).map(|(group, _)| *group);
    let mut all = named.filter(is_typed);
    all.next().filter(|_| all.next().is_none())
}

/// Returns the name of an action as it is typed.
pub(super) fn name(action: Action) -> String {
    action.name().replace('_', " ")
}

/// Returns the action whose whole name begins a line, the longest first, and what follows it.
fn whole(line: &str) -> Option<(Action, &str)> {
    let fits = |(action, ..): &(Action, &str, Scope, &str)| {
        let rest = line.strip_prefix(&name(*action))?;
        (rest.is_empty() || rest.starts_with(' ')).then_some((*action, rest.trim()))
    };
    Action::ALL.iter().filter_map(fits).min_by_key(|(_, rest)| rest.len())
}

impl Linear<'_> {
    /// Returns the action that a line names, and what follows it: by its name, by its key, or by the
    /// beginning of its name where only one begins so.
    pub(super) fn named<'l>(&self, line: &'l str) -> Option<(Action, &'l str)> {
        if let Some(found) = whole(line) {
            return Some(found);
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let also = ALSO.iter().find(|(other, _)| *other == word).map(|(_, action)| *action);
        let by_key = || {
            let key = Key::parse(word).filter(|_| word.chars().count() == 1)?;
            let of = |scope| {
                commands().map(|(a, ..)| a).find(|a| {
                    a.scope() == scope
                        && self.keymap.keys_for(*a).iter().any(|keys| keys.0 == [key])
                })
            };
            of(Scope::Global).or_else(|| of(Scope::Cases))
        };
        let begins = || {
            let mut all = commands()
                .map(|(a, ..)| a)
                .filter(|a| word.chars().count() > 1 && name(*a).starts_with(word));
            all.next().filter(|_| all.next().is_none())
        };
        also.or_else(by_key).or_else(begins).map(|a| (a, rest.trim()))
    }

    /// Says the groups of commands; with the name of a group or a command, what it does.
    pub(super) fn help(&mut self, about: &str) -> CommandResult {
        if about.is_empty() {
            return self.help_groups();
        }
        if let Some(group) = group(about) {
            self.say(group.begins())?;
            // A command may have the name of a group to which it does not belong.
            let same = commands().find(|(a, ..)| name(*a) == about && a.group() != group);
            for (action, takes, says) in same.into_iter().chain(commands_of(group)) {
                self.help_line(action, takes, says)?;
            }
            return Ok(());
        }
        if about == "searches" {
            return self.help_searches();
        }
        match self.named(about).map(|(action, _)| (action, action.in_lines())) {
            Some((action, InLines::Typed(takes, says))) => self.help_line(action, takes, says),
            Some((action, InLines::ScreenOnly(why))) => self.screen_only(action, why),
            None => self.say(&format!(
                "There is no command called \"{}\". Type help for a list.",
                about.chars().take(40).collect::<String>()
            )),
        }
    }

    fn help_groups(&mut self) -> CommandResult {
        self.say(
            "Type a command, or the start of its name. Type a full stop to leave a question.",
        )?;
        for (group, title) in Group::ALL {
            let names: Vec<String> = commands_of(*group).map(|(a, ..)| name(a)).collect();
            if !names.is_empty() {
                self.say(&format!("{title}: {}. {}", names.join(", "), group.begins()))?;
            }
        }
        self.say("Type help and a group, a command or searches for more: help attendance.")
    }

    fn help_line(&mut self, action: Action, takes: &str, says: &str) -> CommandResult {
        let follows = if takes.is_empty() { String::new() } else { format!(" {takes}") };
        self.say(&format!("{}{follows}: {says}.", name(action)))
    }

    fn help_searches(&mut self) -> CommandResult {
        self.say("Type find and words such as these. Combine them to shorten the list:")?;
        for word in WORDS {
            self.say(&format!("{}: {}.", word.example, word.help))?;
        }
        Ok(())
    }

    /// Says why an action is of the screen only, and what to type instead.
    pub(super) fn screen_only(&mut self, action: Action, why: &str) -> CommandResult {
        self.say(&format!("{} only works on the screen. {why}", name(action)))
    }
}
