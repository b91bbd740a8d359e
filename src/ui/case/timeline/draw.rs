//! Draws the timeline as one vertical line with today across it, and below it the whole of what the
//! cursor is on.

use crate::ui::case::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::life;
use crate::domain::case::outline::TimelineEvent;
use crate::domain::forms::field;
use crate::domain::plural::every;
use crate::domain::rules::Finding;
use crate::domain::timeline::TimelineItem;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::answer_text::answer_text;
use crate::ui::case::timeline::{Current, Timeline, sign};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::urgency::urgency_role;
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::scrollbar::{beside_scrollbar, draw_scrollbar};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The column of the line.
const LINE: u16 = 11;
/// Where the words begin.
const WORDS: u16 = 13;

/// Returns the head line: how far the direction has come, and how often it is reviewed.
fn head(case: &Case, look: &DrawContext) -> String {
    let mut parts = vec![words::TIMELINE.to_owned()];
    if let Some((at, of)) = life::week(case, look.today) {
        let of = of.map(|of| words::of_weeks(&of)).unwrap_or_default();
        parts.push(words::week(&at, &of));
    }
    if let Value::Number(n) = case.answer(field::INITIAL_FREQUENCY_WEEKS) {
        parts.push(words::review_every(&every(*n, words::SCHOOL_WEEK)));
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
    let key = (look.key)(Action::FilterTimeline);
    let shows = words::shows(&key, &line.filter.label());
    draw_heading(&head(case, look), (&shows, Role::Hint), look.theme, area, buf);
    let all = line.items(case, findings, look.today);
    let at = line.stop(&all);
    let below = detail(line, case, findings, look, width);
    let room = (area.height as usize).saturating_sub(1);
    let below_height = below.len().min(room / 3);
    let per = room.saturating_sub(below_height).max(1);
    let here = all.iter().enumerate().filter(|(_, i)| i.is_stop()).nth(at).map_or(0, |(i, _)| i);
    let top = if all.len() <= per { 0 } else { here.saturating_sub(per / 2).min(all.len() - per) };
    let mut spot = Some((area.x, area.y));
    let lines = Rect { y: area.y + 1, height: (per as u16).min(area.height - 1), ..area };
    draw_scrollbar(top, all.len(), look.theme, lines, buf);
    let inner = beside_scrollbar(all.len(), look.theme, lines);
    for (i, item) in all.iter().enumerate().skip(top).take(per) {
        let y = 1 + (i - top) as u16;
        let row = Rect { y: area.y + y, height: 1, ..inner }.intersection(area);
        let is_here = item.is_stop() && i == here;
        TimelineRow { case, findings, look, is_here }.draw(item, row, buf);
        if is_here {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
    }
    for (i, (role, words)) in below.iter().take(below_height).enumerate() {
        let style = look.theme.style(*role);
        draw_text(buf, area, 0, (1 + per + i) as u16, &truncate(words, width), style);
    }
    spot
}

/// One line of the timeline, as it is drawn.
struct TimelineRow<'a> {
    case: &'a Case,
    findings: &'a [Finding],
    look: &'a DrawContext<'a>,
    is_here: bool,
}

impl TimelineRow<'_> {
    fn draw(&self, item: &TimelineItem, row: Rect, buf: &mut Buffer) {
        match item {
            TimelineItem::Heading(words) => {
                self.put(row, 0, words, Role::Label, buf);
                self.put(row, LINE, "│", Role::Dim, buf);
            }
            TimelineItem::Today => {
                let day = dates::show_short(self.look.today);
                let rule = if self.look.theme.has_frames() { "─" } else { " " };
                self.put(row, 0, &day, Role::Field, buf);
                self.put(row, LINE, "┼", Role::Dim, buf);
                self.put(row, WORDS, "today", Role::Field, buf);
                let rest = (row.width as usize).saturating_sub(usize::from(WORDS) + 6);
                self.put(row, WORDS + 6, &rule.repeat(rest), Role::Dim, buf);
            }
            TimelineItem::Event(event) => {
                let is_ahead = event.date.is_some_and(|d| d > self.look.today);
                let when = event.date.map_or_else(|| words::NO_DATE.into(), dates::show_short);
                let booked = if is_ahead { words::BOOKED } else { "" };
                let gist = gist(event, self.case, self.look);
                let words = format!("{} {booked}{gist}", pad_to(event.table.row_label, 24));
                let sign = sign::of_event(event, is_ahead);
                self.line(row, (&when, sign, words.trim_end()), Role::Text, buf);
            }
            TimelineItem::Due(n) => {
                let Some(finding) = self.findings.get(*n) else { return };
                let urgency = finding.urgency(self.look.today);
                let on = urgency.day(finding.due, finding.task);
                let when = on.map_or_else(|| words::NO_DATE.into(), dates::show_short);
                let state = if urgency.is_late() { words::LATE } else { words::DUE };
                let words = format!("{state}{}", finding.phrase.beside(on));
                self.line(
                    row,
                    (&when, sign::of_duty(finding, urgency), &words),
                    urgency_role(urgency),
                    buf,
                );
            }
        }
    }

    /// Draws a day, its sign on the line, and what there is.
    fn line(
        &self,
        row: Rect,
        (when, sign, words): (&str, &str, &str),
        own: Role,
        buf: &mut Buffer,
    ) {
        if self.is_here {
            self.put(row, 0, &" ".repeat(row.width as usize), Role::Focus, buf);
        }
        let text = if self.is_here { Role::Focus } else { Role::Text };
        let mark = if self.is_here { Role::Focus } else { own };
        self.put(row, 0, when, text, buf);
        self.put(row, LINE, sign, mark, buf);
        self.put(row, WORDS, words, text, buf);
    }

    fn put(&self, row: Rect, x: u16, words: &str, role: Role, buf: &mut Buffer) {
        let words = truncate(words, row.width.saturating_sub(x) as usize);
        draw_text(buf, row, x, 0, &words, self.look.theme.style(role));
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
    let mut out = vec![(Role::Dim, "─".repeat(if look.theme.has_frames() { width } else { 0 }))];
    match line.current(case, findings, look.today) {
        None => {
            let record = (look.key)(Action::Record);
            let words = words::empty_timeline(&record);
            return wrap(&words, width).into_iter().map(|w| (Role::Dim, w)).collect();
        }
        Some(Current::Due(n)) => {
            let Some(finding) = findings.get(n) else { return out };
            let said = format!("{} {} ({})", look.deal, Action::Deal.help(), finding.rule.cites);
            out.push((Role::Hint, said));
            out.extend(finding.why.iter().flat_map(|w| wrap(w, width)).map(|w| (Role::Text, w)));
        }
        Some(Current::Event(event)) => {
            let Some(cells) = case.row(event.table.id, event.row) else { return out };
            let open = (look.key)(Action::Open);
            out.push((Role::Hint, format!("{open} {}", Action::Open.help())));
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
