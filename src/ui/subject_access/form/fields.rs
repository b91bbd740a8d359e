//! The questions of a request: what each is called, how it is answered, and what is answered now.

use chrono::NaiveDate;

use crate::api::{AccessView, Draft, Request};
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::subject_access::request::{AccessRequest, Capacity, Ending, Wait};
use crate::ui::change::Changes;
use crate::ui::kept::{end_of, line_place};
use crate::ui::session::Session;
use crate::ui::subject_access::form::{Begun, RequestForm};
use crate::ui::subject_access::words;

/// One question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestField {
    Received,
    Capacity,
    Requester,
    Scope,
    Others,
    IdentityAsked,
    IdentitySeen,
    ClarificationAsked,
    ClarificationGiven,
    ExtensionTold,
    /// The reason, with the day on which the person was told where that is saved with it.
    ExtensionReason(Option<NaiveDate>),
    Educational,
    Maintained,
    Competence,
    Authority,
    Ended,
    /// The day on which it ended so.
    ClosedOn(Ending),
}

/// How a question is answered.
pub(super) enum Kind {
    Day,
    Text,
    Choice(Vec<&'static str>),
}

/// Returns the questions of a new request, or of one that is stored; those that are only of a parent
/// or an agent are asked of no other.
pub(super) fn of(stored: Option<&AccessView>) -> Vec<RequestField> {
    use RequestField as F;
    let Some(view) = stored else {
        return vec![F::Received, F::Capacity, F::Requester, F::Scope, F::Others];
    };
    if view.request.closed.is_some() {
        return vec![F::Ended];
    }
    let capacity = view.request.capacity;
    let all = [
        F::Scope,
        F::IdentityAsked,
        F::IdentitySeen,
        F::ClarificationAsked,
        F::ClarificationGiven,
        F::ExtensionTold,
        F::ExtensionReason(None),
        F::Educational,
        F::Maintained,
        F::Competence,
        F::Authority,
        F::Ended,
    ];
    let is_asked = |field: &F| match field {
        F::Educational | F::Maintained | F::Competence => capacity == Capacity::Parent,
        F::Authority => capacity == Capacity::Agent,
        _ => true,
    };
    all.into_iter().filter(is_asked).collect()
}

impl RequestField {
    pub(super) fn label(self) -> &'static str {
        match self {
            RequestField::Received => words::F_RECEIVED,
            RequestField::Capacity => words::F_CAPACITY,
            RequestField::Requester => words::F_REQUESTER,
            RequestField::Scope => words::F_SCOPE,
            RequestField::Others => words::F_OTHERS,
            RequestField::IdentityAsked => words::F_IDENTITY_ASKED,
            RequestField::IdentitySeen => words::F_IDENTITY_SEEN,
            RequestField::ClarificationAsked => words::F_CLARIFICATION_ASKED,
            RequestField::ClarificationGiven => words::F_CLARIFICATION_GIVEN,
            RequestField::ExtensionTold => words::F_EXTENSION_TOLD,
            RequestField::ExtensionReason(_) => words::F_EXTENSION_REASON,
            RequestField::Educational => words::F_EDUCATIONAL,
            RequestField::Maintained => words::F_MAINTAINED,
            RequestField::Competence => words::F_COMPETENCE,
            RequestField::Authority => words::F_AUTHORITY,
            RequestField::Ended => words::F_ENDED,
            RequestField::ClosedOn(_) => words::F_CLOSED_ON,
        }
    }

