//! The three shapes in every encoding, faults by their place, what an import would change, and
//! files that mean harm.

mod of_the_field;
mod planned;
mod refused;
mod shapes;

use crate::documents::registers::*;
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::calendar::Calendar;
use crate::domain::case::edit::apply_all;
use crate::domain::case::pupil::{Pupil, PupilIndex};
use crate::domain::case::{Case, CaseRef, Half, Session, Side};
use crate::domain::value::Value;
use chrono::NaiveDate;
use rust_xlsxwriter::{Format, Workbook};

const fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

const TODAY: NaiveDate = day(11, 30);

const UPN: &str = "F999999925001";

/// The same four marks of Zoë Ashworth in each shape: Monday / D, Tuesday I C1.
fn shapes() -> Vec<(&'static str, String, ReadOptions)> {
    let dates = format!(
        "UPN,Name,Date of birth,Date,AM,PM\n{UPN},Zoë Ashworth,12/03/2013,23/11/2026,/,\"\\\"\n{UPN},Zoë Ashworth,12/03/2013,24/11/2026,I,C1\n"
    );
    let over = format!(
        "St Zoë’s School\nUPN:,{UPN}\nName:,Zoë Ashworth\nDOB:,12/03/2013\n\nDate,AM,PM\nMon 23 Nov 2026,/,\\\n2026-11-24,I,C1\n"
    );
    let paired = format!(
        "Surname,Forename,DOB,UPN,2026-11-23 AM,2026-11-23 PM,Tue 24/11/2026 AM,Tue 24/11/2026 PM,Total\nAshworth,Zoë,12/03/2013,{UPN},/,\\,I,C1,4\n"
    );
    let two = format!(
        "Name,DOB,UPN,23/11/2026,,24/11/2026,\n,,,AM,PM,AM,PM\n\"Ashworth, Zoë\",12/03/2013,{UPN},/,\\,I,C1\n"
    );
    let string = format!(
        "UPN,Name,DOB,Start,Marks\n{UPN},Zoë Ashworth,12/03/2013,23/11/2026,/|\\|I|C1|-|\n"
    );
    let wide = format!("UPN,Name,DOB,Marks\n{UPN},Zoë Ashworth,12/03/2013,/ \\ I C1- \n");
    vec![
        ("a row a date", dates, ReadOptions::default()),
        ("a row a date, the pupil above", over, ReadOptions::default()),
        ("paired columns", paired, ReadOptions::default()),
        ("paired columns under two rows of headings", two, ReadOptions::default()),
        (
            "a separated string",
            string,
            ReadOptions { separator: Some('|'), ..ReadOptions::default() },
        ),
        (
            "a string of a fixed width",
            wide,
            ReadOptions { width: Some(2), start: Some(day(11, 23)), ..ReadOptions::default() },
        ),
    ]
}

fn marks(sheet: &RegisterSheet) -> Vec<(Session, &'static str)> {
    sheet.pupils.iter().flat_map(|p| p.entries.iter().map(|e| (e.session, e.code.code))).collect()
}

fn expected() -> Vec<(Session, &'static str)> {
    use Half::*;
    vec![
        ((day(11, 23), Am), "/"),
        ((day(11, 23), Pm), "\\"),
        ((day(11, 24), Am), "I"),
        ((day(11, 24), Pm), "C1"),
    ]
}

fn windows(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| {
            if c == '’' {
                0x92
            } else {
                u8::try_from(u32::from(c)).expect("a character of Windows-1252")
            }
        })
        .collect()
}

/// Rewrites CSV as an XLSX file: days as dates of the spreadsheet where a heading or cell is
/// nothing but a day.
fn spreadsheet(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    // The same bytes each time, so that a file changed at random can be made again.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 23).expect("a day");
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // The csv reader passes over empty lines, as it does in a file.
    for (y, record) in reader.records().map(|r| r.expect("a record")).enumerate() {
        for (x, cell) in record.iter().enumerate() {
            let (y, x) = (y as u32, x as u16);
            let parts: Vec<u32> = cell.split('/').filter_map(|p| p.parse().ok()).collect();
            match parts.as_slice() {
                [d, m, year] if cell.split('/').count() == 3 && cell.len() == 10 => {
                    let serial = NaiveDate::from_ymd_opt(*year as i32, *m, *d).expect("a day")
                        - NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
                    sheet
                        .write_number_with_format(y, x, serial.num_days() as f64, &date)
                        .expect("written");
                }
                _ => drop(sheet.write_string(y, x, cell).expect("written")),
            }
        }
    }
    book.save_to_buffer().expect("a file")
}

trait Year2013 {
    fn with_year_2013(self) -> Self;
}

impl Year2013 for NaiveDate {
    fn with_year_2013(self) -> NaiveDate {
        chrono::Datelike::with_year(&self, 2013).expect("a day")
    }
}

fn field(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/");
    std::fs::read(format!("{folder}{name}")).expect("a file of the field")
}
