//! The text of a rule with the names of a case, in the long form and in the short one.

use crate::domain::rules::phrase::Phrase;

/// The names that stand in a case's tasks.
pub(in crate::domain::rules) struct Names {
    /// The name by which the child is called, or "the pupil".
    pub child: String,
    /// The host's short name, or "the host".
    pub host: String,
    /// The home school's short name, or "the home school".
    pub home: String,
}

impl Names {
    /// Returns a rule's text with these names, with or without what stands in square brackets.
    fn filled(&self, text: &str, is_long: bool) -> String {
        let mut out = String::with_capacity(text.len());
        let mut within = false;
        for c in text.chars() {
            match c {
                '[' => within = true,
                ']' => within = false,
                _ if within && !is_long => {}
                _ => out.push(c),
            }
        }
        for (mark, name) in
            [("{child}", &self.child), ("{host}", &self.host), ("{home}", &self.home)]
        {
            out = out.replace(mark, name);
        }
        out
    }

    /// Fills the names into a phrase.
    pub(in crate::domain::rules) fn fill(&self, phrase: Phrase) -> Phrase {
        let (long, short) = (self.filled(&phrase.what, true), self.filled(&phrase.what, false));
        let own = phrase.short.as_deref().map(|words| self.filled(words, false));
        let short = own.or_else(|| (short != long).then_some(short));
        Phrase { what: long, short, ..phrase }
    }
}

/// Returns somebody's own words so that nothing in them is taken for a mark of the text around
/// them.
pub(in crate::domain::rules) fn plain(words: &str) -> String {
    words.replace(['[', '{'], "(").replace([']', '}'], ")")
}
