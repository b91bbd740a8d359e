//! The items of a request with their decisions, and what is still to be done.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::case::CaseRef;
use crate::domain::subject_access::decision::{Decision, Ground, Redaction, Treatment};
use crate::domain::subject_access::item::Item;
use crate::domain::subject_access::passage::{Folded, places};
use crate::domain::text::to_hex;

/// Short words that are no secret where an answer that consists of them is withheld.
const NO_SECRET: [&str; 8] =
    ["yes", "no", "none", "n/a", "not known", "unknown", "not applicable", "nil"];

/// The fewest letters of a withheld text that is looked for elsewhere.
const LEAST: usize = 3;

/// The decisions on the items of one case, by their keys.
pub type Decisions = BTreeMap<String, Decision>;

/// An item with the decision on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The case that it is of.
    pub case: CaseRef,
    /// The item.
    pub item: Item,
    /// What was decided on its text as it now is; none where nothing was.
    pub decision: Option<Decision>,
    /// What was decided on its text before that changed; none where it has not.
    pub former: Option<Treatment>,
}

/// A passage that is not given with one item, and is with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leak {
    /// The place of the item of which it is not given.
    pub kept: usize,
    /// The place of the item with which it would be.
    pub given: usize,
}

/// Everything that is decided on for a request, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Worklist {
    /// The items, those of the request's first case first.
    pub entries: Vec<Entry>,
}

impl Worklist {
    /// Adds the items of a case with what was decided on them.
    pub fn add(&mut self, case: CaseRef, items: Vec<Item>, decisions: &Decisions) {
        self.entries.extend(items.into_iter().map(|item| {
            let mut entry = Entry { case, item, decision: None, former: None };
            entry.decide(decisions);
            entry
        }));
    }

    /// Puts other decisions in the place of those on the items of a case.
    pub fn decide(&mut self, case: CaseRef, decisions: &Decisions) {
        let own = self.entries.iter_mut().filter(|entry| entry.case == case);
        own.for_each(|entry| entry.decide(decisions));
    }

    /// Returns the items on which nothing is decided, as their texts now are.
    pub fn undecided(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.decision.is_none())
    }

    /// Returns the sum of all items and decisions: a check counts for this and for nothing else.
    pub fn sum(&self) -> String {
        let mut hash = Sha256::new();
        for entry in &self.entries {
            entry.hash(&mut hash);
        }
        to_hex(&hash.finalize())
    }

    /// Returns every item that would give away what is withheld or redacted of another: the same
    /// passage, the whole text, or a change of an answer that is withheld.
    pub fn leaks(&self) -> Vec<Leak> {
        let folded: Vec<Folded> =
            self.entries.iter().map(|entry| Folded::new(&entry.item.text)).collect();
        let mut leaks = Vec::new();
        for (kept, entry) in self.entries.iter().enumerate() {
            let is_withheld = matches!(entry.treatment(), Some(Treatment::Withhold(_)));
            let mut secrets = entry.secrets();
            if is_withheld {
                secrets.retain(|secret| !self.is_of_another(entry, secret, &folded));
            }
            if secrets.is_empty() && !is_withheld {
                continue;
            }
            for (given, other) in self.entries.iter().enumerate().filter(|(n, _)| *n != kept) {
                let repeats = is_withheld
                    && other.case == entry.case
                    && other.repeats(&folded[given], &entry.item.key);
                if repeats || other.gives(&folded[given], &secrets) {
                    leaks.push(Leak { kept, given });
                }
            }
        }
        leaks
    }

    /// Returns whether a text of an item is that of another item, which it repeats: whether it is
    /// given is then decided there, and withholding a change keeps back the change alone.
    fn is_of_another(&self, entry: &Entry, text: &Folded, folded: &[Folded]) -> bool {
        self.entries.iter().zip(folded).any(|(other, whole)| {
            other.case == entry.case
                && entry.item.repeats.iter().any(|repeat| repeat.key == other.item.key)
                && !whole.find(text).is_empty()
        })
    }
}

