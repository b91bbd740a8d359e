//! Suggestions of a transfer file or an earlier case, line by line against what is recorded. Only
//! ticked ones are taken, as one change.

use crate::ui::form::words;
use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::Case;
use crate::domain::case::edit::CaseChange;
use crate::domain::prefill;
use crate::domain::prefill::{Compared, Source, Standing};
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pending::Pending;
use crate::ui::session::Session;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The open offers: one source at a time.
#[derive(Debug)]
pub(crate) struct Suggestions {
    sources: Vec<Source>,
    which: usize,
    lines: Vec<Compared>,
    taken: BTreeSet<usize>,
    cursor: usize,
}

impl Suggestions {
    /// Returns the first source's offers against a case; what is new is ticked, what differs or is
    /// to be checked is not.
    pub(crate) fn new(
        sources: Vec<Source>,
        case: &Case,
        school: &dyn Fn(&str) -> String,
    ) -> Suggestions {
        let mut offers =
            Suggestions { sources, which: 0, lines: Vec::new(), taken: BTreeSet::new(), cursor: 0 };
        offers.lay(case, school);
        offers
    }

    fn lay(&mut self, case: &Case, school: &dyn Fn(&str) -> String) {
        self.lines = self
            .sources
            .get(self.which)
            .map_or_else(Vec::new, |s| prefill::compare(case, &s.offers, school));
        self.taken = self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, l)| l.state == Standing::New)
            .map(|(i, _)| i)
            .collect();
        self.cursor = 0;
    }

    /// Turns to the next source.
    fn next(&mut self, case: &Case, school: &dyn Fn(&str) -> String) {
        self.which = (self.which + 1) % self.sources.len().max(1);
        self.lay(case, school);
    }

    fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
    }

    /// Ticks the line under the cursor or takes the tick away; false where it cannot be taken.
    fn tick(&mut self) -> bool {
        if !self.lines.get(self.cursor).is_some_and(|l| l.state.can_be_taken()) {
            return false;
        }
        if !self.taken.remove(&self.cursor) {
            self.taken.insert(self.cursor);
        }
        true
    }

    /// Stores what is ticked in one change.
    fn store(&self, case: &Case, session: &Session) -> Update {
        let Some(change) = self.change(case) else {
            let (tick, leave) =
                (session.key_words(Action::Toggle), session.key_words(Action::Close));
            return Update::StayWith(Changes::refuse(words::nothing_ticked(&tick, &leave)));
        };
        let why = Some(words::FROM_OTHER_RECORDS.into());
        Update::CloseWith(Changes::ask(Pending::change(change, why)))
    }

    /// Returns the change that takes what is ticked.
    fn change(&self, case: &Case) -> Option<CaseChange> {
        let taken: Vec<&Compared> = self.taken.iter().filter_map(|i| self.lines.get(*i)).collect();
        prefill::change(case, &taken)
    }
}

impl Overlay for Suggestions {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[
            (Action::Choose, words::FILL_IN_TICKED),
            (Action::Toggle, words::TICK),
            (Action::Close, words::CANCEL),
        ]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        let Some(case) = session.case.clone() else { return Update::Close };
        if let Some(by) = input.steps() {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => {
                return Update::CloseWith(Changes::say(words::NOTHING_FILLED_IN));
            }
            Some(Action::Choose) => return self.store(&case, session),
            Some(Action::NextPart) => self.next(&case, &|id| session.school_name(id)),
            Some(Action::Toggle) if self.tick() => self.step(1),
            Some(Action::Toggle) => {
                return Update::StayWith(Changes::say(words::ALREADY_THE_SAME));
            }
            _ => {}
        }
        Update::Stay
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.draw_sheet(look, area, buf)
    }
}

