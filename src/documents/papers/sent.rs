//! How the case records that a document was sent: the event that settles its duty, and when that
//! last happened.

use chrono::NaiveDate;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{PaperKind, SentRecord};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people::RecipientRole;
use crate::documents::papers::span::Filled;
use crate::documents::papers::{copied, people, request, review, sheets};
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::Edit;
use crate::domain::case::stage::cell;
use crate::domain::case::{FieldPath, RowValues};
use crate::domain::forms::choice::{AuthorityAnswer, AuthorityStepKind};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;
use crate::domain::{forms, value};

/// The kind of a letter that has none of its own, which is known by its name.
const OTHER: &str = "other";

/// Returns the edits that record a paper as sent on the day of the order. How it went is for the
/// officer to say.
pub(super) fn record(facts: &PaperFacts, kind: &PaperKind, papers: &[Paper]) -> Vec<Edit> {
    let on = Value::Date(facts.order.date);
    let to: Vec<&str> = papers.iter().map(|p| p.to.as_str()).filter(|to| !to.is_empty()).collect();
    let who = value::text(&to.join(", "));
    match kind.settles {
        SentRecord::Notice => {
            let mut edits = vec![notice(facts, on)];
            edits.extend(copied::of_the_letter(facts, facts.case.next_row() + 1));
            edits
        }
        SentRecord::AuthorityNotice => {
            let mut edits = vec![letter(facts, kind, OTHER, who)];
            edits.extend(copied::answered(facts, RecipientRole::Authority));
            edits
        }
        SentRecord::Invitation => invitation(facts, on, who).into_iter().collect(),
        SentRecord::Decline => {
            let mut edits = vec![letter(facts, kind, "answer", who)];
            edits.extend(refusal(facts, on));
            edits
        }
        SentRecord::Letter(option) => vec![letter(facts, kind, option, who)],
        SentRecord::Outcome => {
            let mut edit = letter(facts, kind, "outcome", who);
            if let (Edit::AddRow { cells, .. }, Ok((row, _))) = (&mut edit, review::to_tell(facts))
            {
                cells.insert(field::LETTER_SENT_REVIEW.id.into(), Value::Number(i64::from(row)));
            }
            vec![edit]
        }
        SentRecord::Portal => {
            let who = (field::PORTAL_RETURN_WHO.id, value::text(facts.officer));
            vec![event(facts, table::EVENT_PORTAL_RETURN, [(field::PORTAL_RETURN_ON.id, on), who])]
        }
        SentRecord::AuthorityStep => {
            let cells = [
                (field::AUTHORITY_STEP_ON.id, on),
                (field::AUTHORITY_STEP_KIND.id, authority_step(facts).into()),
                (field::AUTHORITY_STEP_ANSWER.id, AuthorityAnswer::Notified.into()),
            ];
            vec![event(facts, table::EVENT_AUTHORITY_STEP, cells)]
        }
        SentRecord::Spreadsheet => {
            let who = (field::SPREADSHEET_UPDATE_WHO.id, value::text(facts.officer));
            let cells = [(field::SPREADSHEET_UPDATE_ON.id, on), who];
            vec![event(facts, table::EVENT_SPREADSHEET_UPDATE, cells)]
        }
    }
}

/// Returns what the step at the LA is about that the authority's own form settles.
fn authority_step(facts: &PaperFacts) -> AuthorityStepKind {
    if sheets::is_outcome(facts) { AuthorityStepKind::Outcome } else { AuthorityStepKind::Start }
}

/// Returns the edit that adds a row of events; cells without an answer are left out.
fn event<const N: usize>(facts: &PaperFacts, table: &str, cells: [(&str, Value); N]) -> Edit {
    let known = |id: &str| forms::any_field(id).is_some();
    let cells: RowValues = cells
        .into_iter()
        .filter(|(id, v)| known(id) && !v.is_empty())
        .map(|(id, v)| (id.to_owned(), v))
        .collect();
    Edit::AddRow { table: table.to_owned(), row: facts.case.next_row(), cells }
}

/// Returns the notice of the direction to the family.
fn notice(facts: &PaperFacts, on: Value) -> Edit {
    let (family, _) = people::family(facts);
    let named = family.iter().filter(|p| matches!(p.name, Filled::Known(_)));
    let names: Vec<String> = named.map(ToString::to_string).collect();
    let cells = [(field::NOTICE_ON.id, on), (field::NOTICE_WHO.id, value::text(&names.join(", ")))];
    event(facts, table::EVENT_NOTICE, cells)
}

