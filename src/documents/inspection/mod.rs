//! The inspection pack: its index, a page for each provider, a line for each pupil, and the files
//! behind them.
//!
//! Each provider has a Word file of its own, not a page in one file: an inspector who visits a
//! provider takes its page along, and no pupil of another provider is named there.

mod facts;
mod json;
mod rows;

pub use facts::{LINE, provider_facts, pupil_facts};
pub use json::json;
pub use rows::rows;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::inspection::InspectedProvider;
use crate::domain::plural::pluralize;
use crate::domain::school::School;

/// What the pack is called.
pub const TITLE: &str = "Inspection pack";

/// The most letters of a provider's name in the name of its file.
const NAME: usize = 60;

/// A pack and what is said of it.
pub struct InspectionPack {
    /// The day of which it tells.
    pub on: NaiveDate,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// The officer who made it.
    pub officer: String,
    /// The home school whose pupils it has, or that it is all schools.
    pub of: String,
    /// What it leaves out because the officer does not see it; "" where it is nothing.
    pub left_out: String,
    /// The providers with their pupils.
    pub providers: Vec<PackProvider>,
    /// The names of the home schools, by id.
    pub homes: BTreeMap<String, String>,
    /// The files behind the pages.
    pub files: PackFiles,
    /// The papers that were sent and are not among the files.
    pub not_made: Vec<PaperNotMade>,
}

/// A provider with what the register of schools knows of it.
pub struct PackProvider {
    /// The entry of the register, or its name alone.
    pub school: School,
    /// Its pupils.
    pub inspected: InspectedProvider,
}

/// A file of the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// The case that it belongs to.
    pub case: CaseRef,
    /// Where it is in the folder: `documents/OSD-2026-0001/2-log.pdf`.
    pub path: String,
    /// What it is, in words.
    pub what: String,
    /// The SHA-256 sum of its bytes, in 64 letters.
    pub sha256: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The files of a pack, case by case, with how many each case has.
#[derive(Default)]
pub struct PackFiles {
    all: Vec<PackFile>,
    counts: BTreeMap<CaseRef, usize>,
}

impl PackFiles {
    /// Takes the files, those of one case one after the other.
    pub fn new(all: Vec<PackFile>) -> PackFiles {
        let mut counts = BTreeMap::new();
        for file in &all {
            *counts.entry(file.case).or_default() += 1;
        }
        PackFiles { all, counts }
    }

    /// Returns the files, those of one case one after the other.
    pub fn all(&self) -> &[PackFile] {
        &self.all
    }

    /// Returns how many files a case has.
    pub fn count_of(&self, case: CaseRef) -> usize {
        self.counts.get(&case).copied().unwrap_or(0)
    }

    /// Returns the files alone.
    pub fn into_all(self) -> Vec<PackFile> {
        self.all
    }
}

/// A paper that was recorded as sent and cannot be made again as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperNotMade {
    /// The case.
    pub case: CaseRef,
    /// What it is called.
    pub label: String,
    /// The day on which it was recorded as sent.
    pub sent: NaiveDate,
    /// Why it is not in the pack, in sentences.
    pub why: String,
}

impl InspectionPack {
    /// Returns how many pupils it lists.
    pub fn pupils(&self) -> usize {
        self.providers.iter().map(|one| one.inspected.pupils.len()).sum()
    }

    /// Returns what it is, as at which day, when and by whom it was made, how much there is, and what
    /// is left out: the cells of the first line.
    pub fn first_line(&self) -> Vec<String> {
        self.first_line_of(Some(self.providers.len()), self.pupils())
    }

    /// Returns the same of a part of it, that has so many providers and pupils; without a number of
    /// providers it is the page of one.
    pub fn first_line_of(&self, providers: Option<usize>, pupils: usize) -> Vec<String> {
        let mut cells = vec![
            TITLE.to_owned(),
            format!("As at {}", dates::format(self.on)),
            format!("Made on {} by {}", dates::format(self.made_on), self.officer),
            self.of.clone(),
        ];
        cells.extend(providers.map(|number| pluralize(number, "provider")));
        cells.push(pluralize(pupils, "pupil"));
        cells.extend(Some(self.left_out.clone()).filter(|words| !words.is_empty()));
        cells
    }

    /// Returns the name of a home school by its id.
    fn home(&self, id: &str) -> &str {
        self.homes.get(id).map_or("", String::as_str)
    }

    /// Returns where a provider's page is in the folder, by its number from 0.
    pub fn page(&self, number: usize) -> String {
        let school = self.providers.get(number).map(|one| &one.school);
        let slug = school.map_or_else(String::new, |one| School::local_id(&one.name, ""));
        let slug: String = slug.trim_start_matches("L-").chars().take(NAME).collect();
        let slug = Some(slug).filter(|slug| slug.len() > 1);
        let slug = slug.unwrap_or_else(|| "provider".to_owned());
        format!("providers/{:02}-{slug}.docx", number + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_of_a_provider_has_a_plain_name_whatever_the_provider_is_called() {
        let provider = |name: &str| PackProvider {
            school: School { name: name.into(), ..School::default() },
            inspected: InspectedProvider { id: String::new(), pupils: Vec::new() },
        };
        let names = ["../../etc/St. Ann's / Café", "", &"x".repeat(300)];
        let pack = InspectionPack {
            on: NaiveDate::MIN,
            made_on: NaiveDate::MIN,
            officer: String::new(),
            of: String::new(),
            left_out: String::new(),
            providers: names.map(provider).into(),
            homes: BTreeMap::new(),
            files: PackFiles::default(),
            not_made: Vec::new(),
        };
        assert_eq!(pack.page(0), "providers/01-etc-st-anns-café.docx");
        assert_eq!(pack.page(1), "providers/02-provider.docx");
        assert_eq!(pack.page(2).chars().count(), "providers/03-.docx".len() + NAME);
    }
}
