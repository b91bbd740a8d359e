//! Terms and closures of a case's school: list, add, correct, remove. Each change is stored at once
//! and can be undone.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::calendar::dates::{format, show_long};
use crate::domain::calendar::{Terms, closures};
use crate::domain::case::Side;
use crate::domain::forms::field;
use crate::keymap::key::{Key, KeySym};
use crate::ui::overlay::prompt;
use crate::ui::overlay::prompt::Prompt;
use crate::ui::{App, CursorPos, DrawContext, Overlay};
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

impl TermsSheet {
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
                let term = closures::term(text, today)?;
                match old.and_then(|i| new.terms.get_mut(i)) {
                    Some(place) => *place = term,
                    None => new.terms.push(term),
                }
                new.terms.sort();
            }
            TermsField::Closed(old) => {
                let days = closures::closed(text, today)?;
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
        self.over = Some(Overlay::Terms(Box::new(TermsSheet { side, terms, at: 0, typing: None })));
        vec![Request::Terms { school }]
    }

    /// Takes the terms as they are stored; what is counted by them is asked for again where they
    /// changed.
    pub(in crate::ui) fn on_terms(&mut self, terms: Terms, says: String) -> Vec<Request> {
        if let Some(Overlay::Terms(sheet)) = &mut self.over
            && sheet.terms.school == terms.school
        {
            sheet.terms = terms;
            sheet.step(0);
        }
        if says.is_empty() {
            return Vec::new();
        }
        self.say(format!("{} · saved", says.trim_end_matches('.')));
        let open = self.case.as_ref().map(|c| Request::Case(c.id));
        [Request::Calendars, self.cases.ask(self.today)].into_iter().chain(open).collect()
    }

    pub(in crate::ui) fn key_terms(
        &mut self,
        mut sheet: Box<TermsSheet>,
        key: Key,
    ) -> Vec<Request> {
        if sheet.typing.is_some() {
            return self.key_term_typed(sheet, key);
        }
        let mut out = Vec::new();
        match key.code {
            KeySym::Esc | KeySym::Char('q') => return Vec::new(),
            KeySym::Char('h' | 'l') | KeySym::Tab => {
                let other = if sheet.side == Side::Home { Side::Host } else { Side::Home };
                self.over = Some(Overlay::Terms(sheet));
                return self.open_terms(other);
            }
            KeySym::Down | KeySym::Char('j') => sheet.step(1),
            KeySym::Up | KeySym::Char('k') => sheet.step(-1),
            KeySym::PageDown => sheet.step(10),
            KeySym::PageUp => sheet.step(-10),
            KeySym::Char('t') => sheet.begin(TermsField::Term(None)),
            KeySym::Char('c') => sheet.begin(TermsField::Closed(None)),
            KeySym::Enter | KeySym::Char('e') => match sheet.current() {
                Some(TermsLine::Term(i)) => sheet.begin(TermsField::Term(Some(i))),
                Some(TermsLine::Closed(i)) => sheet.begin(TermsField::Closed(Some(i))),
                None => sheet.begin(TermsField::Term(None)),
            },
            KeySym::Char('D') | KeySym::Delete => out.extend(sheet.current().map(|line| Request::SetTerms(Box::new(sheet.without(line))))),
            KeySym::Char('u') => out.push(Request::Undo),
            _ => self.refuse("t adds a term, c closed days, e corrects, D removes, u undoes, h the other school, Esc leaves."),
        }
        self.over = Some(Overlay::Terms(sheet));
        out
    }

    fn key_term_typed(&mut self, mut sheet: Box<TermsSheet>, key: Key) -> Vec<Request> {
        let mut out = Vec::new();
        if let Some((mut prompt, what)) = sheet.typing.take() {
            match key.code {
                KeySym::Esc => self.say("Left as it was."),
                KeySym::Enter => match sheet.with(&prompt.text(), what, self.today) {
                    Ok(new) => out.push(Request::SetTerms(Box::new(new))),
                    Err(fault) => {
                        prompt.fault = fault;
                        sheet.typing = Some((prompt, what));
                    }
                },
                _ => {
                    prompt.key(key);
                    sheet.typing = Some((prompt, what));
                }
            }
        }
        self.over = Some(Overlay::Terms(sheet));
        out
    }

    /// Puts pasted text into what is being typed.
    pub(in crate::ui) fn paste_terms(sheet: &mut TermsSheet, text: &str) {
        if let Some((prompt, _)) = &mut sheet.typing {
            prompt.paste(text);
        }
    }
}

/// Draws the sheet over a pane.
pub fn draw(sheet: &TermsSheet, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = usize::from(area.width);
    let style = |role| look.theme.style(role);
    clear(buf, area, style(Role::Text));
    let side = if sheet.side == Side::Home { "home" } else { "host" };
    let head = format!("Terms and closures, {side}: {}", (look.school)(&sheet.terms.school));
    draw_text(buf, area, 0, 0, &pad_to(&truncate(&head, width), width), style(Role::Title));
    let keys = "t term  c closed days  e correct  D remove  u undo  h other school  Esc leaves";
    draw_text(buf, area, 0, 1, &truncate(keys, width), style(Role::Hint));
    let lines = sheet.lines();
    if lines.is_empty() {
        let words = "No term dates: school days are counted Monday to Friday less bank holidays.";
        draw_text(buf, area, 0, 2, &truncate(words, width), style(Role::Dim));
    }
    crate::ui::overlay::text_input::count(
        sheet.at,
        lines.len(),
        display_width(&head),
        look,
        area,
        0,
        buf,
    );
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
        return prompt::draw(prompt, look, area, buf);
    }
    Some((area.x, (area.y + 2 + (sheet.at - top) as u16).min(area.bottom() - 1)))
}
