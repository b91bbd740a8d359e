//! A line, a choice or a question at the foot of a sheet: what lies under it waits for the answer.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{
    BarKeys, CHOOSES_LINE, CONFIRM, Changes, Input, LIST, Overlay, SAVES, TEXT,
};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::session::Session;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, clear, draw_text};
use crate::widgets::text::{pad_to, whole_parts, wrap};
use crate::widgets::theme::Role;

/// What is asked.
#[derive(Debug)]
pub(crate) enum Asking {
    /// A line is typed.
    Line(Box<Prompt>),
    /// One of a few is chosen.
    Choice(Choice),
    /// A question is answered by yes; any other key is no.
    Question(Confirm),
}

/// One of a few, by its number or under the cursor.
#[derive(Debug)]
pub(crate) struct Choice {
    label: String,
    /// What has to be known of all of them; "" for nothing.
    note: &'static str,
    options: Vec<&'static str>,
    cursor: usize,
}

/// What became of it after a key.
#[derive(Debug)]
pub(crate) enum Answered {
    /// It is still asked; what is to be kept of it.
    On(Changes),
    /// It was left.
    Left(Changes),
    /// The line was typed.
    Line(String, Changes),
    /// The option of this place was chosen.
    Chosen(usize),
    /// Yes.
    Yes,
}

impl Asking {
    /// Asks for a line that begins with a text.
    pub(crate) fn line(label: &str, hint: &str, text: &str, session: &Session) -> Asking {
        let mut prompt = Prompt::new(label, hint, text);
        prompt.offer(session);
        Asking::Line(Box::new(prompt))
    }

    /// Asks for a path.
    pub(crate) fn path(label: &str, hint: &'static str, session: &Session) -> Asking {
        let mut prompt = Prompt::new(label, "", "").asks_path(hint);
        prompt.offer(session);
        Asking::Line(Box::new(prompt))
    }

    /// Asks for one of a few, the cursor on the one that is chosen now.
    pub(crate) fn choice(
        label: impl Into<String>,
        note: &'static str,
        options: Vec<&'static str>,
        at: usize,
    ) -> Asking {
        Asking::Choice(Choice { label: label.into(), note, options, cursor: at })
    }

    /// Asks a question.
    pub(crate) fn question(question: impl Into<String>) -> Asking {
        Asking::Question(Confirm::new(question, Changes::none(), ""))
    }

    /// Returns the scopes in which its keys are looked up.
    pub(crate) fn scopes(&self) -> &'static [Scope] {
        match self {
            Asking::Line(_) => TEXT,
            Asking::Choice(_) => LIST,
            Asking::Question(_) => CONFIRM,
        }
    }

    /// Returns what the bottom bar names.
    pub(crate) fn bar(&self) -> BarKeys {
        match self {
            Asking::Line(_) => SAVES,
            Asking::Choice(_) => CHOOSES_LINE,
            Asking::Question(question) => question.bar(),
        }
    }

    /// Takes a key.
    pub(crate) fn take(&mut self, input: Input, session: &Session) -> Answered {
        match self {
            Asking::Line(prompt) => match prompt.take_and_keep(input, session) {
                (Typed::On, kept) => Answered::On(kept),
                (Typed::Left, kept) => Answered::Left(kept),
                (Typed::Entered, kept) => Answered::Line(prompt.text(), kept),
            },
            Asking::Choice(choice) => choice.take(input),
            Asking::Question(_) if input.action == Some(Action::Agree) => Answered::Yes,
            Asking::Question(_) => Answered::Left(Changes::none()),
        }
    }

    /// Says what is wrong with the line that was typed; it stays.
    pub(crate) fn refuse(&mut self, fault: impl Into<String>) {
        if let Asking::Line(prompt) = self {
            prompt.fault = fault.into();
        }
    }

    /// Takes pasted text into the line.
    pub(crate) fn paste(&mut self, text: &str, session: &Session) -> Changes {
        let Asking::Line(prompt) = self else { return Changes::none() };
        prompt.paste(text);
        prompt.keep(session)
    }

    /// Draws it over the lowest lines of an area.
    pub(crate) fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        match self {
            Asking::Line(prompt) => prompt.draw(look, area, buf),
            Asking::Choice(choice) => choice.draw(look, area, buf),
            Asking::Question(question) => question.draw(look, area, buf),
        }
    }
}

impl Choice {
    fn take(&mut self, input: Input) -> Answered {
        if let Some(by) = input.steps() {
            let last = self.options.len().saturating_sub(1);
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
            return Answered::On(Changes::none());
        }
        if let Some(at) = input.key.digit().and_then(|digit| digit.checked_sub(1)) {
            let is_one = at < self.options.len();
            return if is_one { Answered::Chosen(at) } else { Answered::On(Changes::none()) };
        }
        match input.action {
            Some(Action::Choose) => Answered::Chosen(self.cursor),
            Some(Action::Close) => Answered::Left(Changes::none()),
            _ => Answered::On(Changes::none()),
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let width = usize::from(area.width);
        let keys = look.keys(&[(&[Action::Choose], "choose"), (&[Action::Close], "cancel")]);
        let mut head = wrap(&self.label, width.max(1));
        head.truncate(2);
        let mut note = wrap(self.note, width.max(1));
        note.retain(|line| !line.is_empty());
        let lines = head.len() + note.len() + 1 + self.options.len();
        let height = (lines as u16).min(area.height);
        if height == 0 || width == 0 {
            return None;
        }
        let over = Rect { y: area.bottom() - height, height, ..area };
        clear(buf, over, look.theme.style(Role::Text));
        let title = look.theme.style(Role::Title);
        let keys = whole_parts(&keys, width);
        for (y, line) in head.iter().chain([&keys]).enumerate() {
            draw_text(buf, over, 0, y as u16, &pad_to(line, width), title);
        }
        let used = head.len() as u16 + 1;
        for (y, line) in note.iter().enumerate() {
            draw_text(buf, over, 0, used + y as u16, line, look.theme.style(Role::Hint));
        }
        let used = (used + note.len() as u16).min(height - 1);
        let style = look.theme.style(Role::Text);
        let options = self.options.iter().enumerate();
        let options = options.map(|(n, words)| (format!("{}  {words}", n + 1), style));
        let row = draw_list(options, self.cursor, look.theme, below(over, 0, used), buf);
        Some((over.x, (over.y + used + row).min(over.bottom() - 1)))
    }
}
