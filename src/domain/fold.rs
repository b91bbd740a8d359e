//! Names and words as they are compared: small letters without accents, so that `Łukasz`, `lukasz`
//! and `LUKASZ` are one, and `O’Neill` is `ONeill`.

#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::text::is_invisible;

/// Gives the plain letters of one character to `put`: small first, then without its accents (which
/// are not taken off capitals beyond Latin-1 otherwise), then the letters that are no accented
/// letter but are written so by whoever lacks them. An accent that stands by itself gives none.
pub fn letters(c: char, put: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return put(c.to_ascii_lowercase());
    }
    // A joiner that is stored, or what an earlier version let in, tells no two names apart.
    if is_invisible(c) {
        return;
    }
    for base in c.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)) {
        let plain = match base {
            'ł' => "l",
            'đ' | 'ð' => "d",
            'þ' => "th",
            'ß' => "ss",
            'œ' => "oe",
            'æ' => "ae",
            'ø' => "o",
            'ı' => "i",
            'ħ' => "h",
            'ŧ' => "t",
            'ŋ' => "n",
            other => return put(other),
        };
        plain.chars().for_each(&mut *put);
    }
}

/// Returns whether a character is an apostrophe, straight or curly.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′')
}

/// Returns whether a character is a hyphen of any kind.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{ad}' | '−')
}

/// Returns whether a text reads the same once it is folded, but for capitals.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii() && !matches!(b, b'\'' | b'-' | b'`'))
}

/// Returns a text as searches see it: plain letters, apostrophes and hyphens off, blanks kept. A
/// text that is nothing else stays as it is.
pub fn search(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_apostrophe(*c) && !is_hyphen(*c)) {
        letters(c, &mut |c| out.push(c));
    }
    if out.is_empty() { text.to_lowercase() } else { out }
}

/// Returns the words of a name as they are compared, in the order of the alphabet.
pub fn name_words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars().filter(|c| !is_apostrophe(*c)) {
        letters(c, &mut |c| match words.last_mut() {
            Some(word) if c.is_alphanumeric() => word.push(c),
            _ => words.push(String::new()),
        });
    }
    words.retain(|w| !w.is_empty());
    words.sort_unstable();
    words
}

/// Returns the forms by which a name is known again: one is shared by `Brontë-Hill, Ryan`, `Ryan
/// Bronte Hill` and `RYAN BRONTEHILL`. None where there is no letter.
pub fn name_keys(name: &str) -> Vec<String> {
    let words = name_words(name);
    if words.is_empty() {
        return Vec::new();
    }
    let mut run: Vec<char> = Vec::new();
    for c in name.chars().filter(|c| !is_apostrophe(*c)) {
        letters(c, &mut |c| run.extend(Some(c).filter(|c| c.is_alphanumeric())));
    }
    vec![words.join(" "), least_rotation(&run)]
}

/// Returns the first in order of all rotations: surname and forename in either order, with or
/// without blanks and hyphens, have the same one.
fn least_rotation(letters: &[char]) -> String {
    let rotation = |by: usize| letters[by..].iter().chain(&letters[..by]);
    let least = (0..letters.len()).min_by(|a, b| rotation(*a).cmp(rotation(*b))).unwrap_or(0);
    rotation(least).collect()
}

/// Returns a bit for each letter and digit of a text, whatever its case and accents, and one for
/// all else but apostrophes and hyphens, which no search of names sees.
///
/// A text that holds every letter of another has all its bits.
pub fn char_mask(text: &str) -> u64 {
    let mut bits = 0;
    for c in text.chars().filter(|c| !is_apostrophe(*c) && !is_hyphen(*c)) {
        letters(c, &mut |plain| {
            bits |= match plain {
                c @ 'a'..='z' => 1 << (c as u32 - 'a' as u32),
                c @ '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
                ' ' => 1 << 36,
                _ => 1 << 37,
            };
        });
    }
    bits
}
