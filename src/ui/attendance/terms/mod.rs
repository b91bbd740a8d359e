//! Terms and closures of a case's school: list, add, correct, remove. Each change is stored at once
//! and can be undone.

mod draw;

use crate::ui::attendance::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request};
use crate::domain::calendar::terms_line::{TermsField, TermsLine, lines};
use crate::domain::calendar::{Terms, TermsChange};
use crate::domain::case::Side;
use crate::domain::school::School;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, SAVES, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::pending::PickFor;
use crate::ui::session::Session;

/// The sheet of one school.
#[derive(Debug)]
pub(crate) struct TermsSheet {
    side: Side,
    terms: Terms,
    cursor: usize,
    typing: Option<(Prompt, TermsField)>,
    /// The number of the change that was seen here last.
    last: Option<u64>,
}

/// What the keys of the sheet do, as it says them.
const KEYS: &[(Action, &str)] = &[
    (Action::NewTerm, words::TERM),
    (Action::NewClosure, words::CLOSED),
    (Action::CorrectLine, words::CORRECT),
    (Action::RemoveLine, words::REMOVE),
    (Action::Undo, words::UNDO),
    (Action::OtherSchool, words::OTHER_SCHOOL),
    (Action::Close, words::CLOSE),
];

impl TermsSheet {
    /// Returns the sheet of a school, its cursor on the first line.
    pub(crate) fn new(side: Side, terms: Terms) -> TermsSheet {
        TermsSheet { side, terms, cursor: 0, typing: None, last: None }
    }

    fn current(&self) -> Option<TermsLine> {
        lines(&self.terms).get(self.cursor).copied()
    }

    fn begin(&mut self, what: TermsField, session: &Session) {
        let (label, hint, text) = what.question(&self.terms);
        let mut prompt = Prompt::new(label, hint, &text);
        prompt.offer(session);
        self.typing = Some((prompt, what));
    }

    fn step(&mut self, by: isize) {
        self.cursor =
            self.cursor.saturating_add_signed(by).min(lines(&self.terms).len().saturating_sub(1));
    }
}

/// Opens the terms of the open case's home school; where no case is open, of a school to be picked.
pub(crate) fn open(session: &Session) -> Changes {
    if session.case.is_none() {
        let item = |s: &School| (Value::School(s.id.clone()), s.with_town());
        let items: Vec<(Value, String)> = session.schools.iter().map(item).collect();
        return Changes::lay(ListPicker::new(words::WHICH_SCHOOL, items, PickFor::TermsOf));
    }
    match school_of(Side::Home, session) {
        Ok(school) => sheet_of(Side::Home, school),
        Err(why) => Changes::refuse(why.to_string()),
    }
}

/// Opens the terms of a school.
pub(crate) fn open_of(school: &str) -> Changes {
    sheet_of(Side::Home, school.to_owned())
}

/// Lays the sheet of a school over the pane, and asks for its terms.
fn sheet_of(side: Side, school: String) -> Changes {
    let terms = Terms { school: school.clone(), ..Terms::default() };
    Changes::lay(TermsSheet::new(side, terms)).and(Changes::ask(Request::Terms { school }))
}

/// Returns the id of the open case's home or host school.
fn school_of(side: Side, session: &Session) -> Result<String> {
    let Some(case) = &session.case else {
        let new = session.key_words(Action::NewCase);
        return Err(Error::input(words::NO_CASE_WITH_TERMS).with_hint(words::open_the_first(&new)));
    };
    side.school_of(case).map(str::to_owned)
}

