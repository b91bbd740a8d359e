//! Withholds small numbers, so that nobody can be made out by them, and as many others as it takes
//! that no withheld number follows from the sums.
//!
//! Every table counts the same cases. Its rows are groups, its columns the ended directions, the
//! successful ones and the others; a row adds up, and each column adds up to the whole, which is
//! published. A reader may know that only numbers above nought are withheld. So a number is safe
//! where another table, with at least one in each withheld place, has the same published numbers and
//! another one there: where a round of withheld numbers can be raised and lowered by one in turn.

#[cfg(test)]
mod tests;

use crate::domain::statistics::masked_table::{COLUMNS, MaskedTable};
use crate::domain::statistics::round::has_round;

/// The cases of a group by how they ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Split {
    /// Those that were successful.
    pub successful: u32,
    /// The others.
    pub other: u32,
}

impl Split {
    /// Returns both together.
    pub fn ended(self) -> u32 {
        self.successful + self.other
    }

    fn columns(self) -> [u32; COLUMNS] {
        [self.ended(), self.successful, self.other]
    }
}

/// A row as it is published: ended, successful, other; none is withheld.
pub type PublishedRow = [Option<u32>; COLUMNS];

/// Tables as they are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// All cases.
    pub whole: PublishedRow,
    /// A row for each group of each table.
    pub tables: Vec<Vec<PublishedRow>>,
}

/// Withholds every number from 1 to one below `least` and what gives one away. The tables count the
/// same cases, whose split is `whole`.
pub fn publish(whole: Split, tables: &[Vec<Split>], least: u32) -> Published {
    let is_small = |n: u32| n > 0 && n < least;
    if is_small(whole.ended()) {
        return nothing_of(tables);
    }
    publish_where(whole, tables, least, !is_small(whole.successful) && !is_small(whole.other))
}

/// Returns tables of which everything is withheld.
pub(super) fn nothing_of(tables: &[Vec<Split>]) -> Published {
    let none = |table: &Vec<Split>| vec![[None; COLUMNS]; table.len()];
    Published { whole: [None; COLUMNS], tables: tables.iter().map(none).collect() }
}

/// Publishes a whole that is not small; how it divides is published where `has_splits`.
pub(super) fn publish_where(
    whole: Split,
    tables: &[Vec<Split>],
    least: u32,
    has_splits: bool,
) -> Published {
    let is_small = |n: u32| n > 0 && n < least;
    let row = |split: Split| split.columns().map(Some);
    let of_table = |table: &Vec<Split>| {
        let first = MaskedTable::small(table, is_small);
        let both = has_splits.then(|| first.clone().made_safe()).flatten();
        let sums_alone = || first.clone().without_splits().made_safe();
        match both.or_else(sums_alone) {
            Some(safe) => safe.rows(),
            None => vec![[None; COLUMNS]; table.len()],
        }
    };
    let whole = if has_splits { row(whole) } else { [Some(whole.ended()), None, None] };
    Published { whole, tables: tables.iter().map(of_table).collect() }
}

impl MaskedTable {
    fn small(table: &[Split], is_small: impl Fn(u32) -> bool) -> MaskedTable {
        let numbers: Vec<[u32; COLUMNS]> = table.iter().map(|split| split.columns()).collect();
        let is_withheld = numbers.iter().map(|row| row.map(&is_small)).collect();
        MaskedTable { numbers, is_withheld, columns: COLUMNS }
    }

    fn without_splits(mut self) -> MaskedTable {
        self.columns = 1;
        self
    }

    /// Withholds more until each withheld number is safe: for one that is not, the smallest numbers
    /// of another row that make a round with it; where no row does, the smallest of all. None where
    /// all are withheld and one is not safe.
    fn made_safe(mut self) -> Option<MaskedTable> {
        let small = self.is_withheld.clone();
        while let Some((y, x, _)) = self.at_risk() {
            let rounds = self.rounds_through(y, x).into_iter();
            let safe = rounds.map(|round| self.with(&round)).filter(|more| has_round(more, y, x));
            self = if let Some(safe) = safe.min_by_key(MaskedTable::sum) {
                safe
            } else {
                let open = self.places().filter(|(y, x, n)| *n > 0 && !self.is_withheld[*y][*x]);
                let (y, x, _) = open.min_by_key(|(y, x, n)| (*n, *x, *y))?;
                self.with(&[(y, x)])
            };
        }
        Some(self.without_needless(&small))
    }

    /// Returns the places of each shortest round through a place: those of another row, and of a
    /// second column where there is one.
    fn rounds_through(&self, y: usize, x: usize) -> Vec<Vec<(usize, usize)>> {
        let rows = (0..self.numbers.len()).filter(|other| *other != y);
        let of_row = |other: usize| {
            let columns = (0..self.columns).filter(move |column| *column != x);
            columns.map(move |column| vec![(y, column), (other, x), (other, column)])
        };
        let all: Vec<Vec<(usize, usize)>> = if self.columns == 1 {
            rows.map(|other| vec![(other, x)]).collect()
        } else {
            rows.flat_map(of_row).collect()
        };
        let is_filled =
            |round: &Vec<(usize, usize)>| round.iter().all(|(y, x)| self.numbers[*y][*x] > 0);
        all.into_iter().filter(is_filled).collect()
    }

    /// Returns the same with more places withheld.
    fn with(&self, places: &[(usize, usize)]) -> MaskedTable {
        let mut more = self.clone();
        for (y, x) in places {
            more.is_withheld[*y][*x] = true;
        }
        more
    }

    /// Returns the sum of all withheld numbers: what is lost to the reader.
    fn sum(&self) -> u64 {
        let withheld = self.places().filter(|(y, x, _)| self.is_withheld[*y][*x]);
        withheld.map(|(.., number)| u64::from(number)).sum()
    }

    /// Publishes again what need not be withheld, the greatest numbers first.
    fn without_needless(mut self, small: &[[bool; COLUMNS]]) -> MaskedTable {
        let mut more: Vec<(usize, usize, u32)> =
            self.places().filter(|(y, x, _)| self.is_withheld[*y][*x] && !small[*y][*x]).collect();
        more.sort_by_key(|(y, x, n)| std::cmp::Reverse((*n, *x, *y)));
        for (y, x, _) in more {
            self.is_withheld[y][x] = false;
            self.is_withheld[y][x] = self.at_risk().is_some();
        }
        self
    }

    /// Returns the first withheld number that follows from what is published.
    fn at_risk(&self) -> Option<(usize, usize, u32)> {
        self.places().find(|(y, x, _)| self.is_withheld[*y][*x] && !has_round(self, *y, *x))
    }

    fn rows(&self) -> Vec<PublishedRow> {
        let row = |(row, hidden): (&[u32; COLUMNS], &[bool; COLUMNS])| {
            let shown = |x: usize| (x < self.columns && !hidden[x]).then_some(row[x]);
            [shown(0), shown(1), shown(2)]
        };
        self.numbers.iter().zip(&self.is_withheld).map(row).collect()
    }
}
