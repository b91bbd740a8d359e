//! The faults of a week below its grid: when they are, and what to do about them.

use crate::ui::attendance::words;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{AttendanceFault, Registers};
use crate::domain::calendar::dates;
use crate::domain::case::Session;
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::attendance::AttendancePane;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{truncate, wrap};
use crate::widgets::theme::Role;

/// Returns what is said where no fault was found: registers of which nothing has gone by fit no
/// better than they do not.
pub(super) fn no_fault(registers: &Registers, today: NaiveDate) -> (&'static str, Role) {
    if registers.figures(today).counted() == 0 {
        return (words::NOTHING_TO_COMPARE, Role::Text);
    }
    (words::BOTH_AGREE, Role::Ok)
}

/// Draws the faults of the week, one kind a paragraph: the sessions, what to do, and which letter
/// asks for it. Returns how many lines they take.
pub(super) fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    faults: &[(Session, AttendanceFault)],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let width = area.width as usize;
    let of_case = registers.case_fault().map(|fault| (fault, Vec::new()));
    let of_week = AttendanceFault::ALL.iter().filter_map(|kind| {
        let sessions: Vec<Session> =
            faults.iter().filter(|(_, f)| f == kind).map(|(session, _)| *session).collect();
        (!sessions.is_empty()).then_some((*kind, sessions))
    });
    let mut lines: Vec<(String, Role)> = of_case
        .into_iter()
        .chain(of_week)
        .flat_map(|(fault, sessions)| paragraph(fault, &sessions, registers, look, width))
        .collect();
    let next = (look.key)(Action::NextFault);
    let all = registers.all_faults(look.today);
    let elsewhere = all.iter().filter(|(s, _)| monday_of(s.0) != grid.monday).count();
    lines.push(match (lines.is_empty(), elsewhere) {
        (true, 0) => {
            let (words, role) = no_fault(registers, look.today);
            (words.to_owned(), role)
        }
        (false, 0) => (String::new(), Role::Text),
        (_, 1) => (words::one_more_problem(&next), Role::Warn),
        (_, n) => (words::more_problems(&pluralize(n, words::MORE_PROBLEM), &next), Role::Warn),
    });
    for (y, (line, role)) in (0..area.height).zip(&lines) {
        draw_text(buf, area, 0, y, &truncate(line, width), look.theme.style(*role));
    }
    lines.len() as u16
}

/// Returns the lines of one kind of fault: when it is, and what to do.
fn paragraph(
    fault: AttendanceFault,
    sessions: &[Session],
    registers: &Registers,
    look: &DrawContext,
    width: usize,
) -> Vec<(String, Role)> {
    let about = fault.about();
    let head = match sessions {
        [] => format!("! {}", about.words),
        _ => format!("! {}: {}", about.words, words(sessions)),
    };
    let letter = match about.letter {
        Some("suspension-notice") => words::LETTER_SUSPENSION,
        Some(_) => words::LETTER_MISSING_MARKS,
        None => "",
    };
    let due = match (fault, sessions.first()) {
        (AttendanceFault::UnresolvedN(side), Some(first)) => {
            until(registers.n_until(first.0, side), look.today)
        }
        _ => String::new(),
    };
    let todo = wrap(&format!("  {}{letter}{due}", about.todo), width.saturating_sub(2));
    let todo = todo.into_iter().map(|l| (format!("  {}", l.trim_start()), Role::Text));
    wrap(&head, width).into_iter().map(|l| (l, Role::Warn)).chain(todo).collect()
}

fn until(day: NaiveDate, today: NaiveDate) -> String {
    if day < today {
        words::overdue_since(&dates::show_short(day))
    } else {
        words::due_by(&dates::show_short(day))
    }
}

/// Returns sessions by day: `Tue 24 am, pm; Wed 25 am`.
fn words(sessions: &[Session]) -> String {
    let mut out = String::new();
    let mut day = None;
    for (on, half) in sessions {
        if day == Some(*on) {
            out += &format!(", {}", half_words(*half));
        } else {
            let gap = if out.is_empty() { "" } else { "; " };
            out += &format!("{gap}{} {}", on.format("%a %-d"), half_words(*half));
            day = Some(*on);
        }
    }
    out
}
