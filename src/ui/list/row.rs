//! One case of the list in two lines: who and when, then what is to be done.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::list::row::QueryRow;
use crate::domain::list::summary::{NextDuty, Summary};
use crate::domain::list::view::Column;
use crate::domain::rules::Urgency;
use crate::ui::list::ListPane;
use crate::ui::look::DrawContext;
use crate::ui::urgency::urgency_role;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// Returns mark and words of how pressing something is: `! 3 days late`.
fn pressing(next: &NextDuty, today: NaiveDate) -> (&'static str, String) {
    let urgency = next.urgency(today);
    let days = next.due.map_or(0, |due| (today - due).num_days());
    let words = match urgency {
        Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol if days == 1 => {
            "1 day late".into()
        }
        Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol => {
            format!("{days} days late")
        }
        Urgency::Today => "today".into(),
        Urgency::Week | Urgency::Later | Urgency::None => String::new(),
    };
    (urgency.mark(), words)
}

/// Returns the day on which something is to be done: where it is late, that on which it was due.
fn day(next: &NextDuty, today: NaiveDate) -> Option<NaiveDate> {
    let urgency = next.urgency(today);
    urgency.day(next.due, next.task).filter(|_| urgency != Urgency::None)
}

/// Returns the day on which something is to be done, as the list shows it.
fn when(next: &NextDuty, today: NaiveDate) -> String {
    if next.urgency(today) == Urgency::None {
        return "no date".into();
    }
    day(next, today).map_or_else(String::new, dates::show_short)
}

/// Returns the columns of a line at a width: the name takes what the others leave, and what does
/// not fit is left out from the end.
fn columns(list: &ListPane, line: &Summary, on: &str, look: &DrawContext, width: usize) -> String {
    let (home, host) = ((look.school)(&line.home), (look.school)(&line.host));
    let brief = line.sort_key();
    let of = QueryRow::new(
        line,
        &brief,
        if line.home.is_empty() { "" } else { &home },
        if line.host.is_empty() { "" } else { &host },
    );
    let mut shown = list.columns.clone();
    let least = |c: &Column| if *c == Column::Name { 12 } else { c.wide() };
    while shown.len() > 1 && shown.iter().map(|c| least(c) + 1).sum::<usize>() > width + 1 {
        shown.pop();
    }
    let fixed: usize = shown.iter().filter(|c| **c != Column::Name).map(|c| c.wide() + 1).sum();
    let cell = |c: &Column| {
        let wide = if *c == Column::Name { width.saturating_sub(fixed) } else { c.wide() };
        let words = if *c == Column::When { on.to_owned() } else { c.shown(&of) };
        match c {
            Column::Year | Column::Attendance => format!("{words:>wide$}"),
            _ => pad_to(&words, wide),
        }
    };
    shown.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// Draws one case in two lines: who and when, then what is to be done.
pub(super) fn draw(
    list: &ListPane,
    line: &Summary,
    here: bool,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let next = line.next(look.today);
    let (mark, late) = next.map_or((" ", String::new()), |n| pressing(n, look.today));
    let role = next.map_or(Role::Text, |n| urgency_role(n.urgency(look.today)));
    let on = next.map_or_else(
        || if line.stage.is_ended() { "done".into() } else { String::new() },
        |n| when(n, look.today),
    );
    let tag = if list.tags.contains(&line.id) { "+" } else { " " };
    let text = format!("{mark}{tag}{}", columns(list, line, &on, look, width.saturating_sub(2)));
    draw_text(buf, area, 0, 0, &pad_to(&text, width), style(if here { Role::Focus } else { role }));
    let Some(next) = next else {
        draw_text(
            buf,
            area,
            4,
            1,
            &truncate("nothing to do", width.saturating_sub(4)),
            style(Role::Dim),
        );
        return;
    };
    let key = if next.can_act { look.deal } else { "" };
    let late = if late.is_empty() { late } else { format!(" {late}") };
    let room = width.saturating_sub(4 + display_width(&late));
    draw_text(buf, area, 2, 1, &truncate(key, 1), style(Role::Field));
    let shown = if list.columns.contains(&Column::When) { day(next, look.today) } else { None };
    draw_text(buf, area, 4, 1, &pad_to(&next.phrase.brief(shown), room), style(Role::Dim));
    draw_text(buf, area, width.saturating_sub(display_width(&late)) as u16, 1, &late, style(role));
}
