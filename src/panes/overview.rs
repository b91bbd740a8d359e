//! What is next for the case under the cursor, and what has happened last.

use crate::domain::case::Case;
use crate::domain::dates;
use crate::domain::outline::{View, completeness, events};
use crate::domain::rules::{Finding, Urgency};
use crate::domain::stage::{first_day, last_day, stage};
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::{cut, pad};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

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
        Urgency::LateStatute | Urgency::LateProtocol => Role::Late,
        Urgency::Today => Role::Warn,
        Urgency::Week | Urgency::Later | Urgency::None => Role::Text,
    }
}

/// Returns the lines above the findings.
fn facts(case: &Case, look: &Look) -> Vec<String> {
    let school = |id: &str| {
        let id = case.answer(id).as_text();
        if id.is_empty() { "not chosen".to_owned() } else { (look.school)(id) }
    };
    let mut out = vec![
        format!("Home school  {}", school("school.home")),
        format!("Host school  {}", school("school.host")),
        format!("Stage        {}", stage(case).words()),
    ];
    if let Some(first) = first_day(case) {
        let last = last_day(case).map(|d| format!(" to {}", dates::show_long(d))).unwrap_or_default();
        out.push(format!("Days         {}{last}", dates::show_long(first)));
    }
    let done = completeness(case, &View::Form { form: 1, row: None });
    out.push(format!("Passport     {}% · {} of {} answers", done.percent(), done.answered, done.wanted));
    out
}

/// Returns one finding in a line: mark, word, day, and what is to be done.
fn line(finding: &Finding, look: &Look, width: usize) -> String {
    let urgency = finding.urgency(look.today);
    let on = match urgency {
        Urgency::LateStatute | Urgency::LateProtocol => finding.due,
        Urgency::Today | Urgency::Week | Urgency::Later | Urgency::None => finding.task.or(finding.due),
    };
    let when = on.map_or_else(String::new, dates::show_short);
    cut(&format!("{} {} {} {} ({})", urgency.mark(), pad(urgency.words(), 13), pad(&when, 10), finding.says, finding.rule.cites), width)
}

/// Draws the overview of a case; the cursor stands on a finding where `focused`.
pub fn draw(pane: &Overview, case: &Case, findings: &[Finding], focused: bool, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let mut y = 0;
    let mut say = |y: &mut u16, words: &str, role: Role| {
        if *y < area.height {
            put(buf, area, 0, *y, &cut(words, width), style(role));
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
    let per = findings.len().min((area.height as usize).saturating_sub(usize::from(y) + 2).max(1) * 2 / 3 + 1);
    let top = if pane.at < per { 0 } else { pane.at + 1 - per };
    let mut spot = Some((area.x, area.y));
    for (i, finding) in findings.iter().enumerate().skip(top).take(per) {
        let here = focused && i == pane.at;
        if here {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
        say(&mut y, &pad(&line(finding, look, width), width), if here { Role::Focus } else { role(finding.urgency(look.today)) });
    }
    if findings.len() > top + per {
        say(&mut y, &format!("  … and {} more below", findings.len() - top - per), Role::Dim);
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
        let when = event.on.map_or_else(|| "no date".into(), dates::show_short);
        say(&mut y, &format!("  {} {}  {}", pad(&when, 10), event.table.one, event.words), Role::Text);
    }
    spot
}
