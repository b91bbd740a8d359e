//! The head of a paper: the school that sends it, as its letterhead says.

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::paper::Block;
use crate::documents::papers::people;
use crate::documents::papers::span::{Filled, plain};

/// Returns the head of a paper that a school sends; `which` names it where it is missing.
pub(super) fn block(facts: &PaperFacts, field: &str, which: &str) -> Block {
    let school = facts.school_of(field);
    let head = facts.wording.letterheads.for_school(&school);
    let name = Filled::or_missing(&plain(&school.name), which, &[field]);
    let known = |text: &str| Some(plain(text)).filter(|t| !t.trim().is_empty());
    let reach = [
        known(&school.phone).map(|t| format!("Telephone {t}")),
        head.and_then(|h| known(&h.email)).map(|t| format!("Email {t}")),
    ];
    let lines = [
        head.and_then(|h| known(&h.trust)),
        known(&people::school_lines(&school).join(", ")),
        known(&reach.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
        head.and_then(|h| known(&h.head))
            .or_else(|| known(&school.head))
            .map(|t| format!("Head teacher: {t}")),
    ];
    Block::Head {
        name,
        lines: lines.into_iter().flatten().collect(),
        logo: head.and_then(|h| h.sign.clone()),
    }
}
