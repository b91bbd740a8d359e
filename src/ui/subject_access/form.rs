//! The form of a request: a new one about the open case, saved whole; or what becomes known of one,
//! each answer saved as it is given.

mod draw;
mod fields;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{AccessAmendment, AccessAnswer, AccessAsk, AccessView, NewAccess, Reply, Request};
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::subject_access::request::{Capacity, Ending};
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::pending::AccessThen;
use crate::ui::session::Session;
use crate::ui::subject_access::asking::{Answered, Asking};
use crate::ui::subject_access::form::fields::{Kind, RequestField};
use crate::ui::subject_access::{ask, words};

/// A request as it is typed before it is entered.
#[derive(Debug, Clone)]
struct Begun {
    received: NaiveDate,
    capacity: Option<Capacity>,
    requester: String,
    scope: String,
    others: String,
}

/// The form with a cursor on one of its questions.
#[derive(Debug)]
pub(crate) struct RequestForm {
    case: CaseRef,
    begun: Begun,
    /// The request as it is stored; none before it is entered.
    stored: Option<Box<AccessView>>,
    cursor: usize,
    asking: Option<(RequestField, Asking)>,
}

/// What the keys of the form do, as it says them.
const KEYS: &[(Action, &str)] = &[(Action::Choose, words::ANSWER), (Action::Close, words::CLOSE)];
const KEYS_NEW: &[(Action, &str)] =
    &[(Action::Choose, words::ANSWER), (Action::Save, words::SAVE), (Action::Close, words::CLOSE)];

impl RequestForm {
    /// Returns the form of a new request about a case, with what was typed in it before and left.
    pub(crate) fn new(case: CaseRef, session: &Session) -> RequestForm {
        let kept = |asked: &str| {
            session.kept.line(Some(case), asked).unwrap_or_default().trim().to_owned()
        };
        let begun = Begun {
            received: session.today,
            capacity: None,
            requester: kept(words::F_REQUESTER),
            scope: kept(words::F_SCOPE),
            others: kept(words::F_OTHERS),
        };
        RequestForm { case, begun, stored: None, cursor: 0, asking: None }
    }

    /// Returns the form of a request that is entered, the cursor on the first question that forbids
    /// to give anything.
    pub(crate) fn of(view: &AccessView) -> RequestForm {
        let request = &view.request;
        let details = view.details.clone().unwrap_or_default();
        let begun = Begun {
            received: request.received,
            capacity: Some(request.capacity),
            requester: details.requester,
            scope: details.scope,
            others: String::new(),
        };
        let stored = Some(Box::new(view.clone()));
        let mut form =
            RequestForm { case: request.id.case, begun, stored, cursor: 0, asking: None };
        let open = form.fields().iter().position(|field| field.is_obstacle(request));
        form.cursor = open.unwrap_or(0);
        form
    }

    fn fields(&self) -> Vec<RequestField> {
        fields::of(self.stored.as_deref())
    }

    fn current(&self) -> Option<RequestField> {
        self.fields().get(self.cursor).copied()
    }

    fn step(&mut self, by: isize) {
        let last = self.fields().len().saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
    }

    /// Asks the question under the cursor.
    fn begin(&mut self, field: RequestField, session: &Session) {
        let (label, hint) = (field.label(), field.hint());
        // What is asked again is another time: its day is today.
        let now = if self.is_asked_again(field) { String::new() } else { self.value(field) };
        let asking = match field.kind() {
            Kind::Day => {
                let today = dates::format(session.today);
                Asking::line(label, hint, if now.is_empty() { &today } else { &now }, session)
            }
            Kind::Text => Asking::line(label, hint, &now, session),
            Kind::Choice(options) => {
                let at = options.iter().position(|option| *option == now).unwrap_or(0);
                Asking::choice(label, "", options, at)
            }
        };
        self.asking = Some((field, asking));
    }

    /// Returns whether an answer would be one more beside that which is shown.
    fn is_asked_again(&self, field: RequestField) -> bool {
        let last = self.stored.as_ref().and_then(|view| view.request.clarifications.last());
        field == RequestField::ClarificationAsked
            && last.is_some_and(|wait| wait.answered.is_some())
    }

