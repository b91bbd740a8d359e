//! Text from outside: names and notes are hostile until they are cleaned.

/// Returns a text without control characters and trailing white space; line breaks and tabs stay.
/// One that is nothing but white space is "".
///
/// ```
/// use offsite::domain::text::clean;
///
/// assert_eq!(clean("Zo\u{eb}\r\n\u{202e}B "), "Zo\u{eb}\nB");
/// assert_eq!(clean(" \u{7} "), "");
/// ```
pub fn clean(raw: &str) -> String {
    if is_plain(raw) {
        return raw.to_owned();
    }
    let kept: String =
        raw.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_hostile(*c)).collect();
    if kept.trim().is_empty() { String::new() } else { kept.trim_end().to_owned() }
}

/// Returns bytes, such as a sum, as hexadecimal digits in small letters.
///
/// ```
/// use offsite::domain::text::to_hex;
///
/// assert_eq!(to_hex(&[0, 10, 255]), "000aff");
/// ```
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns a text on one line: each control character of it is a blank.
///
/// ```
/// use offsite::domain::text::on_one_line;
///
/// assert_eq!(on_one_line("Anna\nOSD-2026-0011"), "Anna OSD-2026-0011");
/// ```
pub fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Returns whether a text has a character that may not be stored.
pub fn has_hostile(text: &str) -> bool {
    !is_printable_ascii(text) && text.chars().any(is_hostile)
}

/// Returns whether [`clean`] would leave a text as it is, for the texts of which that is seen at
/// once: those of printable ASCII that end in a sign. A file has millions of them.
pub fn is_plain(text: &str) -> bool {
    !text.is_empty() && !text.ends_with(' ') && is_printable_ascii(text)
}

/// Returns whether every byte is a sign of ASCII that is seen, or a blank. Nothing ends the count
/// early, so that many bytes are looked at in one step.
fn is_printable_ascii(text: &str) -> bool {
    text.bytes().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
}

/// Returns whether a character may not be stored: controls but line break and tab, the marks that
/// turn the direction of a line, and those that nobody sees, with which two names look alike and
/// are found apart. The joiners stay: emoji and some scripts need them.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || (is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}'))
}

/// Returns whether nothing is seen of a character, wherever it stands: the format characters of
/// Unicode, and the letters and blanks that are drawn as nothing.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{feff}' | '\u{3164}' | '\u{ffa0}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Returns the last postcode in an address, in capitals and with its space; none where there is
/// none. Whether it exists is not asked.
///
/// ```
/// use offsite::domain::text::postcode_in;
///
/// assert_eq!(postcode_in("3 Mill Lane, Malvern, wr141aa.").as_deref(), Some("WR14 1AA"));
/// assert_eq!(postcode_in("Flat B1 2\nEC1A 1BB, London").as_deref(), Some("EC1A 1BB"));
/// assert_eq!(postcode_in("3 Mill Lane, Malvern"), None);
/// ```
pub fn postcode_in(address: &str) -> Option<String> {
    let words: Vec<String> = address
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_ascii_uppercase)
        .collect();
    let whole = |i: usize| -> Option<String> {
        let word = &words[i];
        let before = i.checked_sub(1).map(|b| &words[b]);
        let (outward, inward) = match word.split_at_checked(word.len().checked_sub(3)?)? {
            ("", inward) => (before?.as_str(), inward),
            both => both,
        };
        (is_outward(outward) && is_inward(inward)).then(|| format!("{outward} {inward}"))
    };
    (0..words.len()).rev().find_map(whole)
}

/// Returns whether it may be the first half of a postcode: one or two letters, a digit, and at most
/// one more sign.
fn is_outward(half: &str) -> bool {
    let letters = half.bytes().take_while(u8::is_ascii_alphabetic).count();
    let rest = &half.as_bytes()[letters..];
    (1..=2).contains(&letters) && (1..=2).contains(&rest.len()) && rest[0].is_ascii_digit()
}

/// Returns whether it may be the second half of a postcode: a digit and two letters.
fn is_inward(half: &str) -> bool {
    matches!(half.as_bytes(), [digit, a, b]
        if digit.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_are_stored_alike() {
        let invisible = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| is_invisible(*c));
        let mut count = 0;
        for c in invisible.filter(|c| !matches!(c, '\u{200c}' | '\u{200d}')) {
            assert_eq!(clean(&format!("Zo{c}ë")), "Zoë", "U+{:04X}", c as u32);
            assert_eq!(clean(&c.to_string()), "", "U+{:04X}", c as u32);
            count += 1;
        }
        assert!(count > 4_000, "{count}");
        // What is seen stays: a family of four, and a flag of two letters.
        for kept in ["👨\u{200d}👩\u{200d}👧\u{200d}👦", "🇬🇧", "Māia", "می\u{200c}خواهم"]
        {
            assert_eq!(clean(kept), kept);
        }
    }
}
