//! One case of the list: in one line where there is room for its task beside it, else in two.

use crate::ui::list::words;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::list::columns::schools;
use crate::domain::list::row::QueryRow;
use crate::domain::list::summary::{NextDuty, Summary};
use crate::domain::list::view::Column;
use crate::domain::plural::pluralize;
use crate::domain::rules::Urgency;
use crate::ui::list::ListPane;
use crate::ui::look::DrawContext;
use crate::ui::urgency::urgency_role;
use crate::widgets::put::{draw_at_end, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// Cells of the list from which a case stands on one line.
const ONE_LINE: usize = 96;
/// Cells of a second line from which both schools stand before the task.
const WITH_SCHOOLS: usize = 56;
/// The fewest cells of a name.
const NAME: usize = 12;
/// Cells of a name where the task stands on the same line.
const NAME_ON_ONE_LINE: usize = 17;
/// Cells of a day there.
const DAY_ON_ONE_LINE: usize = 6;
/// Cells before the first column: the mark and the tag.
const MARKS: usize = 2;
/// Where the second line begins.
const INDENT: usize = 4;

/// Returns how many lines a case takes in a list of so many cells.
pub(super) fn height(width: usize) -> usize {
    if width >= ONE_LINE { 1 } else { 2 }
}

/// Returns how long something is overdue: `3 days late`; "" where it is not.
fn lateness(next: &NextDuty, today: NaiveDate) -> String {
    if !next.urgency(today).is_late() {
        return String::new();
    }
    let days = next.due.map_or(0, |due| (today - due).num_days());
    words::late(&pluralize(usize::try_from(days).unwrap_or(0), "day"))
}

/// Returns the day on which something is to be done: where it is late, that on which it was due.
fn day(next: &NextDuty, today: NaiveDate) -> Option<NaiveDate> {
    let urgency = next.urgency(today);
    urgency.day(next.due, next.task).filter(|_| urgency != Urgency::None)
}

/// One case with what its line needs.
pub(super) struct Row<'a> {
    list: &'a ListPane,
    line: &'a Summary,
    next: Option<&'a NextDuty>,
    look: &'a DrawContext<'a>,
    is_here: bool,
}