    /// Takes what was typed; a fault in it is said, and it is asked still.
    fn typed(
        &mut self,
        field: RequestField,
        mut asking: Asking,
        text: &str,
        session: &Session,
    ) -> Changes {
        let read = match field.kind() {
            Kind::Day => parse::parse(&FieldKind::Date, text, session.today)
                .map_err(|fault| fault.to_string())
                .and_then(|read| read.value.as_date().ok_or_else(|| words::NOT_A_DAY.to_owned()))
                .map(|day| self.take_day(field, day, session)),
            Kind::Text | Kind::Choice(_) => self.take_text(field, text, session),
        };
        read.unwrap_or_else(|fault| {
            asking.refuse(fault);
            self.asking = Some((field, asking));
            Changes::none()
        })
    }

    fn take_day(&mut self, field: RequestField, day: NaiveDate, session: &Session) -> Changes {
        let day_of = Some(day);
        let amendment = match field {
            RequestField::Received => {
                self.begun.received = day;
                self.step(1);
                return Changes::none();
            }
            RequestField::IdentityAsked => {
                AccessAmendment { identity_asked: day_of, ..AccessAmendment::default() }
            }
            RequestField::IdentitySeen => {
                AccessAmendment { identity_confirmed: day_of, ..AccessAmendment::default() }
            }
            RequestField::ClarificationAsked => {
                AccessAmendment { clarification_asked: day_of, ..AccessAmendment::default() }
            }
            RequestField::ClarificationGiven => {
                AccessAmendment { clarification_answered: day_of, ..AccessAmendment::default() }
            }
            RequestField::ExtensionTold => {
                if self.value(RequestField::ExtensionReason(None)).is_empty() {
                    // An extension counts with its reason alone: both are saved together.
                    self.begin(RequestField::ExtensionReason(Some(day)), session);
                    return Changes::none();
                }
                AccessAmendment { extension_told: day_of, ..AccessAmendment::default() }
            }
            RequestField::ClosedOn(how) => {
                let Some(view) = &self.stored else { return Changes::none() };
                let id = view.request.id;
                return ask(AccessAsk::Close { id, on: day, how }, AccessThen::Again(id));
            }
            _ => return Changes::none(),
        };
        self.amend(amendment)
    }

    fn take_text(
        &mut self,
        field: RequestField,
        text: &str,
        session: &Session,
    ) -> Result<Changes, String> {
        let text = text.trim();
        let is_new = self.stored.is_none();
        let kept = match field {
            RequestField::Scope if !is_new => {
                let scope = Some(text.to_owned());
                return Ok(self.amend(AccessAmendment { scope, ..AccessAmendment::default() }));
            }
            RequestField::ExtensionReason(extension_told) => {
                if text.is_empty() {
                    return Err(words::TYPE_SOMETHING.to_owned());
                }
                let extension_reason = Some(text.to_owned());
                let amendment = AccessAmendment {
                    extension_told,
                    extension_reason,
                    ..AccessAmendment::default()
                };
                return Ok(self.amend(amendment));
            }
            RequestField::Requester if text.is_empty() => {
                return Err(words::TYPE_SOMETHING.to_owned());
            }
            RequestField::Requester => &mut self.begun.requester,
            RequestField::Scope => &mut self.begun.scope,
            RequestField::Others => {
                let wrong = text.split_whitespace().find_map(|one| one.parse::<CaseRef>().err());
                if let Some(wrong) = wrong {
                    return Err(wrong.to_string());
                }
                &mut self.begun.others
            }
            _ => return Ok(Changes::none()),
        };
        text.clone_into(kept);
        self.step(1);
        // Until the request is entered the answer is kept as a text that is being typed.
        Ok(fields::keep(self.case, field, text, session))
    }

    fn chosen(&mut self, field: RequestField, at: usize, session: &Session) -> Changes {
        let yes = Some(at == 0);
        let amendment = match field {
            RequestField::Capacity => {
                self.begun.capacity = Capacity::ALL.get(at).copied();
                self.step(1);
                return Changes::none();
            }
            RequestField::Ended => {
                let how = Ending::ALL.get(at).copied().unwrap_or(Ending::Given);
                self.begin(RequestField::ClosedOn(how), session);
                return Changes::none();
            }
            RequestField::Educational => {
                AccessAmendment { educational: yes, ..AccessAmendment::default() }
            }
            RequestField::Maintained => {
                AccessAmendment { maintained: yes, ..AccessAmendment::default() }
            }
            RequestField::Competence => {
                AccessAmendment { competence: yes, ..AccessAmendment::default() }
            }
            RequestField::Authority => {
                AccessAmendment { authority: yes, ..AccessAmendment::default() }
            }
            _ => return Changes::none(),
        };
        self.amend(amendment)
    }

