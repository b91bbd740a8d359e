//! Writes the merged register of one case as CSV or XLSX.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{MergedMark, Registers};
use crate::domain::calendar::dates;
use crate::domain::case::Session;
use crate::error::{Error, ErrorKind, Result};

/// The columns of the merged register.
const HEADINGS: [&str; 8] = [
    "Date",
    "Session",
    "Expected at",
    "Home mark",
    "Host mark",
    "Merged",
    "Counts as",
    "To put right",
];

/// Returns the merged register of a case: headings, a row a session up to today (and each later one
/// that has a mark), then the figures.
pub fn rows(registers: &Registers, today: NaiveDate) -> Vec<Vec<String>> {
    let sessions: BTreeSet<Session> =
        registers.sessions(today).chain(registers.case.marks.keys().copied()).collect();
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    for session in sessions {
        let (marks, reading) = (registers.marks(session), registers.reading(session));
        let counts = match reading {
            MergedMark::Mark(code) => format!("{}: {}", code.class.label(), code.meaning),
            MergedMark::Unmarked
            | MergedMark::Gap
            | MergedMark::Conflict
            | MergedMark::NotExpected => reading.description().to_owned(),
        };
        let merged = if let MergedMark::Mark(code) = reading { code.code } else { "" };
        let faults: Vec<&str> =
            registers.faults(session, today).into_iter().map(|f| f.about().words).collect();
        rows.push(vec![
            dates::format(session.0),
            half_words(session.1).to_owned(),
            registers.place(session).label().to_owned(),
            marks.home.clone().unwrap_or_default(),
            marks.host.clone().unwrap_or_default(),
            merged.to_owned(),
            counts,
            faults.join("; "),
        ]);
    }
    let sum = registers.figures(today);
    for (label, value) in [
        ("Possible sessions", sum.possible().to_string()),
        ("Attended", sum.attended.to_string()),
        ("Authorised absence", sum.authorised.to_string()),
        ("Unauthorised absence", sum.unauthorised.to_string()),
        ("Not marked", sum.unmarked.to_string()),
        ("Attendance", sum.percent()),
        ("Sessions on a disputed mark", sum.disputed.to_string()),
    ] {
        rows.push(vec![label.to_owned(), value]);
    }
    rows
}

/// Returns rows as CSV. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe, which makes it text.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|c| {
            if c.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                format!("'{c}")
            } else {
                c.clone()
            }
        });
        // Writing to memory does not fail, and rows of any length are allowed.
        let _ = writer.write_record(cells);
    }
    writer.into_inner().unwrap_or_default()
}

/// Returns rows as an XLSX file, every cell as text, the headings bold and held in place.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn xlsx(rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let failed = |e: XlsxError| {
        Error::new(ErrorKind::Io, "The spreadsheet could not be made.")
            .with_source(e)
            .with_hint("Export it as CSV.")
    };
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("Register").map_err(failed)?;
    for (y, row) in rows.iter().enumerate() {
        for (x, cell) in row.iter().enumerate() {
            let (y, x) =
                (u32::try_from(y).unwrap_or(u32::MAX), u16::try_from(x).unwrap_or(u16::MAX));
            let written = if y == 0 {
                sheet.write_string_with_format(y, x, cell, &bold)
            } else {
                sheet.write_string(y, x, cell)
            };
            written.map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(1, 0).map_err(failed)?;
    for (column, width) in [(0, 20.0), (1, 9.0), (2, 12.0), (6, 44.0), (7, 44.0)] {
        sheet.set_column_width(column, width).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}
