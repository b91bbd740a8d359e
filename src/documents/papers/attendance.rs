//! Attendance documents: the figures for a review, and one letter to a host for all its pupils with
//! missing marks (P-AT3).

use crate::documents::papers::PaperFacts;
use crate::documents::papers::answer::Answer;
use crate::documents::papers::paper::Block;
use crate::documents::papers::span::Span;
use crate::domain::attendance::{BothSchools, Registers, before};

/// Returns what a review reads of attendance: the terms before the direction, the direction, and
/// what changed (P-RV1). The terms one by one stand in the passport.
pub(super) fn page(facts: &PaperFacts) -> Vec<Block> {
    let registers = Registers::new(
        facts.case,
        BothSchools { home: facts.context.home, host: facts.context.host },
    );
    if registers.first.is_none_or(|first| first > facts.order.date) {
        return Vec::new();
    }
    let mut rows = before::review_rows(&registers, facts.order.date).into_iter();
    let head = rows.next().map(|r| r.to_vec()).unwrap_or_default();
    let rows = rows
        .skip(before::terms(facts.case).len())
        .map(|r| r.iter().map(|cell| Answer::text(cell)).collect())
        .collect();
    let mut blocks = vec![
        Block::Heading("Attendance, both registers together".into()),
        Block::Grid { head, rows },
    ];
    blocks.extend(
        before::review_lines(&registers, facts.order.date)
            .into_iter()
            .map(|line| Block::Item(vec![Span::Text(line)])),
    );
    blocks
}
