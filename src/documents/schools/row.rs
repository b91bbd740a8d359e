//! One row of a file of schools, by the headings of its columns.

use std::collections::HashMap;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::schools::fault::{SchoolFault, SchoolFaults};
use crate::domain::school::School;

/// The headings of a GIAS download that are read, in small letters.
pub(super) const GIAS: &[&str] = &[
    "urn",
    "establishmentname",
    "establishmentstatus (name)",
    "typeofestablishment (name)",
    "phaseofeducation (name)",
    "street",
    "locality",
    "address3",
    "town",
    "postcode",
    "telephonenum",
    "headtitle (name)",
    "headfirstname",
    "headlastname",
    "headpreferredjobtitle",
    "easting",
    "northing",
    "la (name)",
    "trusts (name)",
];

/// The headings of a local list that are read.
pub(super) const LOCAL: &[&str] =
    &["urn", "name", "town", "phase", "type", "street", "postcode", "name_as_at", "source"];

/// Where each heading stands, in small letters; of one that stands twice the first.
pub(super) struct SchoolColumns(pub(super) HashMap<String, usize>);

impl SchoolColumns {
    pub(super) fn of(headings: &csv::StringRecord) -> SchoolColumns {
        let mut columns = HashMap::new();
        for (i, heading) in headings.iter().enumerate() {
            columns.entry(heading.trim().to_lowercase()).or_insert(i);
        }
        SchoolColumns(columns)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

pub(super) struct SchoolRow<'a> {
    pub(super) columns: &'a SchoolColumns,
    pub(super) record: &'a csv::StringRecord,
}

impl SchoolRow<'_> {
    /// Returns the cell under a heading, "" where there is no such column.
    pub(super) fn cell(&self, name: &str) -> String {
        debug_assert!(GIAS.contains(&name) || LOCAL.contains(&name), "{name} is in no list");
        self.columns.0.get(name).and_then(|i| self.record.get(*i)).map(clean).unwrap_or_default()
    }

    /// A file without the column is taken to be filtered already.
    pub(super) fn is_open(&self) -> bool {
        let name = "establishmentstatus (name)";
        !self.columns.has(name)
            || matches!(
                self.cell(name).to_lowercase().as_str(),
                "open" | "open, but proposed to close"
            )
    }

    pub(super) fn name(&self, column: &str, line: u64, faults: &mut SchoolFaults) -> String {
        let name = self.cell(column);
        if name.is_empty() {
            faults.push(under(line, column), SchoolFault::NoName);
        }
        name
    }

    pub(super) fn urn(&self, line: u64, faults: &mut SchoolFaults) -> String {
        let urn = self.cell("urn");
        let is_right = (5..=7).contains(&urn.len()) && urn.bytes().all(|b| b.is_ascii_digit());
        if !is_right && !urn.is_empty() {
            faults.push(under(line, "urn"), SchoolFault::NotUrn(urn.chars().take(20).collect()));
        }
        urn
    }

    pub(super) fn metres(&self, column: &str, line: u64, faults: &mut SchoolFaults) -> Option<u32> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        let metres = cell.parse::<u32>().ok().filter(|m| *m <= 1_300_000);
        if metres.is_none() {
            let start = cell.chars().take(20).collect();
            faults.push(under(line, column), SchoolFault::NotMetres(start));
        }
        metres.filter(|m| *m > 0)
    }

    pub(super) fn gias(&self, line: u64, faults: &mut SchoolFaults) -> School {
        let id = self.urn(line, faults);
        if id.is_empty() {
            faults.push(under(line, "urn"), SchoolFault::NoUrn);
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
            head: self.head(),
            head_post: self.cell("headpreferredjobtitle"),
            easting: self.metres("easting", line, faults),
            northing: self.metres("northing", line, faults),
            la: self.cell("la (name)"),
            trust: self.cell("trusts (name)"),
            source: "GIAS".to_owned(),
            closed: false,
        }
    }

    /// Returns the head teacher by title and name; "" where the last name is missing.
    fn head(&self) -> String {
        if self.cell("headlastname").is_empty() {
            return String::new();
        }
        let parts = ["headtitle (name)", "headfirstname", "headlastname"].map(|c| self.cell(c));
        let known: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" ")
    }

    pub(super) fn local(&self, line: u64, faults: &mut SchoolFaults) -> School {
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

/// Returns the place of the cell under a heading.
fn under(line: u64, column: &str) -> FilePlace {
    FilePlace::Heading { line, column: column.to_owned() }
}
