//! Where the case stands, in a line each: the placement, its days and reviews, attendance with a
//! bar for each week, and how far the passport is.

use crate::ui::case::words;
use chrono::NaiveDate;
use ratatui::layout::Rect;
use ratatui::widgets::{Sparkline, Widget};

use crate::domain::attendance::before;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, facts};
use crate::domain::school::shortened_pair;
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
    let placement = facts::placement(case, &|id| session.school_name(id));
    let room = usize::from(column.area.width.saturating_sub(LABEL));
    if is_beside && display_width(&placement.join(ARROW)) > room {
        let [home, host] = placement.each_ref().map(|n| n.split(", ").next().unwrap_or_default());
        fact(words::PLACEMENT, &shortened_pair(home, host, room), column);
    } else {
        fact(words::PLACEMENT, &placement.join(ARROW), column);
    }
    fact(words::DATES, &facts::days(case), column);
    let (day, between): (fn(NaiveDate) -> String, _) =
        if is_beside { (dates::show_day_month, ", ") } else { (dates::show_short, " · ") };
    fact(words::REVIEWS, &facts::reviews(case, day).join(between), column);
    attendance(session, column);
    fact(words::PASSPORT, &facts::passport(case), column);
}

fn fact(label: &str, words: &str, column: &mut Column) {
    let width = (column.area.width.saturating_sub(LABEL)).max(1);
    column.put(0, label, Role::Label);
    for line in wrap(words, usize::from(width)) {
        column.put(LABEL, &line, Role::Text);
        column.y += 1;
    }
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
