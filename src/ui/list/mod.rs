//! The case list, most urgent first. It holds a window of the list, however long the list is.

pub(crate) mod filter;
pub(crate) mod full_text;
pub(crate) mod trials;
pub mod update;
pub(crate) mod views;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{ListQuery, Page, Request};
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::list::row::QueryRow;
use crate::domain::list::summary::{NextDuty, Summary, Tally};
use crate::domain::list::view::{Column, Sort, View};
use crate::domain::rules::Urgency;
use crate::ui::case::overview;
use crate::ui::overlay::text_input::TextInput;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// How many rows are fetched at once: several screens, so that most moves ask for nothing.
const WINDOW: usize = 96;

/// The list, its cursor and its search.
#[derive(Debug)]
pub struct ListPane {
    page: Page,
    /// The search that narrows the list; empty shows all.
    pub filter: String,
    /// The search while it is being typed; `filter` follows it letter by letter.
    pub search: Option<TextInput>,
    pub sort: Sort,
    pub columns: Vec<Column>,
    /// Tagged cases, also those that the search hides.
    pub tags: BTreeSet<CaseRef>,
    /// The row that was tagged last.
    pub last_tag: Option<usize>,
    /// How many schools and how many schools' terms stand in an empty store, once that is known.
    pub begun: Option<(usize, usize)>,
    /// The cursor among all rows of the list, from 0.
    at: usize,
    /// The case that the cursor goes to once the list has come, where it is near.
    follow: Option<CaseRef>,
}

impl Default for ListPane {
    fn default() -> ListPane {
        ListPane {
            page: Page::default(),
            filter: String::new(),
            search: None,
            sort: Sort::Pressing,
            columns: Column::usual(),
            tags: BTreeSet::new(),
            last_tag: None,
            begun: None,
            at: 0,
            follow: None,
        }
    }
}

impl ListPane {
    /// Returns the row of the cursor in the whole list, from 0.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Returns how the list is shown, as a view without a name.
    pub fn view(&self) -> View {
        View {
            name: String::new(),
            search: self.filter.trim().to_owned(),
            sort: self.sort,
            columns: self.columns.clone(),
        }
    }

    /// Opens the search for typing, with what it searches for now.
    pub fn search_for(&mut self, words: String) {
        self.search = Some(TextInput::line(&words));
        self.filter = words;
    }

    /// Shows the list as a view says; the rows are asked for after it.
    pub fn put_view(&mut self, view: View) {
        self.filter = view.search;
        self.sort = view.sort;
        self.columns = if view.columns.is_empty() { Column::usual() } else { view.columns };
        self.last_tag = None;
    }

    /// Shows a column or hides it; columns stand in the order of the table, and one is always left.
    pub fn turn_column(&mut self, column: Column) {
        let shown = |c: &Column| (*c == column) != self.columns.contains(c);
        let next: Vec<Column> = Column::ALL.iter().map(|(c, ..)| *c).filter(shown).collect();
        if !next.is_empty() {
            self.columns = next;
        }
    }

    /// Returns the line under the cursor.
    pub fn current(&self) -> Option<&Summary> {
        self.page.rows.get(self.at.checked_sub(self.page.from)?)
    }

    /// Returns the line after the one under the cursor.
    pub fn after(&self) -> Option<CaseRef> {
        self.page.rows.get((self.at + 1).checked_sub(self.page.from)?).map(|s| s.id)
    }

    pub fn tally(&self) -> Tally {
        self.page.tally
    }

    /// Returns whether there is nothing to show, searched for or not.
    pub fn is_empty(&self) -> bool {
        self.page.rows.is_empty()
    }

    /// Returns what asks for the rows around the cursor, ranked anew.
    pub fn ask(&self, today: NaiveDate) -> Request {
        let from = self.at.saturating_sub(WINDOW / 2);
        Request::List(ListQuery {
            today,
            filter: self.filter.clone(),
            sort: self.sort,
            from,
            count: WINDOW,
        })
    }

    /// Returns what asks for the list from its beginning, after the search has changed.
    pub fn ask_again(&mut self, today: NaiveDate) -> Request {
        self.at = 0;
        self.ask(today)
    }

    /// Returns what asks for the list anew; the cursor goes to this case where it is near, else it
    /// stays where it stands.
    pub fn ask_for(&mut self, case: Option<CaseRef>, today: NaiveDate) -> Request {
        self.follow = case;
        self.ask(today)
    }