impl Suggestions {
    /// Draws the suggestions over the whole pane; returns the cell of the cursor.
    fn draw_sheet(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        if area.height == 0 || area.width == 0 {
            return None;
        }
        let (width, style) = (area.width as usize, |r| look.theme.style(r));
        clear(buf, area, style(Role::Text));
        self.draw_head(look, area, buf)?;
        let says = said(self, width);
        let foot = (says.len() as u16 + 1).min(area.height / 3);
        let per = (area.height.saturating_sub(4 + foot) as usize).max(1);
        let top = if self.cursor < per { 0 } else { self.cursor + 1 - per };
        let widest = self.lines.iter().map(|l| display_width(&l.label)).max().unwrap_or(0);
        let label = widest.clamp(8, (width / 3).max(8));
        let mut spot = Some((area.x, area.y));
        for (i, line) in self.lines.iter().enumerate().skip(top).take(per) {
            let (y, is_here) = (4 + (i - top) as u16, i == self.cursor);
            let role = if is_here { Role::Focus } else { line_role(line.state) };
            let words = pad_to(&self.line_text(i, line, label, width), width);
            draw_text(buf, area, 0, y, &words, style(role));
            if is_here {
                spot = Some((area.x + 1.min(area.width - 1), (area.y + y).min(area.bottom() - 1)));
            }
        }
        for (y, words) in (area.height - foot..area.height).zip(&says) {
            draw_text(buf, area, 0, y, &pad_to(words, width), style(Role::Dim));
        }
        spot
    }

    /// Draws where the suggestions come from, of which child, and the keys; none where there is no
    /// source.
    fn draw_head(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> Option<()> {
        let width = area.width as usize;
        let source = self.sources.get(self.which)?;
        let many = if self.sources.len() > 1 {
            let key = (look.key)(Action::NextPart);
            words::which_source(&(self.which + 1), &self.sources.len(), &key)
        } else {
            String::new()
        };
        let keys = words::suggestion_keys(
            &(look.key)(Action::Toggle),
            &(look.key)(Action::Choose),
            &self.taken.len(),
            &(look.key)(Action::Close),
        );
        let lines = [
            (words::from(&source.from, &many), Role::Title),
            (source.child.to_string(), Role::Label),
            (keys, Role::Hint),
        ];
        for (y, (words, role)) in (0..).zip(lines) {
            draw_text(buf, area, 0, y, &truncate(&words, width), look.theme.style(role));
        }
        Some(())
    }

    /// Returns a line: its tick, how it stands, what is suggested, and what stands now.
    fn line_text(&self, i: usize, line: &Compared, label: usize, width: usize) -> String {
        let tick = match (self.taken.contains(&i), line.state.can_be_taken()) {
            (true, _) => "[x]",
            (false, true) => "[ ]",
            (false, false) => "   ",
        };
        let (mark, word) = line.state.mark_and_label();
        let flat = |text: &str| text.replace('\n', ", ");
        let was = if line.stands.is_empty() || line.state == Standing::Same {
            String::new()
        } else {
            words::now(&flat(&line.stands))
        };
        let half = width.saturating_sub(label + 16) / 2;
        format!(
            "{tick} {mark} {word:<7} {} {} {}",
            pad_to(&truncate(&line.label, label), label),
            pad_to(&truncate(&flat(&line.offers), half), half),
            truncate(&was, half)
        )
    }
}

fn line_role(state: Standing) -> Role {
    match state {
        Standing::New => Role::Field,
        Standing::Differs | Standing::Check => Role::Warn,
        Standing::Same | Standing::Kept => Role::Dim,
    }
}

/// Returns what is said of the line under the cursor, and of the source.
fn said(offers: &Suggestions, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(line) = offers.lines.get(offers.cursor) {
        let check =
            if line.check.is_empty() { line.offers.clone() } else { format!("? {}", line.check) };
        out.extend(wrap(&check, width.max(1)).into_iter().take(3));
    }
    let notes = offers.sources.get(offers.which).map_or(&[][..], |s| &s.notes);
    out.extend(notes.iter().flat_map(|n| wrap(&format!(". {n}"), width.max(1))).take(8));
    out
}
