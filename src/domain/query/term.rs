//! A term of the search language: what it asks, and what may stand after it.

use std::fmt;

use crate::domain::case::flags::Facet;
use crate::domain::case::stage::Stage;

/// A term that stands alone: it is true of a case or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BareTerm {
    /// Something is late.
    Late,
    /// Something is due today.
    Today,
    /// A past host session has no host mark.
    Unmarked,
    /// Only named officers see it.
    Restricted,
    /// It was opened for a reason by an officer who was not named.
    Opened,
    /// A request for subject access about it is open.
    AccessRequest,
}

/// A term that asks for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayTerm {
    /// When the next duty is due.
    Due,
    /// The next review booked.
    Review,
    /// The first day at the host.
    Start,
    /// The last day at the host.
    End,
    /// The date of birth.
    Born,
}

/// A term that asks how long ago something was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgeTerm {
    /// Since anything was recorded.
    Untouched,
}

/// A term that asks for a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberTerm {
    /// The year group.
    YearGroup,
    /// Per cent of marked sessions.
    Attendance,
}

/// A term that asks for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextTerm {
    /// The host school, by name or id.
    Host,
    /// The home school, by name or id.
    Home,
    /// The child's name.
    Name,
    /// The UPN.
    Upn,
    /// Who saved its latest change.
    Officer,
}

/// What stands after a word.
#[derive(Debug, Clone, Copy)]
pub enum TermArgument {
    /// Nothing: the word stands alone.
    Nothing(BareTerm),
    /// A day, a number of days from today, or two days with `..` between them.
    Day(DayTerm),
    /// A number of days or weeks since a day.
    Since(AgeTerm),
    /// A number, held against a fraction.
    Number(NumberTerm),
    /// Any text, found anywhere in the answer.
    Text(TextTerm),
    /// One of some words.
    One(TermChoices),
}

/// A word for some stages, its help, and which stages it names.
pub type StageWord = (&'static str, &'static str, fn(Stage) -> bool);

/// A word for a group of the list, and its help.
pub type GroupWord = (&'static str, &'static str);

/// The words of a [`TermArgument::One`].
#[derive(Debug, Clone, Copy)]
pub enum TermChoices {
    /// Stages, by the words that name them.
    Stages(&'static [StageWord]),
    /// Groups of the list, by the words that name them, each at the place of its group.
    Groups(&'static [GroupWord]),
    /// What is flagged on a case.
    Flags(&'static [Facet]),
    /// What is missing from a case.
    Missing(&'static [Facet]),
}

impl TermChoices {
    /// Returns each word with its help.
    pub fn options(self) -> Vec<(&'static str, &'static str)> {
        match self {
            TermChoices::Stages(all) => all.iter().map(|(w, help, _)| (*w, *help)).collect(),
            TermChoices::Groups(all) => all.to_vec(),
            TermChoices::Flags(all) | TermChoices::Missing(all) => {
                all.iter().map(|(w, help, _)| (*w, *help)).collect()
            }
        }
    }
}

/// Which facts that no line holds a search asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskedSets {
    /// The restricted cases, those that were opened for a reason, and those with a request for
    /// subject access.
    pub access: bool,
    /// Who saved the latest change.
    pub officers: bool,
}

/// One word of the language.
pub struct SearchTerm {
    /// As it is typed, in small letters: `due`.
    pub name: &'static str,
    /// What is typed after it.
    pub takes: TermArgument,
    /// What it asks, in a few words.
    pub help: &'static str,
    /// A search in which it is used.
    pub example: &'static str,
}

impl PartialEq for SearchTerm {
    fn eq(&self, other: &SearchTerm) -> bool {
        self.name == other.name
    }
}

impl fmt::Debug for SearchTerm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