impl<'a> Row<'a> {
    /// Returns the row of a case; `is_here` where the cursor stands on it.
    pub(super) fn new(
        list: &'a ListPane,
        line: &'a Summary,
        is_here: bool,
        look: &'a DrawContext<'a>,
    ) -> Row<'a> {
        let next = line.next(look.today).filter(|_| !list.gone.contains(&line.id));
        Row { list, line, next, look, is_here }
    }

    /// Returns whether others have taken the case away.
    fn is_gone(&self) -> bool {
        self.list.gone.contains(&self.line.id)
    }

    /// Returns the day on which something is to be done; on one line without its weekday.
    fn when(&self, is_one_line: bool) -> String {
        let Some(next) = self.next else {
            let is_done = self.line.stage.is_ended() && !self.is_gone();
            return if is_done { "done".into() } else { String::new() };
        };
        match day(next, self.look.today) {
            Some(day) if is_one_line => dates::show_day_month(day),
            Some(day) => dates::show_short(day),
            None if is_one_line => String::new(),
            None => words::NO_DATE.into(),
        }
    }

    /// Returns the words of a column, which has so many cells.
    fn words(&self, row: &QueryRow, column: Column, is_one_line: bool, cells: usize) -> String {
        match column {
            Column::When => self.when(is_one_line),
            Column::Schools => schools(row, cells),
            _ => column.shown(row, self.look.today),
        }
    }

    /// Returns the columns that fit into a width, each with its cells: the name takes what the
    /// others leave, and what does not fit is left out from the end.
    fn fitting(&self, width: usize, is_one_line: bool) -> Vec<(Column, usize)> {
        let wide = |c: &Column| match c {
            Column::When if is_one_line => DAY_ON_ONE_LINE,
            _ => c.wide(),
        };
        let least = |c: &Column| if *c == Column::Name { NAME } else { wide(c) };
        let is_shown = |c: &&Column| is_one_line || **c != Column::Schools;
        let mut shown: Vec<Column> = self.list.columns.iter().filter(is_shown).copied().collect();
        while shown.len() > 1 && shown.iter().map(|c| least(c) + 1).sum::<usize>() > width + 1 {
            shown.pop();
        }
        let others = shown.iter().filter(|c| **c != Column::Name).map(|c| wide(c) + 1);
        let left = width.saturating_sub(others.sum());
        let name = if is_one_line { NAME_ON_ONE_LINE.min(left) } else { left };
        let cells = |c: Column| (c, if c == Column::Name { name } else { wide(&c) });
        shown.into_iter().map(cells).collect()
    }

    /// Draws the case into its lines.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) {
        let style = |role| self.look.theme.style(role);
        let width = usize::from(area.width);
        let is_one_line = height(width) == 1;
        let is_dim = self.line.stage.is_ended() || self.is_gone();
        let own = if is_dim { Role::Dim } else { Role::Text };
        let role = self.next.map_or(own, |n| urgency_role(n.urgency(self.look.today)));
        let mark = self.next.map_or(" ", |n| n.urgency(self.look.today).mark());
        let tag = if self.list.tags.contains(&self.line.id) { "+" } else { " " };
        draw_text(buf, area, 0, 0, mark, style(role));
        draw_text(buf, area, 1, 0, tag, style(own));
        // The names of the schools are looked up once a case: every line is drawn at every key.
        let name = |id: &str| if id.is_empty() { String::new() } else { (self.look.school)(id) };
        let (home, host) = (name(&self.line.home), name(&self.line.host));
        let key = self.line.sort_key();
        let row = QueryRow::new(self.line, &key, &home, &host);
        let mut x = MARKS;
        let mut named = MARKS;
        for (column, cells) in self.fitting(width.saturating_sub(MARKS), is_one_line) {
            let words = self.words(&row, column, is_one_line, cells);
            let shown = match column {
                Column::Year | Column::Attendance => format!("{words:>cells$}"),
                _ => pad_to(&words, cells),
            };
            draw_text(buf, area, x as u16, 0, &shown, style(own));
            x += cells + 1;
            if column == Column::Name {
                named = x - 1;
            }
        }
        if is_one_line {
            self.draw_task(x, Rect { height: 1, ..area }, buf);
        } else {
            let second = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
            let at = self.draw_schools(&row, second, buf);
            self.draw_task(at, second, buf);
        }
        if self.is_here {
            let reach = if named == MARKS { area.width } else { (named as u16).min(area.width) };
            let here = Rect { width: reach, height: 1, ..area };
            buf.set_style(here.intersection(buf.area), style(Role::Focus));
        }
    }

    /// Draws both schools at the beginning of the second line where there is room; returns where
    /// the task begins.
    fn draw_schools(&self, row: &QueryRow, area: Rect, buf: &mut Buffer) -> usize {
        let room = usize::from(area.width).saturating_sub(INDENT);
        if room < WITH_SCHOOLS || !self.list.columns.contains(&Column::Schools) {
            return INDENT;
        }
        let words = truncate(&schools(row, room / 2), room / 2);
        if words.is_empty() {
            return INDENT;
        }
        let words = format!("{words} · ");
        draw_text(buf, area, INDENT as u16, 0, &words, self.look.theme.style(Role::Dim));
        INDENT + display_width(&words)
    }

    /// Draws at the end of the line that the case is restricted, and before it who else has it open;
    /// returns what is left of the line.
    fn draw_company(&self, area: Rect, buf: &mut Buffer) -> Rect {
        let area = if self.list.is_restricted(self.line.id) {
            let third = usize::from(area.width) / 3;
            draw_at_end(buf, area, words::RESTRICTED, third, self.look.theme.style(Role::Warn))
        } else {
            area
        };
        let who = self.look.company.in_case(self.line.id);
        if who.is_empty() {
            return area;
        }
        let (words, third) = (words::is_here(&who), usize::from(area.width) / 3);
        draw_at_end(buf, area, &words, third, self.look.theme.style(Role::Hint))
    }

    /// Draws the task from a cell on, and at the end of the line how late it is.
    fn draw_task(&self, x: usize, area: Rect, buf: &mut Buffer) {
        let style = |role| self.look.theme.style(role);
        let area = self.draw_company(area, buf);
        let room = usize::from(area.width).saturating_sub(x);
        let Some(next) = self.next else {
            draw_text(
                buf,
                area,
                x as u16,
                0,
                &truncate(if self.is_gone() { words::GONE } else { words::NOTHING_TO_DO }, room),
                style(Role::Dim),
            );
            return;
        };
        // On one line the day says how late it is, and the task has the room.
        let is_one_line = height(usize::from(area.width)) == 1;
        let late = if is_one_line { String::new() } else { lateness(next, self.look.today) };
        let end = usize::from(area.width).saturating_sub(display_width(&late));
        let room = end.saturating_sub(x + usize::from(!late.is_empty()));
        let has_day = self.list.columns.contains(&Column::When);
        let shown = day(next, self.look.today).filter(|_| has_day);
        let task = truncate(&next.phrase.brief(shown, room), room);
        draw_text(buf, area, x as u16, 0, &task, style(Role::Dim));
        draw_text(buf, area, end as u16, 0, &late, style(Role::Late));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::domain::case::{Case, CaseRef};
    use crate::domain::forms::field;
    use crate::domain::rules::RuleContext;
    use crate::domain::value::Value;
    use crate::ui::company::Company;
    use crate::widgets::theme::Theme;

    #[test]
    fn a_line_looks_each_school_up_once() {
        let mut case = Case::new(CaseRef { year: 2026, number: 1 });
        for (school, name) in [(field::SCHOOL_HOME, "Woodrush"), (field::SCHOOL_HOST, "Chantry")] {
            case.answers.insert(school.id.into(), Value::School(name.into()));
        }
        let line = Summary::from_case(&case, &RuleContext::default(), 0);
        let asked = Cell::new(0);
        let school = |id: &str| {
            asked.set(asked.get() + 1);
            id.to_owned()
        };
        let (theme, list) = (Theme::built_in(), ListPane::default());
        let look = DrawContext {
            theme: &theme,
            today: NaiveDate::default(),
            company: &Company::default(),
            school: &school,
            deal: "d",
            key: &|_| String::new(),
            is_confined: false,
        };
        for (width, height) in [(80, 2), (140, 1)] {
            asked.set(0);
            let area = Rect::new(0, 0, width, height);
            let mut buf = Buffer::empty(area);
            Row::new(&list, &line, true, &look).draw(area, &mut buf);
            let shown: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(shown.contains("Woodrush → Chantry"), "{shown}");
            assert_eq!(asked.get(), 2, "at {width} columns");
        }
    }
}
