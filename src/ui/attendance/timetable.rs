//! The timetable editor: which school each weekday's sessions are at, from a given day on (P-LE4).
//! Earlier timetables are kept.

use crate::ui::attendance::words;
use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::timetable;
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::calendar::dates;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{Case, RowId, Side};
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::value::Value;
use crate::keymap::action::{Action, Scope};
use crate::ui::attendance::left;
use crate::ui::change::{BarKeys, Changes, Input, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pending::Pending;
use crate::ui::session::Session;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate};
use crate::widgets::theme::Role;

/// A timetable in the middle of being changed.
#[derive(Debug)]
pub(crate) struct TimetableDialog {
    from: NaiveDate,
    week: WeekPlan,
    day: usize,
    half: usize,
    /// When the sessions are, and the timetables that are stored, in words.
    stored: Vec<(String, Role)>,
}

impl TimetableDialog {
    /// Returns an editor on the timetable in force on a day, to hold from that day.
    pub(crate) fn new(case: &Case, from: NaiveDate, week: WeekPlan) -> TimetableDialog {
        let held = timetable::all(case)
            .into_iter()
            .map(|(from, row, week)| (held(case, from, row, &week), Role::Dim));
        let stored = std::iter::once((times(case), Role::Hint)).chain(held).collect();
        TimetableDialog { from, week, day: 0, half: 0, stored }
    }

    fn cell(&mut self) -> &mut Option<Side> {
        &mut self.week.0[self.day][self.half]
    }

    /// Stores the timetable, where it does not stand already.
    fn store(&self, session: &Session) -> Update {
        let Some(case) = &session.case else { return Update::Close };
        let edits = self.week.edits(case, self.from);
        if edits.is_empty() {
            return Update::CloseWith(Changes::say(words::TIMETABLE_NOT_CHANGED));
        }
        let change = CaseChange { case: case.id, edits };
        Update::CloseWith(Changes::ask(Pending::change(change, None)))
    }

    fn shift(&mut self, days: i64) {
        let step = Days::new(days.unsigned_abs());
        let to = if days < 0 {
            self.from.checked_sub_days(step)
        } else {
            self.from.checked_add_days(step)
        };
        self.from = to.unwrap_or(self.from);
    }
}

impl Overlay for TimetableDialog {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Timetable, Scope::List, Scope::Global]
    }

    fn bar(&self) -> BarKeys {
        &[
            (Action::KeepTimetable, words::SAVE_TIMETABLE),
            (Action::Toggle, words::CHANGE_SCHOOL),
            (Action::DayLater, words::START_A_DAY_LATER),
            (Action::Close, words::CANCEL),
        ]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        let Some(action) = input.action else { return Update::Stay };
        match action {
            Action::Close => return left(),
            Action::KeepTimetable => return self.store(session),
            Action::Left => self.day = self.day.saturating_sub(1),
            Action::Right => self.day = (self.day + 1).min(4),
            Action::Up => self.half = 0,
            Action::Down => self.half = 1,
            Action::Toggle => {
                *self.cell() = match *self.cell() {
                    Some(Side::Host) => Some(Side::Home),
                    Some(Side::Home) => None,
                    None => Some(Side::Host),
                }
            }
            Action::AtHome => *self.cell() = Some(Side::Home),
            Action::AtHost => *self.cell() = Some(Side::Host),
            Action::AtNeither => *self.cell() = None,
            Action::AllAlike => self.week = WeekPlan([[*self.cell(); 2]; 5]),
            Action::DayLater => self.shift(1),
            Action::DayEarlier => self.shift(-1),
            Action::WeekLater => self.shift(7),
            Action::WeekEarlier => self.shift(-7),
            _ => {}
        }
        Update::Stay
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

fn word(place: Option<Side>) -> &'static str {
    match place {
        Some(Side::Home) => "home",
        Some(Side::Host) => "host",
        None => "free",
    }
}

