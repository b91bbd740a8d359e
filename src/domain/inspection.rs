//! What an inspector asks of a pupil who attends elsewhere than the home school, as at a day.
//!
//! Asked for in the planning call, by a secondary source (nextstepseducation.org, for the framework
//! of 10 November 2025): the providers' names, addresses, registration status and URNs, how many
//! pupils attend and for what reason, their start dates and hours. The rest is what guides to the
//! inspection ask besides; the framework itself was not read.

pub mod pupil;
#[cfg(test)]
mod tests;

use crate::domain::inspection::pupil::InspectedPupil;
use crate::domain::plural::pluralize;

/// How the pack is made, a sentence each.
pub const HOW_READ: [&str; 7] = [
    "A pupil is listed if an off-site direction had begun by the day and had not ended before it. The first and last days count.",
    "A direction whose end is recorded without its day is not listed.",
    "Direct managed moves are not listed: those pupils have left the roll of the home school.",
    "The record is read as it is now, without events, marks, reviews and files dated after the day.",
    "Answers that have no day of their own are as the record has them now. They may have been given after the day.",
    "Attendance counts the sessions expected at the provider, up to the day. Sessions without a mark are named and not counted.",
    "\"Not recorded\" means that the question is not answered. It does not mean no.",
];

/// What an inspector asks and the record has no place for, a sentence each.
pub const NOT_HELD: [&str; 3] = [
    "Who saw the safeguarding checks, and when: the record has only the day and the name of the written confirmation.",
    "Risk assessments: the record has only the day of a visit at which one was seen. It may be among the files of a case.",
    "Pupils at alternative provision without an off-site direction, such as those the local authority placed.",
];

/// What is written for a question that is not answered.
pub const NOT_RECORDED: &str = "Not recorded";

/// The pupils of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedProvider {
    /// The id of the provider: its URN, or a name; "" where the cases name none.
    pub id: String,
    /// Its pupils, by name.
    pub pupils: Vec<InspectedPupil>,
}

impl InspectedProvider {
    /// Returns the pupils by their providers, in the order of ids.
    pub fn group(mut pupils: Vec<InspectedPupil>) -> Vec<InspectedProvider> {
        pupils.sort_by(|a, b| (&a.host, &a.name, a.case).cmp(&(&b.host, &b.name, b.case)));
        let mut all: Vec<InspectedProvider> = Vec::new();
        for pupil in pupils {
            match all.last_mut().filter(|last| last.id == pupil.host) {
                Some(last) => last.pupils.push(pupil),
                None => all.push(InspectedProvider { id: pupil.host.clone(), pupils: vec![pupil] }),
            }
        }
        all
    }

    /// Returns the URN; "" where the provider has none.
    pub fn urn(&self) -> &str {
        let is_urn = !self.id.is_empty() && self.id.bytes().all(|b| b.is_ascii_digit());
        if is_urn { &self.id } else { "" }
    }

    /// Returns what the cases of its pupils answer to a question: "Yes", or "Yes for 2 pupils, not
    /// recorded for 1 pupil" where they differ.
    pub fn answers(&self, of: impl Fn(&InspectedPupil) -> Option<bool>) -> String {
        let count = |wanted| self.pupils.iter().filter(|one| of(one) == wanted).count();
        let parts = [(Some(true), "yes"), (Some(false), "no"), (None, "not recorded")];
        let parts = parts.map(|(wanted, word)| (count(wanted), word));
        let given: Vec<&(usize, &str)> = parts.iter().filter(|(n, _)| *n > 0).collect();
        let words = match given.as_slice() {
            [(_, word)] => (*word).to_owned(),
            all => {
                let each =
                    all.iter().map(|(n, word)| format!("{word} for {}", pluralize(*n, "pupil")));
                each.collect::<Vec<_>>().join(", ")
            }
        };
        let mut letters = words.chars();
        letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Returns the different texts that the cases of its pupils have, in their order.
    pub fn texts<'a>(&'a self, of: impl Fn(&'a InspectedPupil) -> &'a str) -> Vec<&'a str> {
        let mut all: Vec<&str> = Vec::new();
        for text in self.pupils.iter().map(of).filter(|text| !text.is_empty()) {
            if !all.contains(&text) {
                all.push(text);
            }
        }
        all
    }
}
