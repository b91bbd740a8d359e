//! Rows of text as a file that a spreadsheet program opens: CSV, or an XLSX workbook.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::error::{Error, ErrorKind, Result};

/// The narrowest and the widest column of a workbook, in characters.
const WIDTHS: (usize, usize) = (9, 44);

/// The number that XLSX has for paper of the size A4.
pub(super) const A4: u8 = 9;

/// Up to how many characters side by side a sheet is printed on pages of its whole width.
const ONE_PAGE: usize = 220;

/// Returns rows as CSV. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe, which makes it text.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|c| {
            if c.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_negative(c) {
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

/// Returns rows as an XLSX file of one sheet, every cell as text; the row of headings, by its number
/// from 0, is bold, and what stands down to it is held in place.
///
/// # Errors
/// Where the library refuses, which no content is known to cause.
pub fn xlsx(rows: &[Vec<String>], sheet: &str, headings: usize) -> Result<Vec<u8>> {
    let failed = |e: XlsxError| {
        Error::new(ErrorKind::Io, "The spreadsheet could not be made.")
            .with_source(e)
            .with_hint("Export it as CSV.")
    };
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name(sheet).map_err(failed)?;
    let mut widths: Vec<usize> = Vec::new();
    for (y, row) in rows.iter().enumerate() {
        widths.resize(widths.len().max(row.len()), WIDTHS.0);
        for (x, cell) in row.iter().enumerate() {
            // What the file is, above its headings, may run over its columns.
            if y >= headings {
                widths[x] = widths[x].max(cell.chars().count() + 1).min(WIDTHS.1);
            }
            let is_heading = y == headings;
            let (y, x) = (number(y), column(x));
            let written = if is_heading {
                sheet.write_string_with_format(y, x, cell, &bold)
            } else {
                sheet.write_string(y, x, cell)
            };
            written.map_err(failed)?;
        }
    }
    sheet.set_freeze_panes(number(headings + 1), 0).map_err(failed)?;
    sheet.set_paper_size(A4).set_landscape();
    sheet.set_repeat_rows(number(headings), number(headings)).map_err(failed)?;
    if widths.iter().sum::<usize>() <= ONE_PAGE {
        sheet.set_print_fit_to_pages(1, 0);
    }
    for (x, width) in widths.into_iter().enumerate() {
        let width = u8::try_from(width).unwrap_or(u8::MAX);
        sheet.set_column_width(column(x), f64::from(width)).map_err(failed)?;
    }
    book.save_to_buffer().map_err(failed)
}

/// Returns whether a cell is a negative whole number, which is no formula.
fn is_negative(cell: &str) -> bool {
    cell.strip_prefix('-')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
}

fn number(y: usize) -> u32 {
    u32::try_from(y).unwrap_or(u32::MAX)
}

fn column(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_stays_text() {
        let formula = vec![["=1+1", "\\", "#", "@x", "-2", "-2+3"].map(str::to_owned).to_vec()];
        let text = String::from_utf8(csv(&formula)).expect("text");
        assert_eq!(text, "'=1+1,\\,#,'@x,-2,'-2+3\n");
        let bytes = xlsx(&formula, "Register", 0).expect("a file");
        let mut book: calamine::Xlsx<_> =
            calamine::Reader::new(std::io::Cursor::new(bytes)).expect("a spreadsheet");
        let range = calamine::Reader::worksheet_range(&mut book, "Register").expect("the sheet");
        assert_eq!(range.get_value((0, 0)), Some(&calamine::Data::String("=1+1".into())));
        let formulas = calamine::Reader::worksheet_formula(&mut book, "Register");
        assert!(formulas.expect("the sheet").is_empty());
    }
}
