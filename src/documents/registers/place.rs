//! Places of a register file as the officer finds them.

use crate::documents::clean;

/// What a spreadsheet says of one of its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetInfo {
    pub name: String,
    pub is_hidden: bool,
    /// Whether the file has further sheets, so that places name theirs.
    pub is_one_of_many: bool,
}

impl SheetInfo {
    pub(super) fn named(&self, place: &str) -> String {
        if self.is_one_of_many {
            format!("Sheet \"{}\", {}{}", self.name, place[..1].to_lowercase(), &place[1..])
        } else {
            place.to_owned()
        }
    }
}

/// Returns a place as the officer finds it.
pub(super) fn place(sheet: Option<&SheetInfo>, line: u64, column: usize) -> String {
    match sheet {
        Some(sheet) => sheet.named(&format!("Cell {}", cell_name(line.saturating_sub(1), column))),
        None => format!("Line {line}, column {}", column + 1),
    }
}

/// Returns `E7` for row 6 and column 4, both from 0.
pub(super) fn cell_name(row: u64, column: usize) -> String {
    column_letters(column) + &(row + 1).to_string()
}

/// Returns `E` for column 4, from 0.
pub(super) fn column_letters(column: usize) -> String {
    let (mut letters, mut n) = (Vec::new(), column + 1);
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns a cell cut short for a sentence.
pub(super) fn short(cell: &str) -> String {
    clean(cell).chars().take(24).collect()
}
