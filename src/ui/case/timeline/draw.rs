//! Draws the timeline, and below it the whole of what the cursor is on.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::outline::TimelineEvent;
use crate::domain::case::stage::{Stage, first_day, last_day, stage};
use crate::domain::forms::field;
use crate::domain::rules::Finding;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::answer_text::answer_text;
use crate::ui::case::timeline::items::{TimelineItem, items};
use crate::ui::case::timeline::{Current, Timeline};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::urgency::urgency_role;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Returns the head line: how far the direction has come.
fn head(case: &Case, today: NaiveDate) -> String {
    let mut parts = vec!["Timeline".to_owned()];
    let weeks = |from: NaiveDate, to: NaiveDate| (to - from).num_days().max(0) / 7 + 1;
    if let (Stage::Running, Some(first)) = (stage(case), first_day(case)) {
        let of =
            last_day(case).map(|last| format!(" of {}", weeks(first, last))).unwrap_or_default();
        parts.push(format!("week {}{of}", weeks(first, today)));
    }
    if let Value::Number(n) = case.answer(field::INITIAL_FREQUENCY_WEEKS) {
        parts.push(format!("a review every {n} school weeks"));
    }
    parts.join(" · ")
}

/// Draws the timeline of a case; below it stands the whole of what the cursor is on. Returns the
/// cell of the cursor.
pub(crate) fn draw(
    line: &Timeline,
    case: &Case,
    findings: &[Finding],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let style = |r| look.theme.style(r);
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(&truncate(&head(case, look.today), width), width),
        style(Role::Title),
    );
    let all = items(case, findings, look.today);
    let at = line.stop(&all);
    let below = detail(line, case, findings, look, width);
    let room = (area.height as usize).saturating_sub(1);
    let below_height = below.len().min(room / 3);
    let per = room.saturating_sub(below_height).max(1);
    let here = all.iter().enumerate().filter(|(_, i)| i.is_stop()).nth(at).map_or(0, |(i, _)| i);
    let top = if all.len() <= per { 0 } else { here.saturating_sub(per / 2).min(all.len() - per) };
    let mut spot = Some((area.x, area.y));
    for (i, item) in all.iter().enumerate().skip(top).take(per) {
        let y = 1 + (i - top) as u16;
        let (words, own) = words(item, case, findings, look, width);
        let is_here = item.is_stop() && i == here;
        draw_text(
            buf,
            area,
            0,
            y,
            &pad_to(&truncate(&words, width), width),
            style(if is_here { Role::Focus } else { own }),
        );
        if is_here {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
    }
    for (i, (role, words)) in below.iter().take(below_height).enumerate() {
        draw_text(buf, area, 0, (1 + per + i) as u16, &truncate(words, width), style(*role));
    }
    spot
}

fn words(
    item: &TimelineItem,
    case: &Case,
    findings: &[Finding],
    look: &DrawContext,
    width: usize,
) -> (String, Role) {
    match item {
        TimelineItem::Heading(words) => (words.clone(), Role::Label),
        TimelineItem::Today => {
            let words = format!("── today, {} ", dates::show_long(look.today));
            let left = width.saturating_sub(display_width(&words));
            (format!("{words}{}", "─".repeat(left)), Role::Title)
        }
        TimelineItem::Event(event) => {
            let when = event.date.map_or_else(|| "no date".into(), dates::show_short);
            let ahead = event.date.is_some_and(|d| d > look.today);
            let word = if ahead { "booked" } else { "" };
            let gist = gist(event, case, look);
            (
                format!(
                    "{} {} {:<6} {} {gist}",
                    if ahead { "." } else { "=" },
                    pad_to(&when, 10),
                    word,
                    pad_to(event.table.row_label, 24)
                ),
                Role::Text,
            )
        }
        TimelineItem::Due(n) => {
            let Some(finding) = findings.get(*n) else { return (String::new(), Role::Text) };
            let urgency = finding.urgency(look.today);
            let on = urgency.day(finding.due, finding.task);
            let when = on.map_or_else(|| "no date".into(), dates::show_short);
            let word = if urgency.is_late() { "late" } else { "due" };
            let said = finding.phrase.beside(on);
            (
                format!(
                    "{} {} {word:<6} {said} ({})",
                    urgency.mark(),
                    pad_to(&when, 10),
                    finding.rule.cites
                ),
                urgency_role(urgency),
            )
        }
    }
}

/// Returns an event's answers in a row, schools by their names.
fn gist(event: &TimelineEvent, case: &Case, look: &DrawContext) -> String {
    let Some(cells) = case.row(event.table.id, event.row) else { return String::new() };
    let parts = event.table.fields.iter().filter(|f| f.id != event.table.title).filter_map(|f| {
        let value = cells.get(f.id)?;
        let words = answer_text(case, &f.kind, value, look.school);
        let first = words.lines().next()?.to_owned();
        Some(if matches!(value, Value::YesNo(_)) {
            format!("{}: {first}", f.label.trim_end_matches('?'))
        } else {
            first
        })
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// Returns the whole of what the cursor is on, wrapped.
fn detail(
    line: &Timeline,
    case: &Case,
    findings: &[Finding],
    look: &DrawContext,
    width: usize,
) -> Vec<(Role, String)> {
    let mut out = vec![(Role::Dim, "─".repeat(width))];
    match line.current(case, findings, look.today) {
        None => {
            return vec![(
                Role::Dim,
                format!(
                    "Nothing is recorded yet. Press {} to record an event.",
                    (look.key)(Action::Record)
                ),
            )];
        }
        Some(Current::Due(n)) => {
            let Some(finding) = findings.get(n) else { return out };
            out.push((Role::Hint, format!("{} deals with it.", look.deal)));
            out.extend(finding.why.iter().flat_map(|w| wrap(w, width)).map(|w| (Role::Text, w)));
        }
        Some(Current::Event(event)) => {
            let Some(cells) = case.row(event.table.id, event.row) else { return out };
            out.push((Role::Hint, "Enter opens it.".into()));
            for field in event.table.fields {
                let Some(value) = cells.get(field.id) else { continue };
                let words = format!(
                    "{}: {}",
                    field.label.trim_end_matches('?'),
                    answer_text(case, &field.kind, value, look.school)
                );
                out.extend(wrap(&words, width).into_iter().map(|w| (Role::Text, w)));
            }
        }
    }
    out
}
