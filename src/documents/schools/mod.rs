//! School lists from CSV: the GIAS download, or a short local list.

mod fault;
mod lines;
mod row;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::schools::row::{SchoolColumns, SchoolRow};
use crate::documents::{clean, decode, delimiter};
use crate::domain::school::School;

pub use fault::{SchoolFault, SchoolFaults};
pub(super) use lines::LineCounter;

/// The largest file read, in bytes. The whole of GIAS is about 60 MB.
pub const MAX_SIZE: usize = 200_000_000;

/// Returns the schools of Worcestershire that are built in. Mostly names and towns; each says as at
/// when.
pub fn built_in() -> Vec<School> {
    read_schools(include_bytes!("../data/worcestershire_schools.csv")).unwrap_or_default().open
}

/// The schools of a file and what became of each row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolsReading {
    /// Schools that are open.
    pub open: Vec<School>,
    /// Schools that the file says are closed: of interest where a case names one.
    pub closed: Vec<School>,
    /// What became of each row.
    pub reading: Reading,
}

/// Reads a register of schools, matched by column heading; further columns are passed over and
/// missing ones stay unknown.
///
/// Two shapes are known by their headings: GIAS (`URN`, `EstablishmentName`, ..), of which only
/// open schools are kept, and a local list (`urn,name,town,phase,type,street,postcode,name_as_at,
/// source`).
///
/// # Errors
/// Every fault with its line; then nothing is read.
pub fn read_schools(bytes: &[u8]) -> Result<SchoolsReading, SchoolFaults> {
    if bytes.len() > MAX_SIZE {
        return Err(SchoolFaults::whole(SchoolFault::TooLarge(MAX_SIZE / 1_000_000)));
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(SchoolFaults::whole(SchoolFault::Empty));
    }
    let delimiter = delimiter(&text, 1, &is_heading).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let headers =
        reader.headers().map_err(|e| SchoolFaults::whole(SchoolFault::Headings(e)))?.clone();
    let columns = SchoolColumns::of(&headers);
    let is_gias = columns.has("establishmentname") && columns.has("urn");
    if !is_gias && !columns.has("name") {
        return Err(SchoolFaults::one(FilePlace::Line(1), SchoolFault::NoColumns));
    }
    let read = if is_gias { row::GIAS } else { row::LOCAL };
    let mut reading = Reading::new("part");
    let mut faults = SchoolFaults::default();
    for (i, heading) in headers.iter().map(str::trim).enumerate() {
        let is_read = read.iter().any(|name| heading.eq_ignore_ascii_case(name));
        let place = format!("Column {}", i + 1);
        if is_read && columns.0.get(&heading.to_lowercase()) != Some(&i) {
            let twice = SchoolFault::TwoColumns(clean(heading).chars().take(60).collect());
            faults.push(FilePlace::Line(1), twice);
        } else if is_read {
            reading.take(place, heading, "is read.");
        } else {
            reading.pass(place, heading, "is not read.");
        }
    }
    let mut file = SchoolsFile {
        columns: &columns,
        headings: headers.len(),
        is_gias,
        seen: HashSet::new(),
        faults,
        out: SchoolsReading { reading, ..SchoolsReading::default() },
    };
    let (mut rows, mut lines) = (0usize, LineCounter::new(&text));
    for record in reader.records() {
        match record {
            Ok(record) => {
                rows += 1;
                file.row(lines.at(record.position().map_or(0, csv::Position::byte)), &record);
            }
            Err(e) => {
                file.faults.push(FilePlace::Whole, SchoolFault::Csv(e));
                break;
            }
        }
    }
    if !text.ends_with('\n') && text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        file.faults.push(FilePlace::Whole, SchoolFault::CutShort);
    }
    file.finish(rows)
}

/// Returns whether a cell is a heading by which a file of schools is known.
fn is_heading(cell: &str) -> bool {
    matches!(
        cell.trim_start_matches('\u{feff}').to_lowercase().as_str(),
        "urn" | "name" | "town" | "postcode" | "establishmentname" | "street"
    )
}

/// What is read of a file, as it grows.
struct SchoolsFile<'a> {
    columns: &'a SchoolColumns,
    /// How many columns the headings have.
    headings: usize,
    is_gias: bool,
    /// The ids of the schools so far.
    seen: HashSet<String>,
    faults: SchoolFaults,
    out: SchoolsReading,
}

impl SchoolsFile<'_> {
    fn row(&mut self, line: u64, record: &csv::StringRecord) {
        let place = FilePlace::Line(line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return self.out.reading.pass(place.to_string(), "", "is blank.");
        }
        if record.len() != self.headings {
            let (count, headings) = (record.len(), self.headings);
            return self.faults.push(place, SchoolFault::Columns { count, headings });
        }
        let row = SchoolRow { columns: self.columns, record };
        if self.is_gias && !row.is_open() {
            return self.closed(line, &row);
        }
        let before = self.faults.len();
        let school = if self.is_gias {
            row.gias(line, &mut self.faults)
        } else {
            row.local(line, &mut self.faults)
        };
        if self.faults.len() > before {
            return;
        }
        if self.seen.insert(school.id.clone()) {
            self.out.reading.take(place.to_string(), &school.name, "read.");
            self.out.open.push(school);
        } else {
            self.faults.push(place, SchoolFault::Twice(school.id));
        }
    }

    /// Returns what was read of so many rows.
    fn finish(self, rows: usize) -> Result<SchoolsReading, SchoolFaults> {
        let SchoolsFile { mut faults, out, .. } = self;
        if rows == 0 {
            faults.push(FilePlace::Whole, SchoolFault::NoSchool);
        } else if out.open.is_empty() && faults.is_empty() {
            faults.push(FilePlace::Whole, SchoolFault::NoneOpen);
        }
        faults.or(out)
    }

    /// Passes over a school that is not open; one that has closed is kept for the cases that may
    /// name it.
    fn closed(&mut self, line: u64, row: &SchoolRow) {
        let status = row.cell("establishmentstatus (name)");
        let name = row.cell("establishmentname");
        let place = FilePlace::Line(line).to_string();
        self.out.reading.pass(&place, &name, format!("is \"{status}\"."));
        if status.to_lowercase().starts_with("closed") {
            let mut gone = row.gias(line, &mut SchoolFaults::default());
            gone.closed = true;
            self.out.closed.push(gone);
        }
    }
}
