//! The documents of a case as a list shows them.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::PaperKind;
use crate::documents::papers::make::{gaps, papers};
use crate::documents::papers::{KINDS, guard, review, sent, sheets};
use crate::domain::document::{Audience, DocumentLine, DocumentOrder};

/// Returns the papers of a case as a list shows them, with what each still lacks and when it was
/// last sent.
pub fn offers(facts: &PaperFacts) -> Vec<DocumentLine> {
    let mut all = Vec::new();
    // Most authorities have no form of their own: nothing is offered for it there.
    let is_offered =
        |kind: &&PaperKind| kind.id != sheets::AUTHORITY.id || sheets::has_own_form(facts);
    for kind in KINDS.iter().filter(is_offered) {
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
    all.extend(KINDS.iter().filter(|kind| kind.is_form()).map(blank));
    all
}

/// Returns the blank form of a kind: the same for every case.
fn blank(kind: &PaperKind) -> DocumentLine {
    DocumentLine {
        kind: kind.id.to_owned(),
        audience: None,
        blank: true,
        label: format!("{}, blank", kind.label),
        purpose: "to fill in by hand, at a school without Offsite".to_owned(),
        copies: 1,
        missing: Vec::new(),
        held: Vec::new(),
        sent: None,
        reviews: Vec::new(),
        refused: None,
    }
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
        blank: false,
        label,
        purpose: kind.purpose.to_owned(),
        copies,
        missing,
        held: guard::held(facts, kind),
        sent: sent::last(facts, kind),
        reviews: review::about(facts, kind),
        refused,
    }
}
