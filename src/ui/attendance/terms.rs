//! Terms and closures of a case's school: list, add, correct, remove. Each change is stored at once
//! and can be undone.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request};
use crate::domain::calendar::dates::{format, show_long};
use crate::domain::calendar::{Terms, closures};
use crate::domain::case::Side;
use crate::domain::forms::field;
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::list_picker::count;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::overlay::{Input, Overlay, TEXT, Update, steps};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// The sheet of one school.
#[derive(Debug)]
pub struct TermsSheet {
    side: Side,
    terms: Terms,
    at: usize,
    typing: Option<(Prompt, TermsField)>,
}

/// One line of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TermsLine {
    Term(usize),
    Closed(usize),
}

/// What is being typed, and the line that it takes the place of.
#[derive(Debug, Clone, Copy)]
enum TermsField {
    Term(Option<usize>),
    Closed(Option<usize>),
}

const TERM: &str = "First and last day, like 1/9/2026 to 18/12/2026.";
const CLOSED: &str = "A day or two days, and why: 26/10/2026 to 30/10/2026 half-term. Without a reason it is a training day.";

/// What the keys of the sheet do, as it says them.
const KEYS: &[(Action, &str)] = &[
    (Action::NewTerm, "term"),
    (Action::NewClosure, "closed days"),
    (Action::CorrectLine, "correct"),
    (Action::RemoveLine, "remove"),
    (Action::Undo, "undo"),
    (Action::OtherSchool, "other school"),
    (Action::Close, "leaves"),
];

impl TermsSheet {
    /// Returns the sheet of a school, its cursor on the first line.
    pub fn new(side: Side, terms: Terms) -> TermsSheet {
        TermsSheet { side, terms, at: 0, typing: None }
    }

    fn lines(&self) -> Vec<TermsLine> {
        (0..self.terms.terms.len())
            .map(TermsLine::Term)
            .chain((0..self.terms.closed.len()).map(TermsLine::Closed))
            .collect()
    }

    fn current(&self) -> Option<TermsLine> {
        self.lines().get(self.at).copied()
    }

    fn words(&self, line: TermsLine) -> String {
        match line {
            TermsLine::Term(i) => self.terms.terms.get(i).map_or_else(String::new, |(a, b)| {
                format!("Term    {} to {}", show_long(*a), show_long(*b))
            }),
            TermsLine::Closed(i) => self.terms.closed.get(i).map_or_else(String::new, |c| {
                format!("Closed  {}  {}", show_long(c.day), c.reason)
            }),
        }
    }

    fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.lines().len().saturating_sub(1));
    }

    fn begin(&mut self, what: TermsField) {
        let (label, hint, text) = match what {
            TermsField::Term(None) => ("New term", TERM, String::new()),
            TermsField::Closed(None) => ("Closed days", CLOSED, String::new()),
            TermsField::Term(Some(i)) => {
                let text = self
                    .terms
                    .terms
                    .get(i)
                    .map(|(a, b)| format!("{} to {}", format(*a), format(*b)));
                ("Term", TERM, text.unwrap_or_default())
            }
            TermsField::Closed(Some(i)) => {
                let text =
                    self.terms.closed.get(i).map(|c| format!("{} {}", format(c.day), c.reason));
                ("Closed day", CLOSED, text.unwrap_or_default())
            }
        };
        self.typing = Some((Prompt::new(label, hint, &text), what));
    }

    /// Returns the terms with what was typed in them.
    fn with(&self, text: &str, what: TermsField, today: NaiveDate) -> Result<Terms, String> {
        let mut new = self.terms.clone();
        match what {
            TermsField::Term(old) => {
                let term = closures::term(text, today).map_err(|e| e.to_string())?;
                match old.and_then(|i| new.terms.get_mut(i)) {
                    Some(place) => *place = term,
                    None => new.terms.push(term),
                }
                new.terms.sort();
            }
            TermsField::Closed(old) => {
                let days = closures::closed(text, today).map_err(|e| e.to_string())?;
                if let Some(i) = old.filter(|i| *i < new.closed.len()) {
                    new.closed.remove(i);
                }
                new.closed.retain(|c| days.iter().all(|d| d.day != c.day));
                new.closed.extend(days);
                new.closed.sort_by_key(|c| c.day);
            }
        }
        new.fault().map_or(Ok(new), Err)
    }

    /// Returns the terms without a line.
    fn without(&self, line: TermsLine) -> Terms {
        let mut new = self.terms.clone();
        match line {
            TermsLine::Term(i) if i < new.terms.len() => drop(new.terms.remove(i)),
            TermsLine::Closed(i) if i < new.closed.len() => drop(new.closed.remove(i)),
            TermsLine::Term(_) | TermsLine::Closed(_) => {}
        }
        new
    }
}

impl App {
    /// Opens the terms of the open case's home school.
    pub(in crate::ui) fn open_terms(&mut self, side: Side) -> Vec<Request> {
        let Some(case) = &self.case else {
            self.refuse("There is no case whose schools have terms. Press n to open the first.");
            return Vec::new();
        };
        let (field, words) = if side == Side::Home {
            (field::SCHOOL_HOME.id, "home")
        } else {
            (field::SCHOOL_HOST.id, "host")
        };
        let school = case.answer(field).as_text().to_owned();
        if school.is_empty() {
            self.refuse(format!(
                "The case names no {words} school yet. Choose it in the passport first."
            ));
            return Vec::new();
        }
        let terms = Terms { school: school.clone(), ..Terms::default() };
        self.lay(TermsSheet::new(side, terms));
        vec![Request::Terms { school }]
    }

