//! Generated documents: the five forms, the letters that the protocol and the law ask for, and
//! data-entry sheets.
//!
//! Each is a pure function of a case, its schools and a calendar, and yields a `Paper` that one
//! writer turns into Word and another into plain text. A document is one file and one row of
//! `KINDS`.

mod attendance;
mod blank;
mod direction;
mod docx;
mod facts;
mod forms;
mod funding;
mod guard;
mod host;
mod letter;
mod letterhead;
mod managed_move;
mod paper;
mod people;
mod plain;
mod request;
mod review;
mod sent;
mod sheets;
mod template;
#[cfg(test)]
mod tests;
mod words;

pub use attendance::{Chase, chase_host};
pub use facts::PaperFacts;
pub use letterhead::{Letterhead, Letterheads, Logo};
use paper::Paper;
pub use template::Wording;

use crate::domain::document::{
    Audience, DocumentCopy, DocumentLine, DocumentOrder, FileFormat, MadeDocument, Missing,
};
use crate::error::{Error, Result};

/// What is recorded when a paper was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SentRecord {
    /// The notice of the direction to the parents.
    Notice,
    /// The invitation to one review.
    Invitation,
    /// The answer to a request for a review, and the letter.
    Decline,
    /// A letter of this kind, as `letter_sent.kind` names it.
    Letter(&'static str),
    /// The outcome of one review.
    Outcome,
    Portal,
    Spreadsheet,
}

/// What a paper tells its readers to be decided, so that the rules that hold that step back hold
/// the paper back too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Announcement {
    Nothing,
    /// A direction goes ahead.
    Direction,
    /// A managed move goes ahead.
    Move,
}

/// A kind of paper.
#[derive(Clone, Copy)]
pub struct PaperKind {
    /// The name on the command line, and of its template.
    pub id: &'static str,
    pub label: &'static str,
    /// What it is for, in a few words.
    pub says: &'static str,
    /// The built-in wording; "" for a form.
    template: &'static str,
    /// The form of the dictionary that it prints.
    form: Option<&'static str>,
    settles: SentRecord,
    announces: Announcement,
    make: fn(&PaperFacts) -> Result<Vec<Paper>>,
}

impl PaperKind {
    const fn form(
        id: &'static str,
        form: &'static str,
        label: &'static str,
        says: &'static str,
        make: fn(&PaperFacts) -> Result<Vec<Paper>>,
    ) -> PaperKind {
        PaperKind {
            id,
            label,
            says,
            template: "",
            form: Some(form),
            settles: SentRecord::Letter("other"),
            announces: Announcement::Nothing,
            make,
        }
    }

    /// Returns whether it is one of the five forms, which can be blank and have an audience.
    pub fn is_form(&self) -> bool {
        self.form.is_some()
    }

    /// Returns the built-in wording, for an authority to start its own from.
    pub fn wording(&self) -> Option<&'static str> {
        (!self.template.is_empty()).then_some(self.template)
    }
}

/// Every kind of paper, in the order in which a case needs them.
pub const KINDS: &[PaperKind] = &[
    PaperKind::form(
        "notification",
        "notification",
        "Notification",
        "Form 1: the parents are told that a host is to be approached",
        |f| forms::make(f, "notification"),
    ),
    PaperKind::form(
        "passport",
        "passport",
        "Pupil passport",
        "Form 2: for the home school, the host or the parents",
        |f| forms::make(f, "passport"),
    ),
    PaperKind::form(
        "initial",
        "initial",
        "Initial meeting",
        "Form 3: the meeting at which the direction is planned",
        |f| forms::make(f, "initial"),
    ),
    direction::LETTER,
    PaperKind::form(
        "particulars",
        "letter",
        "Particulars of the letter",
        "Form 5: everything that the direction letter says, to check",
        |f| forms::make(f, "letter"),
    ),
    direction::LA_NOTICE,
    review::INVITATION,
    PaperKind::form("review", "review", "Review", "Form 4: a review or an emergency review", |f| {
        forms::make(f, "review")
    }),
    review::OUTCOME,
    request::DECLINE,
    managed_move::LETTER,
    host::SUSPENSION,
    host::CHASE,
    sheets::PORTAL,
    sheets::SPREADSHEET,
    funding::SHEET,
];

/// Returns a kind by its id.
///
/// # Errors
/// A sentence that lists the kinds.
pub fn kind(id: &str) -> Result<&'static PaperKind> {
    KINDS.iter().find(|k| k.id == id).ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|k| k.id).collect();
        let id: String = id.chars().take(40).collect();
        Error::input(format!("There is no paper \"{id}\"."))
            .with_hint(format!("The papers are {}.", names.join(", ")))
    })
}

/// Returns the names under which an authority may keep its own wording.
pub fn template_names() -> Vec<&'static str> {
    KINDS.iter().filter(|k| k.wording().is_some()).map(|k| k.id).collect()
}

fn papers(facts: &PaperFacts) -> Result<(&'static PaperKind, Vec<Paper>)> {
    let kind = kind(&facts.order.kind)?;
    if !kind.is_form() && facts.order.audience.is_some() {
        return Err(Error::input(format!(
            "\"{}\" says the same to everybody who gets it, so it takes no --for. Leave it out.",
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
fn gaps(papers: &[Paper]) -> Vec<Missing> {
    let mut all: Vec<Missing> = Vec::new();
    for gap in papers.iter().flat_map(|p| &p.missing).filter(|g| !g.words.is_empty()) {
        if !all.contains(gap) {
            all.push(gap.clone());
        }
    }
    all
}

/// Returns the papers of a case as a list shows them, with what each still lacks and when it was
/// last sent.
pub fn offers(facts: &PaperFacts) -> Vec<DocumentLine> {
    let mut all = Vec::new();
    for kind in KINDS {
        let audiences = if kind.is_form() {
            Audience::ALL.map(|(a, _, _)| Some(a)).to_vec()
        } else {
            vec![None]
        };
        // Only the passport is read by all three; the other forms go to the meeting.
        let wanted =
            |a: &Option<Audience>| kind.id == "passport" || a.is_none_or(|a| a == Audience::Full);
        for audience in audiences.into_iter().filter(wanted) {
            let order = DocumentOrder {
                kind: kind.id.to_owned(),
                audience,
                review: None,
                blank: false,
                ..facts.order.clone()
            };
            all.push(offer(&PaperFacts { order: &order, ..*facts }, kind));
        }
    }
    all
}

fn offer(facts: &PaperFacts, kind: &PaperKind) -> DocumentLine {
    let made = papers(facts);
    let (copies, missing, refused) = match made {
        Err(e) => (0, Vec::new(), Some(e.to_string())),
        Ok((_, papers)) => (papers.len(), gaps(&papers), None),
    };
    let whose = facts
        .order
        .audience
        .filter(|_| kind.id == "passport")
        .and_then(|a| Audience::ALL.iter().find(|(b, _, _)| *b == a));
    let label = whose.map_or_else(
        || kind.label.to_owned(),
        |(_, _, words)| format!("{} for the {words}", kind.label),
    );
    DocumentLine {
        kind: kind.id.to_owned(),
        audience: facts.order.audience,
        label,
        says: kind.says.to_owned(),
        copies,
        missing,
        held: guard::held(facts, kind),
        sent: sent::last(facts, kind),
        reviews: review::about(facts, kind),
        refused,
    }
}
