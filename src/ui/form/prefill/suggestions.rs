//! Suggestions of a transfer file or an earlier case, line by line against what is recorded. Only
//! ticked ones are taken, as one change.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::case::Case;
use crate::domain::case::edit::CaseChange;
use crate::domain::prefill;
use crate::domain::prefill::{Compared, Source, Standing};
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::{Input, LIST, Overlay, Update, steps};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The open offers: one source at a time.
#[derive(Debug)]
pub struct Suggestions {
    sources: Vec<Source>,
    which: usize,
    lines: Vec<Compared>,
    taken: BTreeSet<usize>,
    at: usize,
}

impl Suggestions {
    /// Returns the first source's offers against a case; what is new is ticked, what differs or is
    /// to be checked is not.
    pub fn new(sources: Vec<Source>, case: &Case, school: &dyn Fn(&str) -> String) -> Suggestions {
        let mut offers =
            Suggestions { sources, which: 0, lines: Vec::new(), taken: BTreeSet::new(), at: 0 };
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
        self.at = 0;
    }

    /// Turns to the next source.
    pub fn next(&mut self, case: &Case, school: &dyn Fn(&str) -> String) {
        self.which = (self.which + 1) % self.sources.len().max(1);
        self.lay(case, school);
    }

    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.lines.len().saturating_sub(1));
    }

    /// Ticks the line under the cursor or takes the tick away; false where it cannot be taken.
    pub fn tick(&mut self) -> bool {
        if !self.lines.get(self.at).is_some_and(|l| l.state.can_be_taken()) {
            return false;
        }
        if !self.taken.remove(&self.at) {
            self.taken.insert(self.at);
        }
        true
    }

    /// Returns the change that takes what is ticked.
    pub fn change(&self, case: &Case) -> Option<CaseChange> {
        let taken: Vec<&Compared> = self.taken.iter().filter_map(|i| self.lines.get(*i)).collect();
        prefill::change(case, &taken)
    }
}

impl Overlay for Suggestions {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        let Some(case) = app.case.clone() else { return Update::Close };
        if let Some(by) = steps(input.action) {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => {
                app.say("Nothing was taken.");
                return Update::Close;
            }
            Some(Action::Choose) => {
                if let Some(change) = self.change(&case) {
                    let why = Some("filled from elsewhere".into());
                    return Update::Ask(vec![Request::Change { change, why }]);
                }
                let (tick, leave) = (app.key_words(Action::Toggle), app.key_words(Action::Close));
                app.refuse(format!("Nothing is ticked. {tick} ticks a line; {leave} leaves."));
            }
            Some(Action::NextPart) => self.next(&case, &|id| app.school_name(id)),
            Some(Action::Toggle) => {
                if self.tick() {
                    self.step(1);
                } else {
                    app.say("This line stands as it is; there is nothing to take.");
                }
            }
            _ => {}
        }
        Update::Stay
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

/// Draws the offers over the whole pane; returns the cell of the cursor.
fn draw(offers: &Suggestions, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let (width, style) = (area.width as usize, |r| look.theme.style(r));
    clear(buf, area, style(Role::Text));
    let source = offers.sources.get(offers.which)?;
    let many = if offers.sources.len() > 1 {
        let key = (look.key)(Action::NextPart);
        format!(" · {} of {}, {key} turns", offers.which + 1, offers.sources.len())
    } else {
        String::new()
    };
    draw_text(
        buf,
        area,
        0,
        0,
        &truncate(&format!("From {}{many}", source.from), width),
        style(Role::Title),
    );
    draw_text(buf, area, 0, 1, &truncate(&source.child.to_string(), width), style(Role::Label));
    let keys = format!(
        "{} ticks · {} stores the {} ticked in one change · {} stores nothing",
        (look.key)(Action::Toggle),
        (look.key)(Action::Choose),
        offers.taken.len(),
        (look.key)(Action::Close)
    );
    draw_text(buf, area, 0, 2, &truncate(&keys, width), style(Role::Hint));
    let says = said(offers, width);
    let foot = (says.len() as u16 + 1).min(area.height / 3);
    let per = (area.height.saturating_sub(4 + foot) as usize).max(1);
    let top = if offers.at < per { 0 } else { offers.at + 1 - per };
    let label = offers
        .lines
        .iter()
        .map(|l| display_width(&l.label))
        .max()
        .unwrap_or(0)
        .clamp(8, (width / 3).max(8));
    let half = width.saturating_sub(label + 16) / 2;
    let mut spot = Some((area.x, area.y));
    for (i, line) in offers.lines.iter().enumerate().skip(top).take(per) {
        let (y, here) = (4 + (i - top) as u16, i == offers.at);
        let tick = if offers.taken.contains(&i) {
            "[x]"
        } else if line.state.can_be_taken() {
            "[ ]"
        } else {
            "   "
        };
        let (mark, word) = line.state.mark_and_label();
        let role = match line.state {
            Standing::New => Role::Field,
            Standing::Differs | Standing::Check => Role::Warn,
            Standing::Same | Standing::Kept => Role::Dim,
        };
        let flat = |text: &str| text.replace('\n', ", ");
        let was = if line.stands.is_empty() || line.state == Standing::Same {
            String::new()
        } else {
            format!("stands: {}", flat(&line.stands))
        };
        let words = format!(
            "{tick} {mark} {word:<7} {} {} {}",
            pad_to(&truncate(&line.label, label), label),
            pad_to(&truncate(&flat(&line.offers), half), half),
            truncate(&was, half)
        );
        draw_text(
            buf,
            area,
            0,
            y,
            &pad_to(&words, width),
            style(if here { Role::Focus } else { role }),
        );
        if here {
            spot = Some((area.x + 1.min(area.width - 1), (area.y + y).min(area.bottom() - 1)));
        }
    }
    for (i, words) in says.iter().enumerate().take(foot as usize) {
        draw_text(
            buf,
            area,
            0,
            area.height - foot + i as u16,
            &pad_to(words, width),
            style(Role::Dim),
        );
    }
    spot
}

/// Returns what is said of the line under the cursor, and of the source.
fn said(offers: &Suggestions, width: usize) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(line) = offers.lines.get(offers.at) {
        let check =
            if line.check.is_empty() { line.offers.clone() } else { format!("? {}", line.check) };
        out.extend(wrap(&check, width.max(1)).into_iter().take(3));
    }
    let notes = offers.sources.get(offers.which).map_or(&[][..], |s| &s.notes);
    out.extend(notes.iter().flat_map(|n| wrap(&format!(". {n}"), width.max(1))).take(8));
    out
}