    /// Takes the rows that were asked for.
    pub fn take(&mut self, page: Page) {
        let lost = page.from > 0 && page.rows.is_empty();
        self.page = page;
        self.at =
            if lost { self.page.total } else { self.at }.min(self.page.total.saturating_sub(1));
        if let Some(id) = self.follow.take() {
            self.go_to(id);
        }
    }

    /// Returns the name of a case that is among the rows at hand.
    pub fn name_of(&self, id: CaseRef) -> Option<&str> {
        self.page.rows.iter().find(|s| s.id == id).map(|s| s.name.as_str())
    }

    /// Returns whether a case is among the rows at hand.
    pub fn is_shown(&self, id: CaseRef) -> bool {
        self.page.rows.iter().any(|s| s.id == id)
    }

    /// Moves the cursor by a number of lines, within the list; returns whether rows must be asked
    /// for.
    pub fn step(&mut self, by: isize) -> bool {
        self.at = self.at.saturating_add_signed(by).min(self.page.total.saturating_sub(1));
        self.current().is_none() && self.page.total > 0
    }

    /// Shows a case's new line in its place: the list is ranked anew only when the officer comes
    /// back to it. A case that the list does not show is put where the cursor stands.
    pub fn put_line(&mut self, line: Summary) {
        if let Some(row) = self.page.rows.iter_mut().find(|s| s.id == line.id) {
            *row = line;
            return;
        }
        let place = self.at.saturating_sub(self.page.from).min(self.page.rows.len());
        self.at = self.page.from + place;
        self.page.rows.insert(place, line);
        self.page.total += 1;
    }

    /// Puts the cursor on a case, where it is among the rows at hand.
    pub fn go_to(&mut self, id: CaseRef) {
        if let Some(i) = self.page.rows.iter().position(|s| s.id == id) {
            self.at = self.page.from + i;
        }
    }
}

/// Returns mark and words of how pressing something is: `! 3 days late`.
pub fn pressing(next: &NextDuty, today: NaiveDate) -> (&'static str, String) {
    let urgency = next.urgency(today);
    let days = next.due.map_or(0, |due| (today - due).num_days());
    let words = match urgency {
        Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol if days == 1 => {
            "1 day late".into()
        }
        Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol => {
            format!("{days} days late")
        }
        Urgency::Today => "today".into(),
        Urgency::Week | Urgency::Later | Urgency::None => String::new(),
    };
    (urgency.mark(), words)
}

/// Returns the day on which something is to be done: where it is late, that on which it was due.
fn day(next: &NextDuty, today: NaiveDate) -> Option<NaiveDate> {
    let urgency = next.urgency(today);
    urgency.day(next.due, next.task).filter(|_| urgency != Urgency::None)
}

/// Returns the day on which something is to be done, as the list shows it.
pub fn when(next: &NextDuty, today: NaiveDate) -> String {
    if next.urgency(today) == Urgency::None {
        return "no date".into();
    }
    day(next, today).map_or_else(String::new, dates::show_short)
}

