//! A table of numbers, some of which are withheld.

/// How many numbers a row has.
pub(super) const COLUMNS: usize = 3;

/// A table with the places that are withheld.
#[derive(Debug, Clone)]
pub(super) struct MaskedTable {
    pub(super) numbers: Vec<[u32; COLUMNS]>,
    pub(super) is_withheld: Vec<[bool; COLUMNS]>,
    /// How many columns are published at all: the sums alone, or all.
    pub(super) columns: usize,
}

impl MaskedTable {
    /// Returns every place that may be published, with its number.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, usize, u32)> {
        let of_row = |(y, row): (usize, &[u32; COLUMNS])| {
            let row = *row;
            (0..self.columns).map(move |x| (y, x, row[x]))
        };
        self.numbers.iter().enumerate().flat_map(of_row)
    }
}
