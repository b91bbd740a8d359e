//! The overview of the case under the cursor: what is next and what happened last.

mod draw;

use std::ops::Range;

pub(super) use draw::draw;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::rules::Finding;
use crate::widgets::text::{pad_to, truncate, wrap};

/// The overview's cursor, on one of the findings.
#[derive(Debug, Default)]
pub(super) struct Overview {
    cursor: usize,
}

impl Overview {
    /// Returns the finding under the cursor.
    pub(super) fn current<'a>(&self, findings: &'a [Finding]) -> Option<&'a Finding> {
        findings.get(self.cursor)
    }

    /// Moves the cursor by a number of findings.
    pub(super) fn step(&mut self, findings: &[Finding], by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(findings.len().saturating_sub(1));
    }
}

/// Columns of the word, the longest of which is "late by guidance".
const WORD: usize = 16;
/// Columns of the mark, the word and the day before what is to be done.
const BEFORE: usize = WORD + 14;
/// Columns that what is to be done has at least beside them or, where that is too narrow, under
/// them.
const MIN_WIDTH: usize = 24;

/// Returns a finding in as many lines as it takes: mark, word, day, and what is to be done with the
/// rule that asks it.
fn block(finding: &Finding, today: NaiveDate, width: usize) -> Vec<String> {
    let urgency = finding.urgency(today);
    let on = urgency.day(finding.due, finding.task.or(finding.due));
    let when = on.map_or_else(String::new, dates::show_short);
    let head =
        format!("{} {} {} ", urgency.mark(), pad_to(urgency.label(), WORD), pad_to(&when, 10));
    let words = format!("{} ({})", finding.phrase.beside(on), finding.rule.cites);
    if width < BEFORE + MIN_WIDTH {
        let under =
            wrap(&words, width.saturating_sub(2).max(1)).into_iter().map(|l| format!("  {l}"));
        return std::iter::once(truncate(head.trim_end(), width)).chain(under).collect();
    }
    let lines = wrap(&words, width - BEFORE).into_iter().enumerate();
    lines
        .map(
            |(i, l)| {
                if i == 0 { format!("{head}{l}") } else { format!("{}{l}", " ".repeat(BEFORE)) }
            },
        )
        .collect()
}

/// Returns the findings that are shown in so many lines: those up to the cursor's as far as they
/// fit, then those after it.
fn shown(blocks: &[Vec<String>], at: usize, lines: usize) -> Range<usize> {
    let fits = |range: Range<usize>| {
        blocks.get(range).is_some_and(|b| b.iter().map(Vec::len).sum::<usize>() <= lines)
    };
    let top = (0..=at).find(|top| fits(*top..at + 1)).unwrap_or(at);
    let end = (at + 1..=blocks.len()).rev().find(|end| fits(top..*end)).unwrap_or(at + 1);
    top..end.min(blocks.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{self, About, NextStep};

    fn finding(says: &str) -> Finding {
        let rule =
            rules::find("deletion-return").or_else(|| rules::rules().next()).expect("a rule");
        let due = "2026-11-30".parse().ok();
        Finding {
            about: About::Case,
            rule,
            phrase: says.into(),
            due,
            task: due,
            why: Vec::new(),
            step: NextStep::Nothing,
            trigger: crate::domain::rules::Trigger::Planned,
        }
    }

    #[test]
    fn a_long_finding_is_told_whole_at_every_width() {
        let says = "go through the process, uniform, attendance and transport with the parents of Mon 30 Nov, then again";
        let found = finding(says);
        for width in [20, 40, 60, 79, 102] {
            let lines = block(&found, "2026-11-23".parse().expect("a day"), width);
            assert!(
                lines.iter().all(|l| crate::widgets::text::display_width(l) <= width),
                "{width}: {lines:?}"
            );
            let told = lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
            for wanted in says.split(' ').chain(found.rule.cites.split(' ')) {
                assert!(told.contains(wanted), "{width} lacks {wanted}: {told}");
            }
        }
    }

    #[test]
    fn the_finding_under_the_cursor_is_always_among_those_shown() {
        let blocks: Vec<Vec<String>> = [1, 3, 1, 2, 9, 1].map(|n| vec![String::new(); n]).to_vec();
        for at in 0..blocks.len() {
            for lines in 1..12 {
                let range = shown(&blocks, at, lines);
                let used: usize = blocks[range.clone()].iter().map(Vec::len).sum();
                assert!(
                    range.contains(&at) && (used <= lines || range.len() == 1),
                    "{at} in {lines}: {range:?}"
                );
            }
        }
        assert_eq!(shown(&[], 0, 5), 0..0);
    }
}
