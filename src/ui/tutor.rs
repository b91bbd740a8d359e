//! The tutor: ten minutes on invented pupils, one task at a time, each confirmed once it is done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::Action;
use crate::ui::look::DrawContext;
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, wrap};
use crate::widgets::theme::Role;

/// What ends a lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The action was done so many times.
    Done(Action, usize),
    /// Something was stored.
    Saved,
    /// A search was typed that finds these words' cases.
    Found(&'static str),
}

/// A lesson: one thing to do.
pub struct Lesson {
    /// What to do, with `{}` where the key stands.
    pub text: &'static str,
    /// The action whose key it is.
    pub key: Option<Action>,
    /// What ends the lesson.
    pub until: Until,
}

const fn does(action: Action, says: &'static str) -> Lesson {
    Lesson { text: says, key: Some(action), until: Until::Done(action, 1) }
}

/// The lessons, in order.
pub const LESSONS: &[Lesson] = &[
    Lesson {
        text: "This is the case list, most urgent first: ! is overdue, * is today. {} moves down. Press it three times.",
        key: Some(Action::Down),
        until: Until::Done(Action::Down, 3),
    },
    does(
        Action::Why,
        "Each case shows its next task. {} explains why, and how the date was worked out. Any key closes it.",
    ),
    does(Action::Overview, "{} shows the whole case: what to do next, and the history."),
    does(Action::Timeline, "{} shows its events, oldest first."),
    does(
        Action::Attendance,
        "{} shows both registers, week by week. Marks are typed as their codes in capitals.",
    ),
    does(
        Action::Passport,
        "{} opens the passport: every fact of the child, asked once for all five forms.",
    ),
    does(Action::NextMissing, "{} goes to the next question that is not answered."),
    Lesson {
        text: "{} answers it. Type or choose an answer, then press Enter. It saves at once.",
        key: Some(Action::Edit),
        until: Until::Saved,
    },
    does(
        Action::Undo,
        "{} undoes your last change, even days later. It tells you first what it will undo.",
    ),
    does(Action::Redo, "{} redoes it."),
    does(
        Action::Record,
        "{} records an event: a telephone call, a meeting, a decision. Press it, look, and leave the list without a choice.",
    ),
    does(Action::Cases, "{} goes back to the list."),
    Lesson {
        text: "{} finds a case. Type a few letters of a name, then press Enter. You can leave letters out.",
        key: Some(Action::Find),
        until: Until::Found(""),
    },
    Lesson {
        text: "{} also takes words: late, due<7d, flag:cla, stage:running. Clear the line, type late, then Enter.",
        key: Some(Action::Find),
        until: Until::Found("late"),
    },
    does(
        Action::Views,
        "{} opens saved views, each with its number of cases. Press the number of one.",
    ),
    does(Action::SelectCase, "{} selects a case. You can record one event for all selected cases."),
    does(Action::Palette, "{} finds any command by its name and shows its key."),
    does(Action::Help, "{} shows what you can do where you are. That is all you need to remember."),
];

/// Where the officer is in the lessons.
#[derive(Debug, Default)]
pub struct Tutor {
    position: usize,
    times: usize,
}

impl Tutor {
    /// Returns the lesson at hand; none after the last.
    pub fn lesson(&self) -> Option<&'static Lesson> {
        LESSONS.get(self.position)
    }

    fn on(&mut self, happened: impl Fn(Until) -> Option<usize>) {
        let Some(wanted) = self.lesson().and_then(|l| happened(l.until)) else { return };
        self.times += 1;
        if self.times >= wanted {
            self.position += 1;
            self.times = 0;
        }
    }

    /// Takes note of an action.
    pub fn acted(&mut self, action: Action) {
        self.on(|until| {
            if let Until::Done(a, times) = until { (a == action).then_some(times) } else { None }
        });
    }

    /// Takes note that something was stored.
    pub fn saved(&mut self) {
        self.on(|until| (until == Until::Saved).then_some(1));
    }

    /// Takes note of a search that was typed.
    pub fn found(&mut self, search: &str) {
        self.on(|until| {
            if let Until::Found(words) = until {
                (!search.is_empty() && search.contains(words)).then_some(1)
            } else {
                None
            }
        });
    }
}

impl Tutor {
    /// Returns the words of the lesson at hand.
    fn hint(&self, look: &DrawContext) -> String {
        let Some(lesson) = self.lesson() else {
            return format!(
                "That is everything. Press {} to quit, then run offsite to open your own records. Nothing here was saved.",
                (look.key)(Action::Quit)
            );
        };
        let key = lesson.key.map(|a| (look.key)(a)).unwrap_or_default();
        let says = lesson.text.replace("{}", &key);
        format!("Lesson {} of {}: {says}", self.position + 1, LESSONS.len())
    }

    /// Returns how many lines the lesson takes at a width.
    pub fn height(&self, look: &DrawContext, width: u16) -> u16 {
        wrap(&self.hint(look), usize::from(width)).len() as u16 + 1
    }

    /// Draws the lesson.
    pub fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) {
        let width = usize::from(area.width);
        draw_text(buf, area, 0, 0, &pad_to("", width), look.theme.style(Role::Title));
        for (y, line) in (1..).zip(wrap(&self.hint(look), width)) {
            draw_text(buf, area, 0, y, &pad_to(&line, width), look.theme.style(Role::Hint));
        }
    }
}