/// Draws the editor over the pane; returns the cell of the cursor.
fn draw(editor: &TimetableDialog, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let (width, style) = (usize::from(area.width), |role| look.theme.style(role));
    clear(buf, area, style(Role::Text));
    for (y, (words, role)) in (0..area.height).zip(lines(editor, look)) {
        draw_text(buf, area, 0, y, &pad_to(&truncate(&words, width), width), style(role));
    }
    let mut spot = Some((area.x, area.y));
    for (day, halves) in editor.week.0.iter().enumerate() {
        for (half, place) in halves.iter().enumerate() {
            let (x, y) = (11 + day as u16 * 7, 4 + half as u16);
            if y >= area.height {
                continue;
            }
            let is_here = day == editor.day && half == editor.half;
            let role = if is_here { Role::Focus } else { Role::Text };
            draw_text(buf, area, x, y, &pad_to(word(*place), 6), style(role));
            if is_here && x < area.width {
                spot = Some((area.x + x, area.y + y));
            }
        }
    }
    spot
}

/// Returns every line of the editor; the sessions themselves are drawn over them.
fn lines(editor: &TimetableDialog, look: &DrawContext) -> Vec<(String, Role)> {
    let saves = look.keys(&[(&[Action::KeepTimetable], "save"), (&[Action::Close], "cancel")]);
    let moves = look.keys(&[
        (&[Action::DayLater, Action::DayEarlier], words::BY_A_DAY),
        (&[Action::WeekLater, Action::WeekEarlier], words::BY_A_WEEK),
    ]);
    let changes = look.keys(&[
        (&[Action::Toggle], words::CHANGES_SESSION),
        (&[Action::AtHome], "home"),
        (&[Action::AtHost], "host"),
        (&[Action::AtNeither], "free"),
        (&[Action::AllAlike], words::SAME_FOR_ALL),
    ]);
    let days =
        [words::MON, words::TUE, words::WED, words::THU, words::FRI].map(|d| pad_to(d, 7)).concat();
    let (host, home) = (editor.week.count(Side::Host), editor.week.count(Side::Home));
    let mut lines = vec![
        (words::timetable(&saves), Role::Title),
        (words::timetable_starts(&dates::show_long(editor.from), &moves), Role::Text),
        (String::new(), Role::Text),
        (format!("{:<11}{days}", ""), Role::Label),
        ("morning".to_owned(), Role::Label),
        ("afternoon".to_owned(), Role::Label),
        (String::new(), Role::Text),
        (words::sessions_a_week(&pluralize(host, "session"), &home), Role::Text),
        (changes, Role::Hint),
    ];
    lines.extend(editor.stored.iter().cloned());
    lines
}

fn held(case: &Case, from: NaiveDate, row: RowId, week: &WeekPlan) -> String {
    let from = if case
        .row(table::TIMETABLE, row)
        .is_some_and(|r| r.contains_key(field::TIMETABLE_FROM.id))
    {
        dates::show_long(from)
    } else {
        words::THE_START.into()
    };
    words::timetable_saved(
        &from,
        &pluralize(week.count(Side::Host), "session"),
        &week.count(Side::Home),
    )
}

/// Returns the session and break times, which the letter needs and the passport asks (P-LE1).
fn times(case: &Case) -> String {
    let time = |field: &str| match case.answer(field) {
        Value::Time(m) => Some(format!("{:02}:{:02}", m / 60, m % 60)),
        _ => None,
    };
    match (time(field::SESSION_START.id), time(field::SESSION_FINISH.id)) {
        (Some(start), Some(finish)) => {
            let pause = time(field::SESSION_BREAK_START.id).zip(time(field::SESSION_BREAK_END.id));
            let pause = pause.map(|(from, to)| words::with_break(&from, &to)).unwrap_or_default();
            words::session_times(&start, &finish, &pause)
        }
        _ => words::NO_SESSION_TIMES.to_owned(),
    }
}
