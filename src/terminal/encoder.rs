//! Turns the cells in which two frames differ into few bytes.
//!
//! ratatui's own backend sends a move of up to nine bytes for each run of cells and a sequence for
//! each change of style. Over a slow line that is more than the text itself, so the bytes are chosen
//! here: short moves, short gaps written again, and one sequence for the blank end of a line. Only
//! sequences are used that every terminal since the VT100 and its screen multiplexers know.

use ratatui::buffer::{Buffer, Cell, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Color;

use crate::terminal::pen::{Pen, is_bare};
use crate::terminal::way::Way;

/// What erases from the cursor to the end of its line.
const ERASE_LINE: &[u8] = b"\x1b[K";

/// Writes cells, and knows where the terminal's cursor then stands.
pub(crate) struct Encoder<'a> {
    next: &'a Buffer,
    out: &'a mut Vec<u8>,
    pen: Pen,
    /// Where the cursor stands, where that is known.
    at: Option<(u16, u16)>,
    /// How many letters beyond ASCII were written since the cursor was sent to a column: some
    /// terminals give `·` or `→` two cells, and a step counted from there would go wrong.
    doubtful: u16,
}

impl<'a> Encoder<'a> {
    /// Begins a frame on a terminal whose pen is plain.
    pub(crate) fn new(
        next: &'a Buffer,
        at: Option<(u16, u16)>,
        out: &'a mut Vec<u8>,
    ) -> Encoder<'a> {
        Encoder { next, out, pen: Pen::default(), at, doubtful: 0 }
    }

    /// Writes what differs in some places from the frame that is shown, and returns which lines were
    /// changed.
    ///
    /// Most lines are as they were, and comparing them whole costs less than half of looking for
    /// their differences.
    pub(crate) fn draw(&mut self, shown: &Buffer, places: &[Rect]) -> Vec<bool> {
        let width = usize::from(self.next.area.width).max(1);
        let lines = shown.content.chunks(width).zip(self.next.content.chunks(width));
        let is_drawn = |y: u16| places.iter().any(|at| at.top() <= y && y < at.bottom());
        let changed: Vec<bool> = (self.next.area.y..)
            .zip(lines)
            .map(|(y, (shown, next))| is_drawn(y) && shown != next)
            .collect();
        for (y, _) in (self.next.area.y..).zip(&changed).filter(|(_, changed)| **changed) {
            let columns = changed_columns(shown, self.next, y);
            self.line(y, &columns);
        }
        changed
    }

    /// Puts the cursor at a cell.
    pub(crate) fn go(&mut self, x: u16, y: u16) {
        if self.at == Some((x, y)) && self.doubtful == 0 {
            return;
        }
        self.jump(x, y, self.way_to(x, y));
    }

    /// Leaves the terminal with a plain pen.
    pub(crate) fn end(&mut self) {
        self.pen.turn(Pen::default(), self.out);
        self.pen = Pen::default();
    }

    /// Writes the changed cells of one line; its blank end is erased where that is shorter.
    fn line(&mut self, y: u16, columns: &[u16]) {
        let end = self.blank_from(y);
        let (written, erased) = columns.split_at(columns.partition_point(|x| *x < end));
        for x in written {
            self.put(*x, y);
        }
        match erased.first() {
            Some(first) if erased.len() > ERASE_LINE.len() => {
                self.reach(*first, y);
                self.take(self.pen.towards(&Cell::default()));
                self.out.extend_from_slice(ERASE_LINE);
            }
            _ => {
                for x in erased {
                    self.put(*x, y);
                }
            }
        }
    }

    /// Returns from which column on a line shows nothing at all.
    fn blank_from(&self, y: u16) -> u16 {
        let area = self.next.area;
        let is_empty = |x: &u16| {
            let cell = &self.next[(*x, y)];
            is_bare(cell) && cell.bg == Color::Reset
        };
        area.right() - (area.x..area.right()).rev().take_while(is_empty).count() as u16
    }

    fn put(&mut self, x: u16, y: u16) {
        self.reach(x, y);
        let cell = &self.next[(x, y)];
        self.take(self.pen.towards(cell));
        self.write(cell, x, y);
    }

    /// Goes to a cell unless the letter before it has already brought the cursor there.
    fn reach(&mut self, x: u16, y: u16) {
        if self.at == Some((x, y)) {
            return;
        }
        let way = self.way_to(x, y);
        if !self.bridge(x, y, way.bytes()) {
            self.jump(x, y, way);
        }
    }

    fn jump(&mut self, x: u16, y: u16, way: Way) {
        way.write(self.out);
        (self.at, self.doubtful) = (Some((x, y)), 0);
    }

    fn take(&mut self, pen: Pen) {
        self.pen.turn(pen, self.out);
        self.pen = pen;
    }

    fn write(&mut self, cell: &Cell, x: u16, y: u16) {
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.doubtful += u16::from(!cell.symbol().is_ascii());
        self.at = Some((x + width_of(cell).max(1), y));
    }

    /// Writes the cells up to a column again where that takes no more bytes than going there, and
    /// returns whether it did.
    fn bridge(&mut self, x: u16, y: u16, most: usize) -> bool {
        // Every cell takes a byte at least, so a long gap need not be looked at.
        let is_short = |at: &(u16, u16)| at.1 == y && at.0 < x && usize::from(x - at.0) <= most;
        let Some((from, _)) = self.at.filter(is_short) else {
            return false;
        };
        let next = self.next;
        let gap = || (from..x).map(|x| &next[(x, y)]);
        let bytes: usize = gap().map(|cell| cell.symbol().len()).sum();
        let is_alike = |cell: &Cell| width_of(cell) == 1 && self.pen.towards(cell) == self.pen;
        if bytes > most || !gap().all(is_alike) {
            return false;
        }
        for (x, cell) in (from..x).zip(gap()) {
            self.write(cell, x, y);
        }
        true
    }

    /// Returns the shortest way that brings the cursor to a cell.
    fn way_to(&self, x: u16, y: u16) -> Way {
        let anywhere = Way::Place(x, y);
        let Some((from, line)) = self.at else {
            return anywhere;
        };
        // The cursor is still on its line even if every doubtful letter took two cells.
        let is_within = from + self.doubtful < self.next.area.right();
        let down = match y.checked_sub(line) {
            Some(0) => false,
            Some(1) => true,
            _ => return anywhere,
        };
        if !is_within {
            return anywhere;
        }
        let to_column = Way::Column { down, x };
        let along = (self.doubtful == 0).then_some(Way::Along { down, from, to: x });
        let ways = [Some(anywhere), Some(to_column), along];
        ways.into_iter().flatten().min_by_key(|way| way.bytes()).unwrap_or(anywhere)
    }
}

