//! Measures text in terminal cells and truncates it at grapheme boundaries.

use textwrap::{WordSeparator, WordSplitter, WrapAlgorithm};
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

/// Returns a title within a width in cells: the parts at its end that do not fit, each after a
/// ` · `, are left out whole.
///
/// ```
/// assert_eq!(offsite::widgets::text::whole_parts("Timeline · week 3 of 12", 20), "Timeline");
/// ```
pub fn whole_parts(text: &str, width: usize) -> String {
    let mut shown = text;
    while display_width(shown) > width
        && let Some((before, _)) = shown.rsplit_once(" · ")
    {
        shown = before;
    }
    truncate(shown, width)
}

/// Returns the text within a width in cells, its middle cut out where it is longer: names that
/// begin alike stay apart by their ends.
///
/// ```
/// let text = offsite::widgets::text::shorten("Pupil passport for the host", 20);
/// assert_eq!(text, "Pupil pass… the host");
/// ```
pub fn shorten(text: &str, width: usize) -> String {
    let wide = display_width(text);
    if wide <= width || width < 5 {
        return truncate(text, width);
    }
    let (mut end, mut used) = (text.len(), 0);
    for (at, letter) in text.grapheme_indices(true).rev() {
        if used + display_width(letter) > (width - 1) / 2 {
            break;
        }
        (end, used) = (at, used + display_width(letter));
    }
    format!("{}{}", truncate(text, width - used), &text[end..])
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
    // A rule's name such as P-CR6 stays in one piece.
    let options = textwrap::Options::new(width.max(1))
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    let lines = text.split('\n').flat_map(|line| textwrap::wrap(line, &options));
    lines.map(|line| line.trim_end().to_owned()).collect()
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
