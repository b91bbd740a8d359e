//! School lists from CSV: the GIAS download, or a short local list.

use std::collections::{HashMap, HashSet};

use crate::documents::reading::Reading;
use crate::documents::{all_or_nothing, clean, decode, delimiter};
use crate::domain::school::School;

/// The largest file read, in bytes. The whole of GIAS is about 60 MB.
const SIZE_MOST: usize = 200_000_000;

/// Returns the schools of Worcestershire that are built in. Mostly names and towns; each says as at
/// when.
pub fn built_in() -> Vec<School> {
    read_schools(include_bytes!("data/worcestershire_schools.csv")).unwrap_or_default().open
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

/// Counts lines up to a record. The csv reader's own count is one short after a line that ends in
/// CR LF.
pub(crate) struct LineCounter<'a> {
    text: &'a [u8],
    seen: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    /// Returns a count that begins at the first line of a text.
    pub(crate) fn new(text: &'a str) -> LineCounter<'a> {
        LineCounter { text: text.as_bytes(), seen: 0, line: 1 }
    }

    /// Returns the line on which the record stands that the reader began at this byte.
    pub(crate) fn at(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        while let Some(b) =
            self.text.get(self.seen).filter(|b| self.seen < byte || matches!(**b, b'\n' | b'\r'))
        {
            self.line += u64::from(*b == b'\n');
            self.seen += 1;
        }
        self.line
    }
}

/// Where each heading stands, in small letters.
struct SchoolColumns(HashMap<String, usize>);

impl SchoolColumns {
    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

struct SchoolRow<'a> {
    columns: &'a SchoolColumns,
    record: &'a csv::StringRecord,
}

impl SchoolRow<'_> {
    /// Returns the cell under a heading, "" where there is no such column.
    fn cell(&self, name: &str) -> String {
        self.columns.0.get(name).and_then(|i| self.record.get(*i)).map(clean).unwrap_or_default()
    }

    /// A file without the column is taken to be filtered already.
    fn is_open(&self) -> bool {
        let name = "establishmentstatus (name)";
        !self.columns.has(name)
            || matches!(
                self.cell(name).to_lowercase().as_str(),
                "open" | "open, but proposed to close"
            )
    }

    fn name(&self, column: &str, line: u64, faults: &mut Vec<String>) -> String {
        let name = self.cell(column);
        if name.is_empty() {
            faults.push(format!("Line {line}, column \"{column}\": a school needs a name."));
        }
        name
    }

    fn urn(&self, line: u64, faults: &mut Vec<String>) -> String {
        let urn = self.cell("urn");
        let is_right = (5..=7).contains(&urn.len()) && urn.bytes().all(|b| b.is_ascii_digit());
        if !is_right && !urn.is_empty() {
            faults.push(format!(
                "Line {line}, column \"urn\": {} is not a URN, which has six figures.",
                urn.chars().take(20).collect::<String>()
            ));
        }
        urn
    }

    fn metres(&self, column: &str, line: u64, faults: &mut Vec<String>) -> Option<u32> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let metres = cell.parse::<u32>().ok().filter(|m| *m <= 1_300_000);
        if metres.is_none() {
            let start: String = cell.chars().take(20).collect();
            faults.push(format!(
                "Line {line}, column \"{column}\": {start} is not a grid reference in metres."
            ));
        }
        metres.filter(|m| *m > 0)
    }

    fn gias(&self, line: u64, faults: &mut Vec<String>) -> School {
        let id = self.urn(line, faults);
        if id.is_empty() {
            faults.push(format!(
                "Line {line}, column \"urn\": a school in GIAS has a URN; this cell is empty."
            ));
        }
        let address: Vec<String> = ["street", "locality", "address3"]
            .map(|c| self.cell(c))
            .into_iter()
            .filter(|c| !c.is_empty())
            .collect();
        School {
            id,
            name: self.name("establishmentname", line, faults),
            town: self.cell("town"),
            kind: self.cell("typeofestablishment (name)"),
            phase: self.cell("phaseofeducation (name)"),
            address: address.join(", "),
            postcode: self.cell("postcode"),
            phone: self.cell("telephonenum"),
            easting: self.metres("easting", line, faults),
            northing: self.metres("northing", line, faults),
            la: self.cell("la (name)"),
            source: "GIAS".to_owned(),
            closed: false,
        }
    }

    fn local(&self, line: u64, faults: &mut Vec<String>) -> School {
        let (urn, name, town) =
            (self.urn(line, faults), self.name("name", line, faults), self.cell("town"));
        let (source, as_at) = (self.cell("source"), self.cell("name_as_at"));
        School {
            id: if urn.is_empty() { School::local_id(&name, &town) } else { urn },
            name,
            town,
            kind: self.cell("type"),
            phase: self.cell("phase"),
            address: self.cell("street"),
            postcode: self.cell("postcode"),
            source: if as_at.is_empty() {
                source
            } else {
                format!("{source} (name as at {as_at})")
            },
            ..School::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str =
        "URN,LA (name),EstablishmentName,EstablishmentStatus (name),Street,Town,Easting,Extra\r\n";

    #[test]
    fn built_in_schools_read() {
        let schools = built_in();
        assert_eq!(schools.len(), 31);
        assert!(schools.iter().any(|s| s.id == "136898" && s.town == "Hagley"));
        assert!(schools.iter().any(|s| s.id == "L-prince-henrys-high-school-evesham"
            && s.source.ends_with("(name as at 2015-07)")));
    }

    #[test]
    fn gias_by_heading_and_encoding() {
        let rows = "100001,Worcs,\"St Zo\u{eb}\u{92}s, Upper\",Open,1 High St,Malvern,380000,x\r\n100002,Worcs,Shut,Closed,,,,\r\n\
                    100003,Worcs,Going,\"Open, but proposed to close\",,,,\r\n";
        let latin: Vec<u8> =
            format!("{HEAD}{rows}").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let schools = read_schools(&latin).unwrap().open;
        assert_eq!(schools.iter().map(|s| s.id.as_str()).collect::<Vec<_>>(), ["100001", "100003"]);
        assert_eq!(
            (schools[0].name.as_str(), schools[0].easting, schools[0].postcode.as_str()),
            ("St Zoë’s, Upper", Some(380_000), "")
        );
        let marked = format!("\u{feff}{HEAD}100001,W,Zoë,Open,,,,\n");
        assert_eq!(read_schools(marked.as_bytes()).unwrap().open[0].name, "Zoë");
    }

    #[test]
    fn faults_are_all_named_and_nothing_is_read() {
        let two = format!(
            "{HEAD}x,W,A,Open,,,,\n100001,W,B,Open,,,east,\n100002,W,\n100003,W,C,Open,,,,\n100003,W,C,Open,,,,\n"
        );
        let faults = read_schools(two.as_bytes()).unwrap_err();
        for (fault, words) in faults.iter().zip([
            "Line 2, column \"urn\"",
            "Line 3, column \"easting\"",
            "Line 4 has 3 columns",
            "Line 6: the school",
        ]) {
            assert!(fault.starts_with(words), "{fault}");
        }
        assert_eq!(faults.len(), 4);
        for bad in [
            "",
            " \n",
            "a,b\n1,2\n",
            HEAD,
            &format!("{HEAD}100001,W,A,Closed,,,,\n"),
            &format!("{HEAD}100001,W,A,Open,,,,\"cut"),
        ] {
            assert!(read_schools(bad.as_bytes()).is_err(), "{bad}");
        }
        let many = format!("{HEAD}{}", "x,W,A,Open,,,,\n".repeat(60));
        assert_eq!(read_schools(many.as_bytes()).unwrap_err().len(), 51);
    }

    #[test]
    fn every_row_is_taken_or_named() {
        let rows =
            "100001;W;A;Open;;;;\n;;;\n100002;W;B;Closed;;;;\n100003;W;C;Proposed to open;;;;\n";
        let text = format!("{}{rows}", HEAD.replace(',', ";"));
        let read = read_schools(text.as_bytes()).unwrap();
        assert_eq!((read.open.len(), read.closed.len(), read.reading.len()), (1, 1, 4));
        let passed: Vec<&str> = read.reading.passed.iter().map(|i| i.says.as_str()).collect();
        assert_eq!(passed, ["is blank.", "is \"Closed\".", "is \"Proposed to open\"."]);
    }

    #[test]
    fn one_odd_byte_spoils_its_own_letter_only() {
        let mut bytes = format!("{HEAD}100001,W,Zoë,Open,,,,\n100002,W,C").into_bytes();
        bytes.extend(b"\x92s,Open,,,,\n");
        let open = read_schools(&bytes).unwrap().open;
        assert_eq!((open[0].name.as_str(), open[1].name.as_str()), ("Zoë", "C’s"));
    }
}
