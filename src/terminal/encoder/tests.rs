//! Whatever two frames hold, a terminal that shows the first shows the second afterwards.

use std::num::NonZero;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::Encoder;
use crate::terminal::pen::is_bare;

const WIDTH: u16 = 30;
const HEIGHT: u16 = 6;

/// Returns the bytes that turn one frame into another.
fn bytes(shown: &Buffer, next: &Buffer) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(next, None, &mut out);
    encoder.draw(shown, &[next.area]);
    encoder.end();
    out
}

fn frame(lines: &[&str]) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
    for (y, line) in (0..).zip(lines) {
        buf.set_string(0, y, line, Style::default());
    }
    buf
}

fn said(shown: &[&str], next: &[&str]) -> String {
    String::from_utf8(bytes(&frame(shown), &frame(next))).expect("text").replace('\x1b', "^")
}

fn colour(of: Color) -> vt100::Color {
    match of {
        Color::Red => vt100::Color::Idx(1),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::Rgb(r, g, b) => vt100::Color::Rgb(r, g, b),
        _ => vt100::Color::Default,
    }
}

/// Compares what a terminal shows with a frame, cell by cell.
fn assert_shows(terminal: &vt100::Screen, frame: &Buffer) {
    for y in 0..HEIGHT {
        let mut wide = 0;
        for x in 0..WIDTH {
            let (cell, seen) = (&frame[(x, y)], terminal.cell(y, x).expect("a cell"));
            if wide > 0 {
                wide -= 1;
                continue;
            }
            wide = ratatui::buffer::CellWidth::cell_width(cell).saturating_sub(1);
            let letter = if seen.has_contents() { seen.contents() } else { " " };
            assert_eq!(letter, cell.symbol(), "column {x}, line {y}");
            assert_eq!(seen.bgcolor(), colour(cell.bg), "ground at column {x}, line {y}");
            let is = |m| cell.modifier.contains(m);
            assert_eq!(seen.underline(), is(Modifier::UNDERLINED), "column {x}, line {y}");
            assert_eq!(seen.inverse(), is(Modifier::REVERSED), "column {x}, line {y}");
            if !is_bare(cell) {
                assert_eq!(seen.fgcolor(), colour(cell.fg), "column {x}, line {y}");
            }
            // This terminal keeps one of the two where a letter is both.
            if !is_bare(cell) && !cell.modifier.contains(Modifier::BOLD | Modifier::DIM) {
                assert_eq!(seen.bold(), is(Modifier::BOLD), "column {x}, line {y}");
                assert_eq!(seen.dim(), is(Modifier::DIM), "column {x}, line {y}");
            }
        }
    }
}

fn style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            1 => Just(Color::Red),
            1 => Just(Color::LightBlue),
            1 => Just(Color::Rgb(1, 2, 3)),
        ]
    };
    let modifier = prop_oneof![
        4 => Just(Modifier::empty()),
        1 => Just(Modifier::BOLD),
        1 => Just(Modifier::DIM),
        1 => Just(Modifier::UNDERLINED),
        1 => Just(Modifier::REVERSED | Modifier::BOLD),
    ];
    (colour(), colour(), modifier)
        .prop_map(|(fg, bg, m)| Style::default().fg(fg).bg(bg).add_modifier(m))
}

fn any_frame() -> impl Strategy<Value = Buffer> {
    let words = prop_oneof![
        Just("Zoë Walsh"),
        Just("Prince Henry's"),
        Just("a → b · c"),
        Just("漢字"),
        Just("     "),
        Just("──────"),
        Just("a  b    c       d"),
        Just("Māia"),
    ];
    let piece = (0..WIDTH, 0..HEIGHT, words, style());
    prop::collection::vec(piece, 0..14).prop_map(|pieces| {
        let mut buf = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for (x, y, words, style) in pieces {
            buf.set_stringn(x, y, words, usize::from(WIDTH - x), style);
        }
        buf
    })
}

proptest! {
    #[test]
    fn a_terminal_shows_the_next_frame_after_the_bytes(frames in prop::collection::vec(any_frame(), 1..4)) {
        let size = |cells| NonZero::new(cells).expect("some cells");
        let mut terminal = vt100::Parser::new(size(HEIGHT), size(WIDTH), 0);
        let mut shown = Buffer::empty(Rect::new(0, 0, WIDTH, HEIGHT));
        for next in frames {
            terminal.process(&bytes(&shown, &next));
            assert_shows(terminal.screen(), &next);
            shown = next;
        }
    }
}

#[test]
fn the_blank_end_of_a_line_is_one_sequence() {
    assert_eq!(said(&["a long line of text"], &["a"]), "^[1;3H^[K");
    // A few blanks are shorter as they are.
    assert_eq!(said(&["abc"], &["a"]), "^[1;2H  ");
}

#[test]
fn a_short_gap_is_written_again_and_a_long_one_is_passed_over() {
    assert_eq!(said(&["1 ab 2"], &["3 ab 4"]), "^[1H3 ab 4");
    assert_eq!(said(&["1 abcdefgh 2"], &["3 abcdefgh 4"]), "^[1H3^[12G4");
}

#[test]
fn the_next_line_is_reached_from_the_last() {
    assert_eq!(said(&["  a", "  b"], &["  c", "  d"]), "^[1;3Hc\n\x08d");
}

#[test]
fn after_a_letter_of_doubtful_width_columns_are_named_and_not_counted() {
    assert_eq!(said(&["1abcdefgh 2"], &["→abcdefgh 4"]), "^[1H→^[11G4");
    // So near the edge the terminal may have gone on to another line.
    let (shown, next) = (" ".repeat(27), format!("{}···", " ".repeat(27)));
    assert_eq!(said(&[&shown, "a"], &[&next, "b"]), "^[1;28H···^[2Hb");
}