/// Draws the list; returns the cell of the cursor.
pub fn draw(list: &ListPane, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let searching = list.search.is_some() || !list.filter.is_empty();
    let head = if searching {
        format!("Find: {}", list.filter)
    } else {
        format!("Cases, {}", list.sort.label())
    };
    let tagged = if list.tags.is_empty() {
        String::new()
    } else {
        format!("+ {} tagged  ", list.tags.len())
    };
    let count = if list.page.total == 0 {
        tagged
    } else {
        format!("{tagged}{} of {}", list.at + 1, list.page.total)
    };
    let room = width.saturating_sub(display_width(&count) + 1);
    draw_text(buf, area, 0, 0, &format!("{} {count}", pad_to(&head, room)), style(Role::Title));
    let mut spot = list.search.as_ref().map(|search| {
        let before: String = search.text().chars().take(search.cursor().1 as usize).collect();
        let column = display_width(&format!("Find: {before}")) as u16;
        (area.x + column.min(area.width - 1), area.y)
    });
    if list.page.rows.is_empty() {
        let lines = empty(list, searching);
        let wrapped = lines
            .iter()
            .enumerate()
            .flat_map(|(i, words)| wrap(words, width).into_iter().map(move |w| (i == 0, w)));
        for (y, (first, words)) in wrapped.enumerate() {
            draw_text(
                buf,
                area,
                0,
                1 + y as u16,
                &words,
                style(if first { Role::Text } else { Role::Dim }),
            );
        }
        return spot.or(Some((area.x, area.y)));
    }
    let per = ((area.height as usize).saturating_sub(1) / 2).max(1);
    let top = list.at / per * per;
    for (i, line) in list
        .page
        .rows
        .iter()
        .enumerate()
        .map(|(i, l)| (i + list.page.from, l))
        .skip_while(|(i, _)| *i < top)
        .take(per)
    {
        let y = 1 + ((i - top) * 2) as u16;
        row(
            list,
            line,
            i == list.at,
            look,
            Rect { y: area.y + y, height: area.height.saturating_sub(y).min(2), ..area },
            buf,
        );
        if i == list.at && spot.is_none() {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
    }
    spot
}

/// Returns what stands where no case does: what to do first in an empty store, or how to see all
/// again.
fn empty(list: &ListPane, searching: bool) -> Vec<String> {
    if let Some(fault) = &list.page.fault {
        return vec![fault.clone()];
    }
    if searching {
        return vec!["No case fits. Backspace takes letters away, Esc shows all.".into()];
    }
    let mut out = vec![
        "No cases yet. Press n to open the first.".to_owned(),
        String::new(),
        "What to do first:".to_owned(),
    ];
    let (schools, terms) = list.begun.unwrap_or_default();
    out.push(match schools {
        0 => ". schools   offsite import schools FILE (a GIAS download); until then a list of 2015 stands".into(),
        n => format!("= schools   {n} read in"),
    });
    out.push(match terms {
        0 => ". terms     offsite import terms FILE; until then dates count Monday to Friday less bank holidays".into(),
        n => format!("= terms     of {n} schools read in"),
    });
    out.push(". a case    n here, or offsite import ctf FILE and offsite import cases FILE".into());
    out.push(String::new());
    out.push("To learn it in ten minutes on invented pupils, leave and run: offsite tutor. ? shows what can be done.".into());
    out
}

/// Returns the columns of a line at a width: the name takes what the others leave, and what does
/// not fit is left out from the end.
fn columns(list: &ListPane, line: &Summary, on: &str, look: &DrawContext, width: usize) -> String {
    let (home, host) = ((look.school)(&line.home), (look.school)(&line.host));
    let brief = line.sort_key();
    let of = QueryRow::new(
        line,
        &brief,
        if line.home.is_empty() { "" } else { &home },
        if line.host.is_empty() { "" } else { &host },
    );
    let mut shown = list.columns.clone();
    let least = |c: &Column| if *c == Column::Name { 12 } else { c.wide() };
    while shown.len() > 1 && shown.iter().map(|c| least(c) + 1).sum::<usize>() > width + 1 {
        shown.pop();
    }
    let fixed: usize = shown.iter().filter(|c| **c != Column::Name).map(|c| c.wide() + 1).sum();
    let cell = |c: &Column| {
        let wide = if *c == Column::Name { width.saturating_sub(fixed) } else { c.wide() };
        let words = if *c == Column::When { on.to_owned() } else { c.shown(&of) };
        match c {
            Column::Year | Column::Attendance => format!("{words:>wide$}"),
            _ => pad_to(&words, wide),
        }
    };
    shown.iter().map(cell).collect::<Vec<_>>().join(" ")
}

/// Draws one case in two lines: who and when, then what is to be done.
fn row(
    list: &ListPane,
    line: &Summary,
    here: bool,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let next = line.next(look.today);
    let (mark, late) = next.map_or((" ", String::new()), |n| pressing(n, look.today));
    let role = next.map_or(Role::Text, |n| overview::role(n.urgency(look.today)));
    let on = next.map_or_else(
        || if line.stage.is_ended() { "done".into() } else { String::new() },
        |n| when(n, look.today),
    );
    let tag = if list.tags.contains(&line.id) { "+" } else { " " };
    let text = format!("{mark}{tag}{}", columns(list, line, &on, look, width.saturating_sub(2)));
    draw_text(buf, area, 0, 0, &pad_to(&text, width), style(if here { Role::Focus } else { role }));
    let Some(next) = next else {
        draw_text(
            buf,
            area,
            4,
            1,
            &truncate("nothing to do", width.saturating_sub(4)),
            style(Role::Dim),
        );
        return;
    };
    let key = if next.can_act { look.deal } else { "" };
    let late = if late.is_empty() { late } else { format!(" {late}") };
    let room = width.saturating_sub(4 + display_width(&late));
    draw_text(buf, area, 2, 1, &truncate(key, 1), style(Role::Field));
    let shown = if list.columns.contains(&Column::When) { day(next, look.today) } else { None };
    draw_text(buf, area, 4, 1, &pad_to(&next.phrase.beside(shown), room), style(Role::Dim));
    draw_text(buf, area, width.saturating_sub(display_width(&late)) as u16, 1, &late, style(role));
}
