//! A saved view of the list: a named search with its order and columns.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::profile::{MAX_VIEWS, OwnView};

/// How many views have a key: 1 to 9.
pub const SLOTS: usize = MAX_VIEWS;

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($variant:ident, $name:literal, $words:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $type {
            $(#[doc = concat!("Shown as `", $words, "`.")] $variant,)*
        }
        impl $type {
            /// Every one with its name in files and its words on screen.
            pub const ALL: &'static [($type, &'static str, &'static str)] = &[$(($type::$variant, $name, $words)),*];

            /// Returns the words on screen.
            pub fn label(self) -> &'static str {
                $type::ALL.iter().find(|(t, ..)| *t == self).map_or("", |(_, _, words)| words)
            }
        }
    };
}

named! {
    /// The order of the list.
    Sort {
        Pressing, "pressing", "most urgent first";
        Name, "name", "by name";
        Year, "year", "by year group";
        Home, "home", "by home school";
        Host, "host", "by host school";
        Attendance, "attendance", "lowest attendance first";
        Untouched, "untouched", "least recently changed first";
    }
}

named! {
    /// What a line of the list may show beside what is asked.
    Column {
        When, "when", "day";
        Name, "name", "name";
        Year, "year", "year group";
        Schools, "schools", "home and host";
        Placement, "placement", "week of the placement";
        Attendance, "attendance", "attendance";
        Stage, "stage", "stage";
        Home, "home", "home school";
        Host, "host", "host school";
        Born, "born", "date of birth";
        Upn, "upn", "UPN";
        Reference, "reference", "reference";
    }
}

impl Sort {
    /// Returns the order after this one.
    pub fn next(self) -> Sort {
        let at = Sort::ALL.iter().position(|(s, ..)| *s == self).unwrap_or(0);
        Sort::ALL[(at + 1) % Sort::ALL.len()].0
    }
}

impl Column {
    /// Returns how many cells the column takes.
    pub fn wide(self) -> usize {
        match self {
            Column::When => 10,
            Column::Name | Column::Home | Column::Host => 20,
            Column::Schools => 27,
            Column::Placement => 8,
            Column::Year => 3,
            Column::Stage => 19,
            Column::Attendance => 4,
            Column::Born => 10,
            Column::Upn | Column::Reference => 13,
        }
    }

    /// Returns the columns of a list that nobody has changed.
    pub fn usual() -> Vec<Column> {
        vec![
            Column::When,
            Column::Name,
            Column::Year,
            Column::Schools,
            Column::Placement,
            Column::Attendance,
        ]
    }
}

/// A view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// The name on screen.
    pub name: String,
    /// A search of the search language; "" shows all.
    pub search: String,
    /// In which order.
    pub sort: Sort,
    /// The columns, from the left.
    pub columns: Vec<Column>,
}

impl Default for View {
    fn default() -> View {
        View {
            name: String::new(),
            search: String::new(),
            sort: Sort::Pressing,
            columns: Column::usual(),
        }
    }
}

impl From<&OwnView> for View {
    fn from(own: &OwnView) -> View {
        View { name: own.name.clone(), search: own.search.clone(), ..View::default() }
    }
}

/// Returns the tagged cases that are listed, in the order of the list: what a search hides is never
/// touched.
pub fn listed(tags: &BTreeSet<CaseRef>, list: &[CaseRef]) -> Vec<CaseRef> {
    list.iter().filter(|id| tags.contains(id)).copied().collect()
}
