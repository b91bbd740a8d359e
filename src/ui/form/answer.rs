//! Takes an answer: stores it, or keeps it in the event that is not saved yet.

use crate::api::{Draft, Request};
use crate::domain::case::edit::{CaseChange, Edit, apply_all};
use crate::domain::case::outline::OutlineLine;
use crate::domain::case::{Case, FieldPath};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::forms::parse;
use crate::domain::forms::parse::ParseWarning;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::change::Changes;
use crate::ui::form::FormPane;
use crate::ui::form::words;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::pending::Pending;
use crate::ui::session::Session;

impl FormPane {
    /// Stores an answer, or keeps it in the event that is not saved yet.
    fn put_answer(&mut self, at: &FieldPath, new: Value, session: &Session) -> Changes {
        if self.editor.is_pending(at) {
            let Some(pending) = &mut self.editor.pending else { return Changes::none() };
            let was_proposed = pending.proposed.contains_key(&at.field);
            let kept = keep_answer(at, &new, was_proposed, session);
            pending.put(&at.field, new);
            return kept;
        }
        let signs_off = !new.is_empty()
            && [field::REVIEW_SIGNED_OFF.id, field::INITIAL_SIGNED_OFF.id]
                .contains(&at.field.as_str());
        let Some(change) = session.set(at, new) else { return Changes::none() };
        let stored = Changes::ask(Pending::change(change, None));
        if signs_off {
            let question = words::ASK_SIGN_OFF;
            return Changes::lay(Confirm::new(question, stored, words::NO_CHANGES));
        }
        stored
    }

    /// Makes an answer a correction where its meeting was signed off while it was given; none where
    /// it was not.
    fn correct(&mut self, at: &FieldPath, new: &Value, session: &Session) -> Option<Changes> {
        let begun = self.begin_correction(at, session)?;
        let (_, field) = forms::any_field(&at.field)?;
        let pending = self.editor.pending.as_ref()?;
        let into = FieldPath::row(pending.table, pending.row, field::APPENDIX_NEW.id);
        let words = Value::Text(parse::format(&field.kind, new));
        let put = self.put_answer(&into, words, session);
        self.go_to_first_missing(session.case.as_ref()?);
        Some(begun.and(put))
    }

    /// Takes a picked value as the answer, and goes on to the next line.
    pub fn take_choice(&mut self, at: &FieldPath, value: Value, session: &Session) -> Changes {
        if let Some(correction) = self.correct(at, &value, session) {
            return correction;
        }
        let stored = self.put_answer(at, value.clone(), session);
        self.go_on(at, value, session);
        if self.editor.is_pending(at) { stored.and(self.go_on_in_event(session)) } else { stored }
    }

    /// Takes what was typed as the answer, and goes on to the next line. Why a UPN stays whose
    /// check letter does not fit is asked at once.
    pub fn take_typed(
        &mut self,
        at: &FieldPath,
        value: Value,
        warning: Option<ParseWarning>,
        session: &Session,
    ) -> Changes {
        if let Some(correction) = self.correct(at, &value, session) {
            let dropped =
                session.case_id().map(|case| Request::DiscardDraft { case, at: at.clone() });
            return correction.and(dropped.into_iter().collect::<Changes>());
        }
        let closed = session.said_of_typed(at, &value);
        let is_pending = self.editor.is_pending(at);
        let mut stored = self.put_answer(at, value.clone(), session);
        if let Some(case) = session.case_id().filter(|_| !is_pending) {
            stored = stored.and(Changes::ask(Request::DiscardDraft { case, at: at.clone() }));
        }
        self.go_on(at, value, session);
        let to_mind = match warning {
            Some(warning @ ParseWarning::UpnCheckLetter { .. })
                if at.field == field::CHILD_UPN.id =>
            {
                return stored.and(Changes::say("")).and(ask_upn_reason(&warning, session));
            }
            Some(warning) => Some(warning.to_string()),
            None => closed,
        };
        match to_mind {
            Some(words) if is_pending => {
                stored.and(self.go_on_in_event(session)).and(Changes::refuse(words))
            }
            None if is_pending => stored.and(self.go_on_in_event(session)),
            // That it is saved is said in between.
            to_mind => {
                self.to_mind = to_mind.map(|words| (at.clone(), words));
                stored
            }
        }
    }

