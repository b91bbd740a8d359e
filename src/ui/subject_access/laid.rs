//! A text broken into lines of a width, of which each word knows its place in the text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::widgets::text::display_width;

/// A word, or a part of one that is wider than a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it is, in bytes of the text.
    pub place: Range<usize>,
    /// Its first column in its line.
    pub column: usize,
    /// The number of the word that it is of, from 0.
    pub word: usize,
}

/// A text in lines.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// The lines of pieces; an empty line of the text has none.
    pub lines: Vec<Vec<Piece>>,
}

/// Returns where the words of a text are.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), from) {
            (true, Some(start)) => {
                all.push(start..at);
                from = None;
            }
            (false, None) => from = Some(at),
            _ => {}
        }
    }
    all.extend(from.map(|start| start..text.len()));
    all
}

impl Laid {
    /// Breaks a text between its words, and within those that are wider than a line.
    pub(super) fn new(text: &str, width: usize) -> Laid {
        let width = width.max(1);
        let mut laid = Laid { lines: vec![Vec::new()] };
        let mut at = 0;
        for (word, place) in words(text).into_iter().enumerate() {
            for _ in text[at..place.start].matches('\n') {
                laid.lines.push(Vec::new());
            }
            at = place.end;
            let mut used = laid.end(text);
            if used > 0 && used + 1 + display_width(&text[place.clone()]) <= width {
                used += 1;
            } else if used > 0 {
                laid.lines.push(Vec::new());
                used = 0;
            }
            laid.put(text, place, word, used, width);
        }
        laid
    }

    /// Returns the columns that the last line has so far.
    fn end(&self, text: &str) -> usize {
        let last = self.lines.last().and_then(|line| line.last());
        last.map_or(0, |piece| piece.column + display_width(&text[piece.place.clone()]))
    }

    fn put(&mut self, text: &str, place: Range<usize>, word: usize, from: usize, width: usize) {
        let (mut start, mut column, mut used) = (place.start, from, from);
        for (at, letter) in text[place.clone()].grapheme_indices(true) {
            let wide = display_width(letter);
            if used + wide > width && used > column {
                self.push(Piece { place: start..place.start + at, column, word });
                self.lines.push(Vec::new());
                (start, column, used) = (place.start + at, 0, 0);
            }
            used += wide;
        }
        self.push(Piece { place: start..place.end, column, word });
    }

    fn push(&mut self, piece: Piece) {
        if let Some(line) = self.lines.last_mut() {
            line.push(piece);
        }
    }

    /// Returns the line and the piece of a word.
    pub(super) fn of_word(&self, word: usize) -> Option<(usize, &Piece)> {
        let lines = self.lines.iter().enumerate();
        let mut all = lines.flat_map(|(n, line)| line.iter().map(move |piece| (n, piece)));
        all.find(|(_, piece)| piece.word == word)
    }

    /// Returns the word that is so many lines below another, as near to its column as can be; the
    /// last or the first one beyond the ends.
    pub(super) fn beside(&self, word: usize, by: isize) -> Option<usize> {
        let (line, piece) = self.of_word(word)?;
        let full = |n: &usize| self.lines.get(*n).is_some_and(|line| !line.is_empty());
        let ahead: Vec<usize> = if by < 0 {
            (0..line).rev().filter(full).collect()
        } else {
            (line + 1..self.lines.len()).filter(full).collect()
        };
        let steps = by.unsigned_abs().min(ahead.len()).checked_sub(1)?;
        let there = self.lines.get(*ahead.get(steps)?)?;
        there.iter().min_by_key(|other| other.column.abs_diff(piece.column)).map(|p| p.word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, width: usize) -> Vec<String> {
        let line = |line: &Vec<Piece>| {
            let parts: Vec<&str> = line.iter().map(|p| &text[p.place.clone()]).collect();
            parts.join(" ")
        };
        Laid::new(text, width).lines.iter().map(line).collect()
    }

    #[test]
    fn every_letter_of_a_text_is_in_a_line_that_is_no_wider_than_it_may_be() {
        assert_eq!(shown("one two three", 8), ["one two", "three"]);
        assert_eq!(shown("one\n\ntwo", 8), ["one", "", "two"]);
        assert_eq!(shown("aaaaaaaaaa b", 4), ["aaaa", "aaaa", "aa b"]);
        assert_eq!(shown("a aaaaaa", 4), ["a", "aaaa", "aa"]);
        assert_eq!(shown("Zoë 漢字漢字", 5), ["Zoë", "漢字", "漢字"]);
        assert_eq!(shown("", 5), [""]);
    }

    #[test]
    fn word_below_is_the_nearest_and_empty_lines_are_stepped_over() {
        let text = "one two\n\nthree four five";
        let laid = Laid::new(text, 20);
        assert_eq!((laid.beside(0, 1), laid.beside(1, 1)), (Some(2), Some(3)));
        assert_eq!((laid.beside(4, -1), laid.beside(0, -1)), (Some(1), None));
        assert_eq!(laid.beside(0, 99), Some(2));
    }
}
