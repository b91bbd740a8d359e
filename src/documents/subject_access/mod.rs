//! What is given for a request for subject access: the words of the bundle, and the bundle as JSON.
//! The Word file has the same parts.

mod json;

pub use json::json;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::plural::pluralize;
use crate::domain::subject_access::bundle::{Bundle, GivenItem};
use crate::domain::subject_access::decision::Ground;
use crate::domain::subject_access::request::AccessRequest;

/// What the bundle is called.
pub const TITLE: &str = "Copy of the record for a subject access request";

/// What is in no bundle.
pub const NOT_IN: [&str; 4] = [
    "The content of evidence files: each is listed with its name and kind.",
    "Texts that were typed and not saved.",
    "Who looked at the record after this request was entered.",
    "Earlier requests for subject access, and backups.",
];

/// What who asked may do (`findings/law.md` §5.4; not read first-hand).
pub const RIGHTS: [&str; 3] = [
    "You may complain to the authority or school that keeps this record.",
    "You may complain to the Information Commissioner's Office (ICO).",
    "You may ask a court to order that more is given.",
];

/// A bundle and what is said of it.
pub struct AccessReport {
    /// The request that it answers.
    pub request: AccessRequest,
    /// What is given, and what is not.
    pub bundle: Bundle,
    /// The officer who made it.
    pub officer: String,
    /// The day on which it was made.
    pub day: NaiveDate,
}

/// A line of the list of what is not given.
pub(in crate::documents) struct KeptBack {
    /// The number of the item.
    pub number: usize,
    /// Under which heading it is.
    pub heading: String,
    /// Whether all of it is withheld, or passages are redacted.
    pub what: &'static str,
    /// Why.
    pub grounds: Vec<Ground>,
}

impl AccessReport {
    /// Returns what it is, of which day, by whom and how many items.
    pub fn first(&self) -> Vec<String> {
        let Bundle { given, withheld } = &self.bundle;
        let count = pluralize(self.bundle.count(), "item");
        vec![
            TITLE.to_owned(),
            self.request.id.to_string(),
            dates::format(self.day),
            self.officer.clone(),
            format!("{count}: {} given, {} withheld", given.len(), withheld.len()),
        ]
    }

    /// Returns the heading of an item: with its case where the request is about several.
    fn heading(&self, case: crate::domain::case::CaseRef, section: &str) -> String {
        if self.request.cases.len() > 1 { format!("{case}: {section}") } else { section.to_owned() }
    }

    /// Returns the items that are given, by heading, in order.
    pub(in crate::documents) fn sections(&self) -> Vec<(String, &[GivenItem])> {
        let same = |a: &GivenItem, b: &GivenItem| (a.case, &a.section) == (b.case, &b.section);
        let all = self.bundle.given.chunk_by(same);
        all.map(|items| (self.heading(items[0].case, &items[0].section), items)).collect()
    }

    /// Returns everything that is withheld or redacted, in order.
    pub(in crate::documents) fn kept_back(&self) -> Vec<KeptBack> {
        let withheld = self.bundle.withheld.iter().map(|item| KeptBack {
            number: item.number,
            heading: self.heading(item.case, &item.section),
            what: "withheld",
            grounds: vec![item.ground],
        });
        let redacted = self.bundle.given.iter().filter(|item| !item.grounds.is_empty());
        let redacted = redacted.map(|item| KeptBack {
            number: item.number,
            heading: self.heading(item.case, &item.section),
            what: "passages redacted",
            grounds: item.grounds.clone(),
        });
        let mut all: Vec<KeptBack> = withheld.chain(redacted).collect();
        all.sort_by_key(|line| line.number);
        all
    }
}

/// Returns grounds in words.
pub(in crate::documents) fn grounds(all: &[Ground]) -> String {
    all.iter().map(|ground| ground.label()).collect::<Vec<_>>().join(", ")
}

/// Returns the numbers of some items in words.
pub(in crate::documents) fn numbers(items: &[GivenItem]) -> String {
    match items {
        [] => String::new(),
        [one] => format!("item {}", one.number),
        [first, .., last] => format!("items {} to {}", first.number, last.number),
    }
}
