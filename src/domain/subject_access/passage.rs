//! Finds a passage in a text, and takes passages out of one.
//!
//! Capitals, accents, kinds of quotation marks and hyphens, and how the lines are broken make no
//! difference. A passage that begins or ends with a letter is found as whole words only.

use std::ops::Range;

use crate::domain::fold;
use crate::domain::subject_access::decision::{Ground, Redaction};
use crate::domain::text::is_invisible;

/// A text as passages are looked for in it: plain letters, each with the bytes that it comes from.
#[derive(Debug, Clone)]
pub struct Folded(Vec<(char, Range<usize>)>);

impl Folded {
    /// Returns a text ready to be searched.
    pub fn new(text: &str) -> Folded {
        let mut all: Vec<(char, Range<usize>)> = Vec::with_capacity(text.len());
        for (start, c) in text.char_indices() {
            let (end, before) = (start + c.len_utf8(), all.len());
            if !is_invisible(c) {
                let is_blank = c.is_whitespace();
                let is_gap = is_blank && all.last().is_some_and(|(last, _)| *last == ' ');
                if is_blank && !is_gap {
                    all.push((' ', start..end));
                } else if fold::is_apostrophe(c) || matches!(c, '"' | '“' | '”' | '„') {
                    all.push(('\'', start..end));
                } else if fold::is_hyphen(c) || c == '—' {
                    all.push(('-', start..end));
                } else if !is_blank {
                    fold::letters(c, &mut |plain| all.push((plain, start..end)));
                }
            }
            // An accent or a blank that gives no letter of its own goes with the one before.
            if all.len() == before
                && let Some((_, last)) = all.last_mut()
            {
                last.end = end;
            }
        }
        Folded(all)
    }

    /// Returns the letters without blanks at either end.
    fn trimmed(&self) -> &[(char, Range<usize>)] {
        let is_word = |(c, _): &(char, Range<usize>)| *c != ' ';
        let first = self.0.iter().position(is_word).unwrap_or(self.0.len());
        let last = self.0.iter().rposition(is_word).map_or(first, |last| last + 1);
        &self.0[first..last]
    }

    /// Returns how many letters and digits it has.
    pub fn len(&self) -> usize {
        self.0.iter().filter(|(c, _)| c.is_alphanumeric()).count()
    }

    /// Returns whether it has neither a letter nor a digit.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether every letter and digit of a part of the text is in one of these places.
    pub fn is_covered(&self, part: &Range<usize>, by: &[(Range<usize>, Ground)]) -> bool {
        let own = self
            .0
            .iter()
            .filter(|(c, at)| c.is_alphanumeric() && part.start <= at.start && at.start < part.end);
        let is_in = |at: &Range<usize>| by.iter().any(|(place, _)| place.contains(&at.start));
        own.into_iter().all(|(_, at)| is_in(at))
    }

    /// Returns where a passage is, in bytes of the text.
    pub fn find(&self, passage: &Folded) -> Vec<Range<usize>> {
        let wanted = passage.trimmed();
        let (Some((first, _)), Some((last, _))) = (wanted.first(), wanted.last()) else {
            return Vec::new();
        };
        let is_letter = |at: Option<usize>| {
            at.and_then(|at| self.0.get(at)).is_some_and(|(c, _)| c.is_alphanumeric())
        };
        let mut found = Vec::new();
        for (at, part) in self.0.windows(wanted.len()).enumerate() {
            let is_same = part.iter().zip(wanted).all(|((a, _), (b, _))| a == b);
            let goes_on = (first.is_alphanumeric() && is_letter(at.checked_sub(1)))
                || (last.is_alphanumeric() && is_letter(Some(at + wanted.len())));
            if let ([(_, from), ..], [.., (_, to)]) = (part, part)
                && is_same
                && !goes_on
            {
                found.push(from.start..to.end);
            }
        }
        found
    }
}

/// Returns where passages are in a text, in order and without overlap, each with its ground.
pub fn places(text: &Folded, redactions: &[Redaction]) -> Vec<(Range<usize>, Ground)> {
    let mut all: Vec<(Range<usize>, Ground)> = Vec::new();
    for Redaction { passage, ground } in redactions {
        let places = text.find(&Folded::new(passage)).into_iter();
        all.extend(places.map(|place| (place, *ground)));
    }
    all.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out: Vec<(Range<usize>, Ground)> = Vec::new();
    for (place, ground) in all {
        match out.last_mut() {
            Some((last, _)) if place.start < last.end => last.end = last.end.max(place.end),
            _ => out.push((place, ground)),
        }
    }
    out
}

/// Returns a text with every passage replaced by a mark that tells the ground and not the length.
pub fn redact(text: &str, redactions: &[Redaction]) -> String {
    let (mut out, mut from) = (String::new(), 0);
    for (place, ground) in places(&Folded::new(text), redactions) {
        out.push_str(&text[from..place.start]);
        out.push_str(&ground.mark());
        from = place.end;
    }
    out.push_str(&text[from..]);
    out
}
