//! What is given for a request, and the list of what is not.

use crate::domain::case::CaseRef;
use crate::domain::subject_access::decision::{Ground, Treatment};
use crate::domain::subject_access::passage::redact;
use crate::domain::subject_access::worklist::{Entry, Worklist};

/// An item as it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenItem {
    /// Its number in the bundle, from 1; those that are withheld are counted too.
    pub number: usize,
    /// The case that it is of.
    pub case: CaseRef,
    /// Under which heading.
    pub section: String,
    /// What it is.
    pub title: String,
    /// Its text, with a mark in the place of each passage that is redacted.
    pub text: String,
    /// On which grounds passages are redacted; none where it is whole.
    pub grounds: Vec<Ground>,
}

/// An item that is withheld. Its title is not told, which could say as much as its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WithheldItem {
    /// Its number in the bundle.
    pub number: usize,
    /// The case that it is of.
    pub case: CaseRef,
    /// Under which heading it would be.
    pub section: String,
    /// Why it is withheld.
    pub ground: Ground,
}

/// What is given for a request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bundle {
    /// The items that are given, in order.
    pub given: Vec<GivenItem>,
    /// The items that are withheld, in order.
    pub withheld: Vec<WithheldItem>,
}

impl Bundle {
    /// Returns what is given of a worklist; none where anything is undecided or would give away what
    /// is withheld elsewhere.
    pub fn of(worklist: &Worklist) -> Option<Bundle> {
        if !worklist.leaks().is_empty() {
            return None;
        }
        let mut bundle = Bundle::default();
        for (entry, number) in worklist.entries.iter().zip(1..) {
            bundle.put(entry, number)?;
        }
        Some(bundle)
    }

    fn put(&mut self, entry: &Entry, number: usize) -> Option<()> {
        let (case, item, treatment) = (entry.case, &entry.item, entry.treatment()?);
        let section = item.section.clone();
        let text = match treatment {
            Treatment::Withhold(ground) => {
                self.withheld.push(WithheldItem { number, case, section, ground: *ground });
                return Some(());
            }
            Treatment::Disclose => item.text.clone(),
            Treatment::Redact(parts) => redact(&item.text, parts),
        };
        let (title, grounds) = (item.title.clone(), treatment.grounds());
        self.given.push(GivenItem { number, case, section, title, text, grounds });
        Some(())
    }

    /// Returns how many items the record has, those that are withheld among them.
    pub fn count(&self) -> usize {
        self.given.len() + self.withheld.len()
    }
}
