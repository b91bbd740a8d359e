//! A passage of a text, marked word by word: first its beginning, then its end.

use std::ops::Range;

use crate::ui::subject_access::laid::{Laid, words};

/// The cursor on a word, and where the passage begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mark {
    /// The number of the word under the cursor.
    pub at: usize,
    /// The number of the word at which the passage was begun; none before that.
    pub from: Option<usize>,
}

impl Mark {
    /// Moves the cursor by words.
    pub(super) fn step(&mut self, by: isize, text: &str) {
        let last = words(text).len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// Moves the cursor by lines of a width; beyond the ends it goes to the first or last word.
    pub(super) fn step_lines(&mut self, by: isize, text: &str, width: usize) {
        match Laid::new(text, width).beside(self.at, by) {
            Some(word) => self.at = word,
            None => self.step(if by < 0 { -100_000 } else { 100_000 }, text),
        }
    }

    /// Returns where the passage is, from its first word to that under the cursor, whichever is
    /// first; none before it was begun.
    pub(super) fn place(&self, text: &str) -> Option<Range<usize>> {
        let (from, all) = (self.from?, words(text));
        let (first, last) = (from.min(self.at), from.max(self.at));
        Some(all.get(first)?.start..all.get(last)?.end)
    }

    /// Returns the passage without the marks at either end that belong to the sentence; none before
    /// it was begun, or where it has neither a letter nor a digit.
    pub(super) fn passage<'a>(&self, text: &'a str) -> Option<&'a str> {
        let marked = &text[self.place(text)?];
        let bare = marked.trim_matches(|c: char| !c.is_alphanumeric());
        Some(bare).filter(|bare| !bare.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passage_is_the_words_between_both_ends_without_the_marks_around_them() {
        let text = "On Monday (Jo Bloggs,\nof 8B) pushed him.";
        let mut mark = Mark::default();
        assert_eq!(mark.passage(text), None);
        mark.step(2, text);
        mark.from = Some(mark.at);
        assert_eq!(mark.passage(text), Some("Jo"));
        mark.step_lines(1, text, 40);
        assert_eq!(mark.passage(text), Some("Jo Bloggs,\nof 8B) pushed"));
        mark.step(-99, text);
        assert_eq!(mark.passage(text), Some("On Monday (Jo"));
        let dash = Mark { at: 0, from: Some(0) };
        assert_eq!(dash.passage("- no"), None);
    }
}
