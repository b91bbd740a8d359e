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
    let kept: String =
        raw.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_hostile(*c)).collect();
    if kept.trim().is_empty() { String::new() } else { kept.trim_end().to_owned() }
}

/// Returns whether a character may not be stored: controls but line break and tab, the marks that
/// turn the direction of a line, and those that nobody sees, with which two names look alike and
/// are found apart. The joiners stay: emoji and some scripts need them.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}
