//! The look in which a terminal writes its next letter, and the shortest sequence that changes it.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// What shows on a blank too.
const SHOWS_ON_BLANK: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);

/// Each modifier with the code that sets it and the one that takes it off.
const CODES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and modifiers of the letters to come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pen {
    letters: Color,
    ground: Color,
    modifier: Modifier,
}

impl Pen {
    /// Returns the pen that writes a cell.
    pub(crate) fn of(cell: &Cell) -> Pen {
        Pen { letters: cell.fg, ground: cell.bg, modifier: cell.modifier }
    }

    /// Returns a pen for a cell that is as near to this one as the cell allows: a blank has no
    /// letter whose colour or weight could be seen.
    pub(crate) fn towards(self, cell: &Cell) -> Pen {
        if is_bare(cell) {
            let modifier = self.modifier.difference(SHOWS_ON_BLANK);
            return Pen { ground: cell.bg, modifier, ..self };
        }
        Pen::of(cell)
    }

    /// Writes the sequence that turns this pen into another: what differs, or all of it after a
    /// reset where that is shorter.
    pub(crate) fn turn(self, to: Pen, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let changed = self.changed(to);
        let anew = Pen::default().changed(to);
        let anew = if anew.is_empty() { anew } else { format!("0;{anew}") };
        let shorter = if changed.len() <= anew.len() { changed } else { anew };
        out.extend_from_slice(format!("\x1b[{shorter}m").as_bytes());
    }

    fn changed(self, to: Pen) -> String {
        let mut codes: Vec<String> = Vec::new();
        let gone = self.modifier.difference(to.modifier);
        let mut left = self.modifier;
        for (_, _, off) in CODES.iter().filter(|(one, ..)| gone.contains(*one)) {
            // One code can take off two modifiers.
            CODES.iter().filter(|(.., o)| o == off).for_each(|(one, ..)| left.remove(*one));
            let code = off.to_string();
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        let added = to.modifier.difference(left);
        let set = CODES.iter().filter(|(one, ..)| added.contains(*one));
        codes.extend(set.map(|(_, on, _)| on.to_string()));
        if self.letters != to.letters {
            codes.push(colour_code(to.letters, 30));
        }
        if self.ground != to.ground {
            codes.push(colour_code(to.ground, 40));
        }
        codes.join(";")
    }
}

/// Returns whether a cell shows nothing but its ground.
pub(crate) fn is_bare(cell: &Cell) -> bool {
    cell.symbol() == " " && !cell.modifier.intersects(SHOWS_ON_BLANK)
}

/// Returns the code of a colour; `base` is 30 for letters and 40 for what lies behind them.
fn colour_code(colour: Color, base: u8) -> String {
    let named = match colour {
        Color::Reset => return (base + 9).to_string(),
        Color::Indexed(n) => return format!("{};5;{n}", base + 8),
        Color::Rgb(r, g, b) => return format!("{};2;{r};{g};{b}", base + 8),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    (base + named).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(from: Pen, to: Pen) -> String {
        let mut out = Vec::new();
        from.turn(to, &mut out);
        String::from_utf8(out).expect("text").replace('\x1b', "^")
    }

    #[test]
    fn a_change_of_look_is_one_sequence_and_the_shorter_of_two() {
        let plain = Pen::default();
        let title = Pen { modifier: Modifier::BOLD | Modifier::UNDERLINED, ..plain };
        let bold = Pen { modifier: Modifier::BOLD, ..plain };
        let dim = Pen { modifier: Modifier::DIM, ..plain };
        let late = Pen { letters: Color::Rgb(175, 0, 0), modifier: Modifier::BOLD, ..plain };
        let bar = Pen { ground: Color::White, letters: Color::Black, ..plain };
        for (from, to, says) in [
            (plain, plain, ""),
            (plain, title, "^[1;4m"),
            (title, bold, "^[24m"),
            (title, plain, "^[m"),
            // 22 takes both bold and dim off.
            (Pen { modifier: Modifier::BOLD | Modifier::DIM, ..plain }, dim, "^[0;2m"),
            (bold, dim, "^[0;2m"),
            (plain, late, "^[1;38;2;175;0;0m"),
            (late, Pen { modifier: Modifier::UNDERLINED, ..late }, "^[22;4m"),
            (plain, bar, "^[30;107m"),
            (late, bar, "^[0;30;107m"),
        ] {
            assert_eq!(turned(from, to), says, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_blank_takes_the_pen_as_it_is_but_for_ground_and_lines() {
        let pen = Pen { letters: Color::Red, modifier: Modifier::BOLD, ground: Color::Reset };
        let mut blank = Cell::default();
        assert_eq!(pen.towards(&blank), pen);
        let underlined = Pen { modifier: Modifier::UNDERLINED | Modifier::BOLD, ..pen };
        assert_eq!(underlined.towards(&blank), pen);
        blank.bg = Color::Blue;
        assert_eq!(pen.towards(&blank), Pen { ground: Color::Blue, ..pen });
        blank.modifier = Modifier::REVERSED;
        assert_eq!(pen.towards(&blank), Pen::of(&blank));
    }
}
