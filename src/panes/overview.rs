//! What is next for the case under the cursor, and what has happened last.

use crate::domain::case::Case;
use crate::domain::dates;
use crate::domain::duties::duties;
use crate::domain::outline::{View, completeness, events};
use crate::domain::stage::{first_day, last_day, stage};
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::cut;
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Returns the overview as (role, words) lines.
fn text(case: &Case, look: &Look) -> Vec<(Role, String)> {
    let school = |id: &str| {
        let id = case.answer(id).as_text();
        if id.is_empty() { "not chosen".to_owned() } else { (look.school)(id) }
    };
    let mut out = vec![
        (Role::Text, format!("Home school  {}", school("school.home"))),
        (Role::Text, format!("Host school  {}", school("school.host"))),
        (Role::Text, format!("Stage        {}", stage(case).words())),
    ];
    if let Some(first) = first_day(case) {
        let last = last_day(case).map(|d| format!(" to {}", dates::show_long(d))).unwrap_or_default();
        out.push((Role::Text, format!("Days         {}{last}", dates::show_long(first))));
    }
    let done = completeness(case, &View::Form { form: 1, row: None });
    out.push((Role::Text, format!("Passport     {}% · {} of {} answers", done.percent(), done.answered, done.wanted)));
    out.push((Role::Title, "Next".into()));
    let next = duties(case);
    if next.is_empty() {
        out.push((Role::Dim, "  Nothing is asked of this case.".into()));
    }
    for duty in next {
        let late = duty.due.is_some_and(|d| d < look.today);
        let when = duty.due.map_or_else(|| "no date".into(), dates::show_short);
        let words = format!("{} {when:<11} {} ({})", if late { "! late" } else { ". due " }, duty.says, duty.rule);
        out.push((if late { Role::Late } else { Role::Text }, words));
    }
    out.push((Role::Title, "Since".into()));
    for event in events(case).iter().rev().take(12) {
        let when = event.on.map_or_else(|| "no date".into(), dates::show_short);
        out.push((Role::Text, format!("  {when:<11} {}  {}", event.table.one, event.words)));
    }
    out
}

/// Draws the overview of a case.
pub fn draw(case: &Case, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    for (y, (role, words)) in text(case, look).iter().enumerate().take(area.height as usize) {
        put(buf, area, 0, y as u16, &cut(words, area.width as usize), look.theme.style(*role));
    }
    (area.height > 0 && area.width > 0).then_some((area.x, area.y))
}
