//! Places in a file, as the officer finds them.

use std::fmt;

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePlace {
    /// The file as a whole.
    Whole,
    /// A line, from 1.
    Line(u64),
    /// A character of a text, both from 1: `Line 3, column 5`.
    Position {
        /// The line.
        line: u64,
        /// The column.
        column: usize,
    },
    /// The cell of a line under a heading: `Line 3, column "urn"`.
    Heading {
        /// The line, from 1.
        line: u64,
        /// The heading.
        column: String,
    },
    /// A case of a file of cases: `Line 2, OSD-2026-0001`.
    Case {
        /// The line, from 1.
        line: u64,
        /// Its reference.
        case: String,
    },
    /// A sheet of a workbook.
    Sheet(String),
    /// A cell of a workbook: `Cell E7`, or `Sheet "Week 2", cell E7`.
    Cell {
        /// The sheet, where there is more than one.
        sheet: Option<String>,
        /// The row, from 1.
        row: u64,
        /// The column, from 0.
        column: usize,
    },
    /// A pupil, in the words that name them with their line.
    Pupil {
        /// The line, from 1.
        line: u64,
        /// The name, as in `Zoë Ashworth, born 12/03/2013 (line 4)`.
        name: String,
    },
}

impl FilePlace {
    /// Returns the place of a byte of a text.
    pub fn of_byte(text: &str, byte: usize) -> FilePlace {
        let mut end = byte.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &text[..end];
        let last = before.rsplit('\n').next().unwrap_or_default();
        let line = before.matches('\n').count() as u64 + 1;
        FilePlace::Position { line, column: last.chars().count() + 1 }
    }

    /// Returns the line, from 1; none of a file as a whole or of a cell.
    pub fn line(&self) -> Option<u64> {
        match self {
            FilePlace::Line(line)
            | FilePlace::Position { line, .. }
            | FilePlace::Heading { line, .. }
            | FilePlace::Case { line, .. }
            | FilePlace::Pupil { line, .. } => Some(*line),
            FilePlace::Whole | FilePlace::Sheet(_) | FilePlace::Cell { .. } => None,
        }
    }
}

impl fmt::Display for FilePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FilePlace::Whole => Ok(()),
            FilePlace::Line(line) => write!(f, "Line {line}"),
            FilePlace::Position { line, column } => write!(f, "Line {line}, column {column}"),
            FilePlace::Heading { line, column } => write!(f, "Line {line}, column \"{column}\""),
            FilePlace::Case { line, case } => write!(f, "Line {line}, {case}"),
            FilePlace::Sheet(name) => write!(f, "Sheet \"{name}\""),
            FilePlace::Cell { sheet: None, row, column } => {
                write!(f, "Cell {}{row}", column_letters(*column))
            }
            FilePlace::Cell { sheet: Some(sheet), row, column } => {
                write!(f, "Sheet \"{sheet}\", cell {}{row}", column_letters(*column))
            }
            FilePlace::Pupil { name, .. } => f.write_str(name),
        }
    }
}

/// Returns `E` for column 4, from 0.
pub(crate) fn column_letters(column: usize) -> String {
    let (mut letters, mut n) = (Vec::new(), column + 1);
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    letters.iter().rev().collect()
}
