//! The panes by name, and which keys act in each.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::keymap::action::Scope;

/// The panes, one key apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pane {
    /// The case list.
    Cases,
    /// One case: what is next and what happened.
    Overview,
    /// The passport and the other forms.
    Passport,
    /// Every event and duty by day.
    Timeline,
    /// Both registers.
    Attendance,
    /// Letters and forms.
    Documents,
    /// Numbers over all cases.
    Oversight,
}

impl Pane {
    /// Every pane with the words on its tab, in the order of their keys.
    pub const ALL: [(Pane, &'static str); 7] = [
        (Pane::Cases, "Cases"),
        (Pane::Overview, "Overview"),
        (Pane::Passport, "Passport"),
        (Pane::Timeline, "Timeline"),
        (Pane::Attendance, "Attendance"),
        (Pane::Documents, "Documents"),
        (Pane::Oversight, "Oversight"),
    ];

    /// Returns the panes that have a tab, with the words on it: the list and those of a case.
    pub fn tabs() -> impl ExactSizeIterator<Item = (Pane, &'static str)> {
        let with_tab = Pane::ALL.len() - 1;
        Pane::ALL.into_iter().take(with_tab)
    }

    /// Returns the words on the pane's tab.
    pub fn label(self) -> &'static str {
        Pane::ALL.iter().find(|(pane, _)| *pane == self).map_or("", |(_, label)| label)
    }

    /// Returns the words on the pane's tab where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            Pane::Cases => "List",
            Pane::Overview => "Case",
            Pane::Passport => "Pass",
            Pane::Timeline => "Time",
            Pane::Attendance => "Att",
            Pane::Documents => "Docs",
            Pane::Oversight => "Over",
        }
    }

    /// Returns the pane so many tabs further on or back, round the end; from a pane without a tab as
    /// from the list.
    #[must_use]
    pub fn turned(self, by: isize) -> Pane {
        let tabs: Vec<Pane> = Pane::tabs().map(|(pane, _)| pane).collect();
        let here = tabs.iter().position(|pane| *pane == self).unwrap_or(0);
        tabs[(here as isize + by).rem_euclid(tabs.len() as isize) as usize]
    }

    /// Returns the scopes in which its keys are looked up, the innermost first; `is_filling` says
    /// that an event is being filled in that is not stored yet.
    pub fn scopes(self, is_filling: bool) -> &'static [Scope] {
        match self {
            Pane::Cases | Pane::Overview => &[Scope::Cases, Scope::Global],
            Pane::Passport if is_filling => &[Scope::Form, Scope::Passport, Scope::Global],
            Pane::Passport => &[Scope::Passport, Scope::Global],
            Pane::Timeline => &[Scope::Timeline, Scope::Global],
            Pane::Attendance => &[Scope::Attendance, Scope::Global],
            Pane::Documents => &[Scope::Documents, Scope::Global],
            Pane::Oversight => &[Scope::Global],
        }
    }
}

impl FromStr for Pane {
    type Err = Error;

    /// Reads the name of a pane, as the command line gives it: `cases`, `overview`, `passport`,
    /// `timeline`, `attendance`, `documents`, `oversight`.
    fn from_str(name: &str) -> Result<Pane> {
        let found = Pane::ALL.iter().find(|(_, label)| name.eq_ignore_ascii_case(label));
        found.map(|(pane, _)| *pane).ok_or_else(|| {
            let names: Vec<String> = Pane::ALL.iter().map(|(_, l)| l.to_lowercase()).collect();
            let names = names.join(", ");
            Error::input(format!("There is no pane called \"{name}\". The panes are {names}."))
        })
    }
}
