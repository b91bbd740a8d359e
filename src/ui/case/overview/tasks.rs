//! What is to be done on the case: the most pressing first, with the key that deals with it.

use crate::ui::case::words;
use std::ops::Range;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::rules::{Finding, NextStep};
use crate::keymap::action::Action;
use crate::ui::case::overview::Overview;
use crate::ui::case::overview::column::Column;
use crate::ui::look::CursorPos;
use crate::ui::urgency::urgency_role;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Columns of the mark and the day before what is to be done.
const BEFORE: usize = 13;
/// Columns of how late it is, and of the key, after it.
const AFTER: usize = 19;
/// Columns from which the day stands before the words, and how late it is after them.
const ROOMY: usize = BEFORE + 32;
/// Columns from which how late it is has a column of its own at the end of the first line.
const WITH_COLUMN: usize = 76;

/// One finding as lines.
struct Block {
    lines: Vec<String>,
    /// The line and the column of the words that say how late it is, where they are not part of the
    /// head.
    label: Option<(usize, usize)>,
}

/// Draws what is to be done in so many lines; returns the cell of the cursor where it is here.
pub(super) fn draw(
    pane: &Overview,
    findings: &[Finding],
    is_focused: bool,
    lines: usize,
    column: &mut Column,
) -> CursorPos {
    if findings.is_empty() {
        column.heading(words::TO_DO, "");
        column.say(words::NOTHING_TO_DO, Role::Dim);
        return None;
    }
    let why = (column.look.key)(Action::Why);
    column.heading(&words::to_do(&findings.len()), &words::why_key(&why));
    let (today, width) = (column.look.today, column.area.width as usize);
    let at = pane.cursor.min(findings.len() - 1);
    let blocks: Vec<Block> = findings.iter().map(|f| block(f, today, width)).collect();
    let range = shown(&blocks, at, lines.saturating_sub(2).max(1));
    let mut spot = None;
    for i in range.clone() {
        let is_here = i == at;
        if is_focused && is_here {
            spot = Some(column.spot());
        }
        task(&findings[i], &blocks[i], is_here, is_focused, column);
    }
    let more = findings.len() - range.len();
    if more > 0 {
        column.say(&words::and_more(&more), Role::Dim);
    }
    spot
}

/// Draws one finding. The key stands on that which it deals with.
fn task(finding: &Finding, block: &Block, is_here: bool, is_focused: bool, column: &mut Column) {
    let (look, width) = (column.look, column.area.width as usize);
    let urgency = finding.urgency(look.today);
    let (role, text) = if is_here && is_focused {
        (Role::Focus, Role::Focus)
    } else {
        (urgency_role(urgency), Role::Text)
    };
    for (i, line) in block.lines.iter().enumerate() {
        column.put(0, &pad_to(line, width), text);
        if let Some((_, x)) = block.label.filter(|(at, _)| *at == i) {
            column.put(x as u16, urgency.label(), role);
        }
        if i == 0 {
            column.put(0, urgency.mark(), role);
            if is_here && finding.step != NextStep::Nothing && width >= ROOMY {
                let key = if role == Role::Focus { Role::Focus } else { Role::Field };
                column.put((width - 1) as u16, look.deal, key);
            }
        }
        column.y += 1;
    }
}

/// Returns a finding in as many lines as it takes: how late it is stands in the head, after the
/// words, or in its own column, as there is room.
fn block(finding: &Finding, today: NaiveDate, width: usize) -> Block {
    let urgency = finding.urgency(today);
    let on = urgency.day(finding.due, finding.task.or(finding.due));
    let when = pad_to(&on.map_or_else(String::new, dates::show_short), 10);
    let words = finding.phrase.beside(on);
    let head = format!("{} {when} ", urgency.mark());
    if width < ROOMY {
        let head = truncate(&format!("{head}{}", urgency.label()), width);
        let under = wrap(&words, width.saturating_sub(2).max(1));
        let under = under.into_iter().map(|l| format!("  {l}"));
        let lines = std::iter::once(head.trim_end().to_owned()).chain(under).collect();
        return Block { lines, label: None };
    }
    let has_column = width >= WITH_COLUMN;
    let room = width - BEFORE - 2 - if has_column { AFTER } else { 0 };
    let mut lines = wrap(&words, room);
    let label = if has_column {
        (0, width - AFTER + 1)
    } else {
        let last = lines.len().saturating_sub(1);
        let used = lines.last().map_or(0, |line| display_width(line));
        if used + 3 + display_width(urgency.label()) <= room {
            if let Some(line) = lines.last_mut() {
                line.push_str(" · ");
            }
            (last, BEFORE + used + 3)
        } else {
            lines.push(String::new());
            (last + 1, BEFORE)
        }
    };
    let before = |i| if i == 0 { head.clone() } else { " ".repeat(BEFORE) };
    let lines = lines.iter().enumerate().map(|(i, line)| format!("{}{line}", before(i))).collect();
    Block { lines, label: Some(label) }
}

/// Returns the findings that are shown in so many lines: those up to the cursor's as far as they
/// fit, then those after it.
fn shown(blocks: &[Block], at: usize, lines: usize) -> Range<usize> {
    let fits = |range: Range<usize>| {
        blocks
            .get(range)
            .is_some_and(|b| b.iter().map(|block| block.lines.len()).sum::<usize>() <= lines)
    };
    let top = (0..=at).find(|top| fits(*top..at + 1)).unwrap_or(at);
    let end = (at + 1..=blocks.len()).rev().find(|end| fits(top..*end)).unwrap_or(at + 1);
    top..end.min(blocks.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::{self, About};

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
            let lines = block(&found, "2026-11-23".parse().expect("a day"), width).lines;
            assert!(
                lines.iter().all(|l| crate::widgets::text::display_width(l) <= width),
                "{width}: {lines:?}"
            );
            let told = lines.iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
            for wanted in says.split(' ') {
                assert!(told.contains(wanted), "{width} lacks {wanted}: {told}");
            }
        }
    }

    #[test]
    fn the_finding_under_the_cursor_is_always_among_those_shown() {
        let block = |n| Block { lines: vec![String::new(); n], label: None };
        let blocks: Vec<Block> = [1, 3, 1, 2, 9, 1].map(block).into();
        for at in 0..blocks.len() {
            for lines in 1..12 {
                let range = shown(&blocks, at, lines);
                let used: usize = blocks[range.clone()].iter().map(|b| b.lines.len()).sum();
                assert!(
                    range.contains(&at) && (used <= lines || range.len() == 1),
                    "{at} in {lines}: {range:?}"
                );
            }
        }
        assert_eq!(shown(&[], 0, 5), 0..0);
    }
}
