//! The case list: who needs what, soonest first, narrowed by typed letters.

use crate::domain::dates;
use crate::domain::summary::Summary;
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::{cut, pad};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The list, its cursor and its filter.
#[derive(Debug, Default)]
pub struct Cases {
    pub all: Vec<Summary>,
    /// Letters that narrow the list; empty shows all.
    pub filter: String,
    /// Whether letters are being typed into the filter.
    pub finding: bool,
    /// The cursor among the shown lines.
    pub at: usize,
}

impl Cases {
    /// Returns the lines that the filter lets through, in order.
    pub fn shown(&self) -> Vec<&Summary> {
        let words: Vec<String> = self.filter.split_whitespace().map(str::to_lowercase).collect();
        let fits = |s: &&Summary| {
            let hay = format!("{} {} {} {} {}", s.name, s.id, s.upn, s.home, s.host).to_lowercase();
            words.iter().all(|w| hay.contains(w))
        };
        self.all.iter().filter(fits).collect()
    }

    /// Returns the line under the cursor.
    pub fn current(&self) -> Option<&Summary> {
        self.shown().get(self.at).copied()
    }

    /// Moves the cursor by a number of lines, within the list.
    pub fn step(&mut self, by: isize) {
        let last = self.shown().len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(by).min(last);
    }

    /// Replaces or adds a line and keeps the cursor on the same case.
    pub fn put_line(&mut self, line: Summary) {
        let here = self.current().map(|s| s.id);
        self.all.retain(|s| s.id != line.id);
        self.all.push(line);
        self.all.sort_by_key(Summary::rank);
        if let Some(id) = here {
            self.go_to(id);
        }
    }

    /// Returns the name of a case of the list.
    pub fn name_of(&self, id: crate::domain::case::CaseRef) -> Option<&str> {
        self.all.iter().find(|s| s.id == id).map(|s| s.name.as_str())
    }

    /// Returns whether the filter lets a case through.
    pub fn is_shown(&self, id: crate::domain::case::CaseRef) -> bool {
        self.shown().iter().any(|s| s.id == id)
    }

    /// Puts the cursor on a case, where it is shown.
    pub fn go_to(&mut self, id: crate::domain::case::CaseRef) {
        if let Some(i) = self.shown().iter().position(|s| s.id == id) {
            self.at = i;
        }
    }
}

/// Draws the list; returns the cell of the cursor.
pub fn draw(cases: &Cases, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let shown = cases.shown();
    let head = if cases.finding || !cases.filter.is_empty() {
        format!("Find: {}", cases.filter)
    } else {
        format!("Cases, due first · {}", shown.len())
    };
    put(buf, area, 0, 0, &pad(&head, area.width as usize), style(Role::Title));
    let mut spot = cases.finding.then(|| (area.x + (crate::widgets::text::cells(&head) as u16).min(area.width - 1), area.y));
    if shown.is_empty() {
        let words = if cases.all.is_empty() { "No cases yet. Press n to open the first." } else { "No case fits. Press Esc to see all." };
        put(buf, area, 0, 1, &cut(words, area.width as usize), style(Role::Dim));
        return spot.or(Some((area.x, area.y)));
    }
    let per = ((area.height as usize).saturating_sub(1) / 2).max(1);
    let top = cases.at / per * per;
    for (i, line) in shown.iter().enumerate().skip(top).take(per) {
        let y = 1 + ((i - top) * 2) as u16;
        let due = line.next.as_ref().and_then(|d| d.due);
        let late = due.is_some_and(|d| d < look.today);
        let mark = if late {
            "!"
        } else if due == Some(look.today) {
            "*"
        } else {
            " "
        };
        let when = match due {
            Some(d) => dates::show_short(d),
            None if line.stage.is_ended() => "ended".to_owned(),
            None => "no date".to_owned(),
        };
        let name = if line.name.is_empty() { "(no name yet)" } else { &line.name };
        let year = line.year_group.map(|y| format!("Y{y}")).unwrap_or_default();
        let first = format!("{mark} {} {} {year:>3} {}", pad(&when, 10), pad(name, 20), line.stage.words());
        let here = i == cases.at;
        let first_style = if here {
            style(Role::Focus)
        } else if late {
            style(Role::Late)
        } else {
            style(Role::Text)
        };
        put(buf, area, 0, y, &pad(&first, area.width as usize), first_style);
        let says = line.next.as_ref().map_or("nothing to do", |d| d.says.as_str());
        let late_words = due.filter(|_| late).map(|d| format!(", {} days late", (look.today - d).num_days())).unwrap_or_default();
        put(buf, area, 4, y + 1, &cut(&format!("{says}{late_words}"), (area.width as usize).saturating_sub(4)), style(Role::Dim));
        if here && spot.is_none() {
            spot = Some((area.x, (area.y + y).min(area.bottom() - 1)));
        }
    }
    spot
}
