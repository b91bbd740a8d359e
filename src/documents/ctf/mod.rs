//! The Common Transfer File: versions 25, 24 and older shapes, read by element name into
//! suggestions.
//!
//! Nothing is set here, and only what the file carries is suggested. Ethnicity, religion and
//! assessment codes are not read (data minimisation).

mod fault;
mod left_out;
mod pupil;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::xml::XmlNode;
use crate::documents::{decode, xml};
use crate::domain::prefill::Source;

pub use fault::{TransferFault, TransferFaults};

/// The largest file read, in bytes: a school's whole leaving year with marks is about 20 MB.
pub const MAX_BYTES: usize = 50_000_000;

/// The versions whose shape is known; another is read by element name, with a warning.
const KNOWN: std::ops::RangeInclusive<u32> = 10..=25;

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Transfer {
    /// `25.0`, or "" where the file does not say.
    pub version: String,
    /// The school that wrote it, and when, as the file says.
    pub written: String,
    /// What is suggested for each pupil.
    pub pupils: Vec<Source>,
    /// What the officer should know of the file as a whole.
    pub notes: Vec<String>,
    /// The file itself, in which each text says whether it was read.
    root: XmlNode,
}

impl Transfer {
    /// Returns what became of every text and attribute of a pupil, by their place among the pupils.
    pub fn reading(&self, at: usize) -> Option<Reading> {
        let mut reading = Reading::new(left_out::UNIT);
        left_out::account(pupils(&self.root).nth(at)?, "", &|_| false, &mut reading);
        Some(reading)
    }

    /// Returns what became of those that stand beside the pupils.
    pub fn beside(&self) -> Reading {
        let mut reading = Reading::new(left_out::UNIT);
        left_out::account(&self.root, "", &is_pupil, &mut reading);
        reading
    }
}

fn is_pupil(node: &XmlNode) -> bool {
    node.name.eq_ignore_ascii_case("Pupil")
}

fn pupils(root: &XmlNode) -> impl Iterator<Item = &XmlNode> {
    root.all("CTFpupilData").flat_map(|data| data.all("Pupil"))
}

/// Reads a file; `today` decides which schools were attended in the last five years.
///
/// # Errors
/// Why the file is refused, with line and column; nothing is then offered.
pub fn parse(bytes: &[u8], today: NaiveDate) -> Result<Transfer, TransferFaults> {
    if bytes.len() > MAX_BYTES {
        let read = bytes.get(..MAX_BYTES).unwrap_or_default();
        let line = read.split(|b| *b == b'\n').count() as u64;
        let column = read.iter().rev().take_while(|b| **b != b'\n').count() + 1;
        let place = FilePlace::Position { line, column };
        return Err(TransferFaults::one(place, TransferFault::TooLarge(MAX_BYTES / 1_000_000)));
    }
    let text = decode(bytes);
    let root = xml::parse(&text)?;
    let begin = FilePlace::Position { line: root.line as u64, column: 1 };
    if !root.name.eq_ignore_ascii_case("CTfile") {
        let name: String = root.name.chars().take(40).collect();
        return Err(TransferFaults::one(begin, TransferFault::NotTransfer(name)));
    }
    let mut out = Transfer::default();
    if let Some(header) = root.child("Header") {
        out.version = header.at("CTFversion");
        let school = header.at("SourceSchool/SchoolName");
        let day: String = header.at("DateTime").chars().take(10).collect();
        out.written =
            [school, day].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
    }
    match out.version.split('.').next().and_then(|v| v.parse::<u32>().ok()) {
        None => out
            .notes
            .push("The file does not give its version, so it was read by the names in it.".into()),
        Some(v) if !KNOWN.contains(&v) => {
            let version: String = out.version.chars().take(20).collect();
            out.notes.push(format!("Version {version} is not known here; the file was read by the names in it. Look at each line."));
        }
        Some(_) => {}
    }
    out.pupils = pupils(&root).map(|node| pupil::read(node, today)).collect();
    out.notes.extend(left_out::sentence(&root, &is_pupil));
    if out.pupils.is_empty() {
        return Err(TransferFaults::one(begin, TransferFault::NoPupil));
    }
    out.root = root;
    Ok(out)
}