impl Overlay for TermsSheet {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() { TEXT } else { &[Scope::Terms, Scope::List, Scope::Global] }
    }

    fn bar(&self) -> BarKeys {
        if self.typing.is_some() {
            return SAVES;
        }
        if self.current().is_none() {
            return &[
                (Action::NewTerm, words::ADD_TERM),
                (Action::NewClosure, words::ADD_CLOSED_DAYS),
                (Action::OtherSchool, words::OTHER_SCHOOL),
                (Action::Close, words::CLOSE),
            ];
        }
        &[
            (Action::NewTerm, words::ADD_TERM),
            (Action::NewClosure, words::ADD_CLOSED_DAYS),
            (Action::CorrectLine, words::CORRECT_LINE),
            (Action::RemoveLine, words::REMOVE_LINE),
            (Action::Close, words::CLOSE),
        ]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        if let Some((prompt, what)) = self.typing.take() {
            return self.typed(prompt, what, input, session);
        }
        if let Some(by) = input.steps() {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::OtherSchool) => return self.turn(session),
            Some(Action::NewTerm) => self.begin(TermsField::Term(None), session),
            Some(Action::NewClosure) => self.begin(TermsField::Closed(None), session),
            Some(Action::CorrectLine | Action::Choose) => match self.current() {
                Some(TermsLine::Term(i)) => self.begin(TermsField::Term(Some(i)), session),
                Some(TermsLine::Closed(i)) => self.begin(TermsField::Closed(Some(i)), session),
                None => self.begin(TermsField::Term(None), session),
            },
            Some(Action::RemoveLine) => {
                let without = self.current().map(|line| line.removed(&self.terms));
                return match without {
                    Some(new) => Update::StayWith(self.set(new)),
                    None => Update::Stay,
                };
            }
            Some(Action::Undo) => {
                let request = match self.last.take() {
                    Some(seq) => Request::Undo { seq },
                    None => Request::PreviewUndo { undo: true },
                };
                return Update::StayWith(Changes::ask(request));
            }
            _ => {
                let keys = session.keys_in_words(KEYS);
                return Update::StayWith(Changes::refuse(format!("{keys}.")));
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        let Some((prompt, _)) = &mut self.typing else { return Changes::none() };
        prompt.paste(text);
        prompt.keep(session)
    }

    /// Takes the terms as they are stored; what else they change is for the session.
    fn take(&mut self, reply: &Reply) -> bool {
        if let Reply::Terms { terms, seq, .. } = reply
            && self.terms.school == terms.school
        {
            self.terms = (**terms).clone();
            self.last = seq.or(self.last);
            self.step(0);
        }
        false
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw::draw(self, look, area, buf)
    }
}

impl TermsSheet {
    /// Turns to the case's other school; where it names none, this one stays.
    fn turn(&self, session: &Session) -> Update {
        let side = self.side.other();
        match school_of(side, session) {
            Ok(school) => Update::CloseWith(sheet_of(side, school)),
            Err(why) => Update::StayWith(Changes::refuse(why.to_string())),
        }
    }

    /// Asks for a change to be stored, and for the terms as they then stand: where a colleague
    /// changed the same thing, theirs are to be seen.
    fn set(&self, new: Terms) -> Changes {
        let change = TermsChange { seen: self.terms.clone(), new };
        let school = self.terms.school.clone();
        Changes::ask(Request::SetTerms(Box::new(change)))
            .and(Changes::ask(Request::Terms { school }))
    }

    /// Takes a key of the line being typed.
    fn typed(
        &mut self,
        mut prompt: Prompt,
        what: TermsField,
        input: Input,
        session: &Session,
    ) -> Update {
        let (typed, kept) = prompt.take_and_keep(input, session);
        match typed {
            Typed::On => self.typing = Some((prompt, what)),
            Typed::Left => return Update::StayWith(kept.and(Changes::say(words::NO_CHANGES))),
            Typed::Entered => match what.put(&self.terms, &prompt.text(), session.today) {
                Ok(new) => {
                    return Update::StayWith(kept.and(self.set(new)));
                }
                Err(fault) => {
                    prompt.fault = fault.to_string();
                    self.typing = Some((prompt, what));
                    return Update::Stay;
                }
            },
        }
        Update::StayWith(kept)
    }
}
