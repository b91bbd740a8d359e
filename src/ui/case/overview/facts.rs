//! Where the case stands, in a line each: the placement, its days and reviews, attendance with a
//! bar for each week, and how far the passport is.

use crate::ui::case::words;
use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::widgets::{Sparkline, Widget};

use crate::domain::attendance::before;
use crate::domain::calendar::dates;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::life;
use crate::domain::case::outline::{EditorView, completeness};
use crate::domain::case::stage::{first_day, last_day};
use crate::domain::forms::{field, table};
use crate::domain::plural::{every, pluralize};
use crate::domain::school::shortened_pair;
use crate::domain::value::Value;
use crate::ui::case::overview::column::Column;
use crate::ui::session::Session;
use crate::widgets::text::{display_width, wrap};
use crate::widgets::theme::Role;

/// Columns of the labels.
const LABEL: u16 = 12;
/// Between home and host.
const ARROW: &str = " → ";
/// Every session of a week attended.
const WHOLE: u64 = 1_000;

/// Draws the facts, each under its label. Beside the list each takes one line, so that what stands
/// below keeps its place from case to case.
pub(super) fn draw(case: &Case, session: &Session, is_beside: bool, column: &mut Column) {
    let placement = placement(case, session);
    let room = usize::from(column.area.width.saturating_sub(LABEL));
    if is_beside && display_width(&placement.join(ARROW)) > room {
        let [home, host] = placement.each_ref().map(|n| n.split(", ").next().unwrap_or_default());
        fact(words::PLACEMENT, &shortened_pair(home, host, room), column);
    } else {
        fact(words::PLACEMENT, &placement.join(ARROW), column);
    }
    fact(words::DATES, &days(case), column);
    fact(words::REVIEWS, &reviews(case, is_beside), column);
    attendance(session, column);
    let done = completeness(case, &EditorView::Form { form: 1, row: None });
    let missing = match done.wanted - done.answered {
        0 => "complete".to_owned(),
        n => words::missing(&pluralize(n, "answer")),
    };
    fact(words::PASSPORT, &format!("{}%, {missing}", done.percent()), column);
}

fn fact(label: &str, words: &str, column: &mut Column) {
    let width = (column.area.width.saturating_sub(LABEL)).max(1);
    column.put(0, label, Role::Label);
    for line in wrap(words, usize::from(width)) {
        column.put(LABEL, &line, Role::Text);
        column.y += 1;
    }
}

/// Returns home and host by their whole names.
fn placement(case: &Case, session: &Session) -> [String; 2] {
    let named = |id: &str, otherwise: &str| {
        if id.is_empty() { otherwise.to_owned() } else { session.school_name(id) }
    };
    let home = named(case.school(field::SCHOOL_HOME), words::NO_HOME_SCHOOL);
    let host = named(case.school(field::SCHOOL_HOST), words::NO_HOST_SCHOOL);
    [home, host]
}

fn days(case: &Case) -> String {
    match (first_day(case), last_day(case)) {
        (None, _) => words::NO_FIRST_DAY.to_owned(),
        (Some(first), None) => words::from_day(&dates::show_long(first)),
        (Some(first), Some(last)) => {
            words::from_to(&dates::show_long(first), &dates::show_long(last))
        }
    }
}

/// Returns when the last review was held, when the next is, and how often they are; days without
/// their weekday where that is shorter.
fn reviews(case: &Case, is_short: bool) -> String {
    let shown = |on: NaiveDate| {
        if is_short { dates::show_day_month(on) } else { dates::show_short(on) }
    };
    let held = case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
    let held = held.filter_map(|(_, r)| r.date(field::REVIEW_ON)).max();
    let mut parts = Vec::new();
    parts.extend(held.map(|on| words::held_on(&shown(on))));
    parts.push(match life::next_review(case) {
        Some(on) => words::next_on(&shown(on)),
        None => words::NONE_BOOKED.to_owned(),
    });
    if let Value::Number(n) = case.answer(field::INITIAL_FREQUENCY_WEEKS) {
        parts.push(every(*n, words::SCHOOL_WEEK));
    }
    parts.join(if is_short { ", " } else { " · " })
}

/// Draws the share of the sessions attended, a bar for each week, and how it was before.
fn attendance(session: &Session, column: &mut Column) {
    let Some(registers) = session.registers() else { return };
    let figures = registers.figures(session.today);
    if figures.possible() == 0 {
        fact(words::ATTENDANCE, words::NO_MARKS, column);
        return;
    }
    let weeks: Vec<Option<u64>> = registers
        .by_week(session.today)
        .values()
        .map(|f| f.per_mille().map(|n| n as u64))
        .collect();
    let words = words::of_sessions(&figures.percent(), &figures.possible());
    let x = LABEL + display_width(&words) as u16 + 1;
    let room = column.area.width.saturating_sub(x).min(weeks.len() as u16);
    column.put(0, words::ATTENDANCE, Role::Label);
    column.put(LABEL, &words, Role::Text);
    let (x, y) = (column.area.x + x, column.area.y + column.y);
    if room > 0 && column.left() > 0 {
        let latest = &weeks[weeks.len() - usize::from(room)..];
        let style = column.look.theme.style(Role::Text);
        let bars = Sparkline::default().data(latest.iter().copied()).max(WHOLE).style(style);
        bars.absent_value_symbol("·").render(Rect { x, y, width: room, height: 1 }, column.buf);
    }
    let x = x + room - column.area.x + 2;
    let before = before::total(&before::terms(registers.case));
    let fits = |words: &String| display_width(words) + usize::from(x) <= column.area.width.into();
    let said = [before::change(&before, &figures), before::points(&before, &figures)];
    if let Some(words) = said.into_iter().flatten().find(fits) {
        column.put(x, &words, Role::Text);
    }
    column.y += 1;
}
