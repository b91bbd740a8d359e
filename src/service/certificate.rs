//! The certificate of a disposal: what went, by whom, and which backups still hold it. It names no
//! child.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef};
use crate::domain::plural::pluralize;
use crate::domain::retention::{Retention, RetentionDue};
use crate::store::{Disposal, Holdings};

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The case, who agreed and why.
    pub disposal: Disposal,
    /// The officer who did it.
    pub officer: String,
    /// The day.
    pub day: NaiveDate,
    /// What the schedule said of the case.
    pub retention: Retention,
    /// How many answers it had, those of rows among them.
    pub answers: usize,
    /// How many events.
    pub events: usize,
    /// What the store held of it.
    pub held: Holdings,
    /// Backups that still hold it.
    pub backups: Vec<PathBuf>,
}

/// Returns how many answers a case has, and how many events.
pub(super) fn count(case: &Case) -> (usize, usize) {
    let rows = || case.rows.values().flat_map(|rows| rows.values());
    let cells = case.answers.values().chain(rows().flat_map(|row| row.values()));
    let events = case.rows.iter().filter(|(table, _)| table.starts_with("event."));
    (cells.filter(|value| !value.is_empty()).count(), events.map(|(_, rows)| rows.len()).sum())
}

impl Certificate {
    /// Returns the case that it is of.
    pub fn case(&self) -> CaseRef {
        self.disposal.case
    }

    /// Returns what went, in one line.
    pub fn counts(&self) -> String {
        let Certificate { answers, events, held, .. } = self;
        [
            pluralize(*answers, "answer"),
            pluralize(*events, "event"),
            pluralize(held.evidence.len(), "evidence file"),
            pluralize(held.drafts, "unsaved text"),
        ]
        .join(", ")
    }

    /// Returns when the schedule allowed it, in words.
    fn when(&self) -> String {
        match self.retention.due {
            RetentionDue::From(due) if due <= self.day => {
                format!("due since {}", dates::format(due))
            }
            RetentionDue::From(due) => format!("due only on {}", dates::format(due)),
            RetentionDue::CannotBeTold => "it could not be told when it was due".to_owned(),
            RetentionDue::Kept => "the schedule sets no end".to_owned(),
            RetentionDue::Open => "the case had not ended".to_owned(),
        }
    }

    /// Returns the certificate as text.
    pub fn text(&self) -> String {
        let Disposal { case, agreed_by, reason } = &self.disposal;
        let mut lines = vec![
            format!("Certificate of disposal: {case}, {}", dates::format(self.day)),
            format!("Disposed of by {} with {agreed_by}", self.officer),
            format!("Reason: {reason}"),
            format!("Retention schedule: {}", self.when()),
        ];
        for class in &self.retention.classes {
            lines.push(format!("  {}: {}", class.class.label(), class.why));
        }
        lines.push(format!("Destroyed: {}", self.counts()));
        let entries = self.held.entries;
        lines.push(format!("Journal entries sealed permanently: {entries}"));
        for (name, sum) in &self.held.evidence {
            let sum = sum.as_deref().unwrap_or("could not be read");
            lines.push(format!("  Evidence {name}, SHA-256 of the sealed file: {sum}"));
        }
        lines.push(format!("Backups that still hold it: {}", self.backups.len()));
        lines.extend(self.backups.iter().map(|file| format!("  {}", file.display())));
        lines.join("\n") + "\n"
    }

    /// Returns the certificate for programs.
    pub fn to_json(&self) -> Value {
        let classes = self.retention.classes.iter();
        let classes: Vec<Value> = classes
            .map(|c| json!({ "class": c.class.label(), "due": c.due, "why": c.why }))
            .collect();
        let evidence = self.held.evidence.iter();
        let evidence: Vec<Value> =
            evidence.map(|(name, sum)| json!({ "name": name, "sha256": sum })).collect();
        json!({
            "what": "certificate of disposal", "case": self.case(), "day": self.day,
            "by": self.officer, "agreed_by": self.disposal.agreed_by,
            "reason": self.disposal.reason, "retention": self.when(), "classes": classes,
            "answers": self.answers, "events": self.events, "evidence": evidence,
            "unsaved_texts": self.held.drafts, "journal_entries": self.held.entries,
            "backups": self.backups,
        })
    }
}