    /// Says what is to be minded of the answer that a change has stored.
    pub(super) fn mind(&mut self, change: &CaseChange) -> Changes {
        let is_its = |at: &FieldPath| {
            change.edits.iter().any(|edit| matches!(edit, Edit::Set { path, .. } if path == at))
        };
        match self.to_mind.take_if(|(at, _)| is_its(at)) {
            Some((_, words)) => Changes::refuse(words),
            None => Changes::none(),
        }
    }

    /// Goes on after an answer: where it was missing to the next that is missing below it, else to
    /// the next line.
    fn go_on(&mut self, at: &FieldPath, value: Value, session: &Session) {
        let Some(case) = &session.case else { return };
        let before = self.editor.cursor;
        let was_missing = self.editor.current(case).is_some_and(|l| l.is_wanted() == Some(true));
        let next = if was_missing { self.next_missing_after(at, value, session) } else { None };
        match next {
            Some(line) => self.editor.cursor = line,
            None => self.editor.advance(case),
        }
        self.has_arrived = self.editor.cursor != before;
    }

    /// Returns the line of a form that is missing next below an answer, once that is stored.
    fn next_missing_after(&self, at: &FieldPath, value: Value, session: &Session) -> Option<usize> {
        self.editor.form()?;
        let mut case = Case::clone(session.case.as_ref()?);
        apply_all(&mut case, &session.set(at, value)?).ok()?;
        let all = self.editor.lines(&case);
        let is_at = |l: &OutlineLine| matches!(l, OutlineLine::Field { path, .. } if path == at);
        let here = all.iter().position(is_at)?;
        let is_missing = |l: &OutlineLine| l.is_stop() && l.is_wanted() == Some(true);
        (here + 1..all.len()).find(|i| is_missing(&all[*i]))
    }

    /// Answers the yes-or-no question under the cursor.
    pub(super) fn answer_yes_no(&mut self, yes: bool, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        match self.editor.current(case) {
            Some(OutlineLine::Field { path: at, field, .. }) if field.kind == FieldKind::YesNo => {
                match self.begin_correction(&at, session) {
                    Some(begun) => begun,
                    None => self.take_choice(&at, Value::YesNo(yes), session),
                }
            }
            Some(OutlineLine::Table { table, missing: true, .. })
                if !yes && table.none_field().is_some() =>
            {
                let none = FieldPath::case(table.none_field().unwrap_or_default());
                self.take_choice(&none, Value::YesNo(true), session)
            }
            _ => {
                let [yes, no, edit] =
                    [Action::Yes, Action::No, Action::Edit].map(|act| session.key_words(act));
                Changes::refuse(words::yes_and_no(&yes, &no, &edit))
            }
        }
    }

    /// Takes the answer under the cursor away.
    pub(super) fn clear(&mut self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        let Some(OutlineLine::Field { path: at, .. }) = self.editor.current(case) else {
            return Changes::none();
        };
        match self.begin_correction(&at, session) {
            Some(begun) => begun,
            None => self.put_answer(&at, Value::Empty, session),
        }
    }
}

/// Keeps an answer of an event that is not saved yet, so that a session that ends does not take it;
/// one that was proposed and cleared is kept as empty.
fn keep_answer(at: &FieldPath, new: &Value, was_proposed: bool, session: &Session) -> Changes {
    let (Some(case), Some((_, field))) = (session.case_id(), forms::any_field(&at.field)) else {
        return Changes::none();
    };
    let (path, text) = (at.clone(), parse::format(&field.kind, new));
    Changes::ask(if new.is_empty() && !was_proposed {
        Request::DiscardDraft { case, at: path }
    } else {
        Request::SaveDraft(Draft { case, path, text, cursor: Some((0, 0)) })
    })
}

/// Asks why a UPN stays whose check letter does not fit.
fn ask_upn_reason(warning: &ParseWarning, session: &Session) -> Changes {
    let Some((_, field)) = forms::any_field(field::CHILD_UPN_REASON) else {
        return Changes::none();
    };
    let reason = session.case.as_ref().map_or("", |c| c.answer(field.id).as_text());
    let mut typing = AnswerInput::new(FieldPath::case(field.id), field, reason);
    typing.fault = warning.to_string();
    Changes::lay(typing)
}
