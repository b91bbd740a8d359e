//! Generated documents: the five forms, the letters that the protocol and the law ask for, and
//! data-entry sheets.
//!
//! Each is a pure function of a case, its schools and a calendar, and yields a `Paper` that one
//! writer turns into Word and another into plain text. A document is one file and one row of
//! `KINDS`.

mod answer;
mod attendance;
mod chase;
mod copied;
mod direction;
mod docx;
mod facts;
mod format;
mod forms;
mod funding;
mod governors;
mod guard;
mod inspection;
mod kind;
mod letter;
mod letterhead;
mod logo;
mod make;
mod managed_move;
mod offers;
mod paper;
mod people;
mod placeholders;
mod plain;
mod request;
mod review;
mod sender;
mod sent;
mod sheets;
mod span;
mod subject_access;
mod suspension;
mod template;
#[cfg(test)]
mod tests;
mod week_chase;
mod wording;

use crate::error::{Error, Faults, Result};

pub use facts::PaperFacts;
pub use governors::governors_docx;
pub use inspection::{inspection_index_docx, inspection_provider_docx};
pub use kind::PaperKind;
pub use letterhead::{Letterhead, LetterheadFault, Letterheads};
pub use logo::Logo;
pub use make::make;
pub use offers::offers;
pub use sheets::{spreadsheet_headings, spreadsheet_reference, spreadsheet_row};
pub use subject_access::access_docx;
pub use week_chase::{Chase, chase_host};
pub use wording::Wording;

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
    )
    .of_a_notice(),
    direction::LA_NOTICE,
    review::INVITATION,
    PaperKind::form("review", "review", "Review", "Form 4: a review or an emergency review", |f| {
        forms::make(f, "review")
    })
    .of_a_direction(),
    review::OUTCOME,
    request::DECLINE,
    managed_move::LETTER,
    suspension::SUSPENSION,
    chase::CHASE,
    sheets::PORTAL,
    sheets::SPREADSHEET,
    sheets::AUTHORITY,
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

/// Returns what is wrong with an authority's own templates, given as pairs of name and text, by
/// file and line.
pub fn check_templates(own: &[(String, String)]) -> Faults {
    template::check(own, &template_names())
}
