//! What drawing needs to know, and what it gives back.

use chrono::NaiveDate;

use crate::keymap::action::Action;
use crate::ui::company::Company;
use crate::widgets::theme::Theme;

/// The cell of the real cursor, where there is one.
pub type CursorPos = Option<(u16, u16)>;

/// What every pane needs in order to draw.
pub struct DrawContext<'a> {
    /// How each role looks.
    pub theme: &'a Theme,
    /// The day that the session goes by.
    pub today: NaiveDate,
    /// Where the other sessions are at work.
    pub company: &'a Company,
    /// Gives a school's name by its id.
    pub school: &'a dyn Fn(&str) -> String,
    /// The key that deals with what is asked.
    pub deal: &'a str,
    /// Gives the key of an action, as sentences name it.
    pub key: &'a dyn Fn(Action) -> String,
    /// No other program may be started.
    pub is_confined: bool,
}

impl DrawContext<'_> {
    /// Returns what keys do, as a heading says it: `PgDn and PgUp scroll, Enter keeps it`.
    pub fn keys(&self, parts: &[(&[Action], &str)]) -> String {
        let one = |(actions, words): &(&[Action], &str)| {
            let keys: Vec<String> = actions.iter().map(|a| (self.key)(*a)).collect();
            format!("{} {words}", keys.join(" and "))
        };
        parts.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}
