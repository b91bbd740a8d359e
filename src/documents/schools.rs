//! Registers of schools: a download of Get Information about Schools, or the short list that comes with Offsite.

use crate::domain::school::School;

/// The largest file that is read, in bytes.
const MOST: usize = 200 * 1024 * 1024;

/// Returns the schools that come with Offsite: names and towns as the county printed them, to be replaced by a GIAS download.
pub fn built_in() -> Vec<School> {
    read(include_bytes!("data/worcestershire_schools.csv")).unwrap_or_default()
}

/// Reads a CSV by its header names: `EstablishmentName` and its like of GIAS, or `urn,name,town,…` of the short list.
/// Closed schools are left out; missing and further columns are no fault.
///
/// # Errors
/// Every fault as a sentence with its line; nothing is then to be imported.
pub fn read(bytes: &[u8]) -> Result<Vec<School>, Vec<String>> {
    if bytes.len() > MOST {
        return Err(vec!["The file is larger than 200 MB. Download it again, filtered on your authority.".into()]);
    }
    let text = decode(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader.headers().map_err(|e| vec![sentence(&e)])?.clone();
    let column = |names: &[&str]| header.iter().position(|h| names.contains(&h.trim()));
    let Some(name) = column(&["EstablishmentName", "name"]) else {
        return Err(vec!["The first line names no column EstablishmentName or name. Choose a GIAS download of all establishments.".into()]);
    };
    let columns = [
        column(&["URN", "urn"]),
        column(&["Town", "town"]),
        column(&["TypeOfEstablishment (name)", "type"]),
        column(&["PhaseOfEducation (name)", "phase"]),
        column(&["Street", "street"]),
        column(&["Postcode", "postcode"]),
        column(&["TelephoneNum"]),
        column(&["source"]),
    ];
    let status = column(&["EstablishmentStatus (name)"]);
    let (mut schools, mut faults) = (Vec::new(), Vec::new());
    for row in reader.records() {
        let row = match row {
            Ok(row) => row,
            Err(e) => {
                faults.push(sentence(&e));
                continue;
            }
        };
        let cell = |at: Option<usize>| at.and_then(|i| row.get(i)).unwrap_or("").chars().filter(|c| !c.is_control()).collect::<String>();
        if !matches!(cell(status).as_str(), "" | "Open" | "Open, but proposed to close") {
            continue;
        }
        let line = row.position().map_or(0, csv::Position::line);
        let name = cell(Some(name)).trim().to_owned();
        if name.is_empty() {
            faults.push(format!("Line {line}: the school has no name. Fill it in or take the line out."));
            continue;
        }
        let [urn, town, kind, phase, street, postcode, phone, source] = columns.map(cell);
        let id = if urn.is_empty() { local_id(&name) } else { urn };
        schools.push(School { id, name, town, kind, phase, street, postcode, phone, source });
    }
    if faults.is_empty() && schools.is_empty() {
        faults.push("The file holds no open school. Choose a GIAS download of all establishments.".into());
    }
    if faults.is_empty() { Ok(schools) } else { Err(faults) }
}

/// Returns the text, as UTF-8 or else as Windows-1252, which GIAS uses in practice.
fn decode(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| {
        let high = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
        bytes
            .iter()
            .map(|b| if (0x80..0xa0).contains(b) { high.chars().nth(usize::from(b - 0x80)).unwrap_or('?') } else { *b as char })
            .collect()
    })
}

fn local_id(name: &str) -> String {
    let slug: String = name.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    format!("L-{}", slug.split('-').filter(|s| !s.is_empty()).collect::<Vec<_>>().join("-"))
}

fn sentence(e: &csv::Error) -> String {
    let line = e.position().map_or(0, csv::Position::line);
    match e.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("Line {line}: {len} columns where the first line has {expected_len}. The file may be cut short; download it again.")
        }
        _ => format!("Line {line}: the file cannot be read as CSV. Download it again."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_are_read_and_faults_are_named_by_line() {
        assert_eq!(built_in().len(), 31);
        let gias = b"URN,EstablishmentName,EstablishmentStatus (name),Town,Extra\r\n1,A\xe9 School,Open,Here,x\r\n2,B,Closed,There,x\r\n";
        let read_in = read(gias).expect("a good file");
        assert_eq!((read_in.len(), read_in[0].name.as_str()), (1, "Aé School"));
        assert!(read(b"URN,EstablishmentName\n1,A\n2\n").is_err_and(|f| f[0].starts_with("Line 3")));
        assert!(read(b"").is_err() && read(b"a,b\n1,2\n").is_err());
    }
}