/// Returns how many cells the letter of a cell takes. Most are of one byte and take one.
fn width_of(cell: &Cell) -> u16 {
    if cell.symbol().len() == 1 { 1 } else { cell.cell_width() }
}

/// Returns the columns of a line in which two frames differ for whoever looks at them.
fn changed_columns(shown: &Buffer, next: &Buffer, y: u16) -> Vec<u16> {
    let (before, after) = (line_of(shown, y), line_of(next, y));
    let is_narrow =
        |cell: &Cell| width_of(cell) <= 1 && matches!(cell.diff_option, CellDiffOption::None);
    if !before.iter().chain(after).all(is_narrow) {
        return columns_with_wide(shown, next, y);
    }
    let cells = (next.area.x..).zip(before.iter().zip(after));
    let changed =
        cells.filter(|(_, (before, after))| before != after && !looks_alike(before, after));
    changed.map(|(x, _)| x).collect()
}

/// Does as [`changed_columns`] for a line in which a letter takes two cells, before or after.
fn columns_with_wide(shown: &Buffer, next: &Buffer, y: u16) -> Vec<u16> {
    let right = next.area.right();
    let alone = |frame: &Buffer| Buffer {
        area: Rect { y, height: 1, ..frame.area },
        content: line_of(frame, y).to_vec(),
    };
    let (shown, next) = (alone(shown), alone(next));
    let is_half = |x: u16| x > shown.area.x && shown[(x - 1, y)].cell_width() > 1;
    let mut columns = Vec::new();
    for (x, _, cell) in shown.diff_iter(&next) {
        // The second half of a wide letter is written whatever is said to stand there.
        if cell != &shown[(x, y)] && looks_alike(&shown[(x, y)], cell) && !is_half(x) {
            continue;
        }
        columns.push(x);
        // Half of a wide letter does not stay: what is left in its place is the terminal's choice.
        let end = (x + cell.cell_width().max(1)).min(right);
        if shown[(end - 1, y)].cell_width() > 1 && end < right {
            columns.push(end);
        }
    }
    columns.dedup();
    columns
}

/// Returns the cells of one line of a frame.
fn line_of(frame: &Buffer, y: u16) -> &[Cell] {
    let start = frame.index_of(frame.area.x, y);
    &frame.content[start..start + usize::from(frame.area.width)]
}

/// Returns whether a cell that changed looks as it did: a blank whose letters would have another
/// colour.
fn looks_alike(shown: &Cell, next: &Cell) -> bool {
    is_bare(shown) && is_bare(next) && shown.bg == next.bg
}

#[cfg(test)]
mod tests;
