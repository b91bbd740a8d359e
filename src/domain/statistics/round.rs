//! Whether a withheld number may be another one: whether a round of withheld numbers can be raised
//! and lowered by one in turn, so that no sum is changed.
//!
//! Rows and columns are the stations of the round, withheld numbers the ways between them: a number
//! that is raised leads from its row to its column, one that is lowered back. The sum of a row
//! stands on the other side of its equation, so it leads the other way round.

use crate::domain::statistics::masked_table::MaskedTable;

/// The column of the sums.
const SUMS: usize = 0;

/// Returns whether there is a round through a withheld number.
pub(super) fn has_round(table: &MaskedTable, row: usize, column: usize) -> bool {
    let (from, to) = (station_of_row(table, row), station_of_column(table, column));
    let (leads_on, leads_back) = ways(column, table.numbers[row][column]);
    (leads_on && reaches(table, (row, column), to, from))
        || (leads_back && reaches(table, (row, column), from, to))
}

/// Returns whether a number leads from its row to its column, and whether back: none is lowered to
/// nought, which would not have been withheld.
fn ways(column: usize, number: u32) -> (bool, bool) {
    let can_be_lowered = number >= 2;
    if column == SUMS { (can_be_lowered, true) } else { (true, can_be_lowered) }
}

fn station_of_column(table: &MaskedTable, column: usize) -> usize {
    table.numbers.len() + column
}

/// Returns the station of a row. Where the sums alone are published no row is an equation, so that
/// all rows are one station.
fn station_of_row(table: &MaskedTable, row: usize) -> usize {
    if table.columns == 1 { 0 } else { row }
}

/// Returns whether the withheld numbers but one lead from a station to another.
fn reaches(table: &MaskedTable, but: (usize, usize), from: usize, to: usize) -> bool {
    let mut ahead = vec![from];
    let mut seen = ahead.clone();
    while let Some(here) = ahead.pop() {
        if here == to {
            return true;
        }
        for (y, x, number) in table.places() {
            if (y, x) == but || !table.is_withheld[y][x] {
                continue;
            }
            let (row, column) = (station_of_row(table, y), station_of_column(table, x));
            let (leads_on, leads_back) = ways(x, number);
            let next = match here {
                _ if here == row && leads_on => column,
                _ if here == column && leads_back => row,
                _ => continue,
            };
            if !seen.contains(&next) {
                seen.push(next);
                ahead.push(next);
            }
        }
    }
    false
}
