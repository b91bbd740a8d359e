//! The case list: what is asked of it, its pages and saved views.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::list::group::GroupCounts;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::list::view::{Sort, View};

/// Which part of the case list is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// The day on which the list is ranked.
    pub today: NaiveDate,
    /// A search; empty lets every case through.
    pub filter: String,
    /// The order of the rows.
    pub sort: Sort,
    /// The first row wanted, from 0.
    pub from: usize,
    /// How many rows at most.
    pub count: usize,
}

/// A view with its key and its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    /// Its key, from 1 to 9.
    pub slot: usize,
    /// The search, order and columns.
    pub view: View,
    /// It comes from the profile, and every officer has it.
    pub shared: bool,
    /// How many cases it shows; none where its search cannot be read.
    pub count: Option<usize>,
}

/// A part of the case list.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Page {
    /// The number of the first row given, from 0.
    pub from: usize,
    /// How many rows the whole list has.
    pub total: usize,
    /// The rows of this window.
    pub rows: Vec<Summary>,
    /// How many rows each group has; none where the order of the rows is another.
    pub groups: GroupCounts,
    /// How many cases are overdue, due and running.
    pub tally: Tally,
    /// What is wrong with the search, with its column.
    pub fault: Option<String>,
    /// What the viewer is told of cases that the viewer may not see.
    pub elsewhere: Option<String>,
    /// Every restricted case that the viewer sees.
    pub restricted: Vec<CaseRef>,
}

/// Lines of a list that is shown already, as they now stand.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FreshLines {
    /// The lines.
    pub lines: Vec<Summary>,
    /// The cases that were asked for and are not there, or not open to the viewer.
    pub gone: Vec<CaseRef>,
    /// How many cases are overdue, due and running.
    pub tally: Tally,
    /// Every restricted case that the viewer sees.
    pub restricted: Vec<CaseRef>,
}
