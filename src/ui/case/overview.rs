//! The overview of the case under the cursor: what is next and what happened last.

use std::ops::Range;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, completeness, events};
use crate::domain::case::stage::{first_day, last_day, stage};
use crate::domain::forms::field;
use crate::domain::rules::{Finding, Urgency};
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The overview's cursor, on one of the findings.
#[derive(Debug, Default)]
pub struct Overview {
    pub at: usize,
}

impl Overview {
    /// Moves the cursor by a number of findings.
    pub fn step(&mut self, findings: &[Finding], by: isize) {
        self.at = self.at.saturating_add_signed(by).min(findings.len().saturating_sub(1));
    }
}

/// Returns how a finding's urgency looks.
pub fn role(urgency: Urgency) -> Role {
    match urgency {
        Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol => Role::Late,
        Urgency::Today => Role::Warn,
        Urgency::Week | Urgency::Later | Urgency::None => Role::Text,
    }
}

/// Returns the lines above the findings.
fn facts(case: &Case, look: &DrawContext) -> Vec<String> {
    let school = |id: &str| {
        let id = case.answer(id).as_text();
        if id.is_empty() { "not chosen".to_owned() } else { (look.school)(id) }
    };
    let mut out = vec![
        format!("Home school  {}", school(field::SCHOOL_HOME.id)),
        format!("Host school  {}", school(field::SCHOOL_HOST.id)),
        format!("Stage        {}", stage(case).label()),
    ];
    if let Some(first) = first_day(case) {
        let last =
            last_day(case).map(|d| format!(" to {}", dates::show_long(d))).unwrap_or_default();
        out.push(format!("Days         {}{last}", dates::show_long(first)));
    }
    let done = completeness(case, &EditorView::Form { form: 1, row: None });
    out.push(format!(
        "Passport     {}% · {} of {} answers",
        done.percent(),
        done.answered,
        done.wanted
    ));
    out
}

/// Columns of the mark, the word and the day before what is to be done.
const BEFORE: usize = 27;
/// Columns that what is to be done has at least them or, where that is too narrow, under
/// them.
const LEAST: usize = 24;

/// Returns a finding in as many lines as it takes: mark, word, day, and what is to be done with the
/// rule that asks it.
fn block(finding: &Finding, today: NaiveDate, width: usize) -> Vec<String> {
    let urgency = finding.urgency(today);
    let on = urgency.day(finding.due, finding.task.or(finding.due));
    let when = on.map_or_else(String::new, dates::show_short);
    let head = format!("{} {} {} ", urgency.mark(), pad_to(urgency.label(), 13), pad_to(&when, 10));
    let words = format!("{} ({})", finding.phrase.beside(on), finding.rule.cites);
    if width < BEFORE + LEAST {
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

/// Draws the overview of a case; the cursor stands on a finding where `focused`.
pub fn draw(
    pane: &Overview,
    case: &Case,
    findings: &[Finding],
    focused: bool,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let mut y = 0;
    let mut say = |y: &mut u16, words: &str, role: Role| {
        if *y < area.height {
            draw_text(buf, area, 0, *y, &truncate(words, width), style(role));
        }
        *y += 1;
    };
    for words in facts(case, look) {
        say(&mut y, &words, Role::Text);
    }
    y += 1;
    let head = match findings.len() {
        0 => "Next · nothing is asked of this case".to_owned(),
        n => format!("Next · {n} · {} deals with it", look.deal),
    };
    say(&mut y, &head, Role::Title);
    // Room is left for what has happened: a third of the pane.
    let lines = (area.height as usize).saturating_sub(usize::from(y) + 2).max(1) * 2 / 3 + 1;
    let blocks: Vec<Vec<String>> = findings.iter().map(|f| block(f, look.today, width)).collect();
    let at = pane.at.min(findings.len().saturating_sub(1));
    let range = shown(&blocks, at, lines);
    let mut spot = Some((area.x, area.y));
    for i in range.clone() {
        let here = focused && i == pane.at;
        if here {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
        for words in &blocks[i] {
            say(
                &mut y,
                &pad_to(words, width),
                if here { Role::Focus } else { role(findings[i].urgency(look.today)) },
            );
        }
    }
    if findings.len() > range.end {
        say(&mut y, &format!("  … and {} more below", findings.len() - range.end), Role::Dim);
    }
    y += 1;
    let events = events(case);
    let room = usize::from(area.height.saturating_sub(y + 1));
    let head = match events.len() {
        0 => "Recorded · nothing yet".to_owned(),
        n if n > room => format!("Recorded · the latest {room} of {n}"),
        n => format!("Recorded · {n}"),
    };
    say(&mut y, &head, Role::Title);
    for event in events.iter().rev().take(room) {
        let when = event.date.map_or_else(|| "no date".into(), dates::show_short);
        say(
            &mut y,
            &format!("  {} {}  {}", pad_to(&when, 10), event.table.row_label, event.words),
            Role::Text,
        );
    }
    spot
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
            since: None,
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
