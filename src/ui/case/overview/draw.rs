//! Draws the overview: the facts, what is next, and what has happened.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::outline::{EditorView, completeness, events};
use crate::domain::case::stage::{first_day, last_day, stage};
use crate::domain::forms::field;
use crate::domain::rules::Finding;
use crate::ui::case::overview::{Overview, block, shown};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::urgency::urgency_role;
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate};
use crate::widgets::theme::Role;

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

/// Lines that are drawn one under the other.
struct OverviewLines<'a> {
    look: &'a DrawContext<'a>,
    area: Rect,
    buf: &'a mut Buffer,
    y: u16,
}

impl OverviewLines<'_> {
    /// Draws the next line; what is below the area is left out.
    fn say(&mut self, words: &str, role: Role) {
        if self.y < self.area.height {
            let words = truncate(words, self.area.width as usize);
            draw_text(self.buf, self.area, 0, self.y, &words, self.look.theme.style(role));
        }
        self.y += 1;
    }

    /// Returns the cell at the beginning of the next line.
    fn spot(&self) -> (u16, u16) {
        (self.area.x, (self.area.y + self.y).min(self.area.bottom() - 1))
    }
}

/// Draws the overview of a case; the cursor stands on a finding where `is_focused`.
pub(in crate::ui::case) fn draw(
    pane: &Overview,
    case: &Case,
    findings: &[Finding],
    is_focused: bool,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let mut column = OverviewLines { look, area, buf, y: 0 };
    for words in facts(case, look) {
        column.say(&words, Role::Text);
    }
    column.y += 1;
    let spot = draw_findings(pane, findings, is_focused, &mut column);
    column.y += 1;
    draw_recorded(case, &mut column);
    spot.or(Some((area.x, area.y)))
}

/// Draws what is next; returns the cell of the cursor where it stands there.
fn draw_findings(
    pane: &Overview,
    findings: &[Finding],
    is_focused: bool,
    column: &mut OverviewLines,
) -> CursorPos {
    let (look, width) = (column.look, column.area.width as usize);
    let head = match findings.len() {
        0 => "Next · nothing is asked of this case".to_owned(),
        n => format!("Next · {n} · {} deals with it", look.deal),
    };
    column.say(&head, Role::Title);
    // Room is left for what has happened: a third of the pane.
    let room = (column.area.height as usize).saturating_sub(usize::from(column.y) + 2);
    let lines = room.max(1) * 2 / 3 + 1;
    let blocks: Vec<Vec<String>> = findings.iter().map(|f| block(f, look.today, width)).collect();
    let range = shown(&blocks, pane.cursor.min(findings.len().saturating_sub(1)), lines);
    let mut spot = None;
    for i in range.clone() {
        let is_here = is_focused && i == pane.cursor;
        if is_here {
            spot = Some(column.spot());
        }
        let own = urgency_role(findings[i].urgency(look.today));
        for words in &blocks[i] {
            column.say(&pad_to(words, width), if is_here { Role::Focus } else { own });
        }
    }
    if findings.len() > range.end {
        column.say(&format!("  … and {} more below", findings.len() - range.end), Role::Dim);
    }
    spot
}

/// Draws what has happened, the latest first.
fn draw_recorded(case: &Case, column: &mut OverviewLines) {
    let events = events(case);
    let room = usize::from(column.area.height.saturating_sub(column.y + 1));
    let head = match events.len() {
        0 => "Recorded · nothing yet".to_owned(),
        n if n > room => format!("Recorded · the latest {room} of {n}"),
        n => format!("Recorded · {n}"),
    };
    column.say(&head, Role::Title);
    for event in events.iter().rev().take(room) {
        let when = event.date.map_or_else(|| "no date".into(), dates::show_short);
        let when = pad_to(&when, 10);
        let words = format!("  {when} {}  {}", event.table.row_label, event.words);
        column.say(&words, Role::Text);
    }
}