/// Returns the invitation to the review that the paper is for.
fn invitation(facts: &PaperFacts, on: Value, who: Value) -> Option<Edit> {
    let (row, _) = review::to_invite(facts).ok()?;
    let cells = [
        (field::INVITATION_ON.id, on),
        (field::INVITATION_REVIEW.id, Value::Number(i64::from(row))),
        (field::INVITATION_WHO.id, who),
    ];
    Some(event(facts, table::EVENT_INVITATION, cells))
}

/// Returns the answer to the request that the letter declines.
fn refusal(facts: &PaperFacts, on: Value) -> Vec<Edit> {
    let Ok((row, cells)) = request::request(facts) else { return Vec::new() };
    let set = |field: &str, new: Value| {
        let old = cell(cells, field).clone();
        let at = FieldPath::row(table::EVENT_REVIEW_REQUEST, row, field);
        (old != new).then_some(Edit::Set { path: at, old, new })
    };
    let answers = [
        set(field::REVIEW_REQUEST_ANSWER.id, Value::Choice("refused".into())),
        set(field::REVIEW_REQUEST_ANSWERED_ON.id, on),
    ];
    answers.into_iter().flatten().collect()
}

/// Returns the words by which a letter of this kind is recorded.
fn what(facts: &PaperFacts, kind: &PaperKind) -> String {
    match facts.order.audience.filter(|_| kind.id == "passport") {
        Some(audience) => format!("{}, {}", kind.label, audience.name()),
        None => kind.label.to_owned(),
    }
}

fn letter(facts: &PaperFacts, kind: &PaperKind, option: &str, who: Value) -> Edit {
    let mut cells = RowValues::from([
        (field::LETTER_SENT_ON.id.to_owned(), Value::Date(facts.order.date)),
        (field::LETTER_SENT_KIND.id.to_owned(), Value::Choice(option.to_owned())),
        (field::LETTER_SENT_WHAT.id.to_owned(), Value::Text(what(facts, kind))),
    ]);
    if !who.is_empty() {
        cells.insert(field::LETTER_SENT_WHO.id.into(), who);
    }
    Edit::AddRow { table: table::EVENT_LETTER_SENT.into(), row: facts.case.next_row(), cells }
}

/// Returns the day on which a paper was last recorded as sent.
pub(super) fn last(facts: &PaperFacts, kind: &PaperKind) -> Option<NaiveDate> {
    let days = |table: &str, field: &str, mine: &dyn Fn(&RowValues) -> bool| {
        facts
            .case
            .rows(table)
            .filter(|(_, r)| mine(r))
            .filter_map(|(_, r)| cell(r, field).as_date())
            .max()
    };
    let letters_of_kind = |option: &str| {
        days(table::EVENT_LETTER_SENT, field::LETTER_SENT_ON.id, &|r| {
            cell(r, field::LETTER_SENT_KIND.id).as_text() == option
        })
    };
    match kind.settles {
        SentRecord::Notice => days(table::EVENT_NOTICE, field::NOTICE_ON.id, &|_| true),
        SentRecord::Invitation => {
            let (row, _) = review::to_invite(facts).ok()?;
            days(table::EVENT_INVITATION, field::INVITATION_ON.id, &|r| {
                r.row_id(field::INVITATION_REVIEW) == Some(row)
            })
        }
        SentRecord::Outcome => {
            let (row, _) = review::to_tell(facts).ok()?;
            let mine = |r: &RowValues| r.row_id(field::LETTER_SENT_REVIEW) == Some(row);
            days(table::EVENT_LETTER_SENT, field::LETTER_SENT_ON.id, &mine)
        }
        SentRecord::Decline => letters_of_kind("answer"),
        // Letters of a kind of their own are known by it, whatever they were called at the time.
        SentRecord::Letter(option) if option != OTHER => letters_of_kind(option),
        SentRecord::AuthorityNotice | SentRecord::Letter(_) => {
            let words = what(facts, kind);
            days(table::EVENT_LETTER_SENT, field::LETTER_SENT_ON.id, &|r| {
                r.text(field::LETTER_SENT_WHAT) == words
            })
        }
        SentRecord::AuthorityStep => {
            days(table::EVENT_AUTHORITY_STEP, field::AUTHORITY_STEP_ON.id, &|r| {
                r.is(field::AUTHORITY_STEP_KIND, authority_step(facts))
            })
        }
        SentRecord::Portal => {
            days(table::EVENT_PORTAL_RETURN, field::PORTAL_RETURN_ON.id, &|_| true)
        }
        SentRecord::Spreadsheet => {
            days(table::EVENT_SPREADSHEET_UPDATE, field::SPREADSHEET_UPDATE_ON.id, &|_| true)
        }
    }
}
