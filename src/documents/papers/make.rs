//! Makes the copies of a document, as drafts where they may not go out.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::PaperKind;
use crate::documents::papers::paper::Paper;
use crate::documents::papers::{KINDS, docx, guard, kind, plain, sent};
use crate::domain::document::{DocumentCopy, FileFormat, MadeDocument, Missing};
use crate::error::{Error, Result};

pub(super) fn papers(facts: &PaperFacts) -> Result<(&'static PaperKind, Vec<Paper>)> {
    let kind = kind(&facts.order.kind)?;
    if !kind.is_form() && facts.order.audience.is_some() {
        return Err(Error::input(format!(
            "\"{}\" is the same for everyone, so leave out --for.",
            kind.label
        )));
    }
    if !kind.is_form() && facts.order.blank {
        return Err(Error::input(format!(
            "\"{}\" is a letter and has no blank form. The forms are {}.",
            kind.label,
            form_names().join(", ")
        )));
    }
    if kind.is_of_a_direction && facts.is_direct_move() && !facts.order.blank {
        return Err(Error::rule(format!(
            "\"{}\" is a paper of a direction, and this case is a direct managed move. Record the agreements, then confirm the move.",
            kind.label
        )));
    }
    Ok((kind, (kind.make)(facts)?))
}

fn form_names() -> Vec<&'static str> {
    KINDS.iter().filter(|k| k.is_form()).map(|k| k.id).collect()
}

/// Makes every copy of a paper. What a rule forbids to go out, or what lacks a particular, is made
/// as a draft: it says so on every page and in its file's name, and cannot be recorded as sent.
///
/// # Errors
/// A sentence that says why it cannot be made as the case stands, or what is wrong with its
/// template.
pub fn make(facts: &PaperFacts) -> Result<MadeDocument> {
    let (kind, mut papers) = papers(facts)?;
    let (blank, held) = (facts.order.blank, guard::held(facts, kind));
    let missing = gaps(&papers);
    let draft = !blank && (facts.order.draft || !held.is_empty() || !missing.is_empty());
    let (mut copies, mut notes) = (Vec::new(), Vec::new());
    for paper in &mut papers {
        paper.draft = draft;
        let (bytes, ending) = match facts.order.format {
            FileFormat::Docx => (docx::write(paper)?, "docx"),
            FileFormat::Text => (plain::write(paper).into_bytes(), "txt"),
        };
        let mark = if draft { "-DRAFT" } else { "" };
        let name = if blank {
            format!("{}.{ending}", paper.file)
        } else {
            format!("{}-{}{mark}.{ending}", facts.case.id, paper.file)
        };
        copies.push(DocumentCopy { name, to: paper.to.clone(), bytes });
        notes.extend(paper.notes.iter().cloned());
    }
    let preview = papers.first().map(plain::write).unwrap_or_default();
    let record = if blank || draft { Vec::new() } else { sent::record(facts, kind, &papers) };
    Ok(MadeDocument { copies, missing, held, draft, notes, preview, record })
}

/// Returns what the copies of a paper lack, each particular once.
pub(super) fn gaps(papers: &[Paper]) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for gap in papers.iter().flat_map(|p| &p.missing).filter(|g| !g.words.is_empty()) {
        if !all.contains(gap) {
            all.push(gap.clone());
        }
    }
    all
}
