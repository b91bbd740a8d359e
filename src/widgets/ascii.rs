//! Frames and signs in ASCII, for terminals whose locale is not UTF-8. Letters of names stay as they
//! are.

use ratatui::buffer::Buffer;

/// Each sign that Offsite draws itself, and what stands for it in one cell.
const SIGNS: &[(&str, &str)] = &[
    ("─", "-"),
    ("━", "-"),
    ("│", "|"),
    ("┃", "#"),
    ("┌", "+"),
    ("┐", "+"),
    ("└", "+"),
    ("┘", "+"),
    ("├", "+"),
    ("┤", "+"),
    ("┬", "+"),
    ("┴", "+"),
    ("┼", "+"),
    ("█", "#"),
    ("▓", "#"),
    ("▒", "="),
    ("░", "-"),
    ("▌", "#"),
    ("·", "."),
    ("…", "~"),
    ("–", "-"),
    ("—", "-"),
    ("‘", "'"),
    ("’", "'"),
    ("“", "\""),
    ("”", "\""),
    ("→", ">"),
    ("←", "<"),
    ("↑", "^"),
    ("↓", "v"),
    ("×", "x"),
    ("●", "*"),
    ("○", "o"),
    ("◆", "#"),
    ("◇", "+"),
    ("■", "="),
    ("§", "S"),
    ("▁", "_"),
    ("▂", "."),
    ("▃", ":"),
    ("▄", "-"),
    ("▅", "="),
    ("▆", "+"),
    ("▇", "*"),
];

/// Returns whether a sign is one that Offsite draws itself and ASCII does not have.
pub fn is_sign(symbol: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| *sign == symbol)
}

/// Puts ASCII in the place of every sign of a buffer.
pub fn replace_signs(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if cell.symbol().is_ascii() {
            continue;
        }
        if let Some((_, plain)) = SIGNS.iter().find(|(sign, _)| *sign == cell.symbol()) {
            cell.set_symbol(plain);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_sign_has_one_cell_of_ascii_and_names_keep_their_letters() {
        for (sign, plain) in SIGNS {
            assert!(plain.is_ascii() && plain.len() == 1 && sign.width() == 1, "{sign}");
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, 10, 1));
        buf.set_string(0, 0, "│Zoë · 3 …", Style::default());
        replace_signs(&mut buf);
        let line: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(line.trim_end(), "|Zoë . 3 ~");
    }
}
