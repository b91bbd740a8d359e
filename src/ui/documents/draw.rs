//! Draws the documents of a case, and what the one under the cursor is for and lacks.

use crate::ui::documents::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::document::DocumentLine;
use crate::domain::plural::count;
use crate::ui::documents::DocumentsPane;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::heading::draw_heading;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, draw_text};
use crate::widgets::scrollbar::beside_scrollbar;
use crate::widgets::text::{pad_to, shorten, truncate, wrap};
use crate::widgets::theme::Role;

/// Lines kept below the list for what the paper under the cursor lacks.
const DETAIL: u16 = 7;

/// The width in cells below which a day stands without its weekday.
const NARROW: usize = 82;

fn row(line: &DocumentLine, width: usize) -> String {
    let copies = match (&line.refused, line.copies) {
        (Some(_), _) => String::new(),
        (None, n) => count(n, "copy", "copies"),
    };
    let is_narrow = width < NARROW;
    let day = if is_narrow { dates::show_day_month } else { dates::show_short };
    let sent = line.sent.map_or_else(String::new, |d| words::sent_on(&day(d)));
    let name = width.saturating_sub(if is_narrow { 36 } else { 42 }).clamp(20, 40);
    let of = line
        .reviews
        .first()
        .and_then(|a| a.date)
        .map_or_else(String::new, |on| format!(" · {}", dates::show_short(on)));
    format!(
        "{} {} {} {sent}",
        pad_to(&line.state(), 13),
        pad_to(&shorten(&format!("{}{of}", line.label), name), name),
        pad_to(&copies, 9)
    )
}

/// Draws the papers of a case; returns the cell of the cursor.
pub(crate) fn draw(
    papers: &DocumentsPane,
    case: &Case,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    if !papers.are_of(case) {
        return Some((area.x, area.y));
    }
    let heading = words::heading(&papers.all.len());
    draw_heading(&heading, ("", Role::Hint), look.theme, Rect { height: 1, ..area }, buf);
    let body = below(area, 0, 1);
    let room = if body.height > DETAIL + 3 { body.height - DETAIL } else { body.height };
    let list = Rect { height: room.min(papers.all.len() as u16), ..body };
    let width = beside_scrollbar(papers.all.len(), look.theme, list).width;
    let lines = papers.all.iter().map(|line| {
        let role = if line.refused.is_some() { Role::Dim } else { Role::Text };
        (row(line, usize::from(width)), look.theme.style(role))
    });
    let y = draw_list(lines, papers.cursor, look.theme, list, buf);
    if let Some(line) = papers.current().filter(|_| room < body.height) {
        detail(papers, line, look, below(body, 0, list.height + 1), buf);
    }
    Some((area.x, (body.y + y).min(area.bottom() - 1)))
}

/// Draws what the paper under the cursor is for, and what it lacks or where it lies.
fn detail(
    papers: &DocumentsPane,
    line: &DocumentLine,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let width = area.width as usize;
    let mut lines = vec![(format!("{}: {}.", line.label, line.purpose), Role::Title)];
    if let Some(why) = &line.refused {
        lines.push((words::not_now(&why), Role::Text));
    }
    match line.reviews.as_slice() {
        [] => {}
        [one] => lines.push((words::for_review(&one), Role::Text)),
        [first, ..] => {
            let others = if line.reviews.len() == 2 {
                words::ANOTHER_REVIEW.to_owned()
            } else {
                words::other_reviews(&(line.reviews.len() - 1))
            };
            lines.push((words::for_either_review(&first, &others), Role::Text));
        }
    }
    if papers.ready().is_some() {
        lines.push((words::JUST_CREATED.to_owned(), Role::Ok));
    }
    lines.extend(line.held.iter().map(|why| (why.clone(), Role::Warn)));
    if !line.missing.is_empty() {
        let words: Vec<&str> = line.missing.iter().map(|m| m.words.as_str()).collect();
        lines.push((words::missing_parts(&words.join("; ")), Role::Warn));
    }
    let wrapped = lines
        .into_iter()
        .flat_map(|(text, role)| wrap(&text, width).into_iter().map(move |l| (l, role)));
    let wrapped: Vec<(String, Role)> = wrapped.collect();
    let fits = usize::from(area.height);
    for (y, (text, role)) in wrapped.iter().take(fits).enumerate() {
        let more = y + 1 == fits && wrapped.len() > fits;
        let text = if more { truncate(&format!("{text} …"), width) } else { text.clone() };
        draw_text(buf, area, 0, y as u16, &text, look.theme.style(*role));
    }
}
