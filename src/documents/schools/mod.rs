//! School lists from CSV: the GIAS download, or a short local list.

mod lines;
mod row;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::documents::reading::Reading;
use crate::documents::schools::row::{SchoolColumns, SchoolRow};
use crate::documents::{all_or_nothing, decode, delimiter};
use crate::domain::school::School;

pub(super) use lines::LineCounter;

/// The largest file read, in bytes. The whole of GIAS is about 60 MB.
const SIZE_MOST: usize = 200_000_000;

/// Returns the schools of Worcestershire that are built in. Mostly names and towns; each says as at
/// when.
pub fn built_in() -> Vec<School> {
    read_schools(include_bytes!("../data/worcestershire_schools.csv")).unwrap_or_default().open
}

/// The schools of a file and what became of each row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolsReading {
    pub open: Vec<School>,
    /// Schools that the file says are closed: of interest where a case names one.
    pub closed: Vec<School>,
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
/// Every fault with its line, as sentences; then nothing is read.
pub fn read_schools(bytes: &[u8]) -> Result<SchoolsReading, Vec<String>> {
    if bytes.len() > SIZE_MOST {
        return Err(vec![format!(
            "The file is larger than {} MB. Filter it to your area in GIAS and try again.",
            SIZE_MOST / 1_000_000
        )]);
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(vec!["The file is empty. Download it again.".to_owned()]);
    }
    let is_heading = |cell: &str| {
        matches!(
            cell.trim_start_matches('\u{feff}').to_lowercase().as_str(),
            "urn" | "name" | "town" | "postcode" | "establishmentname" | "street"
        )
    };
    let delimiter = delimiter(&text, 1, &is_heading).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let headers = reader
        .headers()
        .map_err(|e| vec![format!("The first line does not read as column headings ({e}).")])?
        .clone();
    let columns = SchoolColumns(
        headers.iter().enumerate().map(|(i, name)| (name.trim().to_lowercase(), i)).collect(),
    );
    let is_gias = columns.has("establishmentname") && columns.has("urn");
    if !is_gias && !columns.has("name") {
        return Err(vec![
            "Line 1: no column \"EstablishmentName\" with \"URN\" (GIAS) and no column \"name\" (local list). Keep the line of headings."
                .to_owned(),
        ]);
    }
    let (mut schools, mut shut, mut faults, mut seen, mut rows) =
        (Vec::new(), Vec::new(), Vec::new(), HashSet::new(), 0usize);
    let mut reading = Reading::new("row");
    let mut lines = LineCounter::new(&text);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                faults.push(format!("The file does not read as CSV: {e}."));
                break;
            }
        };
        rows += 1;
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        let place = format!("Line {line}");
        if record.iter().all(|cell| cell.trim().is_empty()) {
            reading.pass(&place, "", "is blank.");
            continue;
        }
        if record.len() != headers.len() {
            let cut = if record.len() < headers.len() { " The file may be cut short." } else { "" };
            faults.push(format!(
                "Line {line} has {} columns where the headings have {}.{cut}",
                record.len(),
                headers.len()
            ));
            continue;
        }
        let row = SchoolRow { columns: &columns, record: &record };
        if is_gias && !row.is_open() {
            let status = row.cell("establishmentstatus (name)");
            reading.pass(&place, &row.cell("establishmentname"), format!("is \"{status}\"."));
            if status.to_lowercase().starts_with("closed") {
                let mut gone = row.gias(line, &mut Vec::new());
                gone.closed = true;
                shut.push(gone);
            }
            continue;
        }
        let before = faults.len();
        let school =
            if is_gias { row.gias(line, &mut faults) } else { row.local(line, &mut faults) };
        if faults.len() == before {
            if seen.insert(school.id.clone()) {
                reading.take(&place, &school.name, "read.");
                schools.push(school);
            } else {
                faults.push(format!(
                    "Line {line}: the school {} stands in the file twice.",
                    school.id
                ));
            }
        }
    }
    if !text.ends_with('\n') && text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        faults.push(
            "The last line ends inside quotation marks: the file is cut short. Download it again."
                .to_owned(),
        );
    }
    if rows == 0 {
        faults.push("The file has headings but no schools. It may be cut short.".to_owned());
    } else if schools.is_empty() && faults.is_empty() {
        faults.push("No school in the file is open. Choose a file with open schools.".to_owned());
    }
    all_or_nothing(SchoolsReading { open: schools, closed: shut, reading }, faults)
}
