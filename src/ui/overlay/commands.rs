//! Every command with its keys, and why it cannot be done now: what the palette and the help page
//! list.

use crate::config::HelpPage;
use crate::domain::query::words::WORDS;
use crate::keymap::action::{Action, Group, Scope};
use crate::ui::overlay::words;
use crate::ui::pane::Pane;
use crate::ui::session::Session;

/// One command as it is listed.
#[derive(Debug, Clone)]
pub(crate) struct CommandRow {
    /// What it does when it is run; none for a word of the search language and for a page.
    pub(crate) action: Option<Action>,
    /// The page that it opens.
    pub(crate) page: Option<HelpPage>,
    /// The name of the scope in which its keys are looked up.
    pub(crate) scope: &'static str,
    /// The heading under which the help has it.
    pub(crate) heading: &'static str,
    /// Its keys.
    pub(crate) keys: String,
    /// What it does, in words.
    pub(crate) words: &'static str,
    /// Why it cannot be done now.
    pub(crate) cannot: Option<String>,
}

/// Where the officer is, as far as it decides what can be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Situation {
    /// The scopes of the pane, the innermost first.
    pub(crate) scopes: &'static [Scope],
    /// An event is being filled in that is not stored yet.
    pub(crate) is_filling: bool,
    /// Some case has a bookmark.
    pub(crate) has_bookmarks: bool,
    /// Some case is selected.
    pub(crate) has_selection: bool,
    /// The officer looks at a task.
    pub(crate) has_task: bool,
}

impl Situation {
    /// Returns every command, those of the innermost scope first. For the help page only those of
    /// the pane, by groups: first that of the pane itself, then the others in the order in
    /// which an officer needs them; in the list the words of the search language after them.
    pub(crate) fn commands(self, is_help: bool, session: &Session) -> Vec<CommandRow> {
        let offered = Action::ALL.iter().filter(|(action, ..)| session.keymap.offers(*action));
        let listed = offered.filter(|(_, _, scope, _)| {
            self.scopes.contains(scope) || (!is_help && !scope.is_passing())
        });
        let mut all: Vec<CommandRow> = listed
            .map(|(action, _, scope, words)| CommandRow {
                action: Some(*action),
                page: None,
                scope: scope.name(),
                heading: action.group().title(),
                keys: keys(*action, session),
                words,
                cannot: self.cannot(*action, session),
            })
            .collect();
        let depth = |row: &CommandRow| self.scopes.iter().position(|s| s.name() == row.scope);
        all.sort_by_key(|row| depth(row).unwrap_or(self.scopes.len()));
        if is_help {
            all.sort_by_key(|row| row.action.map(|action| self.place(action.group())));
        }
        if is_help && self.scopes.contains(&Scope::Cases) {
            all.extend(search_words());
        }
        if is_help {
            all.extend((session.help_pages)(&session.keymap).into_iter().map(page));
        }
        all
    }

    /// Returns the place of a group in the help: what only this pane has comes first. In the list
    /// the case under the cursor does.
    fn place(self, group: Group) -> (bool, usize) {
        let is_own = self.scopes.first().is_some_and(|own| {
            let has = |scope: Scope| {
                Action::ALL.iter().any(|(a, _, s, _)| *s == scope && a.group() == group)
            };
            *own != Scope::Cases && has(*own) && !has(Scope::Global)
        });
        (!is_own, group.place())
    }

    /// Returns why an action cannot be done now, in a few words; none where it can.
    fn cannot(self, action: Action, session: &Session) -> Option<String> {
        if !self.scopes.contains(&action.scope()) {
            return Some(elsewhere(action.scope()));
        }
        let no_case = session.case.is_none().then(|| words::NO_CASES.to_owned());
        match action {
            Action::Record
            | Action::Terms
            | Action::Why
            | Action::Overview
            | Action::Passport
            | Action::Timeline
            | Action::Attendance
            | Action::Documents
            | Action::Open
            | Action::SetMark
            | Action::People
            | Action::History
            | Action::Restrict
            | Action::SelectCase
            | Action::SelectAllCases
            | Action::Edit => no_case,
            Action::Deal if !self.has_task => {
                no_case.or_else(|| Some(words::NOTHING_TO_DO_HERE.into()))
            }
            Action::ActOnSelected
            | Action::ClearSelection
            | Action::SelectRange
            | Action::PaperForAll
                if !self.has_selection =>
            {
                Some(words::NONE_SELECTED.into())
            }
            Action::OpenRestricted if session.role.is_none() => {
                Some(words::NOTHING_RESTRICTED.into())
            }
            Action::CopyReference if !session.clipboard => Some(words::CLIPBOARD_OFF.into()),
            Action::CopyReference => no_case,
            Action::GoMark if !self.has_bookmarks => Some(words::NO_BOOKMARKS.into()),
            Action::Quit if self.is_filling => Some(words::EVENT_NOT_SAVED.into()),
            _ => None,
        }
    }
}

fn keys(action: Action, session: &Session) -> String {
    let all = session.keymap.keys_for(action);
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ")
}

fn search_words() -> impl Iterator<Item = CommandRow> {
    WORDS.iter().map(|word| CommandRow {
        action: None,
        page: None,
        scope: "search",
        heading: words::SEARCH_WORDS,
        keys: word.example.to_owned(),
        words: word.help,
        cannot: None,
    })
}

fn page(page: HelpPage) -> CommandRow {
    CommandRow {
        action: None,
        scope: "manual",
        heading: words::MANUAL,
        keys: String::new(),
        words: page.title,
        page: Some(page),
        cannot: None,
    }
}

/// Returns where the actions of a scope act.
fn elsewhere(scope: Scope) -> String {
    let pane = |pane: Pane| pane.label().to_lowercase();
    match scope {
        Scope::Cases => words::only_in_list(&pane(Pane::Cases)),
        Scope::Passport => words::only_in_forms(&pane(Pane::Passport)),
        Scope::Timeline => words::only_in_forms(&pane(Pane::Timeline)),
        Scope::Attendance => words::only_in(&pane(Pane::Attendance)),
        Scope::Documents => words::only_in_forms(&pane(Pane::Documents)),
        Scope::Form | Scope::Text => words::ONLY_WHILE_FILLING.into(),
        Scope::List
        | Scope::Confirm
        | Scope::Timetable
        | Scope::Terms
        | Scope::Requests
        | Scope::Items => words::ONLY_OVER_A_PANE.into(),
        Scope::Global => String::new(),
    }
}
