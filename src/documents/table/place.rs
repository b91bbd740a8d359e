//! Places of a file of rows as the officer finds them.

use crate::documents::clean;
use crate::documents::place::FilePlace;

/// Whether a sheet has cells that are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::documents) enum SheetState {
    Shown,
    Hidden,
    /// It is a chart, a dialogue or a macro.
    NoCells,
}

/// What a spreadsheet says of one of its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::documents) struct SheetInfo {
    pub(in crate::documents) name: String,
    pub(in crate::documents) state: SheetState,
    /// Whether the file has further sheets, so that places name theirs.
    pub(in crate::documents) is_one_of_many: bool,
}

impl SheetInfo {
    pub(in crate::documents) fn named(&self, place: &str) -> String {
        if self.is_one_of_many {
            format!("Sheet \"{}\", {}{}", self.name, place[..1].to_lowercase(), &place[1..])
        } else {
            place.to_owned()
        }
    }
}

/// Returns the place of a cell; the column is counted from 0.
pub(in crate::documents) fn place(
    sheet: Option<&SheetInfo>,
    line: u64,
    column: usize,
) -> FilePlace {
    match sheet {
        Some(sheet) => {
            let named = sheet.is_one_of_many.then(|| sheet.name.clone());
            FilePlace::Cell { sheet: named, row: line, column }
        }
        None => FilePlace::Position { line, column: column + 1 },
    }
}

/// Returns a cell cut short for a sentence.
pub(in crate::documents) fn short(cell: &str) -> String {
    clean(cell).chars().take(24).collect()
}