    /// Takes the terms as they are stored; what is counted by them is asked for again where they
    /// changed.
    pub(in crate::ui) fn on_terms(&mut self, says: &str) -> Vec<Request> {
        if says.is_empty() {
            return Vec::new();
        }
        self.say(format!("{} · saved", says.trim_end_matches('.')));
        let open = self.case.as_ref().map(|c| Request::Case(c.id));
        [Request::Calendars, self.cases.ask(self.today)].into_iter().chain(open).collect()
    }
}

impl Overlay for TermsSheet {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() { TEXT } else { &[Scope::Terms, Scope::List, Scope::Global] }
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        if let Some((prompt, what)) = self.typing.take() {
            return self.typed(prompt, what, input, app);
        }
        if let Some(by) = steps(input.action) {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::OtherSchool) => return self.turn(app),
            Some(Action::NewTerm) => self.begin(TermsField::Term(None)),
            Some(Action::NewClosure) => self.begin(TermsField::Closed(None)),
            Some(Action::CorrectLine | Action::Choose) => match self.current() {
                Some(TermsLine::Term(i)) => self.begin(TermsField::Term(Some(i))),
                Some(TermsLine::Closed(i)) => self.begin(TermsField::Closed(Some(i))),
                None => self.begin(TermsField::Term(None)),
            },
            Some(Action::RemoveLine) => {
                let ask =
                    self.current().map(|line| Request::SetTerms(Box::new(self.without(line))));
                return Update::StayAsk(ask.into_iter().collect());
            }
            Some(Action::Undo) => return Update::StayAsk(vec![Request::Undo]),
            _ => {
                let keys: Vec<String> = KEYS
                    .iter()
                    .map(|(action, words)| format!("{} {words}", app.key_words(*action)))
                    .collect();
                app.refuse(format!("{}.", keys.join(", ")));
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        if let Some((prompt, _)) = &mut self.typing {
            prompt.paste(text);
        }
        Vec::new()
    }

    /// Takes the terms as they are stored; what else they change is for the session.
    fn take(&mut self, reply: &Reply) -> bool {
        if let Reply::Terms { terms, .. } = reply
            && self.terms.school == terms.school
        {
            self.terms = (**terms).clone();
            self.step(0);
        }
        false
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

impl TermsSheet {
    /// Turns to the case's other school; where it names none, this one stays.
    fn turn(&self, app: &mut App) -> Update {
        let other = if self.side == Side::Home { Side::Host } else { Side::Home };
        let asks = app.open_terms(other);
        if asks.is_empty() { Update::Stay } else { Update::Ask(asks) }
    }

    /// Takes a key of the line being typed.
    fn typed(
        &mut self,
        mut prompt: Prompt,
        what: TermsField,
        input: Input,
        app: &mut App,
    ) -> Update {
        match prompt.take(input) {
            Typed::On => self.typing = Some((prompt, what)),
            Typed::Left => app.say("Left as it was."),
            Typed::Entered => match self.with(&prompt.text(), what, app.today) {
                Ok(new) => return Update::StayAsk(vec![Request::SetTerms(Box::new(new))]),
                Err(fault) => {
                    prompt.fault = fault;
                    self.typing = Some((prompt, what));
                }
            },
        }
        Update::Stay
    }
}

/// Draws the sheet over a pane.
fn draw(sheet: &TermsSheet, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = usize::from(area.width);
    let style = |role| look.theme.style(role);
    clear(buf, area, style(Role::Text));
    let side = if sheet.side == Side::Home { "home" } else { "host" };
    let head = format!("Terms and closures, {side}: {}", (look.school)(&sheet.terms.school));
    draw_text(buf, area, 0, 0, &pad_to(&truncate(&head, width), width), style(Role::Title));
    let keys: Vec<String> =
        KEYS.iter().map(|(action, words)| format!("{} {words}", (look.key)(*action))).collect();
    draw_text(buf, area, 0, 1, &truncate(&keys.join("  "), width), style(Role::Hint));
    let lines = sheet.lines();
    if lines.is_empty() {
        let words = "No term dates: school days are counted Monday to Friday less bank holidays.";
        draw_text(buf, area, 0, 2, &truncate(words, width), style(Role::Dim));
    }
    count(sheet.at, lines.len(), display_width(&head), look, area, 0, buf);
    let per = usize::from(area.height).saturating_sub(2).max(1);
    let top = sheet.at / per * per;
    for (i, line) in lines.iter().enumerate().skip(top).take(per) {
        let role = if i == sheet.at { Role::Focus } else { Role::Text };
        draw_text(
            buf,
            area,
            0,
            2 + (i - top) as u16,
            &pad_to(&truncate(&sheet.words(*line), width), width),
            style(role),
        );
    }
    if let Some((prompt, _)) = &sheet.typing {
        return prompt.draw(look, area, buf);
    }
    Some((area.x, (area.y + 2 + (sheet.at - top) as u16).min(area.bottom() - 1)))
}
