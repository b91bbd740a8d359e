//! Every command with its keys, and why it cannot be done now: what the palette and the help page
//! list.

use crate::config::HelpPage;
use crate::domain::query::words::WORDS;
use crate::keymap::action::{Action, Scope};
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
}

impl Situation {
    /// Returns every command, those of the innermost scope first; for the help page only those of
    /// the pane, and in the list the words of the search language after them.
    pub(crate) fn commands(self, is_help: bool, session: &Session) -> Vec<CommandRow> {
        let listed = Action::ALL.iter().filter(|(_, _, scope, _)| {
            self.scopes.contains(scope) || (!is_help && !scope.is_passing())
        });
        let mut all: Vec<CommandRow> = listed
            .map(|(action, _, scope, words)| CommandRow {
                action: Some(*action),
                page: None,
                scope: scope.name(),
                keys: keys(*action, session),
                words,
                cannot: self.cannot(*action, session),
            })
            .collect();
        let depth = |row: &CommandRow| self.scopes.iter().position(|s| s.name() == row.scope);
        all.sort_by_key(|row| depth(row).unwrap_or(self.scopes.len()));
        if is_help && self.scopes.contains(&Scope::Cases) {
            all.extend(search_words());
        }
        if is_help {
            all.extend((session.help_pages)(&session.keymap).into_iter().map(page));
        }
        all
    }

    /// Returns why an action cannot be done now, in a few words; none where it can.
    fn cannot(self, action: Action, session: &Session) -> Option<String> {
        if !self.scopes.contains(&action.scope()) {
            return Some(elsewhere(action.scope()));
        }
        let no_case = session.case.is_none().then(|| "there are no cases yet".to_owned());
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
            | Action::Edit => no_case,
            Action::CopyReference if !session.clipboard => {
                Some("off: set clipboard = true in config.toml".into())
            }
            Action::CopyReference => no_case,
            Action::GoMark if !self.has_bookmarks => Some("there are no bookmarks yet".into()),
            Action::Quit if self.is_filling => Some("an event is not saved yet".into()),
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
        keys: word.example.to_owned(),
        words: word.help,
        cannot: None,
    })
}

fn page(page: HelpPage) -> CommandRow {
    CommandRow {
        action: None,
        scope: "manual",
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
        Scope::Cases => format!("only in the {} list", pane(Pane::Cases)),
        Scope::Passport => format!("only in the {}", pane(Pane::Passport)),
        Scope::Timeline => format!("only in the {}", pane(Pane::Timeline)),
        Scope::Attendance => format!("only in {}", pane(Pane::Attendance)),
        Scope::Documents => format!("only in the {}", pane(Pane::Documents)),
        Scope::Form | Scope::Text => "only while filling something in".into(),
        Scope::List | Scope::Confirm | Scope::Timetable | Scope::Terms => {
            "only in a window over the pane".into()
        }
        Scope::Global => String::new(),
    }
}
