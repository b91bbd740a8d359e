//! A no that somebody gave: said with who and when, and with what may follow, instead of being asked
//! for again as if nobody had answered.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::rules::rule::Finding;

/// A party's no.
pub(super) struct Refusal<'a> {
    /// Who was asked, in words: "the Virtual School".
    pub party: &'static str,
    /// The day of the answer.
    pub on: Option<NaiveDate>,
    /// Who gave it; "" where that is not recorded.
    pub who: &'a str,
}

impl Refusal<'_> {
    /// Returns the words of a finding: who said no, and what may follow.
    pub(super) fn says(&self, follows: &str) -> String {
        let (first, rest) = follows.split_at(follows.chars().next().map_or(0, char::len_utf8));
        format!("{}{rest}: {} said no", first.to_uppercase(), self.party)
    }

    /// Adds to a finding who said no, and when.
    pub(super) fn heard(&self, found: Finding) -> Finding {
        let on = self.on.map_or_else(String::new, |on| format!(" on {}", show_long(on)));
        let by = if self.who.is_empty() { String::new() } else { format!(" by {}", self.who) };
        found.why(format!("Refused{by}{on}."))
    }
}
