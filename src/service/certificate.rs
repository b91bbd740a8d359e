//! The certificate of a disposal: what went, by whom, and which backups still hold it. It names no
//! child.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef};
use crate::domain::plural::pluralize;
use crate::domain::retention::{Retention, RetentionDue};
use crate::store::{Disposal, SealedEntries, SealedFiles};

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The case, who agreed and why.
    pub disposal: Disposal,
    /// The officer who did it.
    pub officer: String,
    /// The day.
    pub day: NaiveDate,
    /// What was counted before; none in a certificate that is made afterwards.
    pub counted: Option<Counted>,
    /// What the journal has of it, sealed for good.
    pub entries: SealedEntries,
    /// Backups that still hold it.
    pub backups: Vec<PathBuf>,
}

/// What a case had before it was disposed of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// What the schedule said of it.
    pub retention: Retention,
    /// How many answers it had, those of rows among them.
    pub answers: usize,
    /// How many events.
    pub events: usize,
    /// The files of evidence.
    pub evidence: SealedFiles,
    /// How many unsaved texts.
    pub drafts: usize,
}

impl Counted {
    /// Returns what went, in one line.
    fn line(&self) -> String {
        [
            pluralize(self.answers, "answer"),
            pluralize(self.events, "event"),
            pluralize(self.evidence.len(), "evidence file"),
            pluralize(self.drafts, "unsaved text"),
        ]
        .join(", ")
    }

    /// Returns when the schedule allowed it by a day, in words.
    fn when(&self, day: NaiveDate) -> String {
        match self.retention.due {
            RetentionDue::From(due) if due <= day => format!("due since {}", dates::format(due)),
            RetentionDue::From(due) => format!("due only on {}", dates::format(due)),
            RetentionDue::CannotBeTold => "it could not be told when it was due".to_owned(),
            RetentionDue::Kept => "the schedule sets no end".to_owned(),
            RetentionDue::Open => "the case had not ended".to_owned(),
        }
    }
}

/// What a certificate says that is made after the disposal.
const NOT_COUNTED: &str = "everything in the case. This certificate was made afterwards, so answers, events, files and unsaved texts were not counted";

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
        self.counted.as_ref().map_or_else(|| NOT_COUNTED.to_owned(), Counted::line)
    }

    /// Returns the certificate as text.
    pub fn text(&self) -> String {
        let Disposal { case, agreed_by, reason } = &self.disposal;
        let mut lines = vec![
            format!("Certificate of disposal: {case}, {}", dates::format(self.day)),
            format!("Disposed of by {} with {agreed_by}", self.officer),
            format!("Reason: {reason}"),
        ];
        if let Some(counted) = &self.counted {
            lines.push(format!("Retention schedule: {}", counted.when(self.day)));
            for class in &counted.retention.classes {
                lines.push(format!("  {}: {}", class.class.label(), class.why));
            }
        }
        lines.push(format!("Destroyed: {}", self.counts()));
        for (name, sum) in self.counted.iter().flat_map(|counted| &counted.evidence) {
            let sum = sum.as_deref().unwrap_or("could not be read");
            lines.push(format!("  Evidence {name}, SHA-256 of the sealed file: {sum}"));
        }
        lines.push(format!("Journal entries sealed permanently: {}", self.entries.count));
        lines.push(format!("  SHA-256 of what is sealed: {}", self.entries.sum));
        lines.push(format!("Backups that still hold it: {}", self.backups.len()));
        lines.extend(self.backups.iter().map(|file| format!("  {}", file.display())));
        lines.join("\n") + "\n"
    }

    /// Returns the certificate for programs.
    pub fn to_json(&self) -> Value {
        let counted = self.counted.as_ref().map(|counted| {
            let classes = counted.retention.classes.iter();
            let classes: Vec<Value> = classes
                .map(|c| json!({ "class": c.class.label(), "due": c.due, "why": c.why }))
                .collect();
            let evidence = counted.evidence.iter();
            let evidence: Vec<Value> =
                evidence.map(|(name, sum)| json!({ "name": name, "sha256": sum })).collect();
            json!({
                "retention": counted.when(self.day), "classes": classes,
                "answers": counted.answers, "events": counted.events, "evidence": evidence,
                "unsaved_texts": counted.drafts,
            })
        });
        json!({
            "what": "certificate of disposal", "case": self.case(), "day": self.day,
            "by": self.officer, "agreed_by": self.disposal.agreed_by,
            "reason": self.disposal.reason, "counted": counted,
            "journal_entries": self.entries.count, "journal_sha256": self.entries.sum,
            "backups": self.backups,
        })
    }
}
