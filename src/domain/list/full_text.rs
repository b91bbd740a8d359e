//! Full-text search over answers, meetings and notes. Case and accents are ignored, and a word may
//! be a prefix.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, FieldPath, RowValues};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::value::Value;
use crate::domain::{fold, forms};

/// The most letters of an excerpt before and after what was found.
const AROUND: usize = 40;
/// The most words of a case that its signature takes in; a longer case answers "perhaps" to
/// everything.
const MAX_WORDS: usize = 20_000;
/// How many letters a word's beginning has in a signature.
const BEGIN: usize = 4;

/// A place where the words stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// The answer in which they stand.
    pub path: FieldPath,
    /// The field's label; for a row, after the row's kind.
    pub label: String,
    /// The words with a little before and after them, on one line.
    pub excerpt: String,
    /// Where in the excerpt the first word stands, in characters, and how long it is.
    pub found: (usize, usize),
}

/// Gives every letter of the words of a text as searches see them, with where its character stands
/// in the text, and whether it begins a word.
fn each_letter(text: &str, each: &mut impl FnMut(usize, bool, char)) {
    let mut within = false;
    for (i, c) in text.chars().enumerate() {
        // An accent and an apostrophe belong to the word around them.
        if within && fold::is_apostrophe(c) {
            continue;
        }
        fold::letters(c, &mut |letter| {
            let belongs = letter.is_alphanumeric();
            if belongs {
                each(i, !within, letter);
            }
            within = belongs;
        });
    }
}

/// Returns the words of a text as searches see them, each with where it begins, in characters.
fn search_words(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    each_letter(text, &mut |at, begins, letter| match out.last_mut().filter(|_| !begins) {
        Some((_, word)) => word.push(letter),
        None => out.push((at, letter.to_string())),
    });
    out
}

/// Returns the words that are looked for.
pub fn wanted(text: &str) -> Vec<String> {
    search_words(text).into_iter().map(|(_, w)| w).collect()
}

/// Says where a text stands, and what its place is called.
type PlaceOf<'a> = &'a dyn Fn() -> (FieldPath, String);

/// Gives every text of a case with what says its place and its label. Schools are not among them:
/// the list is searched for those.
fn texts(case: &Case, each: &mut dyn FnMut(PlaceOf, &str)) {
    let shown = |field: &Field, value: &Value| match (&field.kind, value) {
        (FieldKind::Review, _) | (_, Value::Empty | Value::YesNo(_) | Value::School(_)) => {
            String::new()
        }
        (kind, value) => parse::format(kind, value),
    };
    let mut row = |cells: &RowValues, place: &dyn Fn(&str) -> FieldPath, before: &str| {
        for (id, value) in cells {
            let Some((_, field)) = forms::any_field(id) else { continue };
            let text = shown(field, value);
            if !text.is_empty() {
                each(&|| (place(id), format!("{before}{}", field.label)), &text);
            }
        }
    };
    row(&case.answers, &|id| FieldPath::case(id), "");
    for (table, rows) in &case.rows {
        let Some(known) = forms::table(table) else { continue };
        for (n, cells) in rows {
            row(cells, &|id| FieldPath::row(table, *n, id), &format!("{}: ", known.row_label));
        }
    }
}

/// Returns whether an edit may change the texts of a case: neither a mark nor an answer that is yes,
/// no or a school is one.
pub fn may_change(edit: &Edit) -> bool {
    let is_text =
        |value: &Value| !matches!(value, Value::Empty | Value::YesNo(_) | Value::School(_));
    match edit {
        Edit::Mark { .. } => false,
        Edit::Set { old, new, .. } => is_text(old) || is_text(new),
        _ => true,
    }
}

/// Returns every place of a case that holds all the words.
pub fn find(case: &Case, wanted: &[String]) -> Vec<Hit> {
    let mut out = Vec::new();
    if wanted.is_empty() {
        return out;
    }
    texts(case, &mut |place_of, text| {
        let all = search_words(text);
        let place = |w: &String| all.iter().find(|(_, word)| word.starts_with(w.as_str()));
        if !wanted.iter().all(|w| place(w).is_some()) {
            return;
        }
        let Some((begin, word)) = wanted.first().and_then(place) else { return };
        let from = begin.saturating_sub(AROUND);
        let flat = |c: char| if c.is_control() { ' ' } else { c };
        let middle: String = text
            .chars()
            .skip(from)
            .take(begin - from + AROUND + word.chars().count())
            .map(flat)
            .collect();
        let before = if from > 0 { "…" } else { "" };
        let after = if from + middle.chars().count() < text.chars().count() { "…" } else { "" };
        let found = (begin - from + before.chars().count(), wanted[0].chars().count());
        let (path, label) = place_of();
        out.push(Hit { path, label, excerpt: format!("{before}{middle}{after}"), found });
    });
    out
}

/// Returns a few bytes that say which words a case may hold: a Bloom filter of its words and their
/// beginnings, three bits each.
pub fn signature(case: &Case) -> Vec<u8> {
    // Words with the same sum set the same bits: they need not be told apart.
    let mut all: Vec<u64> = Vec::new();
    texts(case, &mut |_, text| {
        let (mut words, mut letters, mut sum) = (0, 0, NO_LETTER);
        each_letter(text, &mut |_, begins, letter| {
            if begins {
                all.extend((letters > BEGIN).then_some(sum));
                (words, letters, sum) = (words + 1, 0, NO_LETTER);
            }
            if words <= MAX_WORDS {
                (letters, sum) = (letters + 1, sum_on(sum, letter.encode_utf8(&mut [0; 4])));
                // A beginning, or a whole word that is no longer than one.
                all.extend((letters <= BEGIN).then_some(sum));
            }
        });
        all.extend((letters > BEGIN).then_some(sum));
    });
    all.sort_unstable();
    all.dedup();
    // Eight bits a word: about one case in thirty answers "perhaps" wrongly to one word.
    let bytes = all.len().next_power_of_two().clamp(16, 4096);
    let mut out = vec![0u8; bytes];
    for word in all {
        for bit in bits(word, bytes) {
            out[bit / 8] |= 1 << (bit % 8);
        }
    }
    out
}

/// Returns whether a case with this signature may hold all the words; false is certain.
pub fn may_hold(signature: &[u8], wanted: &[String]) -> bool {
    let has = |text: &str| {
        bits(sum(text), signature.len())
            .into_iter()
            .all(|bit| signature.get(bit / 8).is_some_and(|b| b & 1 << (bit % 8) != 0))
    };
    wanted.iter().all(|word| {
        let begin: String = word.chars().take(BEGIN).collect();
        has(&begin)
    })
}

/// The sum of no letter.
const NO_LETTER: u64 = 0xcbf2_9ce4_8422_2325;

/// Returns the sum of a word: FNV-1a, the same on every machine.
fn sum(word: &str) -> u64 {
    sum_on(NO_LETTER, word)
}

/// Returns the sum of a word that goes on with some letters.
fn sum_on(sum: u64, letters: &str) -> u64 {
    letters.bytes().fold(sum, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Returns the three places of a word in a filter, from the two halves of its sum.
fn bits(sum: u64, bytes: usize) -> [usize; 3] {
    let (a, b) = ((sum >> 32) as usize, (sum & 0xffff_ffff) as usize | 1);
    let all = (bytes * 8).max(1);
    [a % all, a.wrapping_add(b) % all, a.wrapping_add(b.wrapping_mul(2)) % all]
}
