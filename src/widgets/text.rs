//! Measures text in terminal cells and truncates it at grapheme boundaries.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Returns whether every byte of a text is one letter in one cell, as in most texts: then nothing
/// need be looked up.
pub fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

/// Returns the width of a text in cells.
///
/// ```
/// use offsite::widgets::text::display_width;
///
/// assert_eq!(display_width("Zoë"), 3);
/// assert_eq!(display_width("漢字"), 4);
/// ```
pub fn display_width(text: &str) -> usize {
    if is_plain(text) { text.len() } else { text.width() }
}

/// Returns the text within a width in cells, ending in `…` where something was cut.
///
/// ```
/// assert_eq!(offsite::widgets::text::truncate("North Bromsgrove", 9), "North Br…");
/// ```
pub fn truncate(text: &str, width: usize) -> String {
    if display_width(text) <= width {
        return text.to_owned();
    }
    if is_plain(text) {
        return if width == 0 { String::new() } else { format!("{}…", &text[..width - 1]) };
    }
    let mut out = String::new();
    let mut used = 0;
    for g in text.graphemes(true) {
        if used + display_width(g) + 1 > width {
            break;
        }
        used += display_width(g);
        out.push_str(g);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// Returns the text at exactly a width in cells: cut, or filled up with blanks.
pub fn pad_to(text: &str, width: usize) -> String {
    let mut out = truncate(text, width);
    let blanks = width.saturating_sub(display_width(&out));
    out.extend(std::iter::repeat_n(' ', blanks));
    out
}

/// Returns the text as lines of at most a width in cells, broken between words where that is
/// possible.
///
/// ```
/// assert_eq!(offsite::widgets::text::wrap("one two three", 8), ["one two", "three"]);
/// ```
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut out = Vec::new();
    for line in text.split('\n') {
        let mut now = String::new();
        for word in runs(line) {
            if display_width(&now) + display_width(word) <= width {
                now.push_str(word);
                continue;
            }
            if !now.trim().is_empty() {
                out.push(now.trim_end().to_owned());
            }
            now = String::new();
            for g in word.trim_start().graphemes(true) {
                if display_width(&now) + display_width(g) > width {
                    out.push(std::mem::take(&mut now));
                }
                now.push_str(g);
            }
        }
        out.push(now.trim_end().to_owned());
    }
    out
}

/// Returns the words of a line and the blanks between them, in their order.
fn runs(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let blank = rest.chars().next()? == ' ';
        let end = rest.find(|c| (c == ' ') != blank).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_count_cells_and_cuts_keep_graphemes_whole() {
        assert_eq!(display_width("Zoë"), 3);
        assert_eq!(display_width("Zoe\u{308}"), 3);
        assert_eq!(truncate("Zoe\u{308} Māia", 4), "Zoe\u{308}…");
        assert_eq!(pad_to("漢字", 5), "漢字 ");
        assert_eq!(truncate("漢字漢", 4), "漢…");
        assert_eq!(
            (truncate("abcd", 3), truncate("abcd", 1), truncate("abcd", 0)),
            ("ab…".into(), "…".into(), String::new())
        );
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
        assert_eq!(wrap("aaaaaaaaaa", 4), ["aaaa", "aaaa", "aa"]);
        // A full stop stays with its word, and a rule's name in one piece.
        assert_eq!(wrap("before all else.", 15), ["before all", "else."]);
        assert_eq!(wrap("SEND; P-CR6)", 8), ["SEND;", "P-CR6)"]);
    }
}