    pub(super) fn hint(self) -> &'static str {
        match self {
            RequestField::Scope => words::SCOPE_HINT,
            RequestField::Others => words::OTHERS_HINT,
            RequestField::ExtensionReason(_) => words::REASON_HINT,
            RequestField::Requester => "",
            _ => words::DAY_HINT,
        }
    }

    /// Returns what is shown where nothing is answered: for some questions that is an answer.
    pub(super) fn unanswered(self) -> &'static str {
        match self {
            RequestField::Scope => words::EVERYTHING,
            RequestField::Others => words::NO_OTHERS,
            RequestField::Ended => words::STILL_OPEN,
            _ => words::NOT_ANSWERED,
        }
    }

    pub(super) fn kind(self) -> Kind {
        match self {
            RequestField::Capacity => Kind::Choice(Capacity::ALL.map(Capacity::label).to_vec()),
            RequestField::Ended => Kind::Choice(Ending::ALL.map(Ending::label).to_vec()),
            RequestField::Educational
            | RequestField::Maintained
            | RequestField::Competence
            | RequestField::Authority => Kind::Choice(vec![words::YES, words::NO]),
            RequestField::Requester
            | RequestField::Scope
            | RequestField::Others
            | RequestField::ExtensionReason(_) => Kind::Text,
            _ => Kind::Day,
        }
    }

    /// Returns whether nothing may be given while it is not answered as it has to be.
    pub(super) fn is_obstacle(self, request: &AccessRequest) -> bool {
        let is_awaited = request.identity.is_some_and(|wait| wait.answered.is_none());
        match self {
            RequestField::IdentitySeen => is_awaited,
            RequestField::Competence => request.competence != Some(true),
            RequestField::Authority => request.authority != Some(true),
            _ => false,
        }
    }
}

impl RequestForm {
    /// Returns what is answered to a question now, as it is shown; "" where nothing is.
    pub(super) fn value(&self, field: RequestField) -> String {
        let day = |day: Option<NaiveDate>| day.map(dates::format).unwrap_or_default();
        let Begun { received, capacity, requester, scope, others } = &self.begun;
        match field {
            RequestField::Received => return dates::format(*received),
            RequestField::Capacity => return capacity.map_or("", Capacity::label).to_owned(),
            RequestField::Requester => return requester.clone(),
            RequestField::Scope => return scope.clone(),
            RequestField::Others => return others.clone(),
            _ => {}
        }
        let Some(view) = &self.stored else { return String::new() };
        let request = &view.request;
        let yes = |answer: Option<bool>| {
            answer.map_or("", |yes| if yes { words::YES } else { words::NO }).to_owned()
        };
        let asked = |wait: Option<&Wait>| day(wait.map(|wait| wait.asked));
        let answered = |wait: Option<&Wait>| day(wait.and_then(|wait| wait.answered));
        match field {
            RequestField::IdentityAsked => asked(request.identity.as_ref()),
            RequestField::IdentitySeen => answered(request.identity.as_ref()),
            RequestField::ClarificationAsked => asked(request.clarifications.last()),
            RequestField::ClarificationGiven => answered(request.clarifications.last()),
            RequestField::ExtensionTold => day(request.extension_told),
            RequestField::ExtensionReason(_) => {
                let details = view.details.as_ref();
                details.map_or_else(String::new, |details| details.extension_reason.clone())
            }
            RequestField::Educational => yes(request.educational),
            RequestField::Maintained => yes(request.maintained),
            RequestField::Competence => yes(request.competence),
            RequestField::Authority => yes(request.authority),
            RequestField::Ended => request.closed.map_or_else(String::new, |end| {
                format!("{}, {}", end.how.label(), dates::format(end.on))
            }),
            _ => String::new(),
        }
    }
}

/// The questions of a new request whose answers are kept until it is entered.
const KEPT: [RequestField; 3] =
    [RequestField::Requester, RequestField::Scope, RequestField::Others];

/// Keeps an answer of a request that is not entered yet on disk, with the case that it is about.
pub(super) fn keep(case: CaseRef, field: RequestField, text: &str, session: &Session) -> Changes {
    if text.is_empty() || session.case_id() != Some(case) {
        return Changes::none();
    }
    let (path, cursor) = (line_place(field.label()), Some(end_of(text)));
    Changes::ask(Request::SaveDraft(Draft { case, path, text: text.to_owned(), cursor }))
}

/// Drops what was kept of a request once it is entered.
pub(super) fn drop_kept(case: CaseRef) -> Changes {
    let places = KEPT.into_iter().map(|field| line_place(field.label()));
    places.map(|at| Request::DiscardDraft { case, at }).collect()
}
