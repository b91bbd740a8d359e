//! The sequences that bring a terminal's cursor to a cell, and how many bytes each takes.

use std::io::Write;

/// A sequence that brings the cursor to a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// Names column and line.
    Place(u16, u16),
    /// Names the column, on the line or the next one.
    Column {
        /// Whether it is on the next line.
        down: bool,
        /// The column.
        x: u16,
    },
    /// Goes some cells along the line or the next one.
    Along {
        /// Whether it is on the next line.
        down: bool,
        /// The column on which the cursor stands.
        from: u16,
        /// The one on which it is to stand.
        to: u16,
    },
}

/// The most cells that are gone back one by one.
const BACK: u16 = 3;

impl Way {
    /// Returns how many bytes it takes.
    pub(crate) fn bytes(self) -> usize {
        /// What begins and ends a sequence.
        const AROUND: usize = 3;
        match self {
            Way::Place(0, y) => AROUND + digits(y + 1),
            Way::Place(x, y) => AROUND + digits(y + 1) + 1 + digits(x + 1),
            Way::Column { down, x: 0 } => usize::from(down) + 1,
            Way::Column { down, x } => usize::from(down) + AROUND + digits(x + 1),
            Way::Along { down, from, to } => {
                let along = match (to > from, from.abs_diff(to)) {
                    (_, 0) => 0,
                    (true, 1) => AROUND,
                    (false, cells @ ..=BACK) => usize::from(cells),
                    (_, cells) => AROUND + digits(cells),
                };
                usize::from(down) + along
            }
        }
    }

    /// Writes it.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        if let Way::Column { down: true, .. } | Way::Along { down: true, .. } = self {
            out.push(b'\n');
        }
        let written = match self {
            Way::Place(0, y) => write!(out, "\x1b[{}H", y + 1),
            Way::Place(x, y) => write!(out, "\x1b[{};{}H", y + 1, x + 1),
            Way::Column { x: 0, .. } => write!(out, "\r"),
            Way::Column { x, .. } => write!(out, "\x1b[{}G", x + 1),
            Way::Along { from, to, .. } => match (to > from, from.abs_diff(to)) {
                (_, 0) => Ok(()),
                (true, 1) => write!(out, "\x1b[C"),
                (true, cells) => write!(out, "\x1b[{cells}C"),
                (false, cells @ ..=BACK) => (0..cells).try_for_each(|_| write!(out, "\x08")),
                (false, cells) => write!(out, "\x1b[{cells}D"),
            },
        };
        debug_assert!(written.is_ok(), "memory takes all that is written");
    }
}

/// Returns how many digits a number has; none is of nothing.
fn digits(n: u16) -> usize {
    n.checked_ilog10().unwrap_or(0) as usize + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn way_takes_as_many_bytes_as_it_says() {
        let columns = [0, 1, 2, 3, 4, 8, 9, 10, 98, 99, 100, 159, 998, 999];
        for (x, y) in columns.iter().flat_map(|x| columns.map(|y| (*x, y))) {
            let sides = [false, true].into_iter();
            let ways = sides
                .flat_map(|down| [Way::Column { down, x }, Way::Along { down, from: x, to: y }]);
            for way in ways.chain([Way::Place(x, y)]) {
                let mut out = Vec::new();
                way.write(&mut out);
                assert_eq!(out.len(), way.bytes(), "{way:?}");
            }
        }
    }
}
