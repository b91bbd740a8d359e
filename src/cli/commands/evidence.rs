//! `offsite evidence`: lists a case's evidence and what is missing, adds a file, extracts a file.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::json;

use crate::api::{Bytes, NewEvidence};
use crate::cli::args::{EvidenceArgs, ShapeArgs};
use crate::cli::commands::case::whole;
use crate::cli::input::asked;
use crate::cli::named_files;
use crate::cli::output::{note, print, record};
use crate::documents::media;
use crate::domain::access::AccessKind;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::case::evidence::{MAX_BYTES, checklist, held, size};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// Lists the evidence of a case, takes a file in or writes one out.
pub(super) fn run(
    owner: &mut ViewerService<'_>,
    args: &EvidenceArgs,
    today: NaiveDate,
) -> Result<()> {
    if args.orphans {
        return orphans(owner, args.clear, args.shape);
    }
    let id = args.reference.as_deref().unwrap_or_default().parse::<CaseRef>()?;
    match (&args.add, args.extract.zip(args.to.as_deref())) {
        (Some(file), _) => add(owner, id, file, args, today),
        (None, Some((number, to))) => extract(owner, id, number, to),
        (None, None) => list(owner, id, args.shape),
    }
}

fn list(owner: &mut ViewerService<'_>, id: CaseRef, shape: ShapeArgs) -> Result<()> {
    let case = whole(owner, id)?;
    for (i, paper) in held(&case).iter().enumerate() {
        let number = i + 1;
        record(
            shape,
            || {
                let added = paper.added_on.map_or_else(String::new, dates::format);
                let (kind, bytes) = (media::label(&paper.media), size(paper.bytes));
                let of = format!("{kind}, {bytes}, added {added} by {}", paper.added_by);
                let (title, file) = (&paper.title, &paper.file);
                format!("{number:>3}  {:<18} {title}  ({file}; {of})", paper.kind)
            },
            || {
                json!({ "number": number, "title": paper.title, "kind": paper.kind, "file": paper.file, "media": paper.media,
                    "bytes": paper.bytes, "sha256": paper.sha256, "dated": paper.dated, "added_on": paper.added_on, "added_by": paper.added_by })
            },
            || {
                let day = |d: Option<NaiveDate>| d.map_or_else(String::new, |d| d.to_string());
                let (bytes, added) = (paper.bytes.to_string(), day(paper.added_on));
                let (kind, title, file) = (&paper.kind, &paper.title, &paper.file);
                let [kind, title, file] = [kind, title, file].map(ToString::to_string);
                vec![number.to_string(), kind, title, file, bytes, added, paper.added_by.clone()]
            },
        )?;
    }
    if !shape.is_data() {
        for item in checklist(&case) {
            let (mark, word) = item.state.mark_and_label();
            print(&format!("  {mark} {word:<13} {:<18} {}", item.kind, item.words))?;
        }
    }
    Ok(())
}

fn add(
    owner: &mut ViewerService<'_>,
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
        bytes: Bytes(named_files::read(file, MAX_BYTES)?.to_vec()),
    };
    note(owner.add_evidence(id, today, paper)?.message());
    Ok(())
}

fn extract(owner: &mut ViewerService<'_>, id: CaseRef, number: usize, to: &Path) -> Result<()> {
    let papers = held(&whole(owner, id)?);
    let Some(paper) = number.checked_sub(1).and_then(|i| papers.get(i)) else {
        return Err(Error::input(format!(
            "{id} has {} of evidence; there is no number {number}.",
            pluralize(papers.len(), "piece")
        )));
    };
    let file = owner.evidence(id, paper.row)?;
    owner.note_first(AccessKind::Evidence, Some(id), 1, "file")?;
    named_files::write_free(to, file)
}

/// Lists the files of evidence that nothing names, or takes them away.
fn orphans(owner: &mut ViewerService<'_>, clear: bool, shape: ShapeArgs) -> Result<()> {
    let found = if clear { owner.clear_orphaned_evidence()? } else { owner.orphaned_evidence()? };
    for file in &found {
        let done = if clear { "deleted: " } else { "" };
        let path = file.path.display().to_string();
        let words = || format!("{done}{path} ({})", size(file.bytes));
        let json = || json!({ "path": path, "bytes": file.bytes, "cleared": clear });
        let columns = || vec![path.clone(), file.bytes.to_string()];
        record(shape, words, json, columns)?;
    }
    if shape.is_data() {
        return Ok(());
    }
    match (found.len(), clear) {
        (0, _) => print("= every evidence file belongs to a case."),
        (n, true) => print(&format!("= {} deleted.", pluralize(n, "file"))),
        (n, false) => print(&format!(
            ". {} that no case names; offsite evidence --orphans --clear deletes them.",
            pluralize(n, "file")
        )),
    }
}
