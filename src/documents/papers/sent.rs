//! How the case records that a document was sent: the event that settles its duty, and when that
//! last happened.

use chrono::NaiveDate;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{PaperKind, SentRecord};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::span::Filled;
use crate::documents::papers::{people, request, review};
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::Edit;
use crate::domain::case::stage::cell;
use crate::domain::case::{FieldPath, RowValues};
use crate::domain::forms::{field, table};
use crate::domain::value::Value;
use crate::domain::{forms, value};

/// Returns the edits that record a paper as sent on the day of the order. How it went is for the
/// officer to say.
pub(super) fn record(facts: &PaperFacts, kind: &PaperKind, papers: &[Paper]) -> Vec<Edit> {
    let on = Value::Date(facts.order.on);
    let who = value::text(
        &papers
            .iter()
            .map(|p| p.to.as_str())
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    );
    let add = |table: &str, cells: Vec<(&str, Value)>| {
        let known = |id: &str| forms::any_field(id).is_some();
        let cells: RowValues = cells
            .into_iter()
            .filter(|(id, v)| known(id) && !v.is_empty())
            .map(|(id, v)| (id.to_owned(), v))
            .collect();
        Edit::AddRow { table: table.to_owned(), row: facts.case.next_row(), cells }
    };
    match kind.settles {
        SentRecord::Notice => {
            let family = people::family(facts).0;
            let names: Vec<String> = family
                .iter()
                .filter(|p| matches!(p.name, Filled::Known(_)))
                .map(super::people::Person::words)
                .collect();
            let la =
                if facts.case.is_yes(field::SEND_EHCP) { Value::YesNo(true) } else { Value::Empty };
            vec![add(
                table::EVENT_NOTICE,
                vec![
                    (field::NOTICE_ON.id, on),
                    (field::NOTICE_WHO.id, value::text(&names.join(", "))),
                    (field::NOTICE_LA.id, la),
                ],
            )]
        }
        SentRecord::Invitation => {
            let Ok((row, _)) = review::to_invite(facts) else { return Vec::new() };
            let review = Value::Number(i64::from(row));
            vec![add(
                table::EVENT_INVITATION,
                vec![
                    (field::INVITATION_ON.id, on),
                    (field::INVITATION_REVIEW.id, review),
                    (field::INVITATION_WHO.id, who),
                ],
            )]
        }
        SentRecord::Decline => {
            let mut edits = vec![letter(facts, kind, "answer", who)];
            if let Ok((row, cells)) = request::request(facts) {
                let set = |field: &str, new: Value| {
                    let old = cell(cells, field).clone();
                    (old != new).then(|| Edit::Set {
                        at: FieldPath::row(table::EVENT_REVIEW_REQUEST, row, field),
                        old,
                        new,
                    })
                };
                edits.extend(set(field::REVIEW_REQUEST_ANSWER.id, Value::Choice("refused".into())));
                edits.extend(set(field::REVIEW_REQUEST_ANSWERED_ON.id, on));
            }
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
            vec![add(
                table::EVENT_PORTAL_RETURN,
                vec![
                    (field::PORTAL_RETURN_ON.id, on),
                    (field::PORTAL_RETURN_WHO.id, value::text(facts.officer)),
                ],
            )]
        }
        SentRecord::Spreadsheet => {
            vec![add(
                table::EVENT_SPREADSHEET_UPDATE,
                vec![
                    (field::SPREADSHEET_UPDATE_ON.id, on),
                    (field::SPREADSHEET_UPDATE_WHO.id, value::text(facts.officer)),
                ],
            )]
        }
    }
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
        (field::LETTER_SENT_ON.id.to_owned(), Value::Date(facts.order.on)),
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
        SentRecord::Decline | SentRecord::Letter(_) => {
            let words = what(facts, kind);
            days(table::EVENT_LETTER_SENT, field::LETTER_SENT_ON.id, &|r| {
                r.text(field::LETTER_SENT_WHAT) == words
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
