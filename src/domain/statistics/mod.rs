//! How directions ended, by what may have to do with it: counted so that no child can be made out.
//!
//! - [`ended`]: What is counted of one case.
//! - [`governors`]: The figures of the governors' report.
//! - [`groups`]: By what is counted, and the groups of each.
//! - [`suppress`]: Withholds small numbers and what gives them away.

pub mod ended;
pub mod governors;
pub mod groups;
mod masked_table;
mod round;
pub mod suppress;

use crate::domain::statistics::ended::EndedCase;
use crate::domain::statistics::groups::By;
use crate::domain::statistics::suppress::{PublishedRow, Split, publish};

/// One row of the statistics: a group, or all cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatisticsRow {
    /// By what it is grouped; none of all cases.
    pub by: Option<By>,
    /// The group, in words.
    pub group: String,
    /// Ended, successful and other directions; none is withheld.
    pub numbers: PublishedRow,
}

/// Counts ended directions in every way; numbers from 1 to one below `least` are withheld, and what
/// would give them away.
pub fn count(cases: &[EndedCase], least: u32) -> Vec<StatisticsRow> {
    let mut whole = Split::default();
    for case in cases {
        case.count_in(&mut whole);
    }
    let tables: Vec<(By, Vec<(String, Split)>)> =
        By::ALL.iter().map(|by| (*by, by.table(cases))).collect();
    let splits: Vec<Vec<Split>> =
        tables.iter().map(|(_, table)| table.iter().map(|(_, split)| *split).collect()).collect();
    let published = publish(whole, &splits, least);
    let all = StatisticsRow { by: None, group: "all".to_owned(), numbers: published.whole };
    let rows = tables.into_iter().zip(published.tables).flat_map(|((by, table), numbers)| {
        let row = move |((group, _), numbers)| StatisticsRow { by: Some(by), group, numbers };
        table.into_iter().zip(numbers).map(row)
    });
    std::iter::once(all).chain(rows).collect()
}
