//! `offsite evidence`: lists a case's evidence and what is missing, adds a file, extracts a file.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::api::{Bytes, NewEvidence};
use crate::cli::commands::{print, whole};
use crate::documents::media;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::case::evidence::{MOST, checklist, held, size};
use crate::error::Error;
use crate::service::Service;
use crate::terminal::files::{file_bytes, write_free};

/// What the officer says of a paper.
pub(super) struct EvidenceText<'a> {
    pub kind: &'a str,
    pub title: &'a str,
    pub dated: Option<NaiveDate>,
}

pub(super) fn list(owner: &mut Service, id: CaseRef, as_json: bool) -> Result<(), Error> {
    let case = whole(owner, id)?;
    for (i, paper) in held(&case).iter().enumerate() {
        if as_json {
            let line = json!({ "number": i + 1, "title": paper.title, "kind": paper.kind, "file": paper.file, "media": paper.media,
                "bytes": paper.bytes, "sha256": paper.sha256, "dated": paper.dated, "added_on": paper.added_on, "added_by": paper.added_by });
            print(&line.to_string())?;
        } else {
            let added = paper.added_on.map_or_else(String::new, dates::format);
            let of = [
                media::label(&paper.media).to_owned(),
                size(paper.bytes),
                format!("added {added} by {}", paper.added_by),
            ]
            .join(", ");
            print(&format!(
                "{:>3}  {:<18} {}  ({}; {of})",
                i + 1,
                paper.kind,
                paper.title,
                paper.file
            ))?;
        }
    }
    if !as_json {
        for item in checklist(&case) {
            let (mark, word) = item.state.words();
            print(&format!("  {mark} {word:<13} {:<18} {}", item.kind, item.words))?;
        }
    }
    Ok(())
}

pub(super) fn add(
    owner: &mut Service,
    id: CaseRef,
    on: NaiveDate,
    file: &Path,
    said: EvidenceText<'_>,
) -> Result<(), Error> {
    let paper = NewEvidence {
        kind: said.kind.to_owned(),
        title: said.title.to_owned(),
        name: file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        dated: said.dated,
        bytes: Bytes(file_bytes(file, MOST)?),
    };
    eprintln!("{}", owner.add_evidence(id, on, paper)?.says());
    Ok(())
}

pub(super) fn extract(
    owner: &mut Service,
    id: CaseRef,
    number: usize,
    to: &Path,
) -> Result<(), Error> {
    let papers = held(&whole(owner, id)?);
    let Some(paper) = number.checked_sub(1).and_then(|i| papers.get(i)) else {
        return Err(format!(
            "{id} has {} pieces of evidence; there is no number {number}.",
            papers.len()
        )
        .into());
    };
    let file = owner.evidence(id, paper.row)?;
    print(&write_free(to, &file.name, &file.bytes.0)?.display().to_string())
}
