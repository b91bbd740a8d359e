//! Draws the list of requests: a line each, and below them what is known of the one under the cursor.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::api::{AccessLine, AccessProgress, AccessView};
use crate::domain::calendar::dates;
use crate::domain::subject_access::clock::Clock;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::list_search::draw_count;
use crate::ui::subject_access::requests::RequestList;
use crate::ui::subject_access::{draw_hints, draw_said, short, words};
use crate::widgets::heading::begin_sheet;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// The columns of a reference, a day and the state.
const REFERENCE: usize = 16;
const DAY: usize = 11;
const STATE: usize = 10;

/// Draws the list over a pane.
pub(super) fn draw(
    list: &RequestList,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let width = begin_sheet(words::REQUESTS, look.theme, area, buf)?;
    let style = |role| look.theme.style(role);
    let used = display_width(words::REQUESTS);
    draw_count(list.cursor, list.all.len(), used, look, area, buf);
    let keys = list.keys(look.today);
    let used = 1 + draw_hints(&keys, look, below(area, 0, 1), buf);
    let body = below(area, 0, used);
    let Some(current) = list.current() else {
        let says = words::no_requests(&(look.key)(crate::keymap::action::Action::NewRequest));
        draw_text(buf, body, 0, 0, &truncate(&says, width), style(Role::Dim));
        return Some((area.x, area.y));
    };
    let columns = usize::from(body.width).saturating_sub(2);
    draw_text(buf, body, 0, 0, &heading(columns), style(Role::Label));
    // The list takes what it needs, up to half of the place: the rest says what is known of one.
    let room = usize::from(body.height).saturating_sub(1);
    let shown = list.all.len().min((room / 2).max(1));
    let rows = Rect { height: shown as u16, ..below(body, 0, 1) };
    let line = |line: &AccessLine| row(line, columns, look);
    let lines: Vec<(String, Style)> = list.all.iter().map(line).collect();
    let row = draw_list(lines.into_iter(), list.cursor, look.theme, rows, buf);
    let facts = below(body, 0, shown as u16 + 2);
    draw_said(&about(current), look, facts, buf);
    Some((area.x, (rows.y + row).min(area.bottom() - 1)))
}

/// Returns how many columns the name of the child has.
fn child_columns(width: usize) -> usize {
    width.saturating_sub(REFERENCE + 3 * (DAY + 1) + STATE + 1).max(4)
}

fn heading(width: usize) -> String {
    format!(
        "{} {} {} {} {} {}",
        pad_to(words::REFERENCE, REFERENCE - 1),
        pad_to(words::CHILD, child_columns(width)),
        pad_to(words::RECEIVED, DAY),
        pad_to(words::DUE, DAY),
        pad_to(words::SCHOOL_DUE, DAY),
        words::STATE
    )
}

/// Returns a request as a line; one that is overdue stands out and has a mark at its day.
fn row(line: &AccessLine, width: usize, look: &DrawContext) -> (String, Style) {
    let AccessLine { view, child, .. } = line;
    let is_open = view.request.closed.is_none();
    let day = |clock: Option<&Clock>| {
        let clock = clock.filter(|_| is_open);
        let mark = if clock.is_some_and(|clock| clock.is_late(look.today)) { "!" } else { "" };
        pad_to(&format!("{}{mark}", short(clock)), DAY)
    };
    let words = format!(
        "{} {} {} {} {} {}",
        pad_to(&view.request.id.to_string(), REFERENCE - 1),
        pad_to(child, child_columns(width)),
        pad_to(&dates::format(view.request.received), DAY),
        day(Some(&view.month)),
        day(view.school.as_ref()),
        truncate(&state(line, look.today), STATE)
    );
    let is_any_late = view.due().is_some_and(|due| due < look.today);
    let role = match (is_open, is_any_late) {
        (true, true) => Role::Late,
        (true, false) => Role::Text,
        (false, _) => Role::Dim,
    };
    (words, look.theme.style(role))
}

fn state(line: &AccessLine, today: NaiveDate) -> String {
    let AccessLine { view, progress, .. } = line;
    if view.is_log_due(today) {
        return words::LOG_DUE.to_owned();
    }
    match progress {
        _ if view.request.closed.is_some() => words::CLOSED.to_owned(),
        None => words::OPEN.to_owned(),
        Some(AccessProgress { is_checked: true, .. }) => words::CHECKED.to_owned(),
        Some(AccessProgress { undecided: 0, .. }) => words::TO_CHECK.to_owned(),
        Some(AccessProgress { undecided, .. }) => words::left(undecided),
    }
}

/// Returns what is known of a request, a sentence each, what forbids to give anything first.
fn about(line: &AccessLine) -> Vec<(Role, String)> {
    let AccessLine { view, progress, .. } = line;
    let AccessView { request, details, month, school, kept } = view;
    let mut all = Vec::new();
    if let Some(end) = request.closed {
        all.push((Role::Text, words::ended(&end.how.label(), &dates::format(end.on))));
    } else {
        let obstacles = request.obstacles();
        all.extend(obstacles.iter().map(|says| (Role::Warn, words::missing(says))));
        all.extend(progress.map(|far| (Role::Text, far.words())));
        all.push((Role::Text, words::month(&month.why)));
        all.extend(school.as_ref().map(|clock| (Role::Text, words::school(&clock.why))));
        all.push((Role::Hint, words::DAYS_UNCERTAIN.to_owned()));
    }
    match details {
        Some(details) => {
            let by = words::asked_by(&request.capacity.label(), &details.requester);
            all.push((Role::Text, by));
            let scope = if details.scope.is_empty() { words::EVERYTHING } else { &details.scope };
            all.push((Role::Text, words::asks_for(&scope.trim_end_matches('.'))));
        }
        None => all.push((Role::Warn, words::LOG_ONLY.to_owned())),
    }
    all.extend(kept.as_ref().map(|kept| (Role::Text, words::log(&kept.why))));
    all
}