    /// Takes the own request among those that are stored: for a new one the last about its case.
    fn take_stored<'a>(&mut self, all: impl Iterator<Item = &'a AccessView>) {
        let id = self.stored.as_ref().map(|view| view.request.id);
        let is_own = |view: &&AccessView| match id {
            Some(id) => view.request.id == id,
            None => view.request.id.case == self.case,
        };
        let Some(view) = all.filter(is_own).max_by_key(|view| view.request.id) else { return };
        if id.is_none() {
            *self = RequestForm::of(view);
            return;
        }
        self.stored = Some(Box::new(view.clone()));
        if let Some(details) = &view.details {
            self.begun.scope.clone_from(&details.scope);
        }
        self.step(0);
    }

    fn amend(&self, amendment: AccessAmendment) -> Changes {
        let Some(view) = &self.stored else { return Changes::none() };
        let id = view.request.id;
        ask(AccessAsk::Amend { id, amendment: Box::new(amendment) }, AccessThen::Again(id))
    }

    /// Enters the request; what was kept of it while it was typed is dropped then.
    fn save(&mut self) -> Changes {
        let Some(capacity) = self.begun.capacity.filter(|_| !self.begun.requester.is_empty())
        else {
            let is_open = |field: &RequestField| self.value(*field).is_empty();
            let wanted = [RequestField::Capacity, RequestField::Requester];
            let open = wanted.into_iter().find(is_open);
            self.cursor = self.fields().iter().position(|f| Some(*f) == open).unwrap_or(0);
            return Changes::refuse(words::FIRST_SAY);
        };
        let others = self.begun.others.split_whitespace();
        let others = others.filter_map(|one| one.parse::<CaseRef>().ok());
        let new = NewAccess {
            cases: std::iter::once(self.case).chain(others).collect(),
            received: self.begun.received,
            capacity,
            requester: self.begun.requester.clone(),
            scope: self.begun.scope.clone(),
        };
        Changes::ask(Request::Access(AccessAsk::Enter(new))).and(fields::drop_kept(self.case))
    }

    fn answered(
        &mut self,
        field: RequestField,
        mut asking: Asking,
        input: Input,
        session: &Session,
    ) -> Update {
        match asking.take(input, session) {
            Answered::On(kept) => {
                self.asking = Some((field, asking));
                Update::StayWith(kept)
            }
            Answered::Left(kept) => {
                Update::StayWith(kept.and(Changes::say(words::NOTHING_CHANGED)))
            }
            Answered::Line(text, kept) => {
                let taken = self.typed(field, asking, &text, session);
                Update::StayWith(kept.and(taken))
            }
            Answered::Chosen(at) => Update::StayWith(self.chosen(field, at, session)),
            Answered::Yes => Update::Stay,
        }
    }
}

impl Overlay for RequestForm {
    fn scopes(&self) -> &'static [Scope] {
        match &self.asking {
            Some((_, asking)) => asking.scopes(),
            None => &[Scope::Form, Scope::List, Scope::Global],
        }
    }

    fn bar(&self) -> BarKeys {
        match (&self.asking, &self.stored) {
            (Some((_, asking)), _) => asking.bar(),
            (None, None) => KEYS_NEW,
            (None, Some(_)) => KEYS,
        }
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        if let Some((field, asking)) = self.asking.take() {
            return self.answered(field, asking, input, session);
        }
        if let Some(by) = input.steps() {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close | Action::Cancel) => return Update::Close,
            Some(Action::Choose) => {
                if let Some(field) = self.current() {
                    self.begin(field, session);
                }
            }
            Some(Action::Save) if self.stored.is_none() => return Update::StayWith(self.save()),
            _ => {
                let keys = if self.stored.is_none() { KEYS_NEW } else { KEYS };
                let says = words::keys_are(&session.keys_in_words(keys));
                return Update::StayWith(Changes::refuse(says));
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        match &mut self.asking {
            Some((_, asking)) => asking.paste(text, session),
            None => Changes::none(),
        }
    }

    /// Takes the request as it is stored: a new one goes on as what becomes known of it.
    fn take(&mut self, reply: &Reply) -> bool {
        match reply {
            Reply::Access(AccessAnswer::Work(work)) if !work.says.is_empty() => {
                self.take_stored(std::iter::once(&work.view));
            }
            // So is it where the officer does not see the items.
            Reply::Access(AccessAnswer::List { says, all }) if !says.is_empty() => {
                self.take_stored(all.iter().map(|line| &line.view));
            }
            _ => {}
        }
        false
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw::draw(self, look, area, buf)
    }
}
