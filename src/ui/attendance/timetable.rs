//! The timetable editor: which school each weekday's sessions are at, from a given day on (P-LE4).
//! Earlier timetables are kept.

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::timetable;
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::case::value::Value;
use crate::domain::case::{Case, FieldPath, RowId, Side};
use crate::domain::forms::{field, table};
use crate::keymap::key::{Key, KeySym};
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate};
use crate::widgets::theme::Role;

/// A timetable in the middle of being changed.
#[derive(Debug)]
pub struct TimetableDialog {
    pub from: NaiveDate,
    pub week: WeekPlan,
    day: usize,
    half: usize,
}

/// What a key did to the editor.
#[derive(Debug, PartialEq, Eq)]
pub enum DialogResult {
    Not,
    Left,
    Save,
}

impl TimetableDialog {
    /// Returns an editor on the timetable in force on a day, to hold from that day.
    pub fn new(from: NaiveDate, week: WeekPlan) -> TimetableDialog {
        TimetableDialog { from, week, day: 0, half: 0 }
    }

    /// Takes a key.
    pub fn key(&mut self, key: Key) -> DialogResult {
        let cell = &mut self.week.0[self.day][self.half];
        match key.code {
            KeySym::Esc => return DialogResult::Left,
            KeySym::Enter => return DialogResult::Save,
            KeySym::Char('o') if key.ctrl => return DialogResult::Save,
            KeySym::Left | KeySym::Char('h') => self.day = self.day.saturating_sub(1),
            KeySym::Right | KeySym::Char('l') => self.day = (self.day + 1).min(4),
            KeySym::Up | KeySym::Char('k') => self.half = 0,
            KeySym::Down | KeySym::Char('j') => self.half = 1,
            KeySym::Char(' ') => {
                *cell = match *cell {
                    Some(Side::Host) => Some(Side::Home),
                    Some(Side::Home) => None,
                    None => Some(Side::Host),
                }
            }
            KeySym::Char('m') => *cell = Some(Side::Home),
            KeySym::Char('t') => *cell = Some(Side::Host),
            KeySym::Char('x') => *cell = None,
            KeySym::Char('a') => {
                let all = *cell;
                self.week = WeekPlan([[all; 2]; 5]);
            }
            KeySym::Char('+') => self.shift(1),
            KeySym::Char('-') => self.shift(-1),
            KeySym::Char(']') => self.shift(7),
            KeySym::Char('[') => self.shift(-7),
            _ => {}
        }
        DialogResult::Not
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

    /// Returns the edits that store it: into the timetable that begins on the same day, else as a
    /// new one; none where it stands already.
    pub fn edits(&self, case: &Case) -> Vec<Edit> {
        let cells = self.week.cells(self.from);
        let all = timetable::all(case);
        let Some((_, row, _)) = all.iter().rev().find(|(from, ..)| *from == self.from) else {
            return vec![Edit::AddRow {
                table: table::TIMETABLE.into(),
                row: case.next_row(),
                cells,
            }];
        };
        let set = |(field, new): (String, Value)| {
            let at = FieldPath::row(table::TIMETABLE, *row, &field);
            let old = case.at(&at).clone();
            (old != new).then_some(Edit::Set { at, old, new })
        };
        cells.into_iter().filter_map(set).collect()
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
pub fn draw(
    editor: &TimetableDialog,
    case: &Case,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let (width, style) = (usize::from(area.width), |role| look.theme.style(role));
    let mut lines = vec![
        ("Timetable · Enter saves, Esc leaves".to_owned(), Role::Title),
        (
            format!(
                "Holds from {} · + and - by a day, ] and [ by a week",
                dates::show_long(editor.from)
            ),
            Role::Text,
        ),
        (String::new(), Role::Text),
        (
            format!(
                "{:<11}{}",
                "",
                ["Mon", "Tue", "Wed", "Thu", "Fri"].map(|d| pad_to(d, 7)).concat()
            ),
            Role::Label,
        ),
        ("morning".to_owned(), Role::Label),
        ("afternoon".to_owned(), Role::Label),
        (String::new(), Role::Text),
        (
            format!(
                "{} sessions a week at the host, {} at home",
                editor.week.count(Side::Host),
                editor.week.count(Side::Home)
            ),
            Role::Text,
        ),
        (
            "Space changes the session · m home, t host, x free · a makes all like this one"
                .to_owned(),
            Role::Hint,
        ),
        (times(case), Role::Hint),
    ];
    for (from, row, week) in timetable::all(case) {
        lines.push((held(case, from, row, &week), Role::Dim));
    }
    let height = area.height;
    clear(buf, area, style(Role::Text));
    for (y, (words, role)) in (0..height).zip(&lines) {
        draw_text(buf, area, 0, y, &pad_to(&truncate(words, width), width), style(*role));
    }
    let mut spot = Some((area.x, area.y));
    for (day, halves) in editor.week.0.iter().enumerate() {
        for (half, place) in halves.iter().enumerate() {
            let (x, y) = (11 + day as u16 * 7, 4 + half as u16);
            if y >= height {
                continue;
            }
            let is_here = day == editor.day && half == editor.half;
            draw_text(
                buf,
                area,
                x,
                y,
                &pad_to(word(*place), 6),
                style(if is_here { Role::Focus } else { Role::Text }),
            );
            if is_here && x < area.width {
                spot = Some((area.x + x, area.y + y));
            }
        }
    }
    spot
}

fn held(case: &Case, from: NaiveDate, row: RowId, week: &WeekPlan) -> String {
    let from = if case
        .row(table::TIMETABLE, row)
        .is_some_and(|r| r.contains_key(field::TIMETABLE_FROM.id))
    {
        dates::show_long(from)
    } else {
        "the start".into()
    };
    format!(
        "stored: from {from}, {} sessions at the host, {} at home",
        week.count(Side::Host),
        week.count(Side::Home)
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
            let pause =
                pause.map(|(from, to)| format!(", break {from} to {to}")).unwrap_or_default();
            format!(
                "Sessions at the host: {start} to {finish}{pause} (changed in the forms, Period and sessions)"
            )
        }
        _ => ". session times are not answered yet: in the forms, Period and sessions".to_owned(),
    }
}