impl Entry {
    /// Takes what was decided on its text as it now is.
    fn decide(&mut self, decisions: &Decisions) {
        let made = decisions.get(&self.item.key);
        self.decision = made.filter(|made| made.sum == self.item.sum()).cloned();
        let former = made.filter(|_| self.decision.is_none());
        self.former = former.map(|made| made.treatment.clone());
    }

    fn hash(&self, hash: &mut Sha256) {
        let Entry { case, item, decision, .. } = self;
        hash.update(case.to_string());
        hash.update(item.sum());
        let made = decision.as_ref().map(|made| serde_json::to_string(made).ok());
        hash.update(format!("{made:?}"));
    }

    /// Returns the sum of the item and of what was decided on it: another one where either is no
    /// longer as it was seen.
    pub fn sum(&self) -> String {
        let mut hash = Sha256::new();
        self.hash(&mut hash);
        to_hex(&hash.finalize())
    }

    /// Returns whether a passage is in its text, as whole words.
    pub fn has(&self, passage: &str) -> bool {
        let passage = Folded::new(passage);
        !passage.is_empty() && !Folded::new(&self.item.text).find(&passage).is_empty()
    }

    /// Returns what becomes of it where a passage is redacted too, beside those that were before and
    /// are still there.
    pub fn without(&self, passage: &str, ground: Ground) -> Treatment {
        let mut parts = match self.treatment().or(self.former.as_ref()) {
            Some(Treatment::Redact(parts)) => parts.clone(),
            _ => Vec::new(),
        };
        parts.retain(|part| part.passage != passage && self.has(&part.passage));
        parts.push(Redaction { passage: passage.to_owned(), ground });
        Treatment::Redact(parts)
    }

    /// Returns what was decided; none where nothing was.
    pub fn treatment(&self) -> Option<&Treatment> {
        self.decision.as_ref().map(|made| &made.treatment)
    }

    /// Returns its state in one word.
    pub fn state(&self) -> &'static str {
        match self.treatment() {
            Some(treatment) => treatment.word(),
            None if self.former.is_some() => "changed",
            None => "undecided",
        }
    }

    /// Returns the passages of it that may be given nowhere else.
    fn secrets(&self) -> Vec<Folded> {
        match self.treatment() {
            None | Some(Treatment::Disclose) => Vec::new(),
            Some(Treatment::Redact(parts)) => {
                parts.iter().map(|part| Folded::new(&part.passage)).collect()
            }
            Some(Treatment::Withhold(_)) => {
                let texts = self.item.typed.iter();
                let is_secret = |text: &&String| {
                    !NO_SECRET.contains(&text.trim().trim_end_matches('.').to_lowercase().as_str())
                };
                let folded = texts.filter(is_secret).map(|text| Folded::new(text));
                folded.filter(|text| text.len() >= LEAST).collect()
            }
        }
    }

    /// Returns what of it is hidden where it is given; none where it is not.
    fn hidden(&self, text: &Folded) -> Option<Vec<(Range<usize>, Ground)>> {
        match self.treatment() {
            Some(Treatment::Disclose) => Some(Vec::new()),
            Some(Treatment::Redact(parts)) => Some(places(text, parts)),
            None | Some(Treatment::Withhold(_)) => None,
        }
    }

    /// Returns whether it is given with a part that repeats another item and is not hidden whole.
    fn repeats(&self, text: &Folded, key: &str) -> bool {
        let mut own = self.item.repeats.iter().filter(|repeat| repeat.key == key).peekable();
        own.peek().is_some()
            && self
                .hidden(text)
                .is_some_and(|hidden| own.any(|repeat| !text.is_covered(&repeat.place, &hidden)))
    }

    /// Returns whether it is given with any of these passages in it.
    fn gives(&self, text: &Folded, secrets: &[Folded]) -> bool {
        let Some(hidden) = self.hidden(text) else { return false };
        let is_hidden = |place: &Range<usize>| {
            hidden.iter().any(|(own, _)| own.start <= place.start && place.end <= own.end)
        };
        secrets.iter().any(|secret| text.find(secret).iter().any(|place| !is_hidden(place)))
    }
}
