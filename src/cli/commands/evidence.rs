//! `offsite evidence`: lists a case's evidence and what is missing, adds a file, extracts a file.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::api::{Bytes, NewEvidence};
use crate::cli::args::EvidenceArgs;
use crate::cli::commands::case::whole;
use crate::cli::input::asked;
use crate::cli::output::print;
use crate::documents::media;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::case::evidence::{MAX_BYTES, checklist, held, size};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::terminal::files::{file_bytes, write_free};

/// Lists the evidence of a case, takes a file in or writes one out.
pub(super) fn run(owner: &mut Service, args: &EvidenceArgs, today: NaiveDate) -> Result<()> {
    if args.orphans {
        return orphans(owner, args.clear);
    }
    let id = args.reference.as_deref().unwrap_or_default().parse::<CaseRef>()?;
    match (&args.add, args.extract.zip(args.to.as_deref())) {
        (Some(file), _) => add(owner, id, file, args, today),
        (None, Some((number, to))) => extract(owner, id, number, to),
        (None, None) => list(owner, id, args.json),
    }
}

fn list(owner: &mut Service, id: CaseRef, as_json: bool) -> Result<()> {
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
            let (mark, word) = item.state.mark_and_label();
            print(&format!("  {mark} {word:<13} {:<18} {}", item.kind, item.words))?;
        }
    }
    Ok(())
}

fn add(
    owner: &mut Service,
    id: CaseRef,
    file: &Path,
    args: &EvidenceArgs,
    today: NaiveDate,
) -> Result<()> {
    let paper = NewEvidence {
        kind: args.kind.clone(),
        title: asked(std::slice::from_ref(&args.title))?,
        name: file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default(),
        dated: args.dated,
        bytes: Bytes(file_bytes(file, MAX_BYTES)?),
    };
    eprintln!("{}", owner.add_evidence(id, today, paper)?.message());
    Ok(())
}

fn extract(owner: &mut Service, id: CaseRef, number: usize, to: &Path) -> Result<()> {
    let papers = held(&whole(owner, id)?);
    let Some(paper) = number.checked_sub(1).and_then(|i| papers.get(i)) else {
        return Err(Error::input(format!(
            "{id} has {} pieces of evidence; there is no number {number}.",
            papers.len()
        )));
    };
    let file = owner.evidence(id, paper.row)?;
    print(&write_free(to, &file.name, &file.bytes.0)?.display().to_string())
}

/// Lists the files of evidence that nothing names, or takes them away.
fn orphans(owner: &mut Service, clear: bool) -> Result<()> {
    let found = if clear { owner.clear_orphaned_evidence()? } else { owner.orphaned_evidence()? };
    for file in &found {
        let done = if clear { "taken away: " } else { "" };
        print(&format!("{done}{} ({})", file.path.display(), size(file.bytes)))?;
    }
    match (found.len(), clear) {
        (0, _) => print("= every file of evidence is named by a case."),
        (n, true) => print(&format!("= {} taken away.", pluralize(n, "file"))),
        (n, false) => print(&format!(
            ". {} that no case names; offsite evidence --orphans --clear takes them away.",
            pluralize(n, "file")
        )),
    }
}
